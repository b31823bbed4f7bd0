"""Whose invoice a file brings: not ours where another company sent it, and somebody else's to collect where a factor is paid."""

from __future__ import annotations

from akkoord.core.matching.spelling import normal
from akkoord.core.problem import Text
from akkoord.core.reading import InvoiceRead
from akkoord.store.models import Creditor


def foreign(*, creditor: Creditor, row: InvoiceRead) -> Text | None:
    """Why a row cannot be ours: another currency, or an invoice that somebody else sent."""
    if row.currency != "EUR":
        return Text(
            f"Factuur {row.number} is in {row.currency}. Akkoord werkt met euro's; deze factuur is niet opgenomen.",
            f"Invoice {row.number} is in {row.currency}. Akkoord works in euro; this invoice was not taken in.",
        )
    for ours, theirs, what in ((creditor.kvk, row.seller.kvk, "KvK"), (creditor.vat, row.seller.vat, "btw")):
        if ours and theirs and normal(ours) != normal(theirs):
            return Text(
                f"Factuur {row.number} is van {row.seller.name} ({what} {theirs}), niet van {creditor.name}. Niet opgenomen.",
                f"Invoice {row.number} is from {row.seller.name} ({what} {theirs}), not from {creditor.name}. Not taken in.",
            )
    return None


def for_a_factor(*, creditor: Creditor, row: InvoiceRead) -> Text | None:
    """An invoice that names another payee: a factor, to whom the claim then belongs. It is taken in, and a person decides."""
    if not row.payee_name or normal(row.payee_name) in (normal(row.seller.name), normal(creditor.name)):
        return None
    return Text(
        f"Factuur {row.number} moet aan {row.payee_name} worden betaald, niet aan u. Is de vordering overgedragen aan een factor, "
        "dan is de debiteur met een betaling aan u niet van zijn schuld af: zet wachten op deze factuur.",
        f"Invoice {row.number} is to be paid to {row.payee_name}, not to you. If the claim was assigned to a factor, a payment "
        "to you does not release the debtor: put a hold on this invoice.",
    )
