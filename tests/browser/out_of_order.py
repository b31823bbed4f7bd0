"""What is not in order in the company of the pictures: one of each kind."""

from __future__ import annotations

from datetime import timedelta

from akkoord.store.access import Desk
from akkoord.store.models import Debtor, Invoice
from akkoord.work.order.find_doubles import find_doubles
from akkoord.work.order.leave_alone import leave_alone
from tests.browser.seed import TODAY


def out_of_order(desk: Desk) -> None:
    """A debtor who stands there twice, terms and deliveries nobody said, and one thing that was left as it is."""
    first, second, third = list(desk.debtors().order_by("number")[:3])
    twice = Debtor.objects.create(
        creditor=desk.creditor, number="D101", name="Van Vliet Bouwbedrijf", kvk=first.kvk, phone=first.phone, city="Zoetermeer"
    )
    for number, (debtor, total, days) in enumerate(((twice, 184900, 30), (second, 62500, 90)), start=1):
        day = TODAY - timedelta(days=20 * number)
        Invoice.objects.create(
            creditor=desk.creditor,
            debtor_id=debtor.id,
            number=f"2026-9{number:02}",
            issued_on=day,
            due_on=day + timedelta(days=days),
            term_source="invoice",
            total=total,
            open=total,
        )
    never = desk.invoices().filter(debtor_id=third.id, kind="invoice", open__gt=0).first()
    if never is not None:
        hold = desk.holds().filter(debtor_id=third.id).first()
        Invoice.objects.filter(creditor=desk.creditor, id=never.id).update(undelivered_id=hold.id if hold else 1)
    find_doubles(desk.creditor, on=TODAY)
    leave_alone(desk=desk, kind="kvk", about=second.id, why="Is in oprichting; het nummer volgt in december.", on=TODAY)
