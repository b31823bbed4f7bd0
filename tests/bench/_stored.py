"""Puts an administration of `_payments.py` into a database."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta
from typing import Any

from akkoord.core.matching.book import OpenInvoice
from akkoord.store.models import Creditor, Debtor, DebtorAccount, Invoice
from tests.bench._payments import TODAY, Made

MANY = 2000  # rows in one statement


def store(creditor: Creditor, one: Made) -> None:
    """Its debtors, invoices, credit notes and known accounts, as those of this company."""
    people = [Debtor(creditor=creditor, id=payer.id, name=payer.name, number=payer.number) for payer in one.payers.values()]
    Debtor.objects.bulk_create(people, batch_size=MANY)
    Invoice.objects.bulk_create(_rows(creditor, one.invoices), batch_size=MANY)
    Invoice.objects.bulk_create(_rows(creditor, one.notes, kind="credit_note"), batch_size=MANY)
    accounts = [DebtorAccount(creditor=creditor, debtor_id=debtor, iban=iban, times=times) for iban, debtor, times in one.accounts]
    DebtorAccount.objects.bulk_create(accounts, ignore_conflicts=True, batch_size=MANY)


def _rows(creditor: Creditor, rows: Iterable[OpenInvoice], **more: Any) -> list[Invoice]:
    """What is not open any more was paid a quarter ago."""
    return [
        Invoice(
            creditor=creditor,
            id=row.id,
            debtor_id=row.debtor_id,
            number=row.number,
            issued_on=row.issued_on,
            due_on=row.due_on,
            total=row.open or 100,
            open=row.open,
            payment_reference=row.reference,
            settled_on=None if row.open else TODAY - timedelta(days=90),
            **more,
        )
        for row in rows
    ]
