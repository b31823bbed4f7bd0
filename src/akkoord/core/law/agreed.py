"""Interest that was agreed: art. 6:119 lid 3, 6:119a last paragraph and 6:119b BW (https://wetten.overheid.nl/BWBR0005289).

Between businesses any agreed rate takes the place of the statutory one. Toward a consumer or an authority only a higher one
does, and a day on which the statutory rate is higher has that one. It is compounded only as the contract says.

>>> from akkoord.core.law.series import Value
>>> four = Value(date(2020, 1, 1), Decimal(4), "law")
>>> law = Series(Text("wettelijke rente", "statutory interest"), "6:119 BW", (four,), date(2030, 1, 1))
>>> [basis(Agreed(Decimal(rate)), kind="consumer", law=law, first_day=date(2025, 1, 1)).series.article for rate in (3, 6)]
['6:119 BW', '6:119 lid 3 BW']
>>> basis(Agreed(Decimal(3)), kind="business", law=law, first_day=date(2025, 1, 1)).series.rows[0].value
Decimal('3')
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Literal

from akkoord.core.law.account import MONTH, NEVER, YEAR
from akkoord.core.law.series import Series, Value
from akkoord.core.problem import Refusal, Text

Per = Literal["year", "month"]
Joins = Literal["never", "month", "year"]
_MONTHS = {"never": NEVER, "month": MONTH, "year": YEAR}
_ARTICLES = {"consumer": "6:119 lid 3 BW", "government": "6:119b BW, hogere overeengekomen rente"}
_NAME = Text("afgesproken rente", "agreed interest")
_CLAUSE = "overeengekomen rente"
MOST = Decimal(100)  # percent; more is a slip of the pen
_FOR_EVER = date(9999, 12, 31)


@dataclass(frozen=True, slots=True)
class Agreed:
    """`rate` percent a year or a month; its interest joins the base each month, each year, or never."""

    rate: Decimal
    per: Per = "year"
    joins: Joins = "never"

    @property
    def yearly(self) -> Decimal:
        """Percent a year, without compounding, to hold beside the statutory rate."""
        return self.rate * (12 if self.per == "month" else 1)


@dataclass(frozen=True, slots=True)
class Basis:
    """By which rates interest runs on a claim, for how many months each is quoted, and after how many interest joins the
    base (0 never)."""

    series: Series
    per: int = YEAR
    joins: int = YEAR


def wrong_rate(rate: Decimal) -> Refusal | None:
    """Why a rate cannot have been agreed: it must be more than nothing, and no slip of the pen."""
    if 0 < rate <= MOST:
        return None
    return Refusal(
        Text(
            f"Een afgesproken rente ligt boven 0 en is hoogstens {MOST} procent.",
            f"An agreed rate is above 0 and at most {MOST} percent.",
        ),
        "6:119 lid 3 BW",
    )


def basis(agreed: Agreed | None, *, kind: str, law: Series, first_day: date) -> Basis:
    """The interest that runs on a claim from `first_day` on, by the law's own rates or by those of the contract."""
    if agreed is None:
        return Basis(law)
    if kind == "business":
        clause = (Value(date.min, agreed.rate, _CLAUSE),)
        return Basis(Series(_NAME, "6:119a BW", clause, _FOR_EVER), _MONTHS[agreed.per], _MONTHS[agreed.joins])
    now = law.at(first_day)
    if isinstance(now, Refusal) or agreed.yearly <= now.value:
        return Basis(law)
    rows = tuple(_higher(row, agreed) for row in law.rows)
    return Basis(Series(_NAME, _ARTICLES[kind], rows, law.checked_until), YEAR, _MONTHS[agreed.joins])


def _higher(row: Value, agreed: Agreed) -> Value:
    return Value(row.first, agreed.yearly, _CLAUSE) if agreed.yearly > row.value else row
