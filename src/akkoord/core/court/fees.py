"""What the court charges the plaintiff (griffierecht), by the table of the year in which the case is brought.

Law: Wet griffierechten burgerlijke zaken, https://wetten.overheid.nl/BWBR0028899; the figures change on 1 January. Sums are cents.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal, get_args

from akkoord.core.court.judge import NAMES, Judge
from akkoord.core.problem import Refusal, Text

Tariff = Literal["legal", "natural", "low"]
TARIFFS: tuple[Tariff, ...] = get_args(Tariff)
TARIFF_NAMES: Mapping[Tariff, Text] = {
    "legal": Text("rechtspersoon", "legal person"),
    "natural": Text("natuurlijk persoon", "natural person"),
    "low": Text("laag inkomen", "low income"),
}
_NATURAL, _UNSURE = ("eenmanszaak",), ("", "maatschap", "foreign")


@dataclass(frozen=True, slots=True)
class FeeBand:
    """One line of the table: claims up to and including `up_to` (None: higher ones), and the fee for each tariff it names."""

    up_to: int | None
    fees: Mapping[Tariff, int]


@dataclass(frozen=True, slots=True)
class FeeYear:
    """The table that holds from `first` up to and including `last`, for each judge of whom figures are known."""

    first: date
    last: date
    bands: Mapping[Judge, Sequence[FeeBand]]
    source: str


@dataclass(frozen=True, slots=True)
class FeeTable:
    """All years that are known; nothing is known of a day past `checked_until`."""

    years: Sequence[FeeYear]
    checked_until: date
    source: str


@dataclass(frozen=True, slots=True)
class CourtFee:
    """What is charged: cents, by which tariff and line, and where the figures were read."""

    amount: int
    tariff: Tariff
    up_to: int | None
    source: str


def tariff_of(legal_form: str) -> Tariff | None:
    """The tariff by who the plaintiff is: a partnership (VOF, CV) counts as a legal person. None where a person must say so.

    >>> tariff_of("bv"), tariff_of("vof"), tariff_of("eenmanszaak"), tariff_of("maatschap")
    ('legal', 'legal', 'natural', None)
    """
    if legal_form in _NATURAL:
        return "natural"
    return None if legal_form in _UNSURE else "legal"


def court_fee(claim: int, *, judge: Judge, tariff: Tariff, on: date, table: FeeTable) -> CourtFee | Refusal:
    """The fee for a claim of so many cents that is brought on that day; a refusal where no figures of that day are known.

    >>> year = FeeYear(date(2026, 1, 1), date(2026, 12, 31), {"kanton": (FeeBand(50_000, {"legal": 13_900}), FeeBand(None, {}))}, "Stcrt.")
    >>> table = FeeTable((year,), date(2026, 12, 31), "Wgbz")
    >>> court_fee(50_000, judge="kanton", tariff="legal", on=date(2026, 5, 1), table=table).amount
    13900
    >>> court_fee(1, judge="kanton", tariff="legal", on=date(2027, 1, 1), table=table).why.en
    'No court fees are known for 2027. Look them up at rechtspraak.nl and enter the amount.'
    """
    year = next((one for one in table.years if one.first <= on <= one.last), None) if on <= table.checked_until else None
    if year is None:
        return _unknown(Text(f"{on.year}", f"{on.year}"), table.source)
    band = next((one for one in year.bands.get(judge, ()) if one.up_to is None or claim <= one.up_to), None)
    if band is None or tariff not in band.fees:
        return _unknown(_which(on, judge, tariff), table.source)
    return CourtFee(band.fees[tariff], tariff, band.up_to, year.source)


def _which(on: date, judge: Judge, tariff: Tariff) -> Text:
    names, who = NAMES[judge], TARIFF_NAMES[tariff]
    return Text(f"{on.year} bij de {names.nl} voor {who.nl}", f"{on.year} at the {names.en} for {who.en}")


def _unknown(what: Text, source: str) -> Refusal:
    return Refusal(
        Text(
            f"Voor {what.nl} zijn geen griffierechten bekend. Zoek ze op bij rechtspraak.nl en vul het bedrag in.",
            f"No court fees are known for {what.en}. Look them up at rechtspraak.nl and enter the amount.",
        ),
        source,
    )
