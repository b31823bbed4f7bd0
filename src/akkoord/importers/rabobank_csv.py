"""Reads the CSV of Rabobank: one line an entry, several accounts in one file, the balance after each entry."""

from __future__ import annotations

from akkoord.core.reading import Progress, Reading, SourceFile, no_progress
from akkoord.importers._bank_csv.dialect import Headed
from akkoord.importers._bank_csv.reader import read_list
from akkoord.importers._bank_csv.table import looks_like

NAME = "rabobank-csv"

DIALECTS = (
    Headed(
        words={
            "account": "ibanbban iban",
            "currency": "munt valuta",
            "bank_id": "volgnr",
            "on": "datum",
            "amount": "bedrag",
            "after": "saldonatrn",
            "iban": "tegenrekeningibanbban tegenrekeningiban",
            "name": "naamtegenpartij",
            "ultimate": "naamuiteindelijkepartij",
            "end_to_end_id": "transactiereferentie",
            "reference": "betalingskenmerk",
            "remittance": "omschrijving1+omschrijving2+omschrijving3 omschrijving",
        },
        needs=("account", "currency", "bank_id", "on", "amount", "iban", "name"),
    ),
)


def recognises(head: bytes) -> bool:
    """Whether the first bytes are a table with the headings of this bank."""
    return looks_like(head, DIALECTS)


def read(file: SourceFile, *, progress: Progress = no_progress) -> Reading:
    """Every account in the file, with its entries."""
    return read_list(NAME, DIALECTS, file, progress)
