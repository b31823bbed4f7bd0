"""Published rates that a company enters itself: what may be entered, and the table that goes on with them.

Art. 6:120 BW (https://wetten.overheid.nl/BWBR0005289): the rate of art. 6:119 is fixed by decree (lid 1); that of art. 6:119a
and 6:119b holds for a half-year each time (lid 2). So a rate is known until the end of the half-year in which it begins.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from decimal import Decimal

from akkoord.core.dates import ONE_DAY
from akkoord.core.day_words import day_shown
from akkoord.core.law.series import Series, Value
from akkoord.core.problem import Refusal, Text

HIGHEST = Decimal(25)  # percent: more is a typing error, twice the highest rate there ever was
SHORTEST, LONGEST = 5, 120  # signs of a source


def half_year_end(day: date) -> date:
    """The last day of the half-year in which a day falls.

    >>> half_year_end(date(2027, 1, 1)), half_year_end(date(2027, 7, 1))
    (datetime.date(2027, 6, 30), datetime.date(2027, 12, 31))
    """
    return date(day.year, 6, 30) if day.month <= 6 else date(day.year, 12, 31)


def as_entered(row: Value, *, company: str, on: date) -> Value:
    """The row with a source that says who entered it and when: whoever reads the sum sees that it was not shipped."""
    return replace(row, source=f"{row.source} (ingevoerd door {company}, {on})")


def with_entered(shipped: Series, entered: Iterable[Value]) -> Series:
    """The shipped table, going on with the rows that a company entered, as far as each joins on to what is known by then.

    Rows for days that the shipped table covers are left aside: the shipped ones count.
    """
    known = shipped
    for row in sorted(entered, key=lambda one: one.first):
        if row.first <= shipped.checked_until:
            continue
        if wrong_first(row.first, shipped=shipped, known=known):
            break
        known = _followed(known, row)
    return known


def wrong_percentage(value: Decimal, *, series: Series) -> Refusal | None:
    """More than 0 and at most 25, with at most two decimals."""
    if value.is_finite() and 0 < value <= HIGHEST and value == round(value, 2):
        return None
    return Refusal(
        Text(
            f"Verwacht: een percentage boven 0 en hoogstens {HIGHEST}, met hoogstens twee decimalen, zoals 10,40.",
            f"Expected: a percentage above 0 and at most {HIGHEST}, with at most two decimals, such as 10.40.",
        ),
        series.fixed_by,
    )


def wrong_source(source: str, *, series: Series) -> Refusal | None:
    """A source that somebody else can look up: at least some signs, and not a whole text."""
    if SHORTEST <= len(source.strip()) <= LONGEST:
        return None
    return Refusal(
        Text(
            f"Waar staat het gepubliceerd? Verwacht: {SHORTEST} tot {LONGEST} tekens, zoals Stb. 2026, 512 of een adres.",
            f"Where was it published? Expected: {SHORTEST} to {LONGEST} characters, such as Stb. 2026, 512 or an address.",
        ),
        series.fixed_by,
    )


def wrong_first(first: date, *, shipped: Series, known: Series) -> Refusal | None:
    """After what the shipped table covers, in order, once, and without a gap; each half-year where the law says so."""
    return (
        _covered(first, shipped)
        or _out_of_order(first, known)
        or (_no_half_year(first, known) if known.half_yearly else None)
        or _after_a_gap(first, known)
    )


def _covered(first: date, shipped: Series) -> Refusal | None:
    if first > shipped.checked_until:
        return None
    return _refused(
        shipped,
        "Akkoord kent de {name} al tot en met {day}. Kies een dag daarna.",
        "Akkoord knows the {name} up to and including {day}. Choose a day after it.",
        shipped.checked_until,
    )


def _out_of_order(first: date, known: Series) -> Refusal | None:
    last = known.rows[-1].first
    if first > last:
        return None
    if first == last or any(row.first == first for row in known.rows):
        return _refused(
            known,
            "Vanaf {day} staat er al een percentage. Neem dat eerst terug.",
            "There is a rate from {day} already. Take it back first.",
            first,
        )
    return _refused(
        known,
        "Er staat al een percentage vanaf {day}. Kies een latere dag, of neem dat eerst terug.",
        "There is a rate from {day} already. Choose a later day, or take that one back first.",
        last,
    )


def _no_half_year(first: date, known: Series) -> Refusal | None:
    if first.day == 1 and first.month in (1, 7):
        return None
    return _refused(
        known,
        "De {name} verandert alleen op 1 januari en 1 juli. Kies een van die dagen.",
        "The {name} changes on 1 January and 1 July only. Choose one of those days.",
        first,
    )


def _after_a_gap(first: date, known: Series) -> Refusal | None:
    following = known.checked_until + ONE_DAY
    if first <= following:
        return None
    return _refused(
        known,
        "Voer eerst het percentage vanaf {day} in, ook als het gelijk bleef: anders is niet bekend wat er tussenin gold.",
        "Enter the rate from {day} first, even if it did not change: else nobody knows what held in between.",
        following,
    )


def _refused(series: Series, nl: str, en: str, day: date) -> Refusal:
    shown = Text(day_shown(day, language="nl", weekday=False), day_shown(day, language="en", weekday=False))
    return Refusal(Text(nl.format(name=series.name.nl, day=shown.nl), en.format(name=series.name.en, day=shown.en)), series.fixed_by)


def _followed(known: Series, row: Value) -> Series:
    """With as many decimals as the rows before it, where it has no more: 5.00 beside 4 is 5."""
    shaped = row.value.quantize(known.rows[-1].value)
    fitting = replace(row, value=shaped if shaped == row.value else row.value)
    return replace(known, rows=(*known.rows, fitting), checked_until=max(known.checked_until, half_year_end(row.first)))
