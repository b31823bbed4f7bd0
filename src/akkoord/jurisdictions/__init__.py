"""What the law says, one file a country: dated numbers with their sources, loaded into the kinds of rule of core/law."""

from __future__ import annotations

import tomllib
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from functools import cache
from importlib.resources import files
from typing import Any

from akkoord.core.court.european import EuropeanRule
from akkoord.core.court.fees import TARIFFS, FeeBand, FeeTable, FeeYear
from akkoord.core.court.judge import NAMES, JudgeRule
from akkoord.core.dates import Calendar
from akkoord.core.law.costs import Band, InstalmentCap, Scale
from akkoord.core.law.jurisdiction import Jurisdiction, LargeFrom
from akkoord.core.law.notice import PostRule
from akkoord.core.law.prescription import ClaimKind, PrescriptionRule, Way
from akkoord.core.law.series import Series, Value
from akkoord.core.law.start import StartRules
from akkoord.core.law.suspension import Measure, Sector
from akkoord.core.problem import Text


@cache
def jurisdiction(code: str = "nl") -> Jurisdiction:
    """The law of a country by its file. Raises FileNotFoundError for a country that has none."""
    raw = tomllib.loads(files(__package__).joinpath(f"{code}.toml").read_text(encoding="utf-8"), parse_float=Decimal)
    return Jurisdiction(
        code=raw["code"],
        interest={kind: _series(one) for kind, one in raw["interest"].items()},
        costs=_scale(raw["costs"]),
        post=PostRule(raw["post"]["days"], raw["post"]["source"]),
        fourteen_day_term=raw["fourteen_day_letter"]["days"],
        calendar=Calendar(_holidays(raw["calendar"])),
        contact_from=raw["contact"]["from"],
        contact_until=raw["contact"]["until"],
        government_article=raw["government"]["article"],
        start=_start(raw["start"]),
        large=_large(raw["large"]),
        instalments=_caps(raw["instalments"]),
        prescription=_prescription(raw["prescription"]),
        suspension={name: _sector(name, one) for name, one in raw["suspension"].items()},
        judge=_judge(raw["court"]), court_fees=_fees(raw["court"]), european=_european(raw["european"]),
    )  # fmt: skip


def _large(raw: dict[str, Any]) -> tuple[LargeFrom, ...]:
    return tuple(LargeFrom(one["from"], one["balance"], one["turnover"], one["staff"], one["source"]) for one in raw["rows"])


def _series(raw: dict[str, Any]) -> Series:
    rows = tuple(Value(row["from"], Decimal(row["percent"]), row["source"]) for row in raw["rows"])
    return Series(Text(**raw["name"]), raw["article"], rows, raw["checked_until"], raw["fixed_by"], raw["half_yearly"])


def _scale(raw: dict[str, Any]) -> Scale:
    bands = tuple(Band(int(one["up_to"] * 100) if "up_to" in one else None, Decimal(one["percentage"])) for one in raw["bands"])
    return Scale(bands, int(raw["minimum"] * 100), int(raw["maximum"] * 100), Decimal(raw["vat"]), raw["source"])


def _start(raw: dict[str, Any]) -> StartRules:
    large = raw["large_debtor"]
    return StartRules(
        raw["statutory"]["days"],
        raw["longest"]["days"],
        raw["longest_government"]["days"],
        large["days"],
        large["from"],
        large["for_all_from"],
    )


def _caps(raw: dict[str, Any]) -> dict[str, InstalmentCap]:
    return {
        name: InstalmentCap(raw["from"], int(raw["below"] * 100), raw["months"], int(raw[name] * 100), raw["source"])
        for name in ("safe", "published")
    }


def _prescription(raw: dict[str, Any]) -> PrescriptionRule:
    kinds = {name: ClaimKind(Text(**one["name"]), one["years"], one["source"]) for name, one in raw["kinds"].items()}
    ways = {name: Way(Text(**one["name"]), one["source"]) for name, one in raw["ways"].items()}
    return PrescriptionRule(kinds, ways, raw["renewed_years"], raw["warning_days"], raw["source"])


def _sector(name: str, raw: dict[str, Any]) -> Sector:
    steps = tuple(Measure(one["name"], Text(one["nl"], one["en"])) for one in raw.get("steps", ()))
    unsure = Text(**raw["unsure"]) if "unsure" in raw else None
    return Sector(name, Text(**raw["name"]), raw["rule"], raw["source"], steps, unsure)


def _judge(raw: dict[str, Any]) -> JudgeRule:
    subjects = {name: Text(**one["name"]) for name, one in raw["subjects"].items()}
    return JudgeRule(raw["limit"] * 100, subjects, raw["source"], raw["lawyer_source"])


def _fees(raw: dict[str, Any]) -> FeeTable:
    years = [
        FeeYear(one["from"], one["until"], {judge: _bands(one[judge]) for judge in NAMES if judge in one}, one["source"])
        for one in raw["fees"]
    ]
    return FeeTable(tuple(years), raw["checked_until"], raw["fees_source"])


def _bands(rows: list[dict[str, Any]]) -> tuple[FeeBand, ...]:
    return tuple(
        FeeBand(row["up_to"] * 100 if "up_to" in row else None, {name: row[name] * 100 for name in TARIFFS if name in row}) for row in rows
    )


def _european(raw: dict[str, Any]) -> EuropeanRule:
    known = raw["court"], raw["language"], frozenset(raw["countries"]), raw["small_claim"] * 100
    return EuropeanRule(*known, raw["source"], raw["small_source"])


def _holidays(raw: dict[str, Any]) -> Callable[[date], bool]:
    """Asks the `holidays` package once a year of dates; loading it takes a tenth of a second, so not before it is needed.
    `more` are days that were designated for one year (Algemene termijnenwet art. 3 lid 3)."""
    more, years = frozenset(raw["more"]), dict[int, frozenset[date]]()

    def is_holiday(day: date) -> bool:
        if day.year not in years:
            import holidays

            found = holidays.country_holidays(raw["country"], categories=tuple(raw["categories"]), years=day.year)
            years[day.year] = frozenset(found) | more
        return day in years[day.year]

    return is_holiday
