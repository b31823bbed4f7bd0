"""What going to court costs, and may bring, against what is open: by sums and a chance that a person entered.

Who wins gets back the court fee, the writ and a fixed amount for salary, not what his own help cost (art. 237 Rv); who loses pays
his own side and that fixed amount to the other. No chance and no price is made up here. Sums are cents, chances whole percent.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from akkoord.core.money import rounded

CERTAIN = 100


@dataclass(frozen=True, slots=True)
class Outlay:
    """What it takes: the court's fee, the bailiff's writ, one's own help (agent or lawyer), and the fixed `salary` that the judge
    awards to who wins."""

    fee: int
    writ: int
    help: int
    salary: int

    @property
    def ahead(self) -> int:
        """What one pays oneself, whatever comes of it."""
        return self.fee + self.writ + self.help


@dataclass(frozen=True, slots=True)
class Worth:
    """What it comes to: `won` and `lost` against doing nothing, `expected` by the chance, and `break_even`, the lowest whole percent
    at which it costs nothing on average; None where even a sure win costs more than it brings."""

    won: int
    lost: int
    expected: int
    break_even: int | None

    @property
    def pays(self) -> bool:
        """Whether it brings more than it costs, on average."""
        return self.expected > 0


def worth(claim: int, *, outlay: Outlay, chance: int, recovered: int = CERTAIN) -> Worth:
    """The result of bringing `claim` before the judge: `chance` percent to win, and of what is won `recovered` percent really comes in.

    >>> worth(100_000, outlay=Outlay(35_000, 10_000, 0, 8_000), chance=80)
    Worth(won=108000, lost=-53000, expected=75800, break_even=33)
    >>> worth(5_000, outlay=Outlay(35_000, 10_000, 80_000, 8_000), chance=100).break_even is None
    True
    """
    awarded = claim + outlay.fee + outlay.writ + outlay.salary
    won = Fraction(awarded * recovered, CERTAIN) - outlay.ahead
    lost = Fraction(-(outlay.ahead + outlay.salary))
    expected = (won * chance + lost * (CERTAIN - chance)) / CERTAIN
    return Worth(rounded(won), rounded(lost), rounded(expected), _break_even(won, lost))


def _break_even(won: Fraction, lost: Fraction) -> int | None:
    """The lowest whole percent p with p·won + (100 − p)·lost of at least nothing."""
    if won < 0 or won == lost:
        return None if won < 0 else 0
    exact = -lost * CERTAIN / (won - lost)
    return -((-exact.numerator) // exact.denominator)
