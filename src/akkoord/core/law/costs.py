"""Extrajudicial collection costs by the scale of the Besluit BIK (art. 6:96 BW; https://wetten.overheid.nl/BWBR0031432)."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from akkoord.core.money import percent_of
from akkoord.core.problem import Refusal, Text


@dataclass(frozen=True, slots=True)
class Band:
    """`percentage` over the part of the principal up to `up_to` cents; None for all the rest."""

    up_to: int | None
    percentage: Decimal


@dataclass(frozen=True, slots=True)
class Scale:
    """The bands in rising order, the least and the most in cents, and the rate of VAT for the surcharge."""

    bands: tuple[Band, ...]
    minimum: int
    maximum: int
    vat: Decimal
    source: str


@dataclass(frozen=True, slots=True)
class CostsLine:
    """One band: `over` cents at `percentage` give `amount` cents. A minimum or maximum is a line of its own."""

    over: int
    percentage: Decimal
    amount: int
    source: str


@dataclass(frozen=True, slots=True)
class Costs:
    """Costs and VAT surcharge in cents, and how they came about."""

    costs: int
    vat: int
    lines: tuple[CostsLine, ...]

    @property
    def total(self) -> int:
        """Costs with the surcharge."""
        return self.costs + self.vat


def collection_costs(*, scale: Scale, principal: int, vat_surcharge: bool = False) -> Costs | Refusal:
    """The costs over a principal in cents; nothing is owed over nothing.

    Several claims of one creditor on one debtor are added up first (art. 6:96 lid 7 BW). The surcharge is only for a
    creditor who pays VAT over the collection and cannot deduct it (Besluit BIK art. 2 lid 3).
    """
    if principal < 0:
        return Refusal(Text("De hoofdsom kan niet negatief zijn.", "The principal cannot be negative."), scale.source)
    lines = _lines(scale, principal)
    costs = sum(line.amount for line in lines)
    return Costs(costs, percent_of(costs, scale.vat) if vat_surcharge else 0, tuple(lines))


def _lines(scale: Scale, principal: int) -> list[CostsLine]:
    lines: list[CostsLine] = []
    floor = 0
    for band in scale.bands:
        over = (principal if band.up_to is None else min(principal, band.up_to)) - floor
        if over <= 0:
            break
        lines.append(CostsLine(over, band.percentage, percent_of(over, band.percentage), scale.source))
        floor += over
    total = sum(line.amount for line in lines)
    bounded = min(max(total, scale.minimum), scale.maximum) if principal else 0
    if bounded != total:
        lines.append(CostsLine(principal, Decimal(0), bounded - total, f"{scale.source}: {_bound(bounded == scale.minimum)}"))
    return lines


def _bound(least: bool) -> str:
    return "minimum" if least else "maximum"
