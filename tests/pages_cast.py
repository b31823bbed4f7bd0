"""The company, people and letters that the tests of files, letters, settings and people work with."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta

from django.test import Client

from akkoord.store.access import Desk
from akkoord.store.models import Creditor, ImportedFile, Letter, Membership, Role, User
from akkoord.work.found import found_company
from akkoord.work.intake.import_files import receive, work_off_queue
from akkoord.work.payments.bank import bank_checked
from akkoord.work.run_day import run_day

TODAY = date(2026, 11, 20)  # a Friday
NOW = datetime(2026, 11, 20, 9, 30, tzinfo=UTC)
PASSWORD = "een zin onthoudt u makkelijk"
HEADINGS = "Factuurnummer;Klant;Factuurdatum;Vervaldatum;Bedrag;E-mail;Adres;Postcode;Plaats"
UNKNOWN = b"Nr;Wie;Wanneer;Hoeveel\nA1;Kwekerij Oost;01-10-2026;125,50\nA2;Garage Smit;02-10-2026;80,00\nA3;Garage Smit;05-10-2026;12,00\n"


def person(email: str = "anna@delinde.example", *, password: str | None = PASSWORD) -> User:
    """Somebody who can sign in."""
    return User.objects.create_user(email=email, password=password)


def desk_of(user: User, creditor: Creditor, role: str = Role.OWNER) -> Desk:
    """Lets somebody work for a company."""
    Membership.objects.update_or_create(user=user, creditor=creditor, defaults={"role": role})
    return Desk(creditor=creditor, user=user, role=role)


def owner(*, name: str = "Hoveniersbedrijf De Linde", email: str = "anna@delinde.example") -> Desk:
    """The owner of a company that filled in everything but the mail server."""
    user = person(email)
    creditor = found_company(user=user, name=name, at=NOW)
    creditor.street, creditor.postcode, creditor.city = "Lindelaan 12", "3706 AB", "Zeist"
    creditor.iban, creditor.email, creditor.signed_by = "NL91ABNA0417164300", "post@delinde.example", "Anna van der Linde"
    creditor.save()
    return Desk(creditor=creditor, user=user, role=Role.OWNER)


def colleague(desk: Desk, role: str, *, email: str = "bas@delinde.example") -> Desk:
    """Somebody else at the same company."""
    return desk_of(person(email), desk.creditor, role)


def signed_in(desk: Desk) -> Client:
    """A browser without script in which this person is signed in."""
    client = Client()
    client.force_login(desk.user, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


def invoices(count: int = 3, *, due: date = TODAY - timedelta(days=1)) -> bytes:
    """A file of open invoices, each of another customer, due on the same day."""
    day = f"{due - timedelta(days=30):%d-%m-%Y};{due:%d-%m-%Y}"
    rows = [f"F{n};Klant {n} B.V.;{day};{100 + n},50;klant{n}@example.com;Dorpsstraat {n};3705 AB;Zeist" for n in range(1, count + 1)]
    return "\n".join([HEADINGS, *rows]).encode()


def brought_in(desk: Desk, content: bytes, *, name: str = "openstaand.csv") -> ImportedFile:
    """A file that came in and was read."""
    file = receive(creditor=desk.creditor, name=name, content=content, by=desk.user.email, on=TODAY, at=NOW)
    work_off_queue()
    file.refresh_from_db()
    return file


def drafts(desk: Desk, count: int = 1, *, on_paper: bool = False) -> list[Letter]:
    """Reminders that wait to be read: made by the daily run from a file of invoices. On paper: nobody has an e-mail address."""
    content = invoices(count)
    brought_in(desk, re.sub(rb"[^;]+@example.com", b"", content) if on_paper else content)
    bank_checked(desk=desk, until=TODAY, on=TODAY, at=NOW)
    run_day(creditor=desk.creditor, on=TODAY, at=NOW)
    return list(desk.letters().filter(state="draft").order_by("made_on", "id"))
