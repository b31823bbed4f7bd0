"""What people do with a talk: begin it, pass on what the debtor says on the phone, and stop it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.db import transaction

from akkoord.core.negotiation.offer import Offer, as_json
from akkoord.core.negotiation.plan import MONTH
from akkoord.core.problem import Refusal, Text
from akkoord.store.access import Desk
from akkoord.store.models import Bargain
from akkoord.work.arrangement.accept import Acceptance
from akkoord.work.bargain.talk import CALL, answer_bargain, begin_bargain
from akkoord.work.bargain.turn import close
from akkoord.work.may_not import MAY_NOT
from akkoord.work.record import Log

_NO_SUM = Refusal(Text("Noem een bedrag per maand, of in hoeveel maanden.", "Name a sum a month, or the number of months."))
_MOST = 120  # months


def begin_by_hand(*, desk: Desk, debtor_id: int, on: date, at: datetime) -> Bargain | Refusal:
    """A person begins the talk with this debtor, or goes on with the one there is."""
    if not desk.may_work:
        return MAY_NOT
    debtor = desk.debtors().only("creditor_id", "id").get(id=debtor_id)
    return begin_bargain(creditor=desk.creditor, debtor_id=debtor.id, where=CALL, on=on, at=at, by=desk.user.email)


def pass_on(*, desk: Desk, bargain_id: int, said: Mapping[str, Any], seen: int | None, on: date, at: datetime) -> Bargain | Refusal:
    """What the debtor says to a person; where he accepts, he did so in a conversation."""
    if not desk.may_work:
        return MAY_NOT
    one = desk.bargains().select_related("debtor").get(id=bargain_id)
    spoken = Acceptance("spoken", one.debtor.name)
    return answer_bargain(
        creditor=desk.creditor, bargain_id=one.id, said=said, on=on, at=at, by=desk.user.email, acceptance=spoken, seen=seen
    )


def stop_bargain(*, desk: Desk, bargain_id: int, on: date, at: datetime) -> Refusal | None:
    """A person stops the talk: what lay there is withdrawn, and the ladder goes on."""
    if not desk.may_work:
        return MAY_NOT
    with transaction.atomic():
        debtor_id = desk.bargains().values_list("debtor_id", flat=True).get(id=bargain_id)
        desk.debtors().select_for_update().get(id=debtor_id)
        one = desk.bargains().get(id=bargain_id)
        if one.state == "open":
            log = Log(desk.creditor.id, on, at, desk.user.email)
            close(one, "ended", "withdrawn", log)
            log.write()
    return None


def his_offer(*, debt: int, monthly: int, months: int, down: int = 0) -> dict[str, Any] | Refusal:
    """What a debtor offers, as an event: cents a month, a number of months, or both, after cents at once. Without one of the two
    the other follows from the debt.

    >>> his_offer(debt=120_000, monthly=0, months=12)["offer"]["instalment"]
    '100.00'
    >>> his_offer(debt=120_000, monthly=7_000, months=0)["offer"]["instalments"]
    18
    """
    rest = debt - down
    if down >= debt > 0:
        return {"type": "counter", "offer": as_json(Offer(debt, 0, 0, MONTH, 7, 0))}
    if rest <= 0 or min(monthly, months, down) < 0 or not (monthly or months) or months > _MOST:
        return _NO_SUM
    count = months or min(-(-rest // monthly), _MOST)
    covers = not monthly or monthly * count >= rest
    each = rest // count if covers else monthly
    return {"type": "counter", "offer": as_json(Offer(down, count, each, MONTH, 7 if down else MONTH, 0))}
