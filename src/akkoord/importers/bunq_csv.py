"""Reads the CSV of bunq, with Dutch or English headings."""

from __future__ import annotations

from akkoord.core.reading import Progress, Reading, SourceFile, no_progress
from akkoord.importers._bank_csv.dialect import Headed
from akkoord.importers._bank_csv.reader import read_list
from akkoord.importers._bank_csv.table import looks_like

NAME = "bunq-csv"

DIALECTS = (
    Headed(
        words={
            "on": "datum date",
            "amount": "bedrag amount",
            "account": "rekening account",
            "iban": "tegenrekening counterparty",
            "name": "naam name",
            "remittance": "omschrijving description",
        },
        needs=("on", "amount", "account", "iban", "name", "remittance"),
        never=frozenset(("afbij", "debitcredit", "dc", "valuta", "currency")),  # then it is another bank's, or another currency's
        currency="EUR",
    ),
)


def recognises(head: bytes) -> bool:
    """Whether the first bytes are a table with the headings of this bank."""
    return looks_like(head, DIALECTS)


def read(file: SourceFile, *, progress: Progress = no_progress) -> Reading:
    """Every account in the file, with its entries."""
    return read_list(NAME, DIALECTS, file, progress)
