"""What a client says over his line, as the desk takes it in: a case, an answer, money, an objection, a newer file, a withdrawal."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction

from akkoord.core.dates import date_of
from akkoord.core.handover.course import after
from akkoord.core.problem import Refusal, Text
from akkoord.store.models import DeskCase, DeskEntry, Line, LineMessage
from akkoord.work.desk.case import (
    ANSWERED,
    CLOSE,
    LOOK,
    NEW,
    NO_DESK,
    WITHDRAW,
    ask_for,
    keep,
    next_number,
    owing,
    say_in,
)
from akkoord.work.desk.debtors import debtor_for
from akkoord.work.desk.dossiers import Taken, taken, wrong_total
from akkoord.work.desk.onward import runs_kept
from akkoord.work.law import law_of
from akkoord.work.mail.replies import OBJECTION
from akkoord.work.record import Log

UNKNOWN = Refusal(Text("Deze zaak is hier niet bekend.", "This case is not known here."))
NOT_HERE = Refusal(Text("Dit bericht hoort niet van een opdrachtgever te komen.", "This message does not belong to a client."))
NO_QUESTION = Refusal(Text("Deze vraag is hier niet gesteld.", "This question was not asked here."))
AGAIN = Refusal(
    Text(
        "Deze zaak is hier al, met een ander dossier. Stuur een nieuwer dossier als aanvulling.",
        "This case is here already, with another file. Send a newer file as an update.",
    )
)


@dataclass(frozen=True, slots=True)
class _Heard:
    """One message about a case that is here, with the log that what comes of it is written to."""

    case: DeskCase
    message: LineMessage
    log: Log

    @property
    def body(self) -> Mapping[str, Any]:
        """What it says."""
        said: Mapping[str, Any] = self.message.body
        return said

    def keep(self, **entry: Any) -> DeskEntry:
        """The entry that it makes."""
        return keep(self.case, self.message.kind, self.log, uid=self.message.uid, **entry)


def heard(line: Line, message: LineMessage, *, on: date, at: datetime) -> Refusal | None:
    """Apply one message of a client, once: the same one again changes nothing. A refusal says why it was not taken in."""
    if not line.creditor.desk_on:
        return NO_DESK
    if message.kind != "submit" and message.kind not in _ABOUT:
        return NOT_HERE
    log = Log(line.creditor_id, on, at)
    with transaction.atomic():
        cases = DeskCase.objects.select_for_update().defer("dossier", "manifest", "claim").prefetch_related("line", "debtor", "creditor")
        case = cases.filter(creditor_id=line.creditor_id, line_id=line.id, ref=message.ref).first()
        refused = _submitted(line, message, case, log) if message.kind == "submit" else _about(case, message, log)
        if refused is None:
            log.write()
    return refused


def _submitted(line: Line, message: LineMessage, case: DeskCase | None, log: Log) -> Refusal | None:
    """A new case: its file is opened, the debtor found or made, and the client hears that it is here, under which number."""
    if case is not None:
        return None if case.dossier_sha256 == message.attachment_sha256 or _is_kept(case, message) else AGAIN
    file = taken(line, message)
    if isinstance(file, Refusal):
        return file
    refused = wrong_total(file, message.body["total"])
    if refused:
        return refused
    case = _new_case(line, message, file, log)
    keep(case, "submit", log, uid=message.uid, by="", amount=file.total)
    ask_for(case, NEW, log)
    return say_in(case, "received", {"number": case.number}, log, what=case.number)


def _new_case(line: Line, message: LineMessage, file: Taken, log: Log) -> DeskCase:
    number = next_number(line.creditor, log.on)
    debtor = debtor_for(line.creditor, file.manifest, log)
    sums = {"principal": file.principal, "interest": file.interest, "costs": file.costs, "reckoned_on": file.reckoned_on}
    kept = {"manifest": file.manifest, "dossier": file.raw, "dossier_sha256": file.sha256}
    kept["claim"], kept["runs"] = file.manifest["claim"], runs_kept(file.manifest, law=law_of(line.creditor_id))
    client = str(file.manifest["creditor"].get("name") or line.name)[:200]
    days = {"received_on": log.on, "acted_on": log.on}
    own = {"creditor": line.creditor, "line": line, "debtor": debtor, "ref": message.ref, "number": number, "client": client}
    return DeskCase.objects.create(state="sent", **own, **sums, **kept, **days)


def _is_kept(case: DeskCase, message: LineMessage) -> bool:
    return DeskEntry.objects.filter(creditor_id=case.creditor_id, case_id=case.id, uid=message.uid).exists()


def _about(case: DeskCase | None, message: LineMessage, log: Log) -> Refusal | None:
    if case is None:
        return UNKNOWN
    if _is_kept(case, message):
        return None
    state = after(case.state, message.kind)  # type: ignore[arg-type]  # the column holds a State and nothing else
    if isinstance(state, Refusal):
        return state
    case.state = state
    return _ABOUT[message.kind](_Heard(case, message, log))


def _answer(one: _Heard) -> Refusal | None:
    """An answer to a question that was asked here; the case goes on with it."""
    asked = DeskEntry.objects.filter(creditor_id=one.case.creditor_id, case_id=one.case.id, kind="question", uid=one.body["question"])
    if not asked.exists():
        return NO_QUESTION
    asked.filter(answered_on=None).update(answered_on=one.log.on)
    one.keep(text=one.body["text"], about=one.body["question"])
    ask_for(one.case, ANSWERED, one.log, note=one.body["text"])
    return None


def _paid(one: _Heard) -> None:
    """Money that came in at the client, or went back there: what is open goes with it."""
    one.keep(amount=one.body["amount"], on=date_of(one.body["on"]) or one.log.on, what=one.body["invoice"][:200])
    paid_up(one.case, one.log)


def paid_up(case: DeskCase, log: Log) -> None:
    """Where nothing is open any more, or no more than a little of the interest that ran on since, somebody closes the case."""
    if case.closed_on is not None or case.state == "refused":
        return
    now = owing(case, on=log.on)
    if now.open <= min(now.interest_since, case.creditor.tolerance):
        ask_for(case, CLOSE, log)


def _objection(one: _Heard) -> None:
    """The debtor objects: until somebody looked at it no letter leaves to him."""
    one.keep(text=one.body["text"], on=date_of(one.body["on"]) or one.log.on, what=", ".join(one.body["invoices"])[:200])
    ask_for(one.case, OBJECTION, one.log, note=one.body["text"])


def _update(one: _Heard) -> Refusal | None:
    """A newer file takes the place of the one before. The sums stay those of the submission: money that came in since was told by
    itself, and would count twice."""
    file = taken(one.case.line, one.message)
    if isinstance(file, Refusal):
        return file
    case = one.case
    case.manifest, case.dossier, case.dossier_sha256 = file.manifest, file.raw, file.sha256
    case.dossiers += 1
    case.save(update_fields=["manifest", "dossier", "dossier_sha256", "dossiers"])
    one.keep(text=one.body["because"], amount=file.total)
    ask_for(case, LOOK, one.log, note=one.body["because"])
    return None


def _withdraw(one: _Heard) -> None:
    """The client takes his case back: the desk ends what it was doing, and says that it did."""
    one.keep(text=one.body["because"])
    ask_for(one.case, WITHDRAW, one.log, note=one.body["because"])


_ABOUT: Mapping[str, Callable[[_Heard], Refusal | None]] = {
    "answer": _answer,
    "paid": _paid,
    "objection": _objection,
    "update": _update,
    "withdraw": _withdraw,
}
