"""Reads the CSV of KBC in Belgium, with Dutch headings: the balance after each entry, and the structured communication."""

from __future__ import annotations

from akkoord.core.reading import Progress, Reading, SourceFile, no_progress
from akkoord.importers._bank_csv.dialect import Headed
from akkoord.importers._bank_csv.reader import read_list
from akkoord.importers._bank_csv.table import looks_like

NAME = "kbc-csv"

DIALECTS = (
    Headed(
        words={
            "account": "rekeningnummer",
            "currency": "munt",
            "number": "afschriftnummer",
            "on": "datum",
            "amount": "bedrag",
            "after": "saldo",
            "iban": "rekeningnummertegenpartij",
            "name": "naamtegenpartij",
            "reference": "gestructureerdemededeling",
            "remittance": "vrijemededeling+omschrijving",
        },
        needs=("account", "currency", "on", "amount", "after", "iban", "name", "reference", "remittance"),
    ),
)


def recognises(head: bytes) -> bool:
    """Whether the first bytes are a table with the headings of this bank."""
    return looks_like(head, DIALECTS)


def read(file: SourceFile, *, progress: Progress = no_progress) -> Reading:
    """Every account in the file, with its entries."""
    return read_list(NAME, DIALECTS, file, progress)
