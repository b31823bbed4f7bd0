"""A year of a gardener's work as invoices: contracts by the month, jobs by the season, gardens laid out in three parts."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from decimal import Decimal
from random import Random
from typing import Any

from akkoord.core.dates import Calendar
from akkoord.work.demo.cast import Customer, customers, read

_WORK: dict[str, Any] = read("work.toml")
_VAT = 121  # per cent of the sum without VAT


@dataclass(frozen=True, slots=True)
class Paid:
    """What the customer transfers for an invoice; `says` is the text with it, `leave` that nobody places it by hand."""

    on: date
    amount: int
    says: str = "{number}"
    leave: bool = False


@dataclass(frozen=True, slots=True)
class Sale:
    """An invoice as it goes out; `total` in cents. `key` names it within a scene."""

    customer: Customer
    issued: date
    due: date
    total: int
    text: str
    key: str = ""
    number: str = ""
    paid: tuple[Paid, ...] = field(default=())


def back(day: date, calendar: Calendar) -> date:
    """`day` itself, or the last working day before it."""
    while calendar.working_day_from(day) != day:
        day -= timedelta(days=1)
    return day


def sales(chance: Random, *, first: date, last: date, calendar: Calendar) -> list[Sale]:
    """The ordinary invoices between two days, in no order and without numbers."""
    found: list[Sale] = []
    for one in customers().values():
        makers = {"monthly": _monthly, "jobs": _jobs, "project": _project}
        if one.works in makers:
            found += makers[one.works](one, chance, first, last)
    return [_dated(one, calendar) for one in found if first <= back(one.issued, calendar) <= last]


def numbered(found: list[Sale]) -> list[Sale]:
    """The invoices in the order they go out, with the numbers of their year."""
    ordered = sorted(found, key=lambda one: (one.issued, one.customer.number, one.text, one.total))
    counts: dict[int, int] = {}
    for place, one in enumerate(ordered):
        counts[one.issued.year] = counts.get(one.issued.year, 612 if place == 0 else 0) + 1
        ordered[place] = replace(one, number=f"{one.issued.year}-{counts[one.issued.year]:04}")
    return ordered


def _dated(sale: Sale, calendar: Calendar) -> Sale:
    issued = back(sale.issued, calendar)
    return replace(sale, issued=issued, due=issued + timedelta(days=sale.customer.term))


def _sale(customer: Customer, issued: date, net: int, text: str) -> Sale:
    return Sale(customer, issued, issued, net * _VAT // 100, text)


def _months(first: date, last: date) -> Iterator[date]:
    """The last day of each month from the one before `first` up to `last`."""
    day = first.replace(day=1)
    while day - timedelta(days=1) <= last:
        yield day - timedelta(days=1)
        day = (day + timedelta(days=32)).replace(day=1)


def _monthly(one: Customer, chance: Random, first: date, last: date) -> Iterator[Sale]:
    for end in _months(first, last):
        net = int(one.amount * Decimal(_WORK["season"][end.month - 1])) // 500 * 500
        extra = chance.choice((0, 0, 0, 0, 4_250, 8_500))  # an hour or two more than agreed
        yield _sale(one, end, net + extra, f"{one.what}, {_WORK['months'][end.month - 1]} {end.year}")


def _jobs(one: Customer, chance: Random, first: date, last: date) -> Iterator[Sale]:
    kind = "business" if one.kind == "government" else one.kind
    span = (last - first).days
    for turn in range(one.jobs):
        day = first + timedelta(days=span * turn // one.jobs + chance.randrange(max(1, span // one.jobs)))
        fitting = [job for job in _WORK["job"] if day.month in job["months"] and kind in job["for"]]
        job = chance.choice(fitting)
        hours = chance.randint(job["from"] * 4, job["to"] * 4)
        yield _sale(one, day, hours * 25, job["what"])


def _project(one: Customer, chance: Random, first: date, last: date) -> Iterator[Sale]:
    start = first + timedelta(days=chance.randrange(90, 260))
    for part in _WORK["part"]:
        yield _sale(one, start + timedelta(days=part["after"]), one.amount * part["share"] // 100, part["what"])
