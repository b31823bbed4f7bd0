"""Makes one entry of one record of a bank's list, or says why not."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from akkoord.core.problem import Problem, Text
from akkoord.core.reading import EntryRead
from akkoord.importers._bank_csv.dialect import Cells, Said
from akkoord.importers._bank_csv.table import Found
from akkoord.importers._camt.details import joined, meant
from akkoord.importers._csv.columns import amount_of, day_of
from akkoord.importers._kenmerk import kenmerk_in
from akkoord.importers._mt940.said import on_behalf
from akkoord.importers._problems import AMOUNT, DATE, unusable

ACCOUNT = Text("het nummer van de eigen rekening", "the number of the own account")
CURRENCY = Text("een valuta van drie letters, zoals EUR", "a currency of three letters, such as EUR")
DIRECTION = Text("Af of Bij, Debet of Credit", "Debit or Credit")
UNSIGNED = Text("een bedrag zonder teken, want de richting staat ernaast", "an amount without a sign, for the direction stands beside it")

_SIGNS = {
    **dict.fromkeys(("af", "debit", "debet", "d", "db"), -1),
    **dict.fromkeys(("bij", "credit", "c", "cr"), 1),
}
_ACCOUNT = re.compile(r"[A-Z0-9]{5,34}")
_CURRENCY = re.compile(r"[A-Z]{3}")


@dataclass(frozen=True, slots=True)
class Line:
    """One entry with its account, its currency and the balances beside it, in cents."""

    at: int
    account: str
    currency: str
    entry: EntryRead
    before: int | None = None
    after: int | None = None
    number: str = ""


@dataclass(slots=True)
class Row:
    """One record while it is read. The first thing that is wrong becomes its problem."""

    cells: Cells
    names: Mapping[str, str]
    line: int
    problems: list[Problem] = field(default_factory=list)

    def refuse(self, name: str, expected: Text) -> None:
        """Writes down that this field cannot be used."""
        self.problems.append(unusable(self.cells.get(name, ""), expected=expected, where=self.names.get(name, ""), line=self.line))


def cells_of(found: Found, record: list[str]) -> Cells:
    """The texts of a record by field, as they are written; several columns of one text are joined."""
    pieces = {name: [_text(record[place]) for place in places if place < len(record)] for name, places in found.places.items()}
    return {name: texts[0] if len(texts) == 1 else joined(texts) for name, texts in pieces.items()}


def _text(cell: str) -> str:
    """A cell without the apostrophes that some banks put around a text."""
    bare = cell.strip()
    return bare[1:-1].strip() if len(bare) >= 2 and bare[0] == bare[-1] == "'" else bare


def line_of(row: Row, found: Found, *, decimal: str) -> Line | None:
    """The entry of a record; None, and one problem, where its account, currency, day, amount or direction cannot be used."""
    cells = row.cells
    account, currency = account_of(cells.get("account", "")), cells.get("currency", "").upper() or found.dialect.currency
    on = day_of(cells["on"], "day")
    if on is None:
        row.refuse("on", DATE)
        return None
    amount = _signed(row, decimal)
    if amount is None:
        return None
    if not _ACCOUNT.fullmatch(account):
        row.refuse("account", ACCOUNT)
        return None
    if not _CURRENCY.fullmatch(currency):
        row.refuse("currency", CURRENCY)
        return None
    before, after = (amount_of(cells.get(name, ""), decimal=decimal) for name in ("before", "after"))
    return Line(row.line, account, currency, _entry(on, amount, found, cells), before, after, cells.get("number", ""))


def _entry(on: date, amount: int, found: Found, cells: Cells) -> EntryRead:
    said = Said(*(" ".join(text.split()) for text in found.dialect.said(cells)))
    ultimate = " ".join(cells.get("ultimate", "").split())
    end_to_end_id = meant(said.end_to_end_id)
    return EntryRead(
        on=on,
        amount=amount,
        counterparty_name=said.name or ultimate,
        counterparty_iban=account_of(said.iban),
        remittance=on_behalf(said.remittance, name=said.name, of=ultimate),
        reference=meant(said.reference) or kenmerk_in(said.remittance, end_to_end_id=end_to_end_id),
        end_to_end_id=end_to_end_id,
        bank_id=cells.get("bank_id", ""),
    )


def account_of(text: str) -> str:
    """The number of an account without spaces, points and stray quotes.

    >>> account_of('NL59RABO0300000011"'), account_of("NL91 ABNA 0417 1643 00")
    ('NL59RABO0300000011', 'NL91ABNA0417164300')
    """
    return text.upper() if text.isalnum() else re.sub(r"[\s.'\"-]", "", text).upper()


def _signed(row: Row, decimal: str) -> int | None:
    """The amount with the sign of its direction, where the direction has a column of its own."""
    amount = amount_of(row.cells["amount"], decimal=decimal)
    if amount is None:
        row.refuse("amount", AMOUNT)
    if amount is None or "direction" not in row.names:
        return amount
    sign = _SIGNS.get(row.cells["direction"].lower().rstrip("."))
    if sign is None:
        row.refuse("direction", DIRECTION)
        return None
    if amount < 0:
        row.refuse("amount", UNSIGNED)
        return None
    return sign * amount
