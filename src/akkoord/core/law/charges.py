"""Collection costs of one debtor as they fall due, claim after claim: what is charged on a day, and why (art. 6:96 BW).

Claims are added up before the scale is applied (lid 7), whatever the day on which each falls due. Between businesses the
least amount is due from the first day of default (lid 4). Small instalments of one contract on a consumer have a cap of
their own (Besluit BIK art. 2a).

>>> from decimal import Decimal
>>> from akkoord.core.law.costs import Band
>>> rules = CostRules(Scale((Band(None, Decimal(15)),), 4_000, 677_500, Decimal(21), "Besluit BIK art. 2"))
>>> charges = Charges(rules)
>>> [charges.fall_due(date(2026, 2, 20), plain=10_000), charges.fall_due(date(2026, 3, 20), plain=40_000)]
[4000, 3500]
>>> charges.fall_due(date(2026, 4, 1)), charges.total
(0, 7500)
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from akkoord.core.dates import months_later
from akkoord.core.law.costs import NOTHING, SURCHARGE, CostsLine, InstalmentCap, Scale, scale_lines
from akkoord.core.money import percent_of

LEAST = "6:96 lid 4 BW"
NAMED = "6:96 lid 6 BW"


@dataclass(frozen=True, slots=True)
class CostRules:
    """By what costs are reckoned: the scale; VAT on top; whether a full year's interest counts in the base (businesses
    only); the cap on instalments that holds for this creditor."""

    scale: Scale
    vat_surcharge: bool = False
    over_capitalised: bool = False
    cap: InstalmentCap | None = None


@dataclass(slots=True)
class Charges:
    """What has been charged so far: `total` in cents with VAT, `vat` of that, and the lines that add up to it."""

    rules: CostRules
    base: int = 0
    total: int = 0
    vat: int = 0
    lines: tuple[CostsLine, ...] = ()
    _least: bool = False
    _beyond: int = 0  # what the scale gives beyond what letters named
    _capped: dict[str, list[tuple[date, CostsLine]]] = field(default_factory=dict)

    def fall_due(
        self, day: date, *, plain: int = 0, contracts: Mapping[str, int] | None = None, least: bool = False, most: int | None = None
    ) -> int:
        """Costs that fall due on a day over `plain` cents of principal, over instalments by contract, or as the `least` that
        one business owes another; gives what comes on top of what was charged before, `most` at most: what letters named."""
        self.base += plain
        self._least = self._least or least
        for contract, cents in (contracts or {}).items():
            self._instalments(contract, day, cents)
        before = self.total
        self._add_up()
        if most is not None and self.total - before > most:
            self._beyond += self.total - before - most
            self._add_up()
        return self.total - before

    def _add_up(self) -> None:
        found = [*self._plain(), *(line for lines in self._capped.values() for _, line in lines)]
        costs = sum(line.amount for line in found)
        self.vat = percent_of(costs, self.rules.scale.vat) if self.rules.vat_surcharge else 0
        if self.vat:
            found.append(CostsLine(costs, self.rules.scale.vat, self.vat, SURCHARGE))
        if self._beyond:
            found.append(CostsLine(0, NOTHING, -self._beyond, NAMED))
        self.total, self.lines = costs + self.vat - self._beyond, tuple(found)

    def _plain(self) -> tuple[CostsLine, ...]:
        if self._least and not self.base:
            return (CostsLine(0, NOTHING, self.rules.scale.minimum, LEAST),)
        return scale_lines(self.rules.scale, self.base)

    def _instalments(self, contract: str, day: date, cents: int) -> None:
        cap = self.rules.cap
        if cap is None:
            self.base += cents
            return
        earlier = self._capped.setdefault(contract, [])
        recent = sum(line.amount for on, line in earlier if day < months_later(on, months=cap.months))
        by_scale = sum(line.amount for line in scale_lines(self.rules.scale, cents))
        amount = min(by_scale, max(cap.most - recent, 0))
        if amount:
            earlier.append((day, CostsLine(cents, NOTHING, amount, cap.source)))
