"""What is being agreed while the call goes on: drafts of who does what by when, that can be added and taken off."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db import transaction

from akkoord.core.conversation.agreement import OURS, Agree
from akkoord.core.conversation.guide import two_days
from akkoord.core.problem import Refusal, Text
from akkoord.jurisdictions import jurisdiction
from akkoord.store.access import Desk
from akkoord.store.models import Agreed, Call
from akkoord.work.conversation.keep import open_sum
from akkoord.work.conversation.row import ENDED, bump, locked
from akkoord.work.may_not import MAY_NOT

ONCE = frozenset({Agree.PROMISE, Agree.ARRANGEMENT, Agree.CALLBACK})


def put_agreed(*, desk: Desk, call_id: int, kind: str, on: date) -> Agreed | Refusal:
    """One more thing to agree, with the day that is likely; where there can be only one of its kind, that one."""
    if not desk.may_work:
        return MAY_NOT
    if kind not in set(Agree):
        return Refusal(Text("Dit kan niet worden afgesproken.", "This cannot be agreed."))
    with transaction.atomic():
        call = locked(desk, call_id)
        if call.ended_at is not None:
            return ENDED
        there = desk.agreed().filter(call_id=call.id, kind=kind).first() if kind in ONCE else None
        return there or _put(desk, call, Agree(kind), on)


def _put(desk: Desk, call: Call, kind: Agree, on: date) -> Agreed:
    own: dict[str, Any] = {"creditor": desk.creditor, "debtor_id": call.debtor_id, "call_id": call.id, "made_on": on}
    row = Agreed(kind=kind, ours=kind in OURS, by=desk.user.email, day=_likely(kind, on), **own)
    if kind is Agree.ARRANGEMENT:
        promised = desk.agreed().filter(call_id=call.id, kind="promise").values_list("amount", flat=True).first() or 0
        row.amount = max(0, open_sum(desk, call.debtor_id) - promised) or None
        row.parts = 3
    if kind is Agree.MEETING:
        row.place = ", ".join(filter(None, (call.debtor.street, call.debtor.city)))
    row.save(force_insert=True)
    bump(call)
    return row


def _likely(kind: Agree, on: date) -> date:
    """The day that is filled in: today where it can be done at once, tomorrow for what he sends, within a week for the rest."""
    calendar = jurisdiction().calendar
    soon, later = two_days(on, calendar=calendar)
    if kind in (Agree.COPY, Agree.STOP_WORK, Agree.RESUME_WORK):
        return on
    return soon if kind in (Agree.CALLBACK, Agree.PROOF, Agree.PROMISE) else later


def drop_agreed(*, desk: Desk, agreed_id: int) -> Refusal | None:
    """It is not agreed after all. The fields of the promise stay, and are empty again."""
    if not desk.may_work:
        return MAY_NOT
    with transaction.atomic():
        row = desk.agreed().get(id=agreed_id, state="draft")
        call = locked(desk, row.call_id or 0)
        if call.ended_at is not None:
            return ENDED
        if row.kind == Agree.PROMISE:
            row.amount, row.day = None, None
            row.save(update_fields=["amount", "day"])
        else:
            row.delete()
        bump(call)
    return None
