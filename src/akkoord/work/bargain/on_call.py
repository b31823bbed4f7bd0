"""What the debtor answers to an offer while one speaks with him: the talk goes on, and what is agreed stands in the call."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction

from akkoord.core.conversation.agreement import Agree
from akkoord.core.negotiation import speech
from akkoord.core.problem import Refusal
from akkoord.store.access import Desk
from akkoord.store.models import Agreed, Bargain, Call
from akkoord.work.bargain.by_hand import begin_by_hand, pass_on
from akkoord.work.conversation.row import ENDED, bump, locked
from akkoord.work.may_not import MAY_NOT


def answer_in_call(*, desk: Desk, call_id: int, said: Mapping[str, Any], seen: int | None, on: date, at: datetime) -> Bargain | Refusal:
    """Passes on what he says, to the talk that goes on or to one that begins with it. Where he agrees, the arrangement stands and
    the call says so, so that its confirmation does too."""
    if not desk.may_work:
        return MAY_NOT
    with transaction.atomic():
        call = locked(desk, call_id)
        if call.ended_at is not None:
            return ENDED
        begun = begin_by_hand(desk=desk, debtor_id=call.debtor_id, on=on, at=at)
        if isinstance(begun, Refusal):
            return begun
        found = pass_on(desk=desk, bargain_id=begun.id, said=said, seen=seen, on=on, at=at)
        if isinstance(found, Bargain):
            _agreed(desk, call, found, on)
            bump(call)
        return found


def _agreed(desk: Desk, call: Call, found: Bargain, on: date) -> None:
    """The arrangement as one thing that was agreed in this call, in place of the wish for one."""
    offer = found.now
    if found.state != "agreed" or offer is None:
        return
    paid = offer.payments(found.debt)
    desk.agreed().filter(call_id=call.id, kind=Agree.ARRANGEMENT).delete()
    Agreed.objects.create(
        creditor=desk.creditor,
        debtor_id=call.debtor_id,
        call_id=call.id,
        kind=Agree.ARRANGEMENT,
        state="done",
        amount=sum(cents for _, cents in paid),
        parts=len(paid) if len(paid) > 1 else None,
        day=on + timedelta(days=paid[0][0]),
        ended_on=on,
        made_on=on,
        what=speech.terms(offer, debt=found.debt).nl,
        by=desk.user.email,
    )
