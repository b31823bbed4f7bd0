"""The tables of rates made ready for their page: newest first, each row with who entered it where it was not shipped."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import NamedTuple

from akkoord.core.law.series import Series, Value
from akkoord.core.problem import Refusal
from akkoord.jurisdictions import jurisdiction
from akkoord.store.access import Desk
from akkoord.store.models import PublishedRate
from akkoord.work.law import law_of

SHOWN = 3  # the newest rows of a table stand open, the rest is folded away


class Row(NamedTuple):
    """A rate that is reckoned with; `kept` where the company entered it."""

    value: Value
    kept: PublishedRate | None


@dataclass(frozen=True, slots=True)
class Table:
    """One table of rates, what stands in its form, and what is wrong with that."""

    name: str
    series: Series
    rows: list[Row]  # newest first
    aside: list[PublishedRate]  # entered, and left aside
    typed: Mapping[str, str]
    refused: Mapping[str, Refusal]

    @property
    def newest(self) -> list[Row]:
        """What stands open: the newest rows, and all that were entered."""
        return [row for place, row in enumerate(self.rows) if place < SHOWN or row.kept]

    @property
    def older(self) -> list[Row]:
        """The rest."""
        return [row for place, row in enumerate(self.rows) if place >= SHOWN and not row.kept]


def tables_of(desk: Desk, *, typed: Mapping[str, str], refused: Mapping[str, Refusal]) -> list[Table]:
    """Both tables; what was typed and refused stands in the form of the table that it names."""
    kept = list(desk.rates().order_by("first"))
    found = []
    for name, series in law_of(desk.creditor.pk).interest.items():
        asked = typed if typed.get("series") == name else {"first": f"{series.checked_until + timedelta(days=1)}"}
        own = [one for one in kept if one.series == name]
        found.append(_table(name, series, own, asked, refused if asked is typed else {}))
    return found


def _table(name: str, series: Series, kept: list[PublishedRate], typed: Mapping[str, str], refused: Mapping[str, Refusal]) -> Table:
    until = jurisdiction().interest[name].checked_until
    entered = {one.first: one for one in kept if one.first > until}
    rows = [Row(row, entered.pop(row.first, None)) for row in reversed(series.rows)]
    aside = [one for one in kept if one.first <= until or one.first in entered]
    return Table(name, series, rows, aside, typed, refused)
