"""Writes one list of a company to a file: the button of the web and the command both call this."""

from __future__ import annotations

from datetime import date
from typing import BinaryIO, Literal

from akkoord.store.models import Creditor
from akkoord.work.export import as_csv, as_xlsx
from akkoord.work.export.lists import LISTS

Form = Literal["csv", "xlsx"]
WRITERS = {"csv": as_csv.write, "xlsx": as_xlsx.write}
CONTENT = {"csv": "text/csv; charset=utf-8", "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"}


def export(*, creditor: Creditor, what: str, on: date, form: Form, to: BinaryIO, past: bool = False, language: str = "nl") -> int:
    """Write a list of LISTS as it stands on a day; gives the number of rows. `past` works sums back to that day."""
    chosen = LISTS[what]
    return WRITERS[form](columns=chosen.columns, rows=chosen.rows(creditor, on, past), to=to, language=language)


def file_name(*, what: str, on: date, form: Form, language: str = "nl") -> str:
    """The name a list has when it is saved.

    >>> file_name(what="open-invoices", on=date(2026, 11, 24), form="csv")
    'akkoord-openstaande-facturen-2026-11-24.csv'
    """
    return f"akkoord-{LISTS[what].file.in_language(language)}-{on.isoformat()}.{form}"
