"""Carries out what was agreed in a call: a promise and a complaint become reasons to wait, work stops or goes on, the rest waits
for its day."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from akkoord.core.conversation.agreement import Agree
from akkoord.store.access import Desk
from akkoord.store.models import Agreed, Call
from akkoord.work.hold import add_hold
from akkoord.work.ongoing.resume_work import resume_by_hand
from akkoord.work.ongoing.stop_work import stop_by_hand
from akkoord.work.record import Log


def carry_out(desk: Desk, call: Call, agreed: Sequence[Agreed], log: Log) -> None:
    """Each of these is agreed from now on. Call it in the transaction that ends the call, after the call was recorded."""
    for row in agreed:
        row.state = "open"
        doing = _DOING.get(Agree(row.kind))
        if doing:
            doing(desk, call, row, log)
        row.save(update_fields=["state", "hold_id", "what", "ended_on"])
        said: dict[str, Any] = {"what": row.what, "amount": row.amount, "day": str(row.day or ""), "ours": row.ours, "call": call.id}
        log.add("agreed", debtor_id=call.debtor_id, invoice_id=row.invoice_id, agreed=row.id, agreement=row.kind, **said)


def _promise(desk: Desk, call: Call, row: Agreed, log: Log) -> None:
    """The reason to wait that the record of the call just wrote down."""
    mine = desk.holds().filter(debtor_id=call.debtor_id, kind="promise", since=log.on, until=row.day, amount=row.amount)
    row.hold_id = mine.order_by("-id").values_list("id", flat=True).first()


def _complaint(desk: Desk, call: Call, row: Agreed, log: Log) -> None:
    """A complaint about an invoice: nothing is asked for that one until it is answered."""
    if row.invoice_id is None:
        return
    add_hold(desk=desk, debtor_id=call.debtor_id, kind="dispute", note=row.what, invoice_id=row.invoice_id, on=log.on, at=log.at)
    mine = desk.holds().filter(debtor_id=call.debtor_id, kind="dispute", invoice_id=row.invoice_id, since=log.on)
    row.hold_id = mine.order_by("-id").values_list("id", flat=True).first()


def _stop(desk: Desk, call: Call, row: Agreed, log: Log) -> None:
    """Work of which the warning ran out stops now; other work needs its warning first, so that a person goes on with it."""
    work = desk.work().filter(debtor_id=call.debtor_id, state="ongoing", name=row.what).first()
    because = f"Afgesproken aan de telefoon: {row.what}"
    if work and stop_by_hand(desk=desk, work_id=work.id, because=because, on=log.on, at=log.at) is None:
        row.state, row.ended_on = "done", log.on


def _resume(desk: Desk, call: Call, row: Agreed, log: Log) -> None:
    work = desk.work().filter(debtor_id=call.debtor_id, state="stopped", name=row.what).first()
    because = f"Afgesproken aan de telefoon: {row.what}"
    if work and resume_by_hand(desk=desk, work_id=work.id, because=because, on=log.on, at=log.at) is None:
        row.state, row.ended_on = "done", log.on


_DOING: Mapping[Agree, Callable[[Desk, Call, Agreed, Log], None]] = {
    Agree.PROMISE: _promise,
    Agree.COMPLAINT: _complaint,
    Agree.STOP_WORK: _stop,
    Agree.RESUME_WORK: _resume,
}
