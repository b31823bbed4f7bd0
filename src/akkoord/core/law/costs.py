"""Extrajudicial collection costs by the scale of the Besluit BIK (art. 6:96 BW; https://wetten.overheid.nl/BWBR0031432).

>>> bands = (Band(250_000, Decimal(15)), Band(500_000, Decimal(10)), Band(None, Decimal(5)))
>>> scale = Scale(bands, 4_000, 677_500, Decimal(21), "Besluit BIK art. 2")
>>> [collection_costs(scale=scale, principal=principal).costs for principal in (10_000, 350_000)]
[4000, 47500]
>>> missing_for_surcharge(taxed_service=True, deductible=False, declared=False)[0].source
'Besluit BIK art. 2 lid 3'
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from akkoord.core.money import percent_of
from akkoord.core.problem import Refusal, Text

SURCHARGE = "Besluit BIK art. 2 lid 3"
NOTHING = Decimal(0)


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
class InstalmentCap:
    """Repeating claims of one contract on a consumer, each smaller than `below` cents: all their costs within `months`
    together come to at most `most` cents, from `first` on (art. 2a Besluit BIK)."""

    first: date
    below: int
    months: int
    most: int
    source: str


@dataclass(frozen=True, slots=True)
class CostsLine:
    """One band: `over` cents at `percentage` give `amount` cents. A minimum, a maximum, a cap or VAT is a line of its own."""

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
    creditor for whom `missing_for_surcharge` finds nothing.
    """
    if principal < 0:
        return Refusal(Text("De hoofdsom kan niet negatief zijn.", "The principal cannot be negative."), scale.source)
    lines = scale_lines(scale, principal)
    costs = sum(line.amount for line in lines)
    return Costs(costs, percent_of(costs, scale.vat) if vat_surcharge else 0, lines)


def scale_lines(scale: Scale, principal: int) -> tuple[CostsLine, ...]:
    """The bands over a principal in cents that is not negative, and what its minimum or maximum adds or takes off."""
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
        bound = "minimum" if bounded == scale.minimum else "maximum"
        lines.append(CostsLine(principal, NOTHING, bounded - total, f"{scale.source}: {bound}"))
    return tuple(lines)


def missing_for_surcharge(*, taxed_service: bool, deductible: bool, declared: bool) -> tuple[Refusal, ...]:
    """Which of the three conditions for VAT over the costs are not met; none where it may be asked (Besluit BIK art. 2 lid 3)."""
    conditions = (
        (
            taxed_service,
            Text("U int zelf: er is geen bureau dat u btw rekent.", "You collect yourself: no agency charges you VAT."),
        ),
        (
            not deductible,
            Text("Uw bedrijf kan de btw verrekenen.", "Your company can deduct the VAT."),
        ),
        (
            declared,
            Text(
                "U hebt nog niet verklaard dat u de btw niet kunt verrekenen en de kosten daarom hoger zijn.",
                "You have not declared yet that you cannot deduct the VAT and that the costs are higher for it.",
            ),
        ),
    )
    return tuple(Refusal(why, SURCHARGE) for met, why in conditions if not met)
