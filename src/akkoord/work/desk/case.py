"""A case at the desk: its row under lock, its sums, what happened in it, and the tasks that come of it."""

from __future__ import annotations

import secrets
from collections import defaultdict
from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from django.db.models import QuerySet

from akkoord.core.handover.course import after
from akkoord.core.handover.message import LONGEST_TEXT
from akkoord.core.handover.owing import Owing
from akkoord.core.problem import Refusal, Text
from akkoord.store.access import Desk
from akkoord.store.models import Creditor, DeskCase, DeskEntry, Task
from akkoord.work.desk.onward import Moved, owing_by
from akkoord.work.law import law_of
from akkoord.work.line.say import hold_line, say
from akkoord.work.mail.replies import OBJECTION
from akkoord.work.record import Log

NEW, ANSWERED, COMPLAINT = "desk-new", "desk-answer", "desk-complaint"
CLOSE, WITHDRAW, LOOK, UNHEARD = "desk-close", "desk-withdraw", "desk-look", "desk-unheard"
TASKS = (NEW, ANSWERED, OBJECTION, COMPLAINT, CLOSE, WITHDRAW, LOOK, UNHEARD)
NO_DESK = Refusal(Text("Dit bedrijf heeft geen incassobureau.", "This company has no collection desk."))
NO_TEXT = Refusal(Text("Schrijf erbij wat u bedoelt.", "Write down what you mean."))
TOO_LONG = Refusal(Text(f"Hoogstens {LONGEST_TEXT} tekens.", f"At most {LONGEST_TEXT} characters."))
NO_SUM = Refusal(Text("Noem een bedrag boven nul.", "Name a sum above nothing."))
NOT_YET = Refusal(Text("Deze dag moet nog komen.", "This day has still to come."))


def locked(desk: Desk, case_id: int) -> DeskCase:
    """The case for changing it, in a transaction. Raises DeskCase.DoesNotExist for another company's."""
    hold_line(desk.creditor.id, desk.desk_cases().values_list("line_id", flat=True).get(id=case_id))
    return desk.desk_cases().select_for_update().prefetch_related("line", "debtor", "creditor").get(id=case_id)


def text_of(raw: str) -> str | Refusal:
    """What was typed and must be there."""
    value = raw.replace("\r\n", "\n").strip()
    if not value:
        return NO_TEXT
    return value if len(value) <= LONGEST_TEXT else TOO_LONG


def say_in(case: DeskCase, kind: str, body: dict[str, Any], log: Log, *, attachment: bytes | None = None, **entry: Any) -> Refusal | None:
    """Tell the client something of his case, keep it as an entry, and move the case on; a refusal where it cannot follow."""
    state = after(case.state, kind)  # type: ignore[arg-type]  # the column holds a State and nothing else
    if isinstance(state, Refusal):
        return state
    uid = secrets.token_hex(16)
    say(case.line, kind=kind, ref=case.ref, body=body, on=log.on, attachment=attachment, uid=uid)
    case.state, case.acted_on = state, max(case.acted_on, log.on)
    keep(case, kind, log, uid=uid, **entry)
    return None


def keep(case: DeskCase, kind: str, log: Log, **entry: Any) -> DeskEntry:
    """One more thing that happened in a case, and its event. Call it in a transaction; the case is saved, the log not written yet."""
    said: dict[str, Any] = {"on": log.on, "at": log.at, "by": log.by, **entry}
    made = DeskEntry.objects.create(creditor_id=case.creditor_id, case_id=case.id, kind=kind, **said)
    told: dict[str, Any] = {name: getattr(made, name) for name in ("amount", "what", "payer", "text") if getattr(made, name)}
    log.add(f"desk-{kind}", debtor_id=case.debtor_id, on=made.on, case=case.id, number=case.number, **told)
    case.save(update_fields=["state", "acted_on", "accepted_on", "closed_on", "because", "note", "handler"])
    return made


def ask_for(case: DeskCase, kind: str, log: Log, *, due_on: date | None = None, note: str = "") -> None:
    """One line on the work list, once a case while it is open."""
    own: dict[str, Any] = {"creditor_id": case.creditor_id, "debtor_id": case.debtor_id, "desk_case_id": case.id, "kind": kind}
    if not Task.objects.filter(done_on=None, **own).exists():
        Task.objects.create(made_on=log.on, due_on=due_on or log.on, note=note[:2_000], **own)
        log.add("task-made", debtor_id=case.debtor_id, task=kind)


def tasks_of(case: DeskCase) -> QuerySet[Task]:
    """What is still to do in it."""
    return Task.objects.filter(creditor_id=case.creditor_id, desk_case_id=case.id, done_on=None)


def done(case: DeskCase, kinds: Iterable[str], *, on: date, outcome: str) -> int:
    """These tasks need nobody any more."""
    return tasks_of(case).filter(kind__in=list(kinds)).update(done_on=on, outcome=outcome)


def owing(case: DeskCase, *, on: date) -> Owing:
    """The sums of a case at the end of a day."""
    return owing_of(case.creditor, [case], on=on)[case.id]


def owing_of(creditor: Creditor, cases: Iterable[DeskCase], *, on: date) -> dict[int, Owing]:
    """The sums of some cases, in two queries. Interest runs on until that day, or until the case ended here."""
    rows, law = list(cases), law_of(creditor.pk)
    moved: dict[int, list[Moved]] = defaultdict(list)
    entries = DeskEntry.objects.filter(creditor=creditor, case_id__in=[one.id for one in rows], kind__in=("payment", "paid", "cost"))
    for case_id, kind, payer, day, amount in entries.order_by("on", "id").values_list("case_id", "kind", "payer", "on", "amount"):
        moved[case_id].append(Moved(f"{kind} {payer}".strip(), day, amount))
    return {one.id: owing_by(one, moved[one.id], law=law, on=on) for one in rows}


def next_number(creditor: Creditor, on: date) -> str:
    """The number of the next case of this year. Call it in a transaction: it takes the company's row."""
    Creditor.objects.select_for_update().only("id").get(id=creditor.pk)
    year = f"{on.year}-"
    known = DeskCase.objects.filter(creditor=creditor, number__startswith=year).values_list("number", flat=True)
    found = max((int(one.removeprefix(year)) for one in known), default=0)
    return f"{year}{found + 1:04}"


def log_of(desk: Desk, on: date, at: datetime | None) -> Log:
    """The log of somebody at the desk."""
    return Log(desk.creditor.id, on, at, desk.user.email)
