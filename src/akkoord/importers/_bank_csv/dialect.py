"""How one bank writes its list: what its headings or its places mean, and how its records are told from another's."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from akkoord.importers._csv.headings import bare


class Said(NamedTuple):
    """What a record says of the other side and of the payment, as texts."""

    name: str = ""
    iban: str = ""
    remittance: str = ""
    reference: str = ""
    end_to_end_id: str = ""


Cells = Mapping[str, str]
"""The texts of one record by field. The fields: account, currency, on, amount, direction, before and after (balances),
name, iban, ultimate (for whom the other side acted), remittance, reference, end_to_end_id, bank_id, number (of the statement)."""


def as_written(cells: Cells) -> Said:
    """What the columns say, where each thing has a column of its own."""
    return Said(*(cells.get(name, "") for name in Said._fields))


@dataclass(frozen=True, slots=True)
class Headed:
    """A list with headings. `words`: for each field the headings it goes by, bare; a field may stand in several columns (+)."""

    words: Mapping[str, str]
    needs: tuple[str, ...]
    never: frozenset[str] = frozenset()
    decimal: str = ","
    currency: str = ""
    said: Callable[[Cells], Said] = as_written

    def places(self, headings: Sequence[str]) -> dict[str, tuple[int, ...]] | None:
        """The columns of each field, or None where these are not this bank's headings."""
        at: dict[str, int] = {}
        for place, heading in enumerate(headings):
            at.setdefault(bare(heading), place)
        if self.never & at.keys():
            return None
        found = {name: _columns(words, at) for name, words in self.words.items()}
        return {name: columns for name, columns in found.items() if columns} if all(found[name] for name in self.needs) else None


def _columns(words: str, at: Mapping[str, int]) -> tuple[int, ...]:
    """The first heading that is there; of words joined by + every one."""
    for choice in words.split():
        columns = tuple(at[word] for word in choice.split("+") if word in at)
        if columns:
            return columns
    return ()


@dataclass(frozen=True, slots=True)
class Headless:
    """A list without headings, known by the shape of its records: the place, or places, of each field, and what must stand in
    some of them."""

    columns: Mapping[str, int | tuple[int, ...]]
    shape: Mapping[int, re.Pattern[str]]
    width: int
    separators: str
    decimal: str = ","
    currency: str = ""
    said: Callable[[Cells], Said] = as_written
    tail: int | None = None  # the column that may hold the separator unquoted; what is too much belongs to it
    names: Mapping[str, str] = field(default_factory=dict)  # the bank's own names of the columns

    def fits(self, cells: Sequence[str]) -> bool:
        """Whether a record has the shape of this list."""
        return len(cells) >= self.width and all(form.fullmatch(cells[place].strip()) for place, form in self.shape.items())

    def narrowed(self, cells: list[str]) -> list[str]:
        """The record with a text that held the separator in one piece again, or without columns that mean nothing here."""
        if self.tail is None or len(cells) <= self.width:
            return cells[: self.width]
        after = self.width - self.tail - 1
        end = len(cells) - after
        return [*cells[: self.tail], ",".join(cells[self.tail : end]), *cells[end:]]


Dialect = Headed | Headless
