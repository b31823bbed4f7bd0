"""Shows what the columns of a list could mean: its headings with the first values under them, and how it would be read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from akkoord.core.problem import Text
from akkoord.core.reading import Reading, no_progress
from akkoord.importers import plain_csv, xlsx
from akkoord.importers._csv.headings import answered
from akkoord.importers._csv.invoices import Records, read_table
from akkoord.importers._csv.table import table_of
from akkoord.importers._text import decoded
from akkoord.importers._xlsx.sheet import SheetTable, table_in

HEAD = 256 * 1024  # bytes: enough for hundreds of lines, so that a preview of a large file stays quick
ROWS = 5
MOST_ROWS = 1000  # of a sheet, for the same reason
NEEDED = ("number", "buyer_name", "issued_on", "total")
LABELS: Mapping[str, Text] = plain_csv.FIELDS
"""Every field a column can be, by name; those of NEEDED come first on the page."""


@dataclass(frozen=True, slots=True)
class Heading:
    """One column of the file: its heading and the first values that are not empty."""

    name: str
    samples: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Sheet:
    """The columns of a file, which field each holds as far as is known, and the first rows as they would be read."""

    headings: tuple[Heading, ...]
    chosen: Mapping[str, str]  # field -> heading
    preview: Reading


def head_of(content: bytes) -> bytes:
    """The first whole lines of a file."""
    if len(content) <= HEAD:
        return content
    return content[: content.rfind(b"\n", 0, HEAD) + 1] or content[:HEAD]


def look_at_columns(*, content: bytes, columns: Mapping[str, str]) -> Sheet | None:
    """The columns of a list with these answers (field -> heading, empty: no column); None where it is no table."""
    table = _table(content, columns)
    if table is None:
        return None
    rows = [cells for (_, cells), _ in zip(table.records(), range(50), strict=False)]
    headings = tuple(Heading(one, _samples(rows, place)) for place, one in enumerate(table.headings) if one)
    chosen = {field: table.headings[place] for field, place in answered(table.headings, columns).items()}
    return Sheet(headings, chosen, read_table(plain_csv.NAME, table, columns, no_progress))


def _table(content: bytes, columns: Mapping[str, str]) -> Records | None:
    """The table of an Excel file or a CSV, as far as its first rows."""
    if xlsx.recognises(content[:HEAD]):
        sheet = table_in(content, named=columns.values())
        return sheet.head(MOST_ROWS) if isinstance(sheet, SheetTable) else None
    head = head_of(content)
    text = decoded(head, whole=len(head) == len(content))
    return table_of(text, named=columns.values()) if text else None


def _samples(rows: list[list[str]], place: int) -> tuple[str, ...]:
    values = (cells[place].strip() for cells in rows if len(cells) > place)
    return tuple(dict.fromkeys(value for value in values if value))[:3]
