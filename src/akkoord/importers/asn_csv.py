"""Reads the CSV of ASN Bank, SNS and RegioBank: nineteen columns without headings, the balance before each entry."""

from __future__ import annotations

import re

from akkoord.core.reading import Progress, Reading, SourceFile, no_progress
from akkoord.importers._bank_csv.dialect import Headless
from akkoord.importers._bank_csv.reader import read_list
from akkoord.importers._bank_csv.table import looks_like

NAME = "asn-csv"

_CURRENCY, _SUM = re.compile("[A-Z]{3}"), re.compile(r"[+-]?\d+(?:[.,]\d{1,2})?")
_NAMES = {
    "on": "Boekingsdatum",
    "account": "Opdrachtgeversrekening",
    "iban": "Tegenrekeningnummer",
    "name": "Naam tegenrekening",
    "before": "Saldo rekening voor mutatie",
    "currency": "Valutasoort mutatie",
    "amount": "Transactiebedrag",
    "bank_id": "Volgnummer transactie",
    "reference": "Betalingskenmerk",
    "remittance": "Omschrijving",
    "number": "Afschriftnummer",
}
_PLACES = (0, 1, 2, 3, 8, 9, 10, 15, 16, 17, 18)
DIALECTS = (
    Headless(
        columns=dict(zip(_NAMES, _PLACES, strict=True)),
        shape={0: re.compile(r"\d{2}-\d{2}-\d{4}"), 1: re.compile(r"NL\d{2}[A-Z]{4}\d{10}"), 7: _CURRENCY, 8: _SUM, 9: _CURRENCY, 10: _SUM},
        width=19,
        separators=",;\t",
        decimal=".",
        tail=17,
        names=_NAMES,
    ),
)


def recognises(head: bytes) -> bool:
    """Whether the first bytes are a table with the shape of this bank."""
    return looks_like(head, DIALECTS)


def read(file: SourceFile, *, progress: Progress = no_progress) -> Reading:
    """Every account in the file, with its entries."""
    return read_list(NAME, DIALECTS, file, progress)
