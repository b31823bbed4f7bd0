"""Plays the example's year day by day through the verbs of every day, up to and including its last day."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from random import Random
from zoneinfo import ZoneInfo

from django.db import transaction

from akkoord.jurisdictions import jurisdiction
from akkoord.store.access import Desk
from akkoord.store.models import Creditor
from akkoord.work.demo.agreeable import agreeable
from akkoord.work.demo.books import Books
from akkoord.work.demo.carrier import nowhere
from akkoord.work.demo.company import example, found_example, stop_sending
from akkoord.work.demo.last_day import last_day
from akkoord.work.demo.office import Office
from akkoord.work.demo.paying import with_payment
from akkoord.work.demo.scenes import script, transfers_for
from akkoord.work.demo.second_thoughts import second_thoughts
from akkoord.work.demo.trade import back, numbered, sales
from akkoord.work.mail.send_outbox import send_outbox
from akkoord.work.run_day import run_day

DAYS = 365
SEED = 2026
_ZONE = ZoneInfo("Europe/Amsterdam")
Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Played:
    """The example, and how much there is of everything; `new` says whether it was made now."""

    creditor: Creditor
    new: bool
    counts: dict[str, int]


def play_example(*, last: date, seed: int = SEED, progress: Progress | None = None) -> Played:
    """The example company after a year of trade that ends on `last`: whole, or not at all. Where it is there, nothing changes."""
    there = example()
    if there is not None:
        return Played(there, False, dict.fromkeys(_COUNTED, 0))
    with transaction.atomic():
        year = _Year(last, seed)
        for day in year.days():
            year.play(day)
            if progress is not None:
                progress((day - year.first).days + 1, DAYS + 1)
        stop_sending(year.desk.creditor)
        agreeable(year.desk, on=last, at=_at(last, 16))
        last_day(year.desk, on=last, at=_at(last, 16), called=_at(back(last, year.calendar), 15))
        second_thoughts(year.desk, on=last, at=_at(last, 17))
        return Played(year.desk.creditor, True, _counts(year.desk))


class _Year:
    """The company, its books and its office."""

    def __init__(self, last: date, seed: int) -> None:
        self.first, self.last = last - timedelta(days=DAYS), last
        self.calendar, chance = jurisdiction().calendar, Random(seed)
        scenes = script(last=last, calendar=self.calendar)
        trade = sales(chance, first=self.first, last=last, calendar=self.calendar)
        all_sales = numbered([with_payment(one, chance, calendar=self.calendar) for one in [*trade, *scenes.sales]])
        self.desk = found_example(on=self.first, at=_at(self.first, 8))
        money = [*scenes.transfers, *transfers_for(all_sales)]
        self.books = Books(self.desk, sales=all_sales, transfers=money, first=self.first)
        self.office = Office(self.desk, scenes, last=last, calendar=self.calendar, chance=chance)
        self.office.coming = {one.customer.number: [] for one in all_sales}
        for one in all_sales:
            self.office.coming[one.customer.number] += [paid.on for paid in one.paid]
        self.office.invoices = self.books.numbers
        self.credits, self.carriers = scenes.credits, nowhere()

    def days(self) -> list[date]:
        return [self.first + timedelta(days=number) for number in range(DAYS + 1)]

    def play(self, day: date) -> None:
        """The morning: the bank, then what it means; the day: letters and calls; the end of it: new invoices."""
        creditor, at_work = self.desk.creditor, back(day, self.calendar) == day
        at = _at(day, 9)
        if at_work:
            self.books.bank(day, at)
            self.books.by_hand(day, at)
            self.office.holds(day, at)
            self.office.arrangements(day, at)
        run_day(creditor=creditor, on=day, at=at)
        if not at_work:
            return
        self.office.letters(day, at)
        send_outbox(creditor=creditor, at=at, carriers=self.carriers)
        self.office.tasks(day, _at(day, 11))
        self.books.invoices(day, _at(day, 16), self.credits.get(day, []))
        if day == back(self.last, self.calendar):
            self.books.odd_files(day, _at(day, 16))


def _at(day: date, hour: int) -> datetime:
    return datetime.combine(day, time(hour), _ZONE)


_COUNTED = ("creditors", "debtors", "invoices", "credit_notes", "payments", "letters", "tasks", "events", "days")


def _counts(desk: Desk) -> dict[str, int]:
    return {
        "creditors": 1,
        "debtors": desk.debtors().count(),
        "invoices": desk.invoices().filter(kind="invoice").count(),
        "credit_notes": desk.invoices().filter(kind="credit_note").count(),
        "payments": desk.payments().count(),
        "letters": desk.letters().count(),
        "tasks": desk.tasks().count(),
        "events": desk.events().count(),
        "days": DAYS + 1,
    }
