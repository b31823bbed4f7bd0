"""Reads the lists of ABN AMRO: the TAB file without headings, and the table with Dutch or English headings."""

from __future__ import annotations

import re

from akkoord.core.reading import Progress, Reading, SourceFile, no_progress
from akkoord.importers._bank_csv.dialect import Cells, Headed, Headless, Said
from akkoord.importers._bank_csv.reader import read_list
from akkoord.importers._bank_csv.table import looks_like
from akkoord.importers._bank_csv.words import coded, labelled, unblocked

NAME = "abn-amro-csv"

_DAY, _SUM = re.compile(r"\d{8}|\d{2}-\d{2}-\d{4}"), re.compile(r"[+-]?[\d.]*\d(?:,\d{1,2})?|[+-]?\d+\.\d{1,2}")


def _said(cells: Cells) -> Said:
    """Everything stands in one text: behind codes between slashes, in blocks behind labels, or as words."""
    text = cells["remittance"]
    return coded(text) if text.startswith("/") else labelled(unblocked(text))


_HEADED = Headed(
    words={
        "account": "accountnumber rekeningnummer",
        "currency": "mutationcode muntsoort currency",
        "on": "transactiondate transactiedatum",
        "before": "startsaldo beginsaldo openingbalance",
        "after": "endsaldo eindsaldo closingbalance",
        "amount": "amount transactiebedrag transactionamount",
        "remittance": "description omschrijving",
    },
    needs=("account", "currency", "on", "before", "after", "amount", "remittance"),
    said=_said,
)
_TAB = Headless(
    columns={"account": 0, "currency": 1, "on": 2, "before": 3, "after": 4, "amount": 6, "remittance": 7},
    shape={
        0: re.compile(r"\d{8,10}|NL\d{2}ABNA\d{10}"),
        1: re.compile("[A-Z]{3}"),
        2: _DAY,
        3: _SUM,
        4: _SUM,
        5: _DAY,
        6: _SUM,
    },
    width=8,
    separators="\t",
    said=_said,
    names={
        "account": "Rekeningnummer",
        "currency": "Muntsoort",
        "on": "Transactiedatum",
        "before": "Beginsaldo",
        "after": "Eindsaldo",
        "amount": "Transactiebedrag",
        "remittance": "Omschrijving",
    },
)
DIALECTS = (_HEADED, _TAB)


def recognises(head: bytes) -> bool:
    """Whether the first bytes are a table with the headings or the shape of this bank."""
    return looks_like(head, DIALECTS)


def read(file: SourceFile, *, progress: Progress = no_progress) -> Reading:
    """Every account in the file, with its entries."""
    return read_list(NAME, DIALECTS, file, progress)
