"""Reads the CSV of Triodos: no headings, the amount beside Debet or Credit."""

from __future__ import annotations

import re

from akkoord.core.reading import Progress, Reading, SourceFile, no_progress
from akkoord.importers._bank_csv.dialect import Headless
from akkoord.importers._bank_csv.reader import read_list
from akkoord.importers._bank_csv.table import looks_like

NAME = "triodos-csv"

_SUM = re.compile(r"\d[\d.]*(?:,\d{1,2})?")
_NAMES = {
    "on": "Boekdatum",
    "account": "Rekeningnummer",
    "amount": "Bedrag",
    "direction": "Debet/Credit",
    "name": "Naam tegenrekening",
    "iban": "Tegenrekening",
    "remittance": "Omschrijving",
}
_PLACES = (0, 1, 2, 3, 4, 5, 7)
DIALECTS = (
    Headless(
        columns=dict(zip(_NAMES, _PLACES, strict=True)),
        shape={
            0: re.compile(r"\d{2}-\d{2}-\d{4}"),
            1: re.compile(r"NL\d{2}TRIO\d{10}"),
            2: _SUM,
            3: re.compile("Debet|Credit", re.IGNORECASE),
        },
        width=8,
        separators=",;\t",
        currency="EUR",
        names=_NAMES,
    ),
)


def recognises(head: bytes) -> bool:
    """Whether the first bytes are a table with the shape of this bank."""
    return looks_like(head, DIALECTS)


def read(file: SourceFile, *, progress: Progress = no_progress) -> Reading:
    """Every account in the file, with its entries."""
    return read_list(NAME, DIALECTS, file, progress)
