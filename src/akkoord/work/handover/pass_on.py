"""Money that still comes in here after a case went to the partner is told him the same day; so is money that went back."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction
from django.db.models import Max, Sum

from akkoord.store.models import Allocation, Creditor, HandOver
from akkoord.work.handover.end import left_open
from akkoord.work.handover.received import BECAUSE
from akkoord.work.handover.tell import tell
from akkoord.work.line.say import hold_line
from akkoord.work.record import Log


def pass_on(*, creditor: Creditor, on: date, at: datetime | None = None) -> int:
    """Tell of every running case what came in since it left; gives how many there was something to tell of."""
    running = HandOver.objects.filter(creditor_id=creditor.id, ended_on=None).exclude(sent_at=None)
    return sum(_told(creditor, number, on, at) for number in list(running.order_by("id").values_list("id", flat=True)))


def _told(creditor: Creditor, number: int, on: date, at: datetime | None) -> bool:
    with transaction.atomic():
        mine = HandOver.objects.filter(creditor_id=creditor.id, id=number)
        hold_line(creditor.id, mine.values_list("line_id", flat=True).get())
        one = mine.select_for_update().get()
        here, last = _came_in(one)
        more = here - one.told
        if not more:
            return False
        log = Log(creditor.id, on, at)
        body = {"amount": more, "on": (last or on).isoformat(), "left": left_open(one), "invoice": ""}
        tell(one, "paid", body, log)
        one.told = here
        one.save(update_fields=["told"])
        log.add("partner-told", debtor_id=one.debtor_id, ref=one.ref, partner=one.partner, amount=more)
        log.write()
    return True


def _came_in(one: HandOver) -> tuple[int, date | None]:
    """Cents by which its invoices went down here since the file was made, by money or credit note, and the day of the last."""
    basis = sum(one.basis.values())
    rows = Allocation.objects.filter(creditor_id=one.creditor_id, invoice_id__in=one.invoices, undone_on=None)
    there = rows.filter(because=BECAUSE).aggregate(sum=Sum("amount"))["sum"] or 0
    last = rows.exclude(because=BECAUSE).aggregate(last=Max("on"))["last"]
    return basis - left_open(one) - there, last
