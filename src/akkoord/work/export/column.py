"""A column of a list that leaves: its heading, what its cells are, and how wide it stands in Excel."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

from akkoord.core.problem import Text

Kind = Literal["text", "money", "day", "number", "moment"]
Cell = str | Text | int | date | datetime | None
"""Money is in cents; None is an empty cell."""
Row = Sequence[Cell]

WIDTHS: dict[Kind, int] = {"text": 22, "money": 14, "day": 12, "number": 10, "moment": 17}


@dataclass(frozen=True, slots=True)
class Column:
    """One column."""

    heading: Text
    kind: Kind = "text"
    width: int = 0

    @property
    def signs(self) -> int:
        """Its width in signs."""
        return self.width or WIDTHS[self.kind]


def said(cell: Cell, language: str) -> str:
    """A text cell on one line, in the language of the list."""
    text = cell.in_language(language) if isinstance(cell, Text) else str(cell or "")
    return " ".join(text.split())
