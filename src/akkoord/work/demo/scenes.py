"""The scenes of the example on their days: its invoices, and what people do, say and decide in them."""

from __future__ import annotations

from collections import defaultdict, deque
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from akkoord.core.dates import Calendar
from akkoord.work.demo.cast import cents, customers, iban, read
from akkoord.work.demo.trade import Paid, Sale, back

Raw = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Transfer:
    """Money on the account; `meant` is the invoice number it was meant for, where a person is to find that out."""

    on: date
    amount: int
    name: str
    account: str
    says: str
    meant: str = ""
    aside: bool = False


@dataclass(slots=True)
class Script:
    """What is to happen: by day, or the next time it comes up for a customer."""

    sales: list[Sale] = field(default_factory=list)
    transfers: list[Transfer] = field(default_factory=list)
    holds: dict[date, list[Raw]] = field(default_factory=lambda: defaultdict(list))
    ends: dict[date, list[Raw]] = field(default_factory=lambda: defaultdict(list))
    arrangements: dict[date, list[Raw]] = field(default_factory=lambda: defaultdict(list))
    credits: dict[date, list[Raw]] = field(default_factory=lambda: defaultdict(list))
    calls: dict[str, deque[Raw]] = field(default_factory=lambda: defaultdict(deque))
    letters: dict[tuple[str, str], deque[Raw]] = field(default_factory=lambda: defaultdict(deque))
    handovers: dict[str, deque[Raw]] = field(default_factory=lambda: defaultdict(deque))


def script(*, last: date, calendar: Calendar) -> Script:
    """The scenes, counted back from the last day."""
    raw, found = read("scenes.toml"), Script()

    def day(offset: int) -> date:
        return back(last + timedelta(days=offset), calendar)

    found.sales = [_sale(one, last, calendar) for one in raw["invoice"]]
    found.transfers = [_transfer(one, day(one["on"])) for one in raw["transfer"]]
    for one in raw["hold"]:
        until = last + timedelta(days=one["until"]) if "until" in one else None
        found.holds[day(one["on"])].append({**one, "until": until})
        if "ends" in one:
            found.ends[day(one["ends"]["on"])].append(one)
    for one in raw["arrangement"]:
        found.arrangements[day(one["on"])].append({**one, "first": last + timedelta(days=one["first"])})
    for one in raw["credit"]:
        found.credits[day(one["on"])].append(one)
    _queue(raw, found)
    return found


def _queue(raw: Raw, found: Script) -> None:
    """What happens the next time it comes up, in the order of the file."""
    for one in raw["call"]:
        found.calls[one["customer"]].append(one)
    for one in raw["letter"]:
        found.letters[one["customer"], one["kind"]].append(one)
    for one in raw["handover"]:
        found.handovers[one["customer"]].append(one)


def _sale(raw: Raw, last: date, calendar: Calendar) -> Sale:
    customer = customers()[raw["customer"]]
    due = last + timedelta(days=raw["due"])
    paid = tuple(
        Paid(back(last + timedelta(days=one["on"]), calendar), cents(one["amount"]), one.get("says", "{number}"), one.get("leave", False))
        for one in raw.get("paid", ())
    )
    issued = back(due - timedelta(days=customer.term), calendar)
    return Sale(customer, issued, due, cents(raw["total"]), raw["text"], raw["key"], paid=paid)


def _transfer(raw: Raw, on: date) -> Transfer:
    return Transfer(on, cents(raw["amount"]), raw["name"], iban(raw["account"]), raw["says"], aside=raw.get("aside", False))


def transfers_for(sales: list[Sale]) -> list[Transfer]:
    """What customers pay, with the text they write to it."""
    named: dict[str, dict[str, str]] = defaultdict(dict)
    for one in sales:
        if one.key:
            named[one.customer.number][one.key] = one.number
    return [
        Transfer(
            on=paid.on,
            amount=paid.amount,
            name=one.customer.name,
            account=one.customer.iban,
            says=paid.says.format_map({"number": one.number, **named[one.customer.number]}),
            meant="" if paid.leave else one.number,
        )
        for one in sales
        for paid in one.paid
    ]
