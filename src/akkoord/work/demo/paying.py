"""When the money comes: at once, just before the due day, about a week late, or only after a formal letter."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from random import Random

from akkoord.core.dates import Calendar
from akkoord.work.demo.cast import read
from akkoord.work.demo.trade import Paid, Sale, back

_SAYS: list[str] = read("work.toml")["says"]
_SLIPS = 12  # one in so many invoices slips through with somebody who usually pays in time


def with_payment(sale: Sale, chance: Random, *, calendar: Calendar) -> Sale:
    """The invoice with the day on which its customer pays it."""
    if sale.paid or sale.customer.pays == "scene":
        return sale
    says = chance.choice(_SAYS).replace("{customer}", sale.customer.number)
    return replace(sale, paid=(Paid(_day(sale, chance, calendar), sale.total, says),))


def _day(sale: Sale, chance: Random, calendar: Calendar) -> date:
    pays = sale.customer.pays
    if pays in ("prompt", "due") and chance.randrange(_SLIPS) == 0:
        pays = "week"
    if pays == "prompt":
        return calendar.working_day_from(sale.issued + timedelta(days=chance.randint(2, 8)))
    if pays == "due":
        return back(sale.due - timedelta(days=chance.randint(0, 3)), calendar)
    late = chance.randint(5, 11) if pays == "week" else chance.randint(19, 33)
    return calendar.working_day_from(sale.due + timedelta(days=late))
