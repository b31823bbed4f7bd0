"""A reading as JSON values: money as text with two decimals, days in ISO form, unknown days and balances null."""

from __future__ import annotations

from datetime import date

from akkoord.core.money import plain
from akkoord.core.problem import Problem
from akkoord.core.reading import EntryRead, InvoiceRead, Reading, StatementRead

Json = str | int | None | list["Json"] | dict[str, "Json"]


def reading_as_json(reading: Reading, *, language: str) -> dict[str, Json]:
    """What `akkoord inspect` prints of a file; only the problems depend on the language."""
    return {
        "kind": reading.kind,
        "problems": [problem_as_json(problem, language=language) for problem in reading.problems],
        "statements": [_statement(statement) for statement in reading.statements],
        "invoices": [_invoice(invoice) for invoice in reading.invoices],
    }


def problem_as_json(problem: Problem, *, language: str) -> dict[str, Json]:
    """Line (null where there is none worth naming), place and sentence of a problem."""
    return {"line": problem.line, "where": problem.where, "message": problem.message.in_language(language)}


def _statement(statement: StatementRead) -> dict[str, Json]:
    return {
        "iban": statement.iban,
        "number": statement.number,
        "currency": statement.currency,
        "opening_balance": _money(statement.opening_balance),
        "closing_balance": _money(statement.closing_balance),
        "entries": [_entry(entry) for entry in statement.entries],
    }


def _entry(entry: EntryRead) -> dict[str, Json]:
    return {
        "date": entry.on.isoformat(),
        "amount": plain(entry.amount),
        "counterparty_name": entry.counterparty_name,
        "counterparty_iban": entry.counterparty_iban,
        "remittance": entry.remittance,
        "reference": entry.reference,
        "end_to_end_id": entry.end_to_end_id,
    }


def _invoice(invoice: InvoiceRead) -> dict[str, Json]:
    return {
        "number": invoice.number,
        "kind": invoice.kind,
        "issued_on": invoice.issued_on.isoformat(),
        "due_on": _day(invoice.due_on),
        "currency": invoice.currency,
        "total": plain(invoice.total),
        "buyer_name": invoice.buyer.name,
        "buyer_id": invoice.buyer.number or invoice.buyer.kvk or invoice.buyer.vat,
        "seller_name": invoice.seller.name,
        "payment_reference": invoice.payment_reference,
    }


def _money(cents: int | None) -> Json:
    return None if cents is None else plain(cents)


def _day(day: date | None) -> Json:
    return None if day is None else day.isoformat()
