"""The people and companies of the door tests: one factory a model, small and plain."""

from __future__ import annotations

import itertools
from datetime import UTC, date, datetime, timedelta

from django.test import Client

from akkoord.store.access import Desk
from akkoord.store.models import Case, Contact, Creditor, Debtor, Invoice, Membership, Payment, StepTaken, Task, User
from akkoord.work.found import found_company

TODAY = date(2026, 11, 24)  # a Tuesday
AT = datetime(2026, 11, 24, 10, tzinfo=UTC)
PASSWORD = "een zin om te onthouden"
_count = itertools.count(1)


def company(*, name: str = "De Linde", email: str = "eigenaar@delinde.example") -> Desk:
    """A company with its owner, whose bank is up to date."""
    user = User.objects.create_user(email=email, password=PASSWORD)
    creditor = found_company(user=user, name=name, at=AT)
    Creditor.objects.filter(pk=creditor.pk).update(bank_until=TODAY, partner="Incasso Rijnmond", partner_mandated=True)
    creditor.refresh_from_db()
    return Desk(creditor=creditor, user=user, role="owner")


def member(desk: Desk, *, role: str) -> User:
    """Somebody else who works there, in a role."""
    user = User.objects.create_user(email=f"{role}{next(_count)}@delinde.example", password=PASSWORD)
    Membership.objects.create(user=user, creditor=desk.creditor, role=role)
    return user


def signed_in(user: User) -> Client:
    """A browser in which this user signed in."""
    client = Client()
    client.force_login(user)
    return client


def debtor(desk: Desk, *, name: str = "Café De Sluis", kind: str = "business", phone: str = "071 514 00 33", **more: object) -> Debtor:
    """A debtor of a company."""
    return Debtor.objects.create(creditor=desk.creditor, name=name, kind=kind, phone=phone, city="Leiden", **more)


def invoice(
    desk: Desk, of: Debtor, *, number: str = "", total: int = 131245, due: date = TODAY - timedelta(days=40), kind: str = "invoice"
) -> Invoice:
    """An invoice, thirty days before its due day, with nothing paid."""
    return Invoice.objects.create(
        creditor=desk.creditor,
        debtor_id=of.id,
        number=number or f"2026-{next(_count):03}",
        kind=kind,
        issued_on=due - timedelta(days=30),
        due_on=due,
        total=total,
        open=total,
        term_source="terms",
    )


def payment(
    desk: Desk, *, amount: int = 131245, name: str = "Cafe de Sluis", remittance: str = "", iban: str = "NL20INGB0001234567"
) -> Payment:
    """Money that came in and stands on no invoice."""
    return Payment.objects.create(
        creditor=desk.creditor,
        on=TODAY - timedelta(days=1),
        amount=amount,
        free=amount,
        counterparty_name=name,
        counterparty_iban=iban,
        remittance=remittance,
        fingerprint=f"entry-{next(_count)}",
    )


def contact(desk: Desk, of: Debtor, *, name: str = "Kees Bakker") -> Contact:
    """Somebody to reach."""
    return Contact.objects.create(creditor=desk.creditor, debtor_id=of.id, name=name, phone="06 1234 5678")


def task(desk: Desk, of: Debtor, *, kind: str = "call") -> Task:
    """Something to do about a debtor, in his case."""
    case, _ = Case.objects.get_or_create(creditor=desk.creditor, debtor_id=of.id, closed_on=None, defaults={"opened_on": TODAY})
    return Task.objects.create(creditor=desk.creditor, debtor_id=of.id, case_id=case.id, kind=kind, made_on=TODAY, due_on=TODAY)


def announced(desk: Desk, of: Debtor, row: Invoice) -> Task:
    """A hand-over that is ready: every step left, and the day of the announcement has passed."""
    Debtor.objects.filter(creditor=desk.creditor, id=of.id).update(street="Kade 1", postcode="2312 AB", city="Leiden")
    asked = task(desk, of, kind="handover")
    assert asked.case_id is not None
    steps = (("reminder", 39, None), ("call", 32, None), ("notice-of-default", 25, 16), ("collection-warning", 15, 8))
    for step, ago, last in steps:
        left = TODAY - timedelta(days=ago)
        StepTaken.objects.create(
            creditor=desk.creditor,
            case_id=asked.case_id,
            invoice_id=row.id,
            step=step,
            decided_on=left,
            left_on=left,
            received_on=left + timedelta(days=2),
            last_day=None if last is None else TODAY - timedelta(days=last),
        )
    return asked
