"""Reads the CSV of Knab, which has a line with the bank's name above its headings."""

from __future__ import annotations

from akkoord.core.reading import Progress, Reading, SourceFile, no_progress
from akkoord.importers._bank_csv.dialect import Headed
from akkoord.importers._bank_csv.reader import read_list
from akkoord.importers._bank_csv.table import looks_like

NAME = "knab-csv"

DIALECTS = (
    Headed(
        words={
            "account": "rekeningnummer",
            "on": "transactiedatum",
            "currency": "valutacode",
            "direction": "creditdebet",
            "amount": "bedrag",
            "iban": "tegenrekeningnummer",
            "name": "tegenrekeninghouder",
            "remittance": "omschrijving",
            "bank_id": "referentie",
        },
        needs=("account", "on", "currency", "direction", "amount", "iban", "remittance"),
    ),
)


def recognises(head: bytes) -> bool:
    """Whether the first bytes are a table with the headings of this bank."""
    return looks_like(head, DIALECTS)


def read(file: SourceFile, *, progress: Progress = no_progress) -> Reading:
    """Every account in the file, with its entries."""
    return read_list(NAME, DIALECTS, file, progress)
