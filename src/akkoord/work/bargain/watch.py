"""The daily look at talks that go on: offers lapse by the clock, and money, a complaint or an arrangement ends a talk."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction

from akkoord.store.models import Bargain, Creditor, Debtor
from akkoord.work.bargain.go_on import catch_up
from akkoord.work.record import Log


def look_at_bargains(*, creditor: Creditor, on: date, at: datetime | None = None) -> int:
    """What happened to each open talk by this day; gives how many ended. Each in a transaction of its own, under the debtor's row
    as when he is answered."""
    ended = 0
    for debtor_id in list(Bargain.objects.filter(creditor=creditor, state="open").order_by("id").values_list("debtor_id", flat=True)):
        with transaction.atomic():
            debtor = Debtor.objects.select_for_update(of=("self",)).select_related("creditor").get(creditor=creditor, id=debtor_id)
            one = Bargain.objects.filter(creditor=creditor, debtor_id=debtor_id, state="open").first()
            if one is None:  # answered meanwhile
                continue
            one.debtor = debtor
            log = Log(creditor.id, on, at)
            catch_up(one, log)
            log.write()
            ended += one.state != "open"
    return ended
