"""The money of a story: a payment goes where the law sends it, and what the bank takes back never came."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from akkoord.core.imputation import OpenClaim, impute
from akkoord.core.law.agreed import Basis
from akkoord.core.law.jurisdiction import Jurisdiction
from akkoord.core.matching.spelling import normal
from akkoord.core.problem import Refusal
from akkoord.store.models import Allocation, Creditor, Debtor, Payment
from akkoord.work.books import law_kind
from akkoord.work.law import law_of
from akkoord.work.owed import Reckoned, reckon
from akkoord.work.payments.allocate import allocate
from akkoord.work.payments.bookings import take_off
from akkoord.work.payments.matching_book import whole_book
from akkoord.work.record import Log


def pay(*, debtor: Debtor, amount: int, reference: str, on: date) -> None:
    """A payment of `amount` cents: for what it names, with the interest and costs on it, else for what is due, the most
    burdensome and the oldest first (art. 6:43 BW). Less than nothing is a payment that the bank takes back."""
    if amount < 0:
        _taken_back(debtor.creditor, amount, reference, on)
        return
    creditor, book = debtor.creditor, whole_book(debtor.creditor)
    exact = [one.id for one in book.invoices.values() if reference and normal(one.number) == normal(reference)]
    named = exact or book.named([reference])
    claims = _claims(debtor, on, {one.id: one.open for one in book.invoices.values() if one.open > 0}, named)
    parts = impute(amount, claims=claims, named=named, on=on)
    payment = _place(creditor, debtor.id, on, amount, reference, parts)
    if amount > sum(part for _, part in parts):  # more than is due: his money, for what is yet to come
        Payment.objects.filter(pk=payment.pk).update(likely_debtor_id=debtor.id)


def _place(creditor: Creditor, debtor_id: int, on: date, amount: int, reference: str, parts: list[tuple[int, int]]) -> Payment:
    """Book the parts. What is over when an invoice itself is paid stays free: it is for the interest and costs on the last
    one booked, so those that were named come last."""
    count = Payment.objects.filter(creditor=creditor).count()
    said = {"amount": amount, "free": amount, "remittance": reference, "fingerprint": f"story {count}"}
    payment, left = Payment.objects.create(creditor=creditor, on=on, **said), whole_book(creditor).open
    placed = [
        Allocation(creditor=creditor, invoice_id=number, payment_id=payment.id, on=on, amount=min(part, left[number]), because="reference")
        for number, part in reversed(parts)
    ]
    Allocation.objects.bulk_create(placed)
    take_off(creditor, placed)
    Payment.objects.filter(pk=payment.pk).update(free=amount - sum(one.amount for one in placed))
    log = Log(creditor.id, on)
    for one in placed:
        log.add("payment-placed", debtor_id=debtor_id, invoice_id=one.invoice_id, amount=one.amount, why="reference")
    log.write()
    return payment


def _claims(debtor: Debtor, on: date, left: dict[int, int], named: list[int]) -> list[OpenClaim]:
    """What a payment could be for. Of what it names everything that is owed by law, of the rest the invoices themselves."""
    found, law = reckon(debtor=debtor, on=on), law_of(debtor.creditor_id)
    if isinstance(found, Refusal):
        raise ValueError(f"{on} payment: {found.why.en}")
    claims = []
    for number, one in zip(found.ids, found.balance.claims, strict=True):
        if number in left:
            owing = max(left[number], one.principal + one.interest + one.costs) if number in named else left[number]
            burden = _burden(found, number, debtor, law, on)
            claims.append(OpenClaim(number, one.claim.due_on, one.claim.issued_on, owing, burden))
    return claims


def _burden(found: Reckoned, number: int, debtor: Debtor, law: Jurisdiction, on: date) -> Decimal:
    """The interest that runs on a claim on a day, in percent a year; nothing while it is not in default."""
    claim = found.claims[found.ids.index(number)]
    if claim.interest_from is None or claim.interest_from > on:
        return Decimal(0)
    basis = claim.basis or Basis(law.series_for(law_kind(debtor)))
    now = basis.series.at(on)
    return Decimal(0) if isinstance(now, Refusal) else now.value * 12 / basis.per


def _taken_back(creditor: Creditor, amount: int, reference: str, on: date) -> None:
    """The bank takes back the last payment of that sum, of what it named where that is said."""
    known = Payment.objects.filter(creditor=creditor, amount=-amount, set_aside=False, remittance__contains=reference)
    first = known.order_by("-on", "-id").first()
    if first is None:
        raise ValueError(f"{on} payment: no payment of {-amount} cents is known that the bank could take back")
    first.end_to_end_id = first.end_to_end_id or f"story {first.id}"
    first.save(update_fields=["end_to_end_id"])
    said = {"amount": amount, "free": 0, "end_to_end_id": first.end_to_end_id, "fingerprint": f"story back {first.id}"}
    Payment.objects.create(creditor=creditor, on=on, remittance=reference, **said)
    allocate(creditor=creditor, on=on)
