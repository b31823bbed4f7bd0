"""Lays out what could have been given back to debtors, for money that went out; in the same few queries for one entry or many."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import timedelta

from django.db.models import Exists, OuterRef, QuerySet

from akkoord.core.matching.book import Received
from akkoord.core.matching.refunds import Returned, Source, Sources, returns
from akkoord.store.models import Allocation, Creditor, Debtor, DebtorAccount, Invoice, Payment, Refund

_REMEMBERED = timedelta(days=400)  # how long after it went out an entry may still turn out to be a refund
_Debtors = dict[int, tuple[str, frozenset[str]]]  # name, and accounts he pays from


def waiting_outs(creditor: Creditor) -> list[Payment]:
    """What went out of late and is no refund yet, the oldest first; what was set aside or reversed left out."""
    out = Payment.objects.filter(creditor=creditor, amount__lt=0, set_aside=False)
    newest = out.order_by("-on").values_list("on", flat=True).first()
    if newest is None:
        return []
    booked = Refund.objects.filter(creditor=creditor, out_id=OuterRef("id"), undone_on=None)
    return list(out.filter(~Exists(booked), on__gte=newest - _REMEMBERED).order_by("on", "id"))


def likely_returns(creditor: Creditor, outs: Sequence[Payment]) -> dict[int, list[Returned]]:
    """The answers for each of these entries, best first; none where it is no refund."""
    received = _received(creditor, outs)
    notes = list(Invoice.objects.filter(creditor=creditor, kind="credit_note", open__gt=0).order_by("issued_on", "id"))
    owners: dict[str, set[int]] = defaultdict(set)
    for iban, debtor in (
        DebtorAccount.objects.filter(creditor=creditor).filter(iban__in=_ibans(outs, received)).values_list("iban", "debtor_id")
    ):
        owners[iban].add(debtor)
    debtors = _debtors(creditor, notes, received, owners)
    known = {iban: frozenset(some) for iban, some in owners.items()}
    sources = Sources.of([*_of_notes(notes, debtors), *_of_payments(received, owners, debtors)], owners=known)
    return {one.id: returns(_asked(one), sources) for one in outs}


def _ibans(outs: Iterable[Payment], received: Iterable[tuple[Payment, int, int | None]]) -> set[str]:
    return {one.counterparty_iban for one in (*outs, *(payment for payment, _, _ in received)) if one.counterparty_iban}


def _asked(out: Payment) -> Received:
    texts = tuple(text for text in (out.remittance, out.end_to_end_id) if text)
    return Received(-out.amount, out.on, out.counterparty_iban, texts, out.counterparty_name, out.reference)


def _received(creditor: Creditor, outs: Sequence[Payment]) -> list[tuple[Payment, int, int | None]]:
    """Payments of which something can be given back: what is free of them, or all where it stands on invoices and just that
    sum went to the same account; each with those cents and the debtor it was placed at."""
    mine = Payment.objects.filter(creditor=creditor, amount__gt=0)
    back = Payment.objects.filter(creditor=creditor, set_aside=True, amount=-OuterRef("amount"), end_to_end_id=OuterRef("end_to_end_id"))
    free = list(mine.filter(free__gt=0).exclude(Exists(back.exclude(end_to_end_id=""))).order_by("on", "id"))
    same = {(one.counterparty_iban, -one.amount) for one in outs if one.counterparty_iban}
    placed = _placed(mine.filter(free=0, given_back=0), same)
    at: dict[int | None, int] = {}
    ids = [one.id for one in (*free, *placed)]
    parts = Allocation.objects.filter(creditor=creditor, payment_id__in=ids, undone_on=None)
    at.update(parts.values_list("payment_id", "invoice__debtor_id"))
    return [(one, one.free or one.amount, at.get(one.id, one.likely_debtor_id)) for one in (*free, *placed)]


def _placed(mine: QuerySet[Payment], same: set[tuple[str, int]]) -> list[Payment]:
    chosen = mine.filter(counterparty_iban__in={iban for iban, _ in same}, amount__in={cents for _, cents in same})
    return [one for one in chosen.order_by("on", "id") if (one.counterparty_iban, one.amount) in same]


def _debtors(
    creditor: Creditor, notes: Iterable[Invoice], received: Iterable[tuple[Payment, int, int | None]], owners: dict[str, set[int]]
) -> _Debtors:
    ids = (
        {one.debtor_id for one in notes}
        | {debtor for _, _, debtor in received if debtor}
        | {one for some in owners.values() for one in some}
    )
    ibans: dict[int, set[str]] = defaultdict(set)
    for debtor, iban in DebtorAccount.objects.filter(creditor=creditor, debtor_id__in=ids).values_list("debtor_id", "iban"):
        ibans[debtor].add(iban)
    names = Debtor.objects.filter(creditor=creditor, id__in=ids).values_list("id", "name")
    return {number: (name, frozenset(ibans[number])) for number, name in names}


def _of_notes(notes: Iterable[Invoice], debtors: _Debtors) -> Iterator[Source]:
    for one in notes:
        name, ibans = debtors[one.debtor_id]
        yield Source("credit-note", one.id, one.debtor_id, one.open, one.issued_on, name, ibans, (one.number,))


def _of_payments(received: Iterable[tuple[Payment, int, int | None]], owners: dict[str, set[int]], debtors: _Debtors) -> Iterator[Source]:
    """Payments, each of the debtor it was placed at, or of the only one who pays from its account; the name on it where it is
    of nobody we know."""
    for one, left, at in received:
        of_account = owners.get(one.counterparty_iban, set())
        debtor = at or (next(iter(of_account)) if len(of_account) == 1 else None)
        name, ibans = debtors.get(debtor or 0, (one.counterparty_name, frozenset()))
        mine = ibans | ({one.counterparty_iban} if one.counterparty_iban else set())
        numbers = tuple(text for text in (one.reference, one.end_to_end_id) if text)
        yield Source("payment" if one.free else "placed", one.id, debtor, left, one.on, name, frozenset(mine), numbers)
