"""An offer to pay in parts: a down payment, instalments, perhaps a discount; it always adds up to the debt.

`down + instalments x instalment + discount = debt`, where the last instalment is what is left, so that it takes the rounding.

>>> third = Offer(down=0, instalments=3, instalment=3333, every_days=30, first_on_day=7, discount=0)
>>> third.payments(10000), third.fits(10000)
([(7, 3333), (37, 3333), (67, 3334)], True)
>>> Offer(down=20000, instalments=4, instalment=25000, every_days=30, first_on_day=7, discount=0).payments(120000)[:2]
[(7, 20000), (37, 25000)]
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Any

from akkoord.core.money import cents_of_decimal, plain
from akkoord.core.problem import Refusal, Text

MOST_INSTALMENTS = 1_000
MOST_DAYS = 36_500
_MONEY = ("down", "instalment", "discount")
_COUNTS = {"instalments": MOST_INSTALMENTS, "every_days": MOST_DAYS, "first_on_day": MOST_DAYS}


@dataclass(frozen=True, slots=True)
class Offer:
    """Amounts in cents, days after today. The first payment falls on `first_on_day`: the down payment, or else the first instalment;
    each next one `every_days` later."""

    down: int
    instalments: int
    instalment: int
    every_days: int
    first_on_day: int
    discount: int

    def last(self, debt: int) -> int:
        """Cents of the last instalment: what is left of the debt; nothing where there are no instalments."""
        return debt - self.discount - self.down - (self.instalments - 1) * self.instalment if self.instalments else 0

    def fits(self, debt: int) -> bool:
        """Whether it adds up to the debt, with no more in the last instalment than rounding: less than a cent for each."""
        if min(self.down, self.instalments, self.instalment, self.discount, self.first_on_day) < 0 or self.every_days < 1:
            return False
        if not self.instalments:
            return self.instalment == 0 and self.down + self.discount == debt and self.down > 0
        last = self.last(debt)
        return self.instalment > 0 and last > 0 and abs(last - self.instalment) < self.instalments

    def payments(self, debt: int) -> list[tuple[int, int]]:
        """Day and cents of each payment; together they are the debt less the discount."""
        paid = [self.down] if self.down else []
        paid += [self.instalment] * (self.instalments - 1) + ([self.last(debt)] if self.instalments else [])
        return [(self.first_on_day + place * self.every_days, cents) for place, cents in enumerate(paid)]

    def last_day(self) -> int:
        """The day by which everything is paid, a period after the down payment or, without one, after the first day: the later
        reading, so that no reading of the bounds is passed."""
        return self.first_on_day + self.instalments * self.every_days


def as_json(offer: Offer) -> dict[str, str | int]:
    """The offer for machines: money as text with two decimals."""
    return {
        "down": plain(offer.down),
        "instalments": offer.instalments,
        "instalment": plain(offer.instalment),
        "every_days": offer.every_days,
        "first_on_day": offer.first_on_day,
        "discount": plain(offer.discount),
    }


def offer_of(said: object) -> Offer | Refusal:
    """The offer that came from outside, or what is wrong with it. Whether it fits the debt and the bounds is another question."""
    if not isinstance(said, Mapping):
        return _wrong("offer", said, "een voorstel", "an offer")
    found: dict[str, int] = {}
    for name in _MONEY:
        cents = money_of(said.get(name, "0.00" if name == "discount" else None))
        if cents is None or cents < 0:
            return _wrong(name, said.get(name), "een bedrag als 250.00", "an amount such as 250.00")
        found[name] = cents
    for name, most in _COUNTS.items():
        count = count_of(said.get(name))
        if count is None or count > most:
            return _wrong(name, said.get(name), f"een geheel getal van 0 tot en met {most}", f"a whole number from 0 to {most}")
        found[name] = count
    if found["instalments"] and not found["every_days"]:
        return _wrong("every_days", 0, "ten minste 1", "at least 1")
    return Offer(**{**found, "every_days": max(1, found["every_days"])})


def money_of(said: Any) -> int | None:
    """Cents of a machine-written amount, a text or a number; None where it is none of at most two decimals.

    >>> money_of("1200.00"), money_of(12), money_of("12,5"), money_of(True), money_of("NaN")
    (120000, 1200, None, None, None)
    """
    if isinstance(said, bool) or not isinstance(said, str | int | Decimal) or isinstance(said, str) and len(said) > 24:
        return None
    try:
        value = Decimal(said)
        return cents_of_decimal(value) if value.is_finite() and value.adjusted() < 18 else None
    except (InvalidOperation, ValueError):
        return None


def count_of(said: Any) -> int | None:
    """A whole number that is not below nothing, or None."""
    return said if isinstance(said, int) and not isinstance(said, bool) and said >= 0 else None


def _wrong(name: str, found: object, nl: str, en: str) -> Refusal:
    shown = repr(found)[:40]
    return Refusal(Text(f"Bij {name} staat {shown}; verwacht is {nl}.", f"{name} is {shown}; expected {en}."))
