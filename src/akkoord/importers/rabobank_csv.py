"""Reads the CSV of Rabobank: one line an entry, several accounts in one file, with headings and the balance after each entry, or
the older nineteen columns without either ("kommagescheiden nieuw")."""

from __future__ import annotations

import re

from akkoord.core.reading import Progress, Reading, SourceFile, no_progress
from akkoord.importers._bank_csv.dialect import Headed, Headless
from akkoord.importers._bank_csv.reader import read_list
from akkoord.importers._bank_csv.table import looks_like

NAME = "rabobank-csv"

_DAY = re.compile(r"\d{8}")
_OLD = Headless(
    columns={
        "account": 0,
        "currency": 1,
        "direction": 3,
        "amount": 4,
        "iban": 5,
        "name": 6,
        "on": 7,  # the day of booking; that of interest stands before it
        "remittance": (10, 11, 12, 13, 14, 15),
        "end_to_end_id": 16,
    },
    shape={
        0: re.compile(r"NL\d{2}RABO\d{10}"),
        1: re.compile("[A-Z]{3}"),
        2: _DAY,
        3: re.compile("[CD]"),
        4: re.compile(r"\d+(?:[.,]\d{1,2})?"),
        7: _DAY,
    },
    width=19,
    separators=",;\t",
    decimal=".",
    names={
        "account": "Rekeningnummer",
        "currency": "Muntsoort",
        "direction": "By/af code",
        "amount": "Bedrag",
        "iban": "Tegenrekening",
        "name": "Naar naam",
        "on": "Boekdatum",
        "remittance": "Omschrijving",
        "end_to_end_id": "End to end id",
    },
)
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
    _OLD,
)


def recognises(head: bytes) -> bool:
    """Whether the first bytes are a table with the headings or the shape of this bank."""
    return looks_like(head, DIALECTS)


def read(file: SourceFile, *, progress: Progress = no_progress) -> Reading:
    """Every account in the file, with its entries."""
    return read_list(NAME, DIALECTS, file, progress)
