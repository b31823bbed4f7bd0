"""Everything a country's file says, in the shapes the rules work with."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from akkoord.core.court.european import EuropeanRule
from akkoord.core.court.fees import FeeTable
from akkoord.core.court.judge import JudgeRule
from akkoord.core.dates import Calendar
from akkoord.core.law.costs import InstalmentCap, Scale
from akkoord.core.law.notice import Channel, FourteenDays, PostRule, fourteen_days, received_on
from akkoord.core.law.prescription import PrescriptionRule
from akkoord.core.law.series import Series
from akkoord.core.law.start import StartRules
from akkoord.core.law.suspension import Sector


@dataclass(frozen=True, slots=True)
class LargeFrom:
    """From `first` on a company is large that passes two of three: balance and turnover in whole euro, staff in people."""

    first: date
    balance: int
    turnover: int
    staff: int
    source: str


@dataclass(frozen=True, slots=True)
class Jurisdiction:
    """One country's law: interest by kind of debtor, costs, the post, the calendar, the hours of contact."""

    code: str
    interest: dict[str, Series]  # consumer, commercial
    costs: Scale
    post: PostRule
    fourteen_day_term: int
    calendar: Calendar
    contact_from: int  # hour of the day from which a debtor may be approached
    contact_until: int
    government_article: str  # authorities owe the commercial rate by an article of their own
    start: StartRules
    large: tuple[LargeFrom, ...]
    instalments: dict[str, InstalmentCap]  # safe, published
    prescription: PrescriptionRule
    suspension: dict[str, Sector]  # kinds of work by name, and whether they may be stopped
    judge: JudgeRule
    court_fees: FeeTable
    european: EuropeanRule

    def series_for(self, debtor_kind: str) -> Series:
        """Consumers have the rate of art. 6:119, businesses and authorities that of 6:119a and 6:119b."""
        series = self.interest["consumer" if debtor_kind == "consumer" else "commercial"]
        return replace(series, article=self.government_article) if debtor_kind == "government" else series

    def tables_for(self, debtor_kind: str = "") -> tuple[Series, ...]:
        """The table of rates for a kind of debtor; all of them where none is named."""
        return (self.series_for(debtor_kind),) if debtor_kind else tuple(self.interest.values())

    def with_interest(self, tables: Mapping[str, Series]) -> Jurisdiction:
        """The same law with other tables of rates, by the names they have here."""
        return replace(self, interest={**self.interest, **tables})

    def received(self, posted: date, *, channel: Channel) -> date:
        """Presumed receipt of what left on `posted`."""
        return received_on(posted, channel=channel, rule=self.post, calendar=self.calendar)

    def fourteen_days(self, posted: date, *, channel: Channel) -> FourteenDays:
        """The days of a fourteen-day letter that left on `posted`."""
        return fourteen_days(posted, channel=channel, rule=self.post, calendar=self.calendar, term=self.fourteen_day_term)
