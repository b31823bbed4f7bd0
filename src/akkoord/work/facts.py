"""Gathers what a decision rests on, in a fixed number of queries whatever the number of debtors."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q, QuerySet, Sum

from akkoord.core.ladder.candidates import Rules
from akkoord.core.ladder.facts import CreditorFacts, DebtorFacts, InvoiceFacts
from akkoord.store.models import Allocation, Case, Creditor, Debtor, Invoice
from akkoord.work.known_about import Known
from akkoord.work.ladders.which import Rulebook


@dataclass(frozen=True, slots=True)
class Walk:
    """The ladder a debtor walks by its name, and in which version; None while nobody walked it yet."""

    ladder: str
    version: int | None


@dataclass(frozen=True, slots=True)
class Situation:
    """Everything for one day: the creditor's facts, each debtor's, and by which ladder each of them is treated."""

    creditor: CreditorFacts
    debtors: tuple[DebtorFacts, ...]
    book: Rulebook
    walks: dict[int, Walk]

    def rules(self, debtor: DebtorFacts) -> Rules:
        """The ladder and the law for this debtor."""
        walk = self.walks[debtor.id]
        return self.book.rules(walk.ladder, walk.version)


def open_on(creditor: Creditor, *, on: date) -> QuerySet[Invoice]:
    """Invoices that were open on a day, also when they were paid since."""
    standing = Q(open__gt=0) | Q(settled_on__gt=on)
    return Invoice.objects.filter(standing, creditor=creditor, kind="invoice", issued_on__lte=on)


def situation(
    creditor: Creditor, *, on: date, debtors: Collection[int] | None = None, with_future: bool = False, book: Rulebook | None = None
) -> Situation:
    """The facts of that day, of all debtors or of some. `with_future` takes invoices that are not due yet as well. `book` is
    read when it is not given."""
    debtors = None if debtors is None else frozenset(debtors)
    rows = _open(creditor, on, debtors, with_future=with_future)
    grouped: dict[int, list[Any]] = defaultdict(list)
    for row in rows:
        grouped[row[5]].append(row)
    paid = _paid(creditor, on=on, invoices={row[0] for row in rows if row[4] != row[3]})
    theirs = {} if debtors is None else {"debtors": debtors, "invoices": {row[0] for row in rows}}
    known, book = Known.of(creditor, on=on, **theirs), book or Rulebook.of(creditor)
    found, walks = [], {}
    for number, kind, phone, payer, own, group, case in _debtors(creditor, debtors, grouped):
        found.append(_facts(known, number, kind, phone, payer, _invoices(known, grouped[number], paid)))
        name = book.name_for(kind, own, group)
        walks[number] = Walk(name, book.version_for(name, case))
    return Situation(_ours(creditor), tuple(found), book, walks)


def _open(creditor: Creditor, on: date, debtors: Collection[int] | None, *, with_future: bool) -> list[Any]:
    """(number in the database, number, due day, total, open, debtor) of what was open."""
    chosen = open_on(creditor, on=on)
    if debtors is not None:
        chosen = chosen.filter(debtor_id__in=debtors)
    if not with_future:
        chosen = chosen.filter(due_on__lt=on)
    return list(chosen.order_by("debtor_id", "due_on", "id").values_list("id", "number", "due_on", "total", "open", "debtor_id"))


def _ours(creditor: Creditor) -> CreditorFacts:
    return CreditorFacts(creditor.bank_until, creditor.tolerance, creditor.has_partner, creditor.call_attempts)


def _debtors(creditor: Creditor, debtors: Collection[int] | None, wanted: dict[int, list[Any]]) -> list[tuple[Any, ...]]:
    """(number, kind in law, phone, payer, own ladder, his group's, version his case walks) of those with something open."""
    rows = Debtor.objects.filter(creditor=creditor)
    cases = Case.objects.filter(creditor=creditor, closed_on=None)
    if debtors is not None:
        rows, cases = rows.filter(id__in=debtors), cases.filter(debtor_id__in=debtors)
    walking = dict(cases.values_list("debtor_id", "ladder_id"))
    columns = ("id", "kind", "kind_doubtful", "phone", "wrong_phone", "payer", "ladder", "group__ladder")
    return [
        (number, "consumer" if doubtful else kind, phone if phone != wrong else "", payer, own, group or "", walking.get(number))
        for number, kind, doubtful, phone, wrong, payer, own, group in rows.order_by("id").values_list(*columns)
        if number in wanted
    ]


def _facts(known: Known, number: int, kind: str, phone: str, payer: str, invoices: tuple[InvoiceFacts, ...]) -> DebtorFacts:
    return DebtorFacts(
        number,
        kind,
        invoices,
        has_phone=bool(phone) or number in known.phones,
        holds=tuple(known.debtor_holds.get(number, ())),
        payment_under_way=number in known.under_way,
        handover_asked=number in known.handover_asked,
        payer=payer,
        failed_calls=known.failed_calls.get(number, 0),
        cannot_pay=number in known.cannot_pay,
        work=known.work.get(number),
        reply_unread=number in known.wrote,
        broken=known.broken.get(number, ()),
    )


def _invoices(known: Known, rows: list[Any], paid: dict[int, int]) -> tuple[InvoiceFacts, ...]:
    found, about = [], known.about
    for invoice, name, due_on, total, left, _ in rows:
        still = total - paid.get(invoice, 0) if left != total else total
        if still > 0:
            more = known.of_invoice(invoice) if invoice in about else ()
            found.append(InvoiceFacts(invoice, name, due_on, still, still < total, *more))
    return tuple(found)


def _paid(creditor: Creditor, *, on: date, invoices: Collection[int]) -> dict[int, int]:
    """What was booked by that day on invoices of which something was booked at all."""
    if not invoices:
        return {}
    booked = Allocation.objects.filter(creditor=creditor, undone_on=None, on__lte=on, invoice_id__in=invoices)
    return dict(booked.values_list("invoice_id").annotate(Sum("amount")))
