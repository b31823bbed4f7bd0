"""Hangs up: in one transaction the call ends, its task is done or comes back, and everything agreed is carried out."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from django.db import transaction

from akkoord.core.conversation.agreement import Agree
from akkoord.core.conversation.cannot_pay import says_he_cannot_pay
from akkoord.core.conversation.outcome import Outcome
from akkoord.core.problem import Refusal, Text
from akkoord.store.access import Desk
from akkoord.store.models import Agreed, Call, Letter, Task
from akkoord.work import record_call as recording
from akkoord.work.conversation.carry_out import carry_out
from akkoord.work.conversation.confirm import draft_confirmation
from akkoord.work.conversation.row import ENDED, bump, locked
from akkoord.work.conversation.say import settle_hearing
from akkoord.work.may_not import MAY_NOT
from akkoord.work.record import Log
from akkoord.work.watch.callbacks import plan_callbacks

_DAY = Text("Noem bij elke afspraak een dag.", "Name a day for everything agreed.")
_SUM = Text("Bij betalen hoort een bedrag.", "Paying needs a sum.")
_BACK = Text("Op welke dag belt u terug?", "On which day do you call back?")


@dataclass(frozen=True, slots=True)
class Hung:
    """The call that ended, and the draft that confirms it; None where nothing was agreed."""

    call: Call
    letter: Letter | None


class _Refused(Exception):
    def __init__(self, refusal: Refusal) -> None:
        super().__init__(refusal.why.en)
        self.refusal = refusal


def hang_up(
    *, desk: Desk, call_id: int, outcome: str, on: date, at: datetime, back_on: date | None = None, back_at: time | None = None
) -> Hung | Refusal:
    """The call ends so. `back_on` and `back_at` say when he is called again, where he asked for that. Nobody was reached: what
    was being agreed falls away."""
    if not desk.may_work:
        return MAY_NOT
    if outcome not in set(Outcome):
        return Refusal(Text("Kies wat het gesprek opleverde.", "Choose what came of the call."))
    try:
        with transaction.atomic():
            call = locked(desk, call_id)
            log = Log(desk.creditor.id, on, at, desk.user.email)
            return ENDED if call.ended_at else _end(desk, call, Outcome(outcome), log, back_on, back_at)
    except _Refused as refused:
        return refused.refusal


def _end(desk: Desk, call: Call, outcome: Outcome, log: Log, back_on: date | None, back_at: time | None) -> Hung:
    agreed = _agreed(desk, call, outcome, back_on, back_at)
    settle_hearing(desk, call, on=log.on)
    call.outcome, call.ended_at = outcome, log.at
    call.save(update_fields=["outcome", "ended_at", "hearing"])
    bump(call)
    _record(desk, call, agreed, log)
    carry_out(desk, call, agreed, log)
    plan_callbacks(desk.creditor, [call.debtor_id], log=log)
    letter = draft_confirmation(desk, call, agreed, log) if outcome is Outcome.REACHED else None
    log.write()
    return Hung(call, letter)


def _agreed(desk: Desk, call: Call, outcome: Outcome, back_on: date | None, back_at: time | None) -> list[Agreed]:
    """What stands to be carried out, each with its day; what was left empty or came to nothing is taken away."""
    rows = list(desk.agreed().filter(call_id=call.id, state="draft").order_by("id"))
    if outcome is not Outcome.REACHED:
        desk.agreed().filter(call_id=call.id, state="draft").delete()
        return [_callback(desk, call, back_on, back_at)] if outcome is Outcome.CALL_BACK else []
    empty = [row for row in rows if row.kind == Agree.PROMISE and row.amount is None and row.day is None]
    for row in empty:
        row.delete()
    kept = [row for row in rows if row not in empty]
    for row in kept:
        if row.day is None:
            raise _Refused(Refusal(_DAY))
        if row.kind in (Agree.PROMISE, Agree.ARRANGEMENT) and row.amount is None:
            raise _Refused(Refusal(_SUM))
    return kept


def _callback(desk: Desk, call: Call, day: date | None, minute: time | None) -> Agreed:
    if day is None or day < call.on:
        raise _Refused(Refusal(_BACK))
    own = {"creditor": desk.creditor, "debtor_id": call.debtor_id, "call_id": call.id, "made_on": call.on, "by": desk.user.email}
    return Agreed.objects.create(kind=Agree.CALLBACK, ours=True, day=day, minute=minute, **own)


def _record(desk: Desk, call: Call, agreed: list[Agreed], log: Log) -> None:
    """The existing record of calls: the task, the promise as a reason to wait, and the event."""
    assert log.at is not None
    promise = next((row for row in agreed if row.kind == Agree.PROMISE), None)
    words = list(desk.said().filter(call_id=call.id).exclude(words="").order_by("id").values_list("words", flat=True))
    reasons = set(desk.said().filter(call_id=call.id).values_list("reason", flat=True))
    refused = recording.record_call(
        desk=desk,
        task_id=_task(desk, call, log.on).id,
        call_id=call.id,
        outcome=call.outcome,
        note=call.note or " ".join(words)[:2_000],
        on=log.on,
        at=log.at,
        promised=promise.amount if promise else None,
        promised_by=promise.day if promise else None,
        **_back(call, agreed),
        cannot_pay="no-money" in reasons or any(says_he_cannot_pay(one) for one in words),
    )
    if refused:
        raise _Refused(refused)


def _back(call: Call, agreed: list[Agreed]) -> dict[str, Any]:
    """When he is called again, where he asked for that."""
    back = next((row for row in agreed if row.kind == Agree.CALLBACK), None) if call.outcome == Outcome.CALL_BACK else None
    return {"call_back_on": back.day, "call_back_at": back.minute} if back else {}


def _task(desk: Desk, call: Call, on: date) -> Task:
    """The task that this call was about; where it is done by now, or there was none, one that says that he was called."""
    mine = desk.tasks().select_for_update().filter(debtor_id=call.debtor_id, kind="call", done_on=None)
    found = mine.filter(id=call.task_id or 0).first() or mine.first()
    if found is None:
        found = Task.objects.create(creditor=desk.creditor, debtor_id=call.debtor_id, kind="call", made_on=on, due_on=on)
    if call.task_id != found.id:
        call.task_id = found.id
        call.save(update_fields=["task_id"])
    return found
