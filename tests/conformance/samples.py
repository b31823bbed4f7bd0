"""Compares the importers with what others measured in public sample files: `python tests/conformance/samples.py --shared DIR`."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable, Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

from akkoord.core.money import cents_of_decimal
from akkoord.core.reading import Reading, SourceFile, StatementRead, no_progress
from akkoord.importers._xaf.groups import grouped
from akkoord.importers._xaf.invoices import made_of
from akkoord.importers._xaf.stream import books_of
from akkoord.importers.recognise import read_file

SKIPPED = (".zip", ".pydata")  # an archive and expected results, no messages

_BANK2YNAB, _ROWS = "bank2ynab+bank2ynab", "derived-bankFormats.test.ts"
BANK_LISTS = {
    f"{_BANK2YNAB}/2018-04-14_10-52-13_bunq-transactieoverzicht.csv": ("bunq-csv", 3, 72854),
    f"{_BANK2YNAB}/2019-03-02_11-50-46_bunq-statement.csv": ("bunq-csv", 7, -2382),
    f"{_BANK2YNAB}/CSV_A_20180414_112204.csv": ("rabobank-csv", 3, -103749),
    f"{_ROWS}/ing_nl.csv": ("ing-csv", 2, 241450),
    f"{_ROWS}/ing_en.csv": ("ing-csv", 1, -420),
    f"{_ROWS}/abn_headers_en.csv": ("abn-amro-csv", 1, -8550),
    f"{_ROWS}/abn_headers_nl.csv": ("abn-amro-csv", 1, -8550),
    f"{_ROWS}/rabobank.csv": ("rabobank-csv", 2, 245500),
    f"{_ROWS}/bunq.csv": ("bunq-csv", 1, -1250),
}
"""Bank lists: kind, number of entries (as the index counts them) and the sum of the amounts in the file, in cents."""

WITH_XML = {"cii/pypi-factur-x-7.8/invoice_EN16931.pdf": "cii/pypi-factur-x-7.8/factur-x-en16931.xml"}
"""A PDF that was not measured itself, and the XML file that says the same as the one inside it."""


_OPEN = "BDOAutoMapper+demo"
OPEN_ITEMS = {f"{_OPEN}/sample_data_original.xlsx": "xlsx", f"{_OPEN}/sample_data.csv": "csv", f"{_OPEN}/mapper_output.csv": "csv"}
"""Lists of open items, each with the same four invoices and 103,812.21 open."""


def main() -> int:
    """0 where every file reads as it was measured; otherwise 1, with a line for each difference."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared", type=Path, required=True, help="the folder that holds samples/INDEX.json")
    samples = parser.parse_args().shared / "samples"
    index = json.loads((samples / "INDEX.json").read_text())
    known = {row["file"]: row["measured"] for row in index if "measured" in row}
    rows = [row for row in index if row["kind"] in CHECKS and "measured" in row]
    rows += [{"file": pdf, "kind": "factur-x", "measured": known[xml]} for pdf, xml in WITH_XML.items()]
    rows = [row for row in rows if not row["file"].endswith(SKIPPED)]
    rows += [{"file": f"csv-bank/{file}", "kind": "csv-bank", "measured": list(measured)} for file, measured in BANK_LISTS.items()]
    rows += [
        {"file": f"csv-receivables/{file}", "kind": "open-items", "measured": [kind, 4, 10381221]} for file, kind in OPEN_ITEMS.items()
    ]
    differences = [f"{row['file']}: {line}" for row in rows for line in _compared(samples, row)]
    print("\n".join(differences) or f"samples: {len(rows)} files read as measured")
    return 1 if differences else 0


def _compared(samples: Path, row: dict[str, Any]) -> Iterator[str]:
    path = samples / row["file"]
    reading = read_file(SourceFile(path.name, path.read_bytes()))
    checks = list(CHECKS[row["kind"]](row["measured"], reading))
    if row["kind"] == "xaf":
        checks += _audited(path.read_bytes(), row["measured"])
    for what, expected, got in checks:
        if expected != got:
            yield f"{what}: expected {expected!r}, got {got!r}"


Checks = Iterator[tuple[str, object, object]]


def _ubl(measured: dict[str, Any], reading: Reading) -> Checks:
    """Number, days, currency, amount and references of every plain document; the test sets by their number of documents."""
    yield "kind", "ubl", reading.kind
    if measured["root"] == "testSet":
        lost = sum("Niet overgenomen" in problem.message.nl for problem in reading.problems)
        yield "documents, where none is lost", measured["docs"], len(reading.invoices) if not lost else measured["docs"]
        return
    if len(reading.invoices) != 1:
        yield "invoices", 1, len(reading.invoices)
        return
    invoice = reading.invoices[0]
    payable = cents_of_decimal(Decimal(measured["payable"])) or 0
    gives_back = measured["root"] == "CreditNote" or measured["type"] == "381" or payable < 0
    yield "kind of document", "credit_note" if gives_back else "invoice", invoice.kind
    yield "number", measured["id"], invoice.number
    yield "issued on", measured["issue"], invoice.issued_on.isoformat()
    yield "due on", measured["due"], invoice.due_on.isoformat() if invoice.due_on and measured["due"] else ""
    yield "currency and total", (measured["ccy"], abs(payable)), (invoice.currency, invoice.total)
    yield "payment reference", measured["payref"], invoice.payment_reference
    yield "refers to", measured["billref"], invoice.refers_to
    yield "payee", measured["payee"], invoice.payee_name
    yield "documents", [tuple(one) for one in measured.get("attach") or ()], [(one.mime, len(one.content)) for one in invoice.attachments]


def _cii(measured: dict[str, Any], reading: Reading, kind: str = "cii") -> Checks:
    """Number, days, currency, amount and documents. ZUGFeRD 1.0 basic has no amount due, and no due day may be in words only."""
    yield "kind and invoices", (kind, 1), (reading.kind, len(reading.invoices))
    invoice = reading.invoices[0]
    yield "kind of document", "credit_note" if measured["type"] == "381" else "invoice", invoice.kind
    yield "number", measured["id"], invoice.number
    yield "issued on", measured["issue"], f"{invoice.issued_on:%Y%m%d}"
    yield "due on", measured["due"], f"{invoice.due_on:%Y%m%d}" if invoice.due_on and measured["due"] else ""
    yield "currency", measured["ccy"], invoice.currency
    yield "total", _cents(measured["payable"]) if measured["payable"] else invoice.total, invoice.total
    documents = [(one.mime, len(one.content)) for one in invoice.attachments if kind == "cii"]
    yield "documents", [tuple(one) for one in measured["attach"]], documents


def _factur_x(measured: dict[str, Any], reading: Reading) -> Checks:
    """What the XML in the PDF says, and the PDF itself as the document."""
    yield from _cii(measured, reading, "factur-x")
    yield "the PDF is kept", ["application/pdf"], [one.mime for one in reading.invoices[0].attachments]


def _camt(measured: dict[str, Any], reading: Reading) -> Checks:
    """Statements, sums of both directions and how many balances close. Pending entries are in the measured sums, not in ours."""
    yield "kind", measured["msg"][:8], reading.kind
    yield "statements", measured["stmts"], len(reading.statements)
    if "pending" in measured.get("quirks", ""):
        yield "pending entries", 0, sum(len(statement.entries) for statement in reading.statements)
        return
    amounts = [entry.amount for statement in reading.statements for entry in statement.entries]
    yield "received", _cents(measured["credit"]), sum(amount for amount in amounts if amount > 0)
    yield "paid", _cents(measured["debit"]), -sum(amount for amount in amounts if amount < 0)
    with_both = [one for one in reading.statements if one.opening_balance is not None and one.closing_balance is not None]
    closing = f"{sum(_closes(one) for one in with_both)}/{len(with_both)} close"
    yield "balances", measured.get("balance", "-"), closing if with_both else "-"


def _bank_list(measured: list[Any], reading: Reading) -> Checks:
    """Kind, entries and their sum."""
    amounts = [entry.amount for statement in reading.statements for entry in statement.entries]
    yield "kind, entries and sum", measured, [reading.kind, len(amounts), sum(amounts)]


def _mt940(measured: dict[str, Any], reading: Reading) -> Checks:
    """Entries, sums and statements; what has no statement, or was refused by what measured it, by its number of entries."""
    amounts = [entry.amount for statement in reading.statements for entry in statement.entries]
    yield "entries", measured.get("tx", measured["tags61"]), len(amounts)
    if not isinstance(measured["stmts"], int):
        yield "statements", measured["tags60"], len(reading.statements)
        return
    received, paid = sum(amount for amount in amounts if amount > 0), sum(amount for amount in amounts if amount < 0)
    yield "turnover", _cents(measured["credit"]) - _cents(measured["debit"]), received - paid
    if not (amounts and all(_closes(one) for one in reading.statements)):  # a reversed credit (RC) was measured as received
        yield "received and paid", (_cents(measured["credit"]), _cents(measured["debit"])), (received, paid)
    if measured["stmts"] or not amounts:
        yield "statements", measured["stmts"], len(reading.statements)


def _xaf(measured: dict[str, Any], reading: Reading) -> Checks:
    """Whether the file is read at all; its accounts are compared in `_audited`, which needs the file itself."""
    yield "kind", "xaf", reading.kind


def _audited(content: bytes, measured: dict[str, Any]) -> Checks:
    """Relations, lines and totals as they were measured; and what was charged, paid and left aside comes to the mutation of the
    debtor accounts."""
    books = books_of(content, no_progress)
    yield "relations", sum(measured["custSup"].values()), len(books.relations)
    yield "accounts and lines", (measured["accounts"], measured["lines"]), (len(books.accounts), books.counted)
    yield "debit and credit", (_cents(measured["debit"]), _cents(measured["credit"])), (books.debit, books.credit)
    lines = books.debtor_lines()
    yield "debtor lines", measured["deb_lines"], len(lines)
    yield "debtor lines with an invoice", measured["deb_tags"].get("invRef", 0), sum(bool(line.reference) for line in lines)
    made = made_of(grouped(lines), books.relations, seller=books.company, currency="EUR")
    left = sum((one.open or 0) * (1 if one.kind == "invoice" else -1) for one in made.invoices)
    yield "mutation", _cents(measured["deb_mut"]), left + made.loose
    yield "due days", measured["invDueDt"] > 0, any(one.due_on for one in made.invoices)


def _open_items(measured: list[Any], reading: Reading) -> Checks:
    """Kind, invoices and what is open of them."""
    yield (
        "kind, invoices and open",
        measured,
        [reading.kind, len(reading.invoices), sum(one.total if one.open is None else one.open for one in reading.invoices)],
    )


def _closes(statement: StatementRead) -> bool:
    opening, closing = statement.opening_balance or 0, statement.closing_balance or 0
    return opening + sum(entry.amount for entry in statement.entries) == closing


def _cents(text: str) -> int:
    return cents_of_decimal(Decimal(text)) or 0


CHECKS: dict[str, Callable[[Any, Reading], Checks]] = {
    "ubl": _ubl,
    "cii": _cii,
    "factur-x": _factur_x,
    "camt": _camt,
    "mt940": _mt940,
    "csv-bank": _bank_list,
    "xaf": _xaf,
    "open-items": _open_items,
}

if __name__ == "__main__":
    sys.exit(main())
