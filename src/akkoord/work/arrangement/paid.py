"""What came in for an arrangement: bookings on its invoices after it was proposed, and money of his that waits to be placed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date

from django.db.models import Q

from akkoord.store.models import Allocation, Arrangement, ArrangementInvoice, Creditor, Payment

Came = list[tuple[date, int]]  # the day and the cents


def paid_for(creditor: Creditor, arrangements: Sequence[Arrangement]) -> dict[int, Came]:
    """By arrangement what came in for it, in three queries whatever their number.

    The sums of a proposal hold every booking that was known then. So what counts is what was booked since, whatever day it came
    in: payments on its invoices with the rest of the same payment (that is for interest and costs), credit notes, and what is
    likely his and booked on nothing yet. What names another invoice is booked there, and does not count.
    """
    found: dict[int, Came] = defaultdict(list)
    if not arrangements:
        return found
    rests: dict[tuple[int, int], tuple[date, int]] = {}
    for number, payment, day, cents, free in _booked(creditor, {one.id: one for one in arrangements}):
        found[number].append((day, cents))
        if payment is not None and free:
            rests[number, payment] = (day, free)
    for (number, _), rest in rests.items():
        found[number].append(rest)
    for number, day, cents in _waiting(creditor, arrangements, {payment for _, payment in rests}):
        found[number].append((day, cents))
    return found


def _booked(creditor: Creditor, mine: dict[int, Arrangement]) -> Iterator[tuple[int, int | None, date, int, int | None]]:
    """What was booked on their invoices since: (arrangement, payment, day, cents, what is left of that payment)."""
    rows = ArrangementInvoice.objects.filter(creditor=creditor, arrangement_id__in=list(mine))
    owner = {invoice: arrangement for arrangement, invoice in rows.values_list("arrangement_id", "invoice_id")}
    since = Q(payment_id=None) | Q(payment__amount__gt=0)
    booked = Allocation.objects.filter(since, creditor=creditor, undone_on=None, invoice_id__in=list(owner), id__gt=min(mine))
    for number, invoice, payment, day, cents, free in booked.values_list("id", "invoice_id", "payment_id", "on", "amount", "payment__free"):
        one = mine[owner[invoice]]
        known_before = payment is not None and day < one.proposed_on and payment < one.id
        if number > one.id and not known_before:
            yield one.id, payment, day, cents, free


def _waiting(creditor: Creditor, arrangements: Sequence[Arrangement], counted: set[int]) -> list[tuple[int, date, int]]:
    """What is likely his and waits to be placed: (arrangement, day, cents)."""
    by_debtor = {one.debtor_id: one for one in arrangements}
    first = min(one.proposed_on for one in arrangements)
    free = Payment.objects.filter(creditor=creditor, free__gt=0, set_aside=False, on__gte=first, likely_debtor_id__in=list(by_debtor))
    found = []
    for number, likely, day, cents in free.values_list("id", "likely_debtor_id", "on", "free"):
        one = by_debtor[likely] if likely is not None else None
        if one is not None and number not in counted and day >= one.proposed_on:
            found.append((one.id, day, cents))
    return found


def paid_since(creditor: Creditor, one: Arrangement, *, until: date) -> int:
    """Cents that came in for this arrangement up to and including a day."""
    return sum(cents for day, cents in paid_for(creditor, [one])[one.id] if day <= until)
