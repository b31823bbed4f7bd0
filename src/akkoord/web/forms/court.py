"""What a person asks of the page "Naar de rechter?": it stands in the address, so that it can be kept and sent; nothing is stored."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

from django.http import QueryDict

from akkoord.core.court.fees import TARIFFS
from akkoord.core.court.worth import CERTAIN, Outlay
from akkoord.core.dates import date_of
from akkoord.core.money import cents_of
from akkoord.core.problem import Text
from akkoord.work.court.case import Asked, CourtCase
from akkoord.work.court.european import Codes

AHEAD = timedelta(days=366)
_MONEY = Text("Dit is geen bedrag; het lijkt op 150,00.", "This is no sum; it looks like 150.00.")
_PERCENT = Text("Een heel getal van 0 tot en met 100.", "A whole number from 0 to 100.")
_DAY = Text("Kies een dag vanaf vandaag, en binnen een jaar.", "Choose a day from today on, and within a year.")
MONEY = ("griffie", "exploot", "hulp", "salaris")


@dataclass(slots=True)
class CourtForm:
    """The day, what was asked, sums in cents (None where nothing was typed), percents, and what is wrong with each field."""

    on: date
    asked: Asked
    codes: Codes
    sums: dict[str, int | None]
    chance: int | None
    recovered: int
    typed: Mapping[str, str]
    wrong: dict[str, Text] = field(default_factory=dict)

    @classmethod
    def read(cls, data: QueryDict, *, today: date) -> CourtForm:
        """What stands in the address; what cannot be read is said, and does as if it was not there."""
        wrong: dict[str, Text] = {}
        tariff = next((one for one in TARIFFS if one == data.get("wie")), None)
        numbers = frozenset(int(one) for one in data.getlist("factuur") if one.isascii() and one.isdecimal() and len(one) < 20)
        asked = Asked(numbers, data.get("onderwerp", ""), data.get("kosten") != "nee", tariff)
        return cls(
            on=_day(data, today, wrong),
            asked=asked,
            codes=Codes(data.get("grond", ""), data.get("soort", "")),
            sums={name: _money(data, name, wrong) for name in MONEY},
            chance=_percent(data, "kans", wrong),
            recovered=_recovered(data, wrong),
            typed={name: data.get(name, "") for name in (*MONEY, "kans", "inning")},
            wrong=wrong,
        )

    def outlay(self, case: CourtCase, fee: int | None) -> Outlay | None:
        """What it takes; None while something of it is not known. A lawyer costs something; without one help may be nothing."""
        paid, help_costs = fee if self.sums["griffie"] is None else self.sums["griffie"], self.sums["hulp"]
        if help_costs is None and not case.venue.lawyer:
            help_costs = 0
        writ, salary = self.sums["exploot"], self.sums["salaris"]
        if paid is None or writ is None or salary is None or help_costs is None:
            return None
        return Outlay(paid, writ, help_costs, salary)


def _day(data: QueryDict, today: date, wrong: dict[str, Text]) -> date:
    raw = data.get("dag", "").strip()
    found = date_of(raw) if raw else today
    if found is None or not today <= found <= today + AHEAD:
        wrong["dag"] = _DAY
        return today
    return found


def _money(data: QueryDict, name: str, wrong: dict[str, Text]) -> int | None:
    raw = data.get(name, "").strip()
    found = cents_of(raw, decimal="") if raw else None
    if raw and (found is None or found < 0):
        wrong[name] = _MONEY
        return None
    return found


def _percent(data: QueryDict, name: str, wrong: dict[str, Text]) -> int | None:
    raw = data.get(name, "").strip().removesuffix("%").strip()
    if not raw:
        return None
    if raw.isascii() and raw.isdecimal() and len(raw) < 4 and int(raw) <= CERTAIN:
        return int(raw)
    wrong[name] = _PERCENT
    return None


def _recovered(data: QueryDict, wrong: dict[str, Text]) -> int:
    found = _percent(data, "inning", wrong)
    return CERTAIN if found is None else found
