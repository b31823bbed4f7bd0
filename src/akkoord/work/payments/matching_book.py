"""Lays out what a company has open so that payments can be matched with it: all of it, or what a few payments may be about."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from functools import reduce
from itertools import starmap
from operator import or_
from typing import Any

from django.db.models import Q, QuerySet

from akkoord.core.matching.book import Book, Discount, OpenInvoice, Payer, Received
from akkoord.core.matching.names import name_words
from akkoord.core.matching.spelling import folded, normal, spans, words_of
from akkoord.store.models import Creditor, Debtor, DebtorAccount, Invoice, Letter, Payment

FEW = 60  # payments for which only what they may be about is fetched
_REMEMBERED = timedelta(days=400)  # how long a paid invoice is known by its number, and a letter by its sum
_COLUMNS = ("id", "debtor_id", "number", "due_on", "issued_on", "open", "payment_reference")
_Rows = Iterable[tuple[Any, ...]]
_SAME_SUM = 100  # invoices of one sum that are looked at
_LIKE_NAME = 40  # debtors in whose name a word stands
_SERIES = 40  # latest invoices that show in which series a company numbers
_CHUNK = 400  # values in one question to the database


def received(payment: Payment) -> Received:
    """A payment as the matching sees it."""
    texts = tuple(text for text in (payment.remittance, payment.end_to_end_id) if text)
    return Received(payment.free, payment.on, payment.counterparty_iban, texts, payment.counterparty_name, payment.reference)


def book_for(creditor: Creditor, payments: Sequence[Received]) -> Book:
    """The open invoices of a company, as far as these payments may be about them."""
    return _near(creditor, payments) if len(payments) <= FEW else whole_book(creditor)


def whole_book(creditor: Creditor) -> Book:
    """Everything a company has open, and the numbers of what was paid of late."""
    rows, notes = _invoices(creditor).values_list(*_COLUMNS), _notes(creditor).values_list(*_COLUMNS)
    return _laid_out(creditor, rows.iterator(chunk_size=5000), notes, Debtor.objects.filter(creditor=creditor))


def _invoices(creditor: Creditor) -> QuerySet[Invoice]:
    """What is open, and what the last payments settled: a number that was paid before is not that of another invoice."""
    newest = Invoice.objects.filter(creditor=creditor).order_by("-issued_on").values_list("issued_on", flat=True).first() or date.min
    since = max(newest, date.min + _REMEMBERED) - _REMEMBERED
    return Invoice.objects.filter(Q(open__gt=0) | Q(settled_on__gte=since), creditor=creditor, kind="invoice")


def _notes(creditor: Creditor) -> QuerySet[Invoice]:
    """Credit notes of which something is left: a debtor may take them off what he pays."""
    return Invoice.objects.filter(creditor=creditor, kind="credit_note", open__gt=0)


def _near(creditor: Creditor, payments: Sequence[Received]) -> Book:
    words = {word for one in payments for text in (one.reference, *one.texts) for _, _, word in spans(words_of(text))}
    named = _spelled(creditor, words)
    debtors = {row[1] for row in named} | _of_payers(creditor, payments, words)
    debtors |= {debtor for ids in _chunks(sorted(words | set(map(folded, words)))) for debtor in _credited(creditor, ids)}
    sums = Invoice.objects.filter(creditor=creditor, kind="invoice", open__in={one.amount for one in payments})
    same = list(sums.order_by("due_on", "id").values_list(*_COLUMNS)[: _SAME_SUM * max(len(payments), 1)])
    theirs = [row for ids in _chunks(sorted(debtors)) for row in _invoices(creditor).filter(debtor_id__in=ids).values_list(*_COLUMNS)]
    notes = [row for ids in _chunks(sorted(debtors)) for row in _notes(creditor).filter(debtor_id__in=ids).values_list(*_COLUMNS)]
    latest = Invoice.objects.filter(creditor=creditor, kind="invoice", open__lte=0).order_by("-issued_on", "-id")
    series = list(latest.values_list(*_COLUMNS)[:_SERIES])
    rows = {row[0]: row for row in (*series, *named, *same, *theirs)}
    people = Debtor.objects.filter(creditor=creditor, id__in=debtors | {row[1] for row in same})
    return _laid_out(creditor, rows.values(), notes, people, only=debtors)


def _credited(creditor: Creditor, words: Sequence[str]) -> Iterable[int]:
    return _notes(creditor).filter(spelled__in=words).values_list("debtor_id", flat=True)


def _spelled(creditor: Creditor, words: set[str]) -> list[tuple[Any, ...]]:
    """Invoices whose number or reference is one of these words, also where the letters of the series are left out."""
    newest = Invoice.objects.filter(creditor=creditor, kind="invoice").order_by("-issued_on", "-id").values_list("number", flat=True)
    fronts = {normal(number).rstrip("0123456789") for number in newest[:_SERIES]} - {""}
    wanted = {*words, *map(folded, words), *(front + word for front in fronts for word in words if word.isdigit())}
    mine = Invoice.objects.filter(creditor=creditor, kind="invoice")
    return [
        row
        for chosen in _chunks(sorted(wanted))
        for row in mine.filter(Q(spelled__in=chosen) | Q(reference_spelled__in=chosen)).values_list(*_COLUMNS)
    ]


def _of_payers(creditor: Creditor, payments: Iterable[Received], words: set[str]) -> set[int]:
    """Debtors who paid from these accounts, whose customer number stands there, or who have a word of these names in theirs."""
    mine = Debtor.objects.filter(creditor=creditor)
    ibans = {one.iban for one in payments if one.iban}
    found = set(DebtorAccount.objects.filter(creditor=creditor, iban__in=ibans).values_list("debtor_id", flat=True))
    for chosen in _chunks(sorted(words)):
        found |= set(mine.filter(number__in=chosen).exclude(number="").values_list("id", flat=True))
    longest = {max(telling, key=len) for one in payments if (telling := name_words(one.name))}
    like = reduce(or_, (Q(name__icontains=word) for word in longest if len(word) > 2), Q(pk__in=[]))
    return found | set(mine.filter(like).values_list("id", flat=True)[: _LIKE_NAME * max(len(longest), 1)])


def _laid_out(creditor: Creditor, rows: _Rows, notes: _Rows, people: QuerySet[Debtor], *, only: set[int] | None = None) -> Book:
    accounts = DebtorAccount.objects.filter(creditor=creditor)
    letters = Letter.objects.filter(creditor=creditor, state="sent")
    if only is not None:  # whose account it is, is told of all of them: one account may be of two debtors
        accounts = accounts.filter(iban__in=accounts.filter(debtor_id__in=only).values("iban"))
        letters = letters.filter(debtor_id__in=only)
    return Book.of(
        starmap(OpenInvoice, rows),
        notes=starmap(OpenInvoice, notes),
        accounts=accounts.values_list("iban", "debtor_id", "times"),
        payers=starmap(Payer, people.values_list("id", "name", "number")),
        asked=_asked(letters),
        discount=_discount(creditor),
    )


def _discount(creditor: Creditor) -> Discount | None:
    return Discount(creditor.discount_share, creditor.discount_days) if creditor.discount_share else None


def _asked(letters: QuerySet[Letter]) -> Iterator[tuple[int, int, tuple[int, ...]]]:
    rows = letters.order_by("sent_on", "id").values_list("debtor_id", "asked", "basis")
    return ((debtor, total, tuple(int(number) for number in basis)) for debtor, total, basis in rows)


def _chunks(values: Sequence[Any]) -> Iterator[Sequence[Any]]:
    return (values[start : start + _CHUNK] for start in range(0, len(values), _CHUNK))
