"""Payments that a file told of before the bank did: an audit file, or a list that says who paid. Each is booked once.

What a file told is booked without a payment of the bank. When the bank names the same money, that booking gets its payment and
the bank's day; no second one is made. It is the same where the sum is equal and

- the payment names an invoice the file booked it on, within five days of the day the file gave: bookkeepers book a statement as
  a whole; or
- it names no invoice at all, the day is equal, its account is not known as another debtor's, and the file told of at least as
  many payments of that sum on that day as the bank has.

A payment that is for an invoice of which a file told a part that no payment met yet, and that is not later than that part, may
be inside it. It is not booked unasked: a person looks. A list that says what is open and not when the rest was paid gives no
day to compare: then every payment of up to the day on which that list was read may be inside.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from django.db.models import F, Q

from akkoord.core.matching.book import Book, longest
from akkoord.core.matching.proposals import Match
from akkoord.core.matching.spelling import spans, words_of
from akkoord.store.bulk import save_fields
from akkoord.store.models import Allocation, Creditor, DebtorAccount, Payment
from akkoord.work.intake.paid_parts import FILE
from akkoord.work.payments.bookings import learn_accounts, settle_anew
from akkoord.work.record import Log

NEAR = timedelta(days=5)


@dataclass(frozen=True, slots=True)
class Told:
    """Money that a file told of: the bookings it became, of one debtor and one day."""

    parts: tuple[Allocation, ...]

    @property
    def on(self) -> date:
        """The day the file gave."""
        return self.parts[0].on

    @property
    def amount(self) -> int:
        """Its sum, in cents."""
        return sum(part.amount for part in self.parts)

    @property
    def debtor_id(self) -> int:
        """Who paid."""
        return int(self.parts[0].invoice.debtor_id)

    @property
    def invoices(self) -> set[int]:
        """What it was booked on."""
        return {part.invoice_id for part in self.parts}


@dataclass(slots=True)
class ToldByFiles:
    """What files told of around the days of some payments, and no payment of the bank met yet."""

    by_sum: Mapping[int, Sequence[Told]]
    by_invoice: Mapping[int, Sequence[Allocation]]
    owners: Mapping[str, set[int]]  # of the accounts these payments came from
    met: set[int] = field(default_factory=set)  # the bookings that got their payment

    @classmethod
    def of(cls, creditor: Creditor, free: Sequence[Payment]) -> ToldByFiles:
        """For these payments; in two queries. Of the past only what stands near their days, or on an invoice that is open, is
        looked at: a company may have years of it."""
        told = Allocation.objects.filter(creditor=creditor, because=FILE, payment_id=None, undone_on=None)
        undated = Q(on=F("invoice__issued_on"), invoice__file__on__gte=min(one.on for one in free))
        near = told.filter(Q(on__in=_around(free)) | Q(invoice__open__gt=0), Q(on__gte=min(_around(free))) | undated)
        rows = list(near.select_related("invoice__file").order_by("on", "id"))
        by_sum, by_invoice = defaultdict[int, list[Told]](list), defaultdict[int, list[Allocation]](list)
        for one in rows:
            by_invoice[one.invoice_id].append(one)
        for money in _money(rows):
            by_sum[money.amount].append(money)
        owners = defaultdict[str, set[int]](set)
        accounts = DebtorAccount.objects.filter(creditor=creditor, iban__in={one.counterparty_iban for one in free} - {""})
        for iban, debtor in accounts.values_list("iban", "debtor_id") if rows else ():
            owners[iban].add(debtor)
        return cls(by_sum, by_invoice, owners)

    def meet(self, creditor: Creditor, free: Sequence[Payment], book: Book, log: Log) -> set[int]:
        """Give the bookings of files the payments of the bank they are; gives the ids of those payments. Call it in a transaction."""
        if not self.by_invoice:
            return set()
        pairs = dict(self._pairs([one for one in free if one.free == one.amount], book))
        payments = [one for one in free if one.id in pairs]
        for payment in payments:
            payment.free, payment.likely_debtor_id = 0, None
            book.learn(payment.counterparty_iban, pairs[payment.id].debtor_id)
            for part in pairs[payment.id].parts:
                part.payment_id, part.on = payment.id, payment.on
                row = part.invoice
                log.add("payment-known", debtor_id=row.debtor_id, invoice_id=row.id, on=part.on, amount=part.amount, invoice=row.number)
        parts = [part for one in pairs.values() for part in one.parts]
        save_fields(parts, ["payment_id", "on"])
        save_fields(payments, ["free", "likely_debtor_id"])
        learn_accounts(creditor, parts, {one.id: one.counterparty_iban for one in payments})
        settle_anew(creditor, parts)
        return set(pairs)

    def may_hold(self, payment: Payment, found: Match) -> bool:
        """Whether this payment may be inside what a file told of its invoices: then it is not booked unasked."""
        told = (part for invoice, _ in found.parts for part in self.by_invoice.get(invoice, ()))
        return any(part.id not in self.met and payment.on <= _last_inside(part) for part in told)

    def _pairs(self, free: Sequence[Payment], book: Book) -> Iterator[tuple[int, Told]]:
        """Each payment with what a file told of it: first those that name their invoice, then those that name nothing."""
        named = {one.id: _named(book, one) for one in free}
        silent = [one for one in free if not named[one.id]]
        for payment in free:
            near = [one for one in self._left(payment.amount) if one.invoices & named[payment.id] and abs(one.on - payment.on) <= NEAR]
            if near:
                yield payment.id, self._take(min(near, key=lambda one: (abs(one.on - payment.on), one.parts[0].id)))
        alike = Counter((one.on, one.amount) for one in silent)
        for payment in silent:
            same = [one for one in self._left(payment.amount) if one.on == payment.on]
            mine = [one for one in same if one.debtor_id in self.owners.get(payment.counterparty_iban, {one.debtor_id})]
            if mine and alike[payment.on, payment.amount] <= len(same):
                yield payment.id, self._take(mine[0])
                alike[payment.on, payment.amount] -= 1

    def _left(self, cents: int) -> list[Told]:
        return [one for one in self.by_sum.get(cents, ()) if not any(part.id in self.met for part in one.parts)]

    def _take(self, one: Told) -> Told:
        self.met.update(part.id for part in one.parts)
        return one


def _money(rows: Iterable[Allocation]) -> Iterator[Told]:
    """What could have been one payment: each booking, and all of one debtor on one day together."""
    together = defaultdict[tuple[int, date], list[Allocation]](list)
    for one in rows:
        together[one.invoice.debtor_id, one.on].append(one)
        yield Told((one,))
    for parts in together.values():
        if len(parts) > 1:
            yield Told(tuple(parts))


def _last_inside(part: Allocation) -> date:
    """The last day on which the bank can name what this booking is of. One that bears the day of its invoice had none in the
    file (nobody is told to have paid on that day): it may be of any day before that file."""
    file, near = part.invoice.file, part.on + NEAR
    return near if file is None or part.on != part.invoice.issued_on else max(near, file.on)


def _named(book: Book, payment: Payment) -> set[int]:
    """The invoices whose numbers or references stand with a payment, open or not."""
    texts = (payment.reference, payment.remittance, payment.end_to_end_id)
    return {one for text in texts if text for ids in longest(book, list(spans(words_of(text)))).values() for one in ids}


def _around(free: Iterable[Payment]) -> set[date]:
    """The days of these payments and those near them."""
    days = {one.on.toordinal() for one in free}
    numbers = {day + more for day in days for more in range(-NEAR.days, NEAR.days + 1)}
    return {date.fromordinal(number) for number in numbers if 0 < number <= date.max.toordinal()}
