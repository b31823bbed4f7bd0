"""Tables that a Dutch Excel opens as they are: semicolons, a decimal comma, days as 31-12-2026, and the mark of UTF-8 in front."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence

from akkoord.core.money import plain

Cell = str | int | None  # text, or cents


def table(heads: Sequence[str], rows: Iterable[Sequence[Cell]]) -> bytes:
    """The file. A text that a spreadsheet would take for a formula gets an apostrophe before it."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=";")
    writer.writerow(heads)
    writer.writerows([[_cell(one) for one in row] for row in rows])
    return out.getvalue().encode("utf-8-sig")


def day(iso: str | None) -> str:
    """A day as people here write it.

    >>> day("2026-02-28"), day(None)
    ('28-02-2026', '')
    """
    return "-".join(reversed(iso.split("-"))) if iso else ""


def _cell(value: Cell) -> str:
    if isinstance(value, int):
        return plain(value).replace(".", ",")
    text = " ".join((value or "").split())
    return f"'{text}" if text.startswith(("=", "+", "-", "@")) else text
