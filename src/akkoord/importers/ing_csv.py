"""Reads the CSV of ING: current and savings accounts, comma or semicolon, Dutch or English headings."""

from __future__ import annotations

from akkoord.core.reading import Progress, Reading, SourceFile, no_progress
from akkoord.importers._bank_csv.dialect import Cells, Headed, Said
from akkoord.importers._bank_csv.reader import read_list
from akkoord.importers._bank_csv.table import looks_like
from akkoord.importers._bank_csv.words import labelled

NAME = "ing-csv"


def _said(cells: Cells) -> Said:
    """The columns first; what they leave open stands in the notifications, behind labels."""
    told = labelled(cells["remittance"])
    return told._replace(name=cells.get("name", "") or told.name, iban=cells.get("iban", "") or told.iban)


def _saved(cells: Cells) -> Said:
    """A savings account has one column for a name or a description; beside notifications it is a name."""
    told = _said(cells)
    return told if told.remittance else told._replace(name="", remittance=told.name)


_BOTH = {
    "on": "datum date",
    "account": "rekening account",
    "iban": "tegenrekening counterparty",
    "direction": "afbij debitcredit",
    "remittance": "mededelingen notifications",
    "after": "saldonamutatie resultingbalance",
}
_CURRENT = Headed(
    words=_BOTH | {"name": "naamomschrijving namedescription", "amount": "bedrageur amounteur"},
    needs=("on", "account", "direction", "remittance", "name", "amount"),
    currency="EUR",  # so says the heading of the amount
    said=_said,
)
_SAVINGS = Headed(
    words=_BOTH | {"name": "omschrijving description", "amount": "bedrag amount", "currency": "valuta currency"},
    needs=("on", "account", "direction", "remittance", "name", "amount", "currency"),
    said=_saved,
)
DIALECTS = (_CURRENT, _SAVINGS)


def recognises(head: bytes) -> bool:
    """Whether the first bytes are a table with the headings of this bank."""
    return looks_like(head, DIALECTS)


def read(file: SourceFile, *, progress: Progress = no_progress) -> Reading:
    """Every account in the file, with its entries."""
    return read_list(NAME, DIALECTS, file, progress)
