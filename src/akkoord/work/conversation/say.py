"""What he said: a reason with his words, recognised or chosen; it can be taken back while the call goes on."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction

from akkoord.core.problem import Refusal, Text
from akkoord.reasons import reasons
from akkoord.store.access import Desk
from akkoord.store.models import Call, Said
from akkoord.work.conversation.keep import LONGEST, clean
from akkoord.work.conversation.row import ENDED, bump, locked
from akkoord.work.hear import hear
from akkoord.work.hold import add_hold
from akkoord.work.may_not import MAY_NOT

CARE_NOTE = "Tijdens een gesprek"  # nothing more: what he told is nobody's business


def say_reason(*, desk: Desk, call_id: int, reason: str, words: str, chosen: bool, on: date) -> Refusal | None:
    """He gave this reason, in these words. They are left out where they touch somebody's health; the field in which they were
    typed is free for the next."""
    if not desk.may_work:
        return MAY_NOT
    if reason not in reasons():
        return Refusal(Text("Deze reden bestaat niet.", "There is no such reason."))
    with transaction.atomic():
        call = locked(desk, call_id)
        if call.ended_at is not None:
            return ENDED
        _said(desk, call, reason, clean(words)[:LONGEST], chosen=chosen, on=on)
        bump(call)
    return None


def _said(desk: Desk, call: Call, reason: str, words: str, *, chosen: bool, on: date) -> None:
    safe = "" if words and hear(words).vulnerable else words
    Said.objects.create(creditor=desk.creditor, debtor_id=call.debtor_id, call_id=call.id, on=on, words=safe, reason=reason, chosen=chosen)
    if call.hearing and call.hearing == words:
        call.hearing = ""
        call.save(update_fields=["hearing"])


def settle_hearing(desk: Desk, call: Call, *, on: date) -> None:
    """What was typed and got no reason from a person is kept with the one that it surely sounds like, or with none. Call it in
    the transaction that ends the call."""
    if call.hearing:
        heard = hear(call.hearing)
        _said(desk, call, heard.reason if heard.sure else "none", call.hearing, chosen=False, on=on)


def unsay(*, desk: Desk, said_id: int) -> Refusal | None:
    """It was not what he said after all; his words go back to where they were typed, if nothing else stands there."""
    if not desk.may_work:
        return MAY_NOT
    with transaction.atomic():
        said = desk.said().get(id=said_id)
        call = locked(desk, said.call_id)
        if call.ended_at is not None:
            return ENDED
        said.delete()
        call.hearing = call.hearing or said.words
        call.heard_before = min(call.heard_before, desk.said().filter(call_id=call.id).count())
        call.save(update_fields=["hearing", "heard_before"])
        bump(call)
    return None


def pause_for_care(*, desk: Desk, call_id: int, on: date, at: datetime) -> Refusal | None:
    """Signs of vulnerability: nothing more is asked of him until a person decided, and nothing of what he told is kept."""
    if not desk.may_work:
        return MAY_NOT
    with transaction.atomic():
        call = locked(desk, call_id)
        if call.ended_at is not None:
            return ENDED
        if not desk.holds().filter(debtor_id=call.debtor_id, kind="vulnerable", ended_on=None).exists():
            add_hold(desk=desk, debtor_id=call.debtor_id, kind="vulnerable", note=CARE_NOTE, on=on, at=at)
        call.hearing = ""
        call.save(update_fields=["hearing"])
        bump(call)
    return None
