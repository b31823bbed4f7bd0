"""A call of a story, made as somebody makes one: he is called, what he says is heard, what is agreed is put down, and it ends."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import Any, TypeVar
from zoneinfo import ZoneInfo

from akkoord.core.conversation.outcome import FAILED
from akkoord.core.problem import Refusal
from akkoord.store.access import Desk
from akkoord.store.models import Agreed
from akkoord.work.conversation.agreeing import put_agreed
from akkoord.work.conversation.hang_up import hang_up
from akkoord.work.conversation.say import pause_for_care, say_reason
from akkoord.work.conversation.start import start_call
from akkoord.work.hear import hear
from akkoord.work.story.fields import cents, day, table

ZONE = ZoneInfo("Europe/Amsterdam")
LASTS = timedelta(minutes=5)
Made = TypeVar("Made")


def play_call(desk: Desk, debtor_id: int, on: date, said: dict[str, Any], *, task_id: int | None) -> None:
    """One call. `said` are his words, `reason` what a person chose where he did; `agreed` a list of what was agreed, `back`
    when he is called again. Raises ValueError for what cannot be."""
    at = datetime.combine(on, _clock(said.get("at", "10:00")), ZONE)
    call = _right(start_call(desk=desk, debtor_id=debtor_id, on=on, at=at, task_id=task_id), on)
    outcome, words = str(said.get("outcome", "")), str(said.get("said", ""))
    if words and outcome not in FAILED:
        _heard(desk, call.id, words, str(said.get("reason", "")), at)
    for one in said.get("agreed", ()):
        _agreed(desk, call.id, on, one)
    back = table(said.get("back", {}), text="on")
    when: dict[str, Any] = {"back_on": day(back["on"]) if "on" in back else _tomorrow(outcome, on)}
    when["back_at"] = _clock(back["at"]) if "at" in back else None
    _right(hang_up(desk=desk, call_id=call.id, outcome=outcome, on=on, at=at + LASTS, **when), on)


def _heard(desk: Desk, call_id: int, words: str, chosen: str, at: datetime) -> None:
    heard = hear(words)
    if heard.vulnerable:
        _right(pause_for_care(desk=desk, call_id=call_id, on=at.date(), at=at), at.date())
    reason = chosen or (heard.reason if heard.sure else "none")
    _right(say_reason(desk=desk, call_id=call_id, reason=reason, words=words, chosen=bool(chosen), on=at.date()), at.date())


def _agreed(desk: Desk, call_id: int, on: date, said: dict[str, Any]) -> None:
    row = _right(put_agreed(desk=desk, call_id=call_id, kind=str(said.get("kind", "")), on=on), on)
    row.day = day(said["day"]) if "day" in said else row.day
    row.minute = _clock(said["at"]) if "at" in said else row.minute
    row.amount = cents(said["amount"]) if "amount" in said else row.amount
    row.what = str(said.get("what", row.what))
    if "number" in said:
        row.invoice_id = desk.invoices().get(number=str(said["number"]), kind="invoice").id
    Agreed.objects.filter(creditor_id=row.creditor_id, id=row.id).update(
        day=row.day, minute=row.minute, amount=row.amount, what=row.what, invoice_id=row.invoice_id
    )


def _tomorrow(outcome: str, on: date) -> date | None:
    """Who asks to be called later and names no day is called the day after."""
    return on + timedelta(days=1) if outcome == "call-back" else None


def _clock(raw: Any) -> time:
    try:
        return raw if isinstance(raw, time) else time.fromisoformat(str(raw).zfill(5))
    except ValueError as wrong:
        raise ValueError(f"{raw!r} is no time of the day, as in 18:40") from wrong


def _right(made: Made | Refusal, on: date) -> Made:
    """What was made; a refusal is a mistake of the story."""
    if isinstance(made, Refusal):
        raise ValueError(f"{on} call: {made.why.en}")
    return made
