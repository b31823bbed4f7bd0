"""The invoices of a day as a bookkeeping package exports them: semicolons, Dutch headings, amounts with a comma."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from datetime import date

from akkoord.core.money import shown
from akkoord.work.demo.cast import Customer
from akkoord.work.demo.trade import Sale

HEADINGS = (
    "Factuurnummer",
    "Debiteurnummer",
    "Debiteurnaam",
    "Klantsoort",
    "Adres",
    "Postcode",
    "Plaats",
    "Land",
    "E-mail",
    "Telefoon",
    "KvK-nummer",
    "Btw-nummer",
    "Factuurdatum",
    "Vervaldatum",
    "Bedrag incl. btw",
    "Omschrijving",
    "Creditnota van",
)
_KIND = {"business": "zakelijk", "consumer": "particulier", "government": "overheid"}


def invoice_row(sale: Sale) -> list[str]:
    """An invoice as a line."""
    return _row(sale.number, sale.customer, sale.issued, sale.due, sale.total, sale.text)


def credit_row(number: str, *, customer: Customer, on: date, amount: int, text: str, of: str) -> list[str]:
    """A credit note as a line: its amount stands below zero."""
    return _row(number, customer, on, on, -amount, text, of)


def csv_of(rows: Iterable[list[str]], *, headings: tuple[str, ...] = HEADINGS) -> bytes:
    """The file."""
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";")
    writer.writerow(headings)
    writer.writerows(rows)
    return out.getvalue().encode("utf-8-sig")


def euros(cents: int) -> str:
    """An amount as it stands in the file.

    >>> euros(-125050)
    '-1.250,50'
    """
    return shown(cents, sign=False)


def _row(number: str, one: Customer, issued: date, due: date, amount: int, text: str, of: str = "") -> list[str]:
    place = [one.street, one.postcode, one.city, one.country, one.email, one.phone, one.kvk, one.vat]
    days = [f"{issued:%d-%m-%Y}", f"{due:%d-%m-%Y}"]
    return [number, one.number, one.name, _KIND[one.kind], *place, *days, euros(amount), text, of]
