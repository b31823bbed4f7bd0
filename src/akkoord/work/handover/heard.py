"""What the partner says of a case: how it goes there, what he asks, what he received, and how it ended."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import Any

from akkoord.core.handover.course import after
from akkoord.core.problem import Refusal, Text
from akkoord.store.models import HandOver, Line, LineMessage
from akkoord.work.handover.end import ask, end_here
from akkoord.work.handover.received import book_payment
from akkoord.work.record import Log

_UNKNOWN = Refusal(Text("Deze zaak is hier niet bekend.", "This case is not known here."))
Body = Mapping[str, Any]


def heard(line: Line, message: LineMessage, *, on: date, at: datetime) -> Refusal | None:
    """Take in one message of the desk. Call it in a transaction; it is called once for each, in the order in which they were said."""
    log = Log(line.creditor_id, on, at, line.name)
    if message.kind == "statement":
        log.add("partner-statement", line=line.id, message=message.id, **_as_told(message.body))
        log.write()
        return None
    one = HandOver.objects.select_for_update().filter(creditor_id=line.creditor_id, line_id=line.id, ref=message.ref).first()
    if one is None:
        return _UNKNOWN
    state = after(one.state, message.kind)  # type: ignore[arg-type]  # the column holds these words only
    if isinstance(state, Refusal):
        return state
    if one.answered_on is None:
        one.answered_on = on
    one.state = state
    one.save(update_fields=["answered_on", "state"])
    _HEARD[message.kind](one, message.body, log, message)
    log.write()
    return None


def _as_told(body: Body) -> dict[str, Any]:
    """What a message says, as an event tells it: its day is a `day`, for an event has one of its own."""
    return {"day" if name == "on" else name: value for name, value in body.items()}


def _told(one: HandOver, body: Body, log: Log, message: LineMessage) -> None:
    log.add(f"partner-{message.kind}", debtor_id=one.debtor_id, ref=one.ref, partner=one.partner, message=message.id, **_as_told(body))


def _received(one: HandOver, body: Body, log: Log, message: LineMessage) -> None:
    one.number = str(body["number"])[:60]
    one.save(update_fields=["number"])
    _told(one, body, log, message)


def _question(one: HandOver, body: Body, log: Log, message: LineMessage) -> None:
    _told(one, body, log, message)
    ask(one, log)


def _refused(one: HandOver, body: Body, log: Log, message: LineMessage) -> None:
    _told(one, body, log, message)
    end_here(one, because="refused", note=str(body["because"]), log=log)


def _payment(one: HandOver, body: Body, log: Log, message: LineMessage) -> None:
    _told(one, body, log, message)
    book_payment(one, amount=int(body["amount"]), day=date.fromisoformat(body["on"]), uid=message.uid, log=log)


def _closed(one: HandOver, body: Body, log: Log, message: LineMessage) -> None:
    _told(one, body, log, message)
    end_here(one, because=str(body["because"]), note=str(body["note"]), log=log)


_HEARD: Mapping[str, Callable[[HandOver, Body, Log, LineMessage], None]] = {
    "received": _received,
    "question": _question,
    "accepted": _told,
    "refused": _refused,
    "action": _told,
    "payment": _payment,
    "cost": _told,
    "closed": _closed,
}
