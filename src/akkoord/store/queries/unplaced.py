"""Payments that stand on no invoice yet, and the invoices each of them is likely to be for."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from django.db.models import Q, QuerySet
from django.db.models.functions import Lower

from akkoord.store.access import Desk
from akkoord.store.models import Allocation, Invoice, Payment

Which = Literal["free", "placed", "aside"]
Why = Literal["number", "account", "amount", "name"]
WEIGHT: dict[Why, int] = {"number": 8, "account": 4, "amount": 2, "name": 1}
MOST = 4  # proposals shown for one payment

_TOKEN = re.compile(r"[A-Za-z0-9][A-Za-z0-9./_-]{2,39}")


@dataclass(frozen=True, slots=True)
class Proposal:
    """An open invoice that a payment may be for, and why one would think so."""

    invoice: Invoice
    why: tuple[Why, ...]

    @property
    def weight(self) -> int:
        """How much speaks for it."""
        return sum(WEIGHT[one] for one in self.why)


def payments(desk: Desk, *, which: Which) -> QuerySet[Payment]:
    """What the bank said, newest first: still (partly) free, placed, or set aside."""
    chosen = {
        "free": Q(free__gt=0, set_aside=False, amount__gt=0),
        "placed": Q(amount__gt=0, free=0, set_aside=False),
        "aside": Q(set_aside=True),
    }[which]
    return desk.payments().filter(chosen).order_by("-on", "-id")


def proposals(desk: Desk, found: Sequence[Payment]) -> dict[int, list[Proposal]]:
    """The likeliest open invoices of each payment, likeliest first, in three queries whatever their number."""
    owners = _owners(desk, found)
    names = _names(desk, found)
    likely = {number for ids in (*owners.values(), *names.values()) for number in ids}
    tokens = {token for one in found for token in _tokens(one)}
    sums = {one.free for one in found}
    wanted = Q(debtor_id__in=likely) | Q(number__in=tokens) | Q(payment_reference__in=tokens) | Q(open__in=sums)
    standing = desk.invoices().filter(wanted, kind="invoice", open__gt=0).select_related("debtor").order_by("due_on", "id")
    invoices = list(standing[: 200 * max(1, len(found))])
    return {one.id: _ranked(one, invoices, owners[one.counterparty_iban], names[one.counterparty_name.lower()]) for one in found}


def bookings(desk: Desk, found: Sequence[Payment]) -> dict[int, list[Allocation]]:
    """Where each payment was booked, with the invoice and its debtor, in one query."""
    booked: dict[int, list[Allocation]] = defaultdict(list)
    standing = desk.allocations().filter(payment_id__in=[one.id for one in found], undone_on=None)
    for one in standing.select_related("invoice__debtor").order_by("on", "id"):
        booked[one.payment_id or 0].append(one)
    return booked


def _ranked(payment: Payment, invoices: Sequence[Invoice], owners: set[int], names: set[int]) -> list[Proposal]:
    tokens = set(_tokens(payment))
    ranked = [Proposal(one, _why(payment, one, tokens, owners, names)) for one in invoices]
    return sorted((one for one in ranked if one.why), key=lambda one: -one.weight)[:MOST]


def _why(payment: Payment, invoice: Invoice, tokens: set[str], owners: set[int], names: set[int]) -> tuple[Why, ...]:
    said: dict[Why, bool] = {
        "number": invoice.number in tokens or bool(invoice.payment_reference and invoice.payment_reference in tokens),
        "account": invoice.debtor_id in owners,
        "amount": invoice.open == payment.free,
        "name": invoice.debtor_id in names,
    }
    return tuple(why for why, true in said.items() if true)


def _tokens(payment: Payment) -> list[str]:
    return _TOKEN.findall(f"{payment.remittance} {payment.reference} {payment.end_to_end_id}")


def _owners(desk: Desk, found: Sequence[Payment]) -> defaultdict[str, set[int]]:
    ibans = {one.counterparty_iban for one in found if one.counterparty_iban}
    owners: defaultdict[str, set[int]] = defaultdict(set)
    for iban, debtor in desk.accounts().filter(iban__in=ibans).values_list("iban", "debtor_id"):
        owners[iban].add(debtor)
    return owners


def _names(desk: Desk, found: Sequence[Payment]) -> defaultdict[str, set[int]]:
    said = {one.counterparty_name.lower() for one in found if one.counterparty_name}
    names: defaultdict[str, set[int]] = defaultdict(set)
    for name, debtor in desk.debtors().annotate(plain=Lower("name")).filter(plain__in=said).values_list("plain", "id"):
        names[name].add(debtor)
    return names
