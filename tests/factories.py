"""One factory a model: a row that is right as it stands, with whatever a test says otherwise."""

from __future__ import annotations

import itertools
from datetime import date, datetime, timedelta
from functools import cache
from typing import Any
from zoneinfo import ZoneInfo

from django.contrib.auth.hashers import make_password

from akkoord.core.conversation.agreement import OURS
from akkoord.store.access import Desk
from akkoord.store.models import (
    Agreed,
    Allocation,
    Announcement,
    Call,
    Case,
    ChannelState,
    Contact,
    Creditor,
    Debtor,
    DebtorAccount,
    DebtorGroup,
    Document,
    Hold,
    ImportedFile,
    InboundMail,
    Interruption,
    Invoice,
    LadderVersion,
    Letter,
    Membership,
    Outbox,
    Payment,
    PrintBatch,
    PublishedRate,
    Said,
    StepTaken,
    Task,
    User,
)
from tests.cast import LINDE, MONDAY, OWNER, VERMEER

_numbers = itertools.count(1)
ZONE = ZoneInfo("Europe/Amsterdam")


def at_hour(day: date, hour: int = 10, minute: int = 0) -> datetime:
    """A moment on that day, Dutch time."""
    return datetime(day.year, day.month, day.day, hour, minute, tzinfo=ZONE)


def make_creditor(cast: dict[str, Any] = LINDE, /, **fields: Any) -> Creditor:
    """A company; the bank is read up to MONDAY unless said otherwise."""
    return Creditor.objects.create(**{**cast, "bank_until": MONDAY, **fields})


PASSWORD = "een lang wachtwoord"


@cache
def _hashed(password: str) -> str:
    """A password as it is kept: making that takes a second, so once a process."""
    return make_password(password)


def make_user(email: str = "", *, password: str = PASSWORD) -> User:
    """Somebody who can sign in; each call another person unless the address is given."""
    address = (email or f"mens{next(_numbers)}@example.nl").lower()
    return User.objects.create(email=address, password=_hashed(password))


def make_membership(creditor: Creditor, user: User, *, role: str = "owner") -> Membership:
    """That person works for that company."""
    return Membership.objects.create(creditor=creditor, user=user, role=role)


def make_desk(creditor: Creditor | None = None, *, role: str = "owner", email: str = "") -> Desk:
    """Somebody working for a company, as the doors know him."""
    company = creditor or make_creditor()
    user = User.objects.filter(email=email or OWNER).first() or make_user(email or OWNER)
    membership, _ = Membership.objects.get_or_create(creditor=company, user=user, defaults={"role": role})
    return Desk(creditor=company, user=user, role=role or membership.role)


def make_debtor(creditor: Creditor, cast: dict[str, Any] = VERMEER, /, **fields: Any) -> Debtor:
    """A debtor of the cast; give `number` to have a second one like him."""
    return Debtor.objects.create(creditor=creditor, **{**cast, **fields})


def make_debtors(creditor: Creditor, count: int, cast: dict[str, Any] = VERMEER, /, **fields: Any) -> list[Debtor]:
    """So many debtors, alike but for their numbers and names."""
    return [
        make_debtor(creditor, cast, **{"number": f"D{place:04}", "name": f"{cast['name']} {place}", **fields})
        for place in range(1, count + 1)
    ]


def make_group(creditor: Creditor, name: str = "Scholen", **fields: Any) -> DebtorGroup:
    """A group of debtors; nobody is in it yet."""
    return DebtorGroup.objects.create(creditor=creditor, name=name, **fields)


def make_ladder(creditor: Creditor, text: str, **fields: Any) -> LadderVersion:
    """A ladder of the company's own, in its first version."""
    said = {"name": "eigen", "title": "Eigen", "version": 1, "made_on": MONDAY, "by": OWNER, **fields}
    return LadderVersion.objects.create(creditor=creditor, text=text, **said)


def make_contact(debtor: Debtor, **fields: Any) -> Contact:
    """Somebody at the debtor's."""
    said = {"name": "S. de Boer", "role": "crediteuren", "phone": "020 234 56 79", "email": "s.deboer@vermeer.example", **fields}
    return Contact.objects.create(creditor=debtor.creditor, debtor_id=debtor.id, **said)


def make_account(debtor: Debtor, *, iban: str) -> DebtorAccount:
    """An account the debtor pays from."""
    return DebtorAccount.objects.create(creditor=debtor.creditor, debtor_id=debtor.id, iban=iban)


def make_invoice(debtor: Debtor, *, total: int = 10_000, due_on: date = MONDAY - timedelta(days=1), **fields: Any) -> Invoice:
    """An invoice of `total` cents, thirty days before its due day; by itself it fell due the day before MONDAY."""
    said = {
        "number": f"2026-{next(_numbers):04}",
        "issued_on": due_on - timedelta(days=30),
        "open": total,
        "term_source": "terms",
        **fields,
    }
    return Invoice.objects.create(creditor=debtor.creditor, debtor_id=debtor.id, total=total, due_on=due_on, **said)


def make_document(invoice: Invoice, content: bytes = b"%PDF-1.7", *, name: str = "factuur.pdf", **fields: Any) -> Document:
    """A document that came with an invoice."""
    said = {"mime": "application/pdf", "size": len(content), "sha256": f"{next(_numbers):064}", **fields}
    return Document.objects.create(creditor=invoice.creditor, invoice_id=invoice.id, name=name, content=content, **said)


def make_credit_note(debtor: Debtor, *, total: int = 2_500, refers_to: str = "", on: date = MONDAY, **fields: Any) -> Invoice:
    """A credit note of `total` cents."""
    said = {"number": f"C-{next(_numbers):04}", "kind": "credit_note", "issued_on": on, "refers_to": refers_to, **fields}
    return make_invoice(debtor, total=total, due_on=on, **said)


def make_payment(creditor: Creditor, *, amount: int = 10_000, on: date = MONDAY, **fields: Any) -> Payment:
    """Money that came in, on no invoice yet."""
    said = {"free": max(amount, 0), "fingerprint": f"payment {next(_numbers)}", "account": creditor.iban, **fields}
    return Payment.objects.create(creditor=creditor, amount=amount, on=on, **said)


def make_allocation(invoice: Invoice, payment: Payment | None = None, *, amount: int, on: date = MONDAY, **fields: Any) -> Allocation:
    """A part booked on an invoice, with what is open and free worked out."""
    Invoice.objects.filter(creditor=invoice.creditor, id=invoice.id).update(
        open=invoice.open - amount, settled_on=on if invoice.open == amount else None
    )
    if payment is not None:
        Payment.objects.filter(creditor=payment.creditor, id=payment.id).update(free=payment.free - amount)
        payment.refresh_from_db()
    invoice.refresh_from_db()
    said = {"because": "person", "payment_id": payment.id if payment else None, **fields}
    return Allocation.objects.create(creditor=invoice.creditor, invoice_id=invoice.id, amount=amount, on=on, **said)


def make_hold(debtor: Debtor, *, kind: str = "hold", since: date = MONDAY, **fields: Any) -> Hold:
    """A reason to wait."""
    return Hold.objects.create(creditor=debtor.creditor, debtor_id=debtor.id, kind=kind, since=since, **fields)


def make_interruption(invoice: Invoice, *, on: date, how: str = "letter", **fields: Any) -> Interruption:
    """What somebody wrote down about the prescription of an invoice."""
    said = {"by": OWNER, **fields}
    return Interruption.objects.create(creditor=invoice.creditor, invoice_id=invoice.id, on=on, how=how, **said)


def make_case(debtor: Debtor, *, opened_on: date = MONDAY, **fields: Any) -> Case:
    """The debtor's path along the ladder."""
    return Case.objects.create(creditor=debtor.creditor, debtor_id=debtor.id, opened_on=opened_on, **fields)


def make_step(case: Case, invoice: Invoice, step: str = "reminder", *, on: date = MONDAY, **fields: Any) -> StepTaken:
    """A step that left on that day, received two days later."""
    said = {"decided_on": on, "left_on": on, "received_on": on + timedelta(days=2), **fields}
    return StepTaken.objects.create(creditor=case.creditor, case_id=case.id, invoice_id=invoice.id, step=step, **said)


def make_call(debtor: Debtor, outcome: str = "reached", *, at: datetime | None = None, **fields: Any) -> Call:
    """A call that is over: on MONDAY at ten unless said otherwise."""
    at = at or at_hour(MONDAY)
    said = {"on": at.date(), "started_at": at, "ended_at": at, "by": OWNER, "outcome": outcome, **fields}
    return Call.objects.create(creditor=debtor.creditor, debtor_id=debtor.id, **said)


def make_said(debtor: Debtor, reason: str, *, call: Call | None = None, **fields: Any) -> Said:
    """A reason that was heard, in a call of its own unless one is given."""
    call = call or make_call(debtor)
    return Said.objects.create(creditor=debtor.creditor, debtor_id=debtor.id, call_id=call.id, on=call.on, reason=reason, **fields)


def make_agreed(debtor: Debtor, kind: str = "promise", **fields: Any) -> Agreed:
    """Something that was agreed on MONDAY and stands open."""
    said = {"made_on": MONDAY, "day": MONDAY, "state": "open", "by": OWNER, "ours": kind in OURS, **fields}
    return Agreed.objects.create(creditor=debtor.creditor, debtor_id=debtor.id, kind=kind, **said)


def make_task(debtor: Debtor, *, kind: str = "call", on: date = MONDAY, **fields: Any) -> Task:
    """Something for a person to do."""
    return Task.objects.create(creditor=debtor.creditor, debtor_id=debtor.id, kind=kind, made_on=on, due_on=on, **fields)


def make_letter(case: Case, *, kind: str = "reminder", on: date = MONDAY, **fields: Any) -> Letter:
    """A draft without its page; for a real one let the run make it."""
    said = {"subject": "Openstaande factuur", "asked": 10_000, **fields}
    return Letter.objects.create(creditor=case.creditor, debtor_id=case.debtor_id, case_id=case.id, kind=kind, made_on=on, **said)


def make_announcement(letter: Letter, *, due_on: date = MONDAY + timedelta(days=9), **fields: Any) -> Announcement:
    """What this letter announced: the hand-over, unless another step is named."""
    said = {"step": "handover", "announced_on": letter.made_on, "due_on": due_on, **fields}
    return Announcement.objects.create(creditor=letter.creditor, debtor_id=letter.debtor_id, letter_id=letter.id, **said)


def make_message(letter: Letter, *, channel: str = "email", recipient: str = "crediteuren@vermeer.example", **fields: Any) -> Outbox:
    """A letter on its way over one channel."""
    return Outbox.objects.create(creditor=letter.creditor, letter_id=letter.id, channel=channel, recipient=recipient, **fields)


def make_mail(debtor: Debtor, *, text: str = "Ik betaal vrijdag.", on: date = MONDAY, **fields: Any) -> InboundMail:
    """Something the debtor mailed, that nobody read yet."""
    said = {"kind": "reply", "digest": f"{next(_numbers):064}", "sender": debtor.email, "subject": "Re: Herinnering", **fields}
    return InboundMail.objects.create(creditor=debtor.creditor, debtor_id=debtor.id, text=text, on=on, at=at_hour(on), **said)


def make_state(creditor: Creditor, channel: str = "email", **fields: Any) -> ChannelState:
    """How a way in or out is doing; it works unless said otherwise."""
    return ChannelState.objects.create(creditor=creditor, channel=channel, **fields)


def make_batch(creditor: Creditor, *, on: date = MONDAY, **fields: Any) -> PrintBatch:
    """Letters that were printed together, by the owner."""
    return PrintBatch.objects.create(creditor=creditor, **{"on": on, "at": at_hour(on), "by": OWNER, "letters": 1, "pages": 1, **fields})


def make_file(creditor: Creditor, *, name: str = "bestand.csv", on: date = MONDAY, **fields: Any) -> ImportedFile:
    """A file that came in, of which what it holds does not matter."""
    return ImportedFile.objects.create(creditor=creditor, name=name, sha256="", on=on, **fields)


def make_rate(creditor: Creditor, first: date, percent: str = "9.15", *, series: str = "commercial", **fields: Any) -> PublishedRate:
    """A published rate that the company entered."""
    said = {"source": "Stcrt. 2026, 40000", "entered_on": MONDAY, "by": OWNER, **fields}
    return PublishedRate.objects.create(creditor=creditor, series=series, first=first, percent=percent, **said)
