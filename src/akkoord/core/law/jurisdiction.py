"""Everything a country's file says, in the shapes the rules work with."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from akkoord.core.dates import Calendar
from akkoord.core.law.costs import Scale
from akkoord.core.law.notice import Channel, FourteenDays, PostRule, fourteen_days, received_on
from akkoord.core.law.series import Series
from akkoord.core.law.suspension import Sector


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
    suspension: dict[str, Sector]  # kinds of work by name, and whether they may be stopped

    def series_for(self, debtor_kind: str) -> Series:
        """Consumers have the rate of art. 6:119, businesses and authorities that of 6:119a and 6:119b."""
        return self.interest["consumer" if debtor_kind == "consumer" else "commercial"]

    def received(self, posted: date, *, channel: Channel) -> date:
        """Presumed receipt of what left on `posted`."""
        return received_on(posted, channel=channel, rule=self.post, calendar=self.calendar)

    def fourteen_days(self, posted: date, *, channel: Channel) -> FourteenDays:
        """The days of a fourteen-day letter that left on `posted`."""
        return fourteen_days(posted, channel=channel, rule=self.post, calendar=self.calendar, term=self.fourteen_day_term)
