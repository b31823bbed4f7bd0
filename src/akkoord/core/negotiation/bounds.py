"""The bounds a creditor negotiates within: a policy as TOML, checked, and whether an offer lies inside.

>>> bounds = bounds_of_toml(EXAMPLE)
>>> inside = Offer(down=20000, instalments=4, instalment=25000, every_days=30, first_on_day=7, discount=0)
>>> within(inside, debt=120000, bounds=bounds), within(inside, debt=120001, bounds=bounds), within(inside, debt=110000, bounds=bounds)
(True, True, False)
>>> bounds_of_toml(EXAMPLE.replace("max_offers = 4", "max_offers = 0")).why.en
'max_offers is 0; expected a whole number from 1 to 100.'
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, cast

from akkoord.core.negotiation.offer import MOST_DAYS, MOST_INSTALMENTS, Offer, count_of, money_of
from akkoord.core.problem import Refusal, Text

EXAMPLE = """\
min_down_share = 0.10        # of the debt, at the start
max_instalments = 24
max_days = 720               # until the last payment
max_discount_share = 0.05
max_offers = 4
offer_valid_days = 7
handover_value_share = 0.20  # what the debt is worth when it is handed over
yearly_discount_rate = 0.08
cost_per_offer = "1.50"
consumer_charges = false
"""
_SHARES = {"min_down_share": 1, "max_discount_share": 1, "handover_value_share": 1, "yearly_discount_rate": 10}
_COUNTS = {"max_instalments": (0, MOST_INSTALMENTS), "max_days": (0, MOST_DAYS), "max_offers": (1, 100), "offer_valid_days": (1, 365)}
_ALL = {*_SHARES, *_COUNTS, "cost_per_offer", "consumer_charges"}
NO_CHARGES = "art. 7:57 en 7:58 BW, art. 2:60 Wft"


@dataclass(frozen=True, slots=True)
class Bounds:
    """What no offer may pass. Shares are of the debt; the cost is in cents."""

    min_down_share: Decimal
    max_instalments: int
    max_days: int
    max_discount_share: Decimal
    max_offers: int
    offer_valid_days: int
    handover_value_share: Decimal
    yearly_discount_rate: Decimal
    cost_per_offer: int

    def min_down(self, debt: int) -> int:
        """Cents that must be paid at the start, rounded up."""
        return -int(-self.min_down_share * debt // 1)

    def max_discount(self, debt: int) -> int:
        """Cents that may be let go, rounded down; a debt is never let go whole."""
        return min(int(self.max_discount_share * debt // 1), debt - 1)

    def handover(self, debt: int) -> int:
        """Cents that the debt is worth when it is handed over now (V0), rounded down."""
        return int(self.handover_value_share * debt // 1)


def within(offer: Offer, *, debt: int, bounds: Bounds) -> bool:
    """Whether an offer adds up to the debt and lies inside every bound."""
    return (
        offer.fits(debt)
        and offer.down >= bounds.min_down(debt)
        and offer.discount <= bounds.max_discount(debt)
        and offer.instalments <= bounds.max_instalments
        and offer.last_day() <= bounds.max_days
    )


def bounds_of_toml(text: str) -> Bounds | Refusal:
    """The bounds that a policy file gives, or the first thing that is wrong with it."""
    try:
        said = tomllib.loads(text, parse_float=Decimal)
    except (tomllib.TOMLDecodeError, RecursionError) as wrong:
        return Refusal(Text(f"Dit is geen TOML: {wrong}", f"it is not TOML: {wrong}"))
    return bounds_of(said)


def bounds_of(said: Mapping[str, Any]) -> Bounds | Refusal:
    """The bounds in a table that was read, or the first thing that is wrong with it."""
    missing = sorted(_ALL - {"consumer_charges"} - said.keys())
    unknown = sorted(said.keys() - _ALL)
    if missing or unknown:
        which = ", ".join(missing or unknown)
        nl, en = ("ontbreekt", "is missing") if missing else ("is onbekend", "is not known")
        allowed = ", ".join(sorted(_ALL))
        return Refusal(Text(f"{which} {nl}; een beleid heeft {allowed}.", f"{which} {en}; a policy has {allowed}."))
    wrong = next((one for name in said if (one := _wrong(name, said[name])) is not None), None)
    if wrong is not None:
        return wrong
    table: dict[str, Any] = {name: Decimal(said[name]) for name in _SHARES} | {name: said[name] for name in _COUNTS}
    return Bounds(**table, cost_per_offer=cast(int, money_of(said["cost_per_offer"])))


def _wrong(name: str, found: Any) -> Refusal | None:
    """What is wrong with one value, or None."""
    if name == "consumer_charges":
        return None if found is False else _charges(found)
    if name == "cost_per_offer":
        cents = money_of(found)
        return None if cents is not None and cents >= 0 else _expected(name, found, "een bedrag als 1.50", "an amount such as 1.50")
    if name in _SHARES:
        most = _SHARES[name]
        good = isinstance(found, int | Decimal) and not isinstance(found, bool) and Decimal(found).is_finite() and 0 <= found <= most
        return None if good else _expected(name, found, f"een getal van 0 tot en met {most}", f"a number from 0 to {most}")
    least, most = _COUNTS[name]
    count = count_of(found)
    good = count is not None and least <= count <= most
    between = (f"een geheel getal van {least} tot en met {most}", f"a whole number from {least} to {most}")
    return None if good else _expected(name, found, *between)


def _charges(found: Any) -> Refusal:
    if not isinstance(found, bool):
        return _expected("consumer_charges", found, "false", "false")
    return Refusal(
        Text(
            "consumer_charges kan alleen false zijn: kosten of rente om een regeling maken er consumentenkrediet van.",
            "consumer_charges can only be false: charges or interest because of an arrangement make it consumer credit.",
        ),
        source=NO_CHARGES,
    )


def _expected(name: str, found: Any, nl: str, en: str) -> Refusal:
    shown = str(found)[:40]
    return Refusal(Text(f"{name} is {shown}; verwacht is {nl}.", f"{name} is {shown}; expected {en}."))
