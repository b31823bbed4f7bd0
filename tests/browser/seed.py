"""A small company with a believable autumn of trade, played day by day by the same verbs as in real life."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta

from django.db import transaction

from akkoord.core.mail.bounce import Bounce
from akkoord.core.mail.incoming import Attachment, Incoming
from akkoord.core.message import Channel, Message, Receipt
from akkoord.core.problem import Refusal
from akkoord.store.access import Desk
from akkoord.store.models import Allocation, Contact, Creditor, Debtor, Invoice, Membership, Payment, Role, Task, User
from akkoord.work.demo.second_thoughts import second_thoughts
from akkoord.work.found import found_company
from akkoord.work.hold import add_hold
from akkoord.work.mail.read_inbox import keep_mail
from akkoord.work.mail.send_outbox import send_outbox
from akkoord.work.mail.whose_mail import Whose
from akkoord.work.payments.allocate import allocate
from akkoord.work.payments.bank import bank_read
from akkoord.work.payments.place_payment import place_payment
from akkoord.work.record import Log
from akkoord.work.record_call import record_call
from akkoord.work.run_day import run_day

TODAY = date(2026, 11, 24)
START = date(2026, 8, 3)
PACE = 3  # somebody works at it every third day; that is enough to look at
PASSWORD = "een zin om te onthouden"


@dataclass
class Carrier:
    """A channel that keeps what it is given, in place of a mail server that tests do not have."""

    NAME: str = "email"
    sent: list[Message] = field(default_factory=list)

    def send(self, message: Message) -> Receipt:
        """Keeps it."""
        self.sent.append(message)
        return Receipt(sent=True, reference=message.key)

    def finish(self) -> None:
        """There is nothing to let go of."""


@dataclass(frozen=True)
class Sale:
    """An invoice: whose, the day, the sum in cents, and the day it was paid (None: not)."""

    debtor: int
    issued: date
    total: int
    paid: date | None = None
    term: int = 30


DEBTORS = (
    ("Bouwbedrijf Van Vliet B.V.", "business", "Zoetermeer", "079 351 22 10", "administratie@vanvliet.example"),
    ("Café De Sluis", "business", "Leiden", "071 514 00 33", "info@desluis.example"),
    ("M. de Boer", "consumer", "Delft", "06 1234 5678", "m.deboer@post.example"),
    ("Kwekerij Oost", "business", "Boskoop", "0172 21 00 14", "kantoor@kwekerijoost.example"),
    (
        "Vereniging van Eigenaars Appartementengebouw De Groene Tuinen aan de Oude Vliet te Voorschoten",
        "business",
        "Voorschoten",
        "",
        "beheer@groenetuinen.example",
    ),
    ("Gemeente Lansingerland", "government", "Bergschenhoek", "010 800 40 00", "facturen@gemeente.example"),
    ("J. Jansen-van den Heuvel", "consumer", "Rijswijk", "06 8765 4321", "jansen@post.example"),
    ("Tuincentrum ’t Hof", "business", "Wassenaar", "070 511 22 33", "inkoop@hof.example"),
    ("Li", "business", "Den Haag", "070 345 67 89", "li@li.example"),
    ("Architectenbureau Müller & Søn", "business", "Rotterdam", "010 413 55 66", "office@mullerson.example"),
    ("Stichting Woonzorg Rijnland", "business", "Leiderdorp", "071 581 00 00", "crediteuren@woonzorg.example"),
    ("Hotel Het Wapen van Zoeterwoude", "business", "Zoeterwoude", "071 580 11 22", "receptie@hetwapen.example"),
)


def sales() -> list[Sale]:
    """Every invoice of the autumn, oldest first: late payers, good payers and one that was never going to pay."""
    day = timedelta(days=1)
    found = [
        Sale(0, date(2026, 9, 2), 312000),
        Sale(0, date(2026, 10, 1), 175000),
        Sale(1, date(2026, 9, 8), 131245),
        Sale(2, date(2026, 10, 12), 24000, term=14),
        Sale(3, date(2026, 8, 3), 964000),
        Sale(3, date(2026, 9, 1), 88000),
        Sale(4, date(2026, 10, 19), 1204500),
        Sale(5, date(2026, 9, 14), 482350, term=30),
        Sale(6, date(2026, 10, 2), 48620, term=14),
        Sale(7, date(2026, 10, 20), 206910),
        Sale(8, date(2026, 10, 5), 9900),
        Sale(9, date(2026, 10, 14), 356070),
        Sale(9, date(2026, 11, 9), 120000),
        Sale(10, date(2026, 11, 2), 741000),
        Sale(11, date(2026, 11, 16), 63525),
    ]
    for number in range(36):
        issued = START + number * 2 * day
        found.append(Sale((number * 5 + 7) % 12, issued, 18500 + number * 3337 % 90000, issued + (18 + number * 7 % 24) * day))
    return sorted(found, key=lambda one: (one.issued, one.debtor))


def seed_company(*, email: str = "eigenaar@delinde.example", name: str = "Hoveniersbedrijf De Linde") -> Desk:
    """The company, its owner, its debtors and everything that happened up to TODAY."""
    user = User.objects.create_user(email=email, password=PASSWORD)
    creditor = found_company(user=user, name=name, at=datetime(2026, 7, 1, 9, tzinfo=UTC))
    _address(creditor)
    desk = Desk(creditor=creditor, user=user, role="owner")
    debtors = _debtors(creditor)
    rows = [(sale, f"2026-{number:03}") for number, sale in enumerate(sales(), start=41)]
    last = START - timedelta(days=1)
    while last < TODAY:
        day = min(last + timedelta(days=PACE), TODAY)
        _play(desk, debtors, [(sale, number, last) for sale, number in rows], day)
        last = day
    _ending(desk, debtors)
    creditor.refresh_from_db()
    second_thoughts(desk, on=TODAY, at=datetime(2026, 11, 24, 17, tzinfo=UTC))
    return desk


def add_reader(desk: Desk, *, email: str = "meekijker@delinde.example") -> User:
    """Somebody who may look and change nothing."""
    user = User.objects.create_user(email=email, password=PASSWORD)
    Membership.objects.create(user=user, creditor=desk.creditor, role=Role.READER)
    return user


def _address(creditor: Creditor) -> None:
    known = {
        "street": "Dorpsstraat 12",
        "postcode": "2712 AB",
        "city": "Zoetermeer",
        "email": "administratie@delinde.example",
        "phone": "079 316 00 00",
        "kvk": "12345678",
        "vat": "NL004495445B01",
        "iban": "NL91ABNA0417164300",
        "signed_by": "Karin de Linde",
        "partner": "Incassobureau Rijnmond",
        "partner_email": "dossiers@rijnmond.example",
        "partner_mandated": True,
        "smtp_host": "mail.example",
        "approval": "automatic",
        "post": "automatic",
        "sending_on": True,
    }
    Creditor.objects.filter(pk=creditor.pk).update(**known)
    creditor.refresh_from_db()


def _debtors(creditor: Creditor) -> list[Debtor]:
    made = []
    for number, (name, kind, city, phone, email) in enumerate(DEBTORS, start=1):
        made.append(
            Debtor.objects.create(
                creditor=creditor,
                number=f"D{number:03}",
                name=name,
                kind=kind,
                street=f"Kerkstraat {number * 7}",
                postcode=f"27{number:02} AB",
                city=city,
                phone=phone,
                email=email,
            )
        )
    Debtor.objects.filter(creditor=creditor, id=made[6].id).update(kind_doubtful=True)
    Debtor.objects.filter(creditor=creditor, id=made[0].id).update(
        kvk="12345678", vat="NL004495445B01", note="Betaalt na de bouwvergadering."
    )
    Contact.objects.create(
        creditor=creditor, debtor_id=made[0].id, name="Kees van Vliet", role="eigenaar", phone="06 1122 3344", email="kees@vanvliet.example"
    )
    Contact.objects.create(
        creditor=creditor, debtor_id=made[0].id, name="Sandra Meijer-Oosterhuis", role="crediteurenadministratie", phone="079 351 22 12"
    )
    return made


def _play(desk: Desk, debtors: list[Debtor], rows: list[tuple[Sale, str, date]], day: date) -> None:
    """A day, with what happened since the last one: invoices go out, money comes in, the run decides, the post leaves."""
    creditor, at = desk.creditor, datetime(day.year, day.month, day.day, 10, tzinfo=UTC)
    with transaction.atomic():
        log = Log(creditor.pk, day)
        for sale, number, last in rows:
            if last < sale.issued <= day:
                _invoice(creditor, debtors[sale.debtor], sale, number, log)
            if sale.paid and last < sale.paid <= day:
                _payment(creditor, debtors[sale.debtor], sale, number)
        log.write()
        bank_read(creditor, until=day)
        allocate(creditor=creditor, on=day)
    if day >= TODAY - timedelta(days=5) and creditor.approval != "person":
        Creditor.objects.filter(pk=creditor.pk).update(approval="person", post="person")
        creditor.refresh_from_db()
    run_day(creditor=creditor, on=day)
    carriers: dict[str, Channel] = {"email": Carrier(), "post": Carrier(NAME="post")}
    send_outbox(creditor=creditor, at=at, carriers=carriers)
    _calls(desk, debtors, day, at)


def _calls(desk: Desk, debtors: list[Debtor], day: date, at: datetime) -> None:
    """Calls of that autumn: promises kept and broken, nobody home."""
    for task in Task.objects.filter(creditor=desk.creditor, kind="call", done_on=None, due_on__lte=day).select_related("debtor"):
        place = next(number for number, one in enumerate(debtors) if one.id == task.debtor_id)
        if place in (3, 5):
            record_call(
                desk=desk,
                task_id=task.id,
                outcome="reached",
                note="Zegt dat de administratie op vakantie is; betaalt zo snel mogelijk.",
                on=day,
                at=at,
            )
        elif place == 0 and task.attempts == 0 and day < date(2026, 11, 1):
            record_call(
                desk=desk,
                task_id=task.id,
                outcome="reached",
                note="Wacht zelf op geld van de gemeente, al sinds september.",
                promised=150000,
                promised_by=day + timedelta(days=6),
                on=day,
                at=at,
            )
        elif place == 1 and task.attempts < 2:
            record_call(desk=desk, task_id=task.id, outcome="no-answer", note="", on=day, at=at)


def _ending(desk: Desk, debtors: list[Debtor]) -> None:
    """What stands on the list on the last day: a complaint, a promise, and money that belongs nowhere yet."""
    creditor, at = desk.creditor, datetime(2026, 11, 20, 14, tzinfo=UTC)
    complaint = "Twee rozenstruiken zijn niet aangeslagen; wil dat wij komen kijken."
    add_hold(desk=desk, debtor_id=debtors[2].id, kind="dispute", note=complaint, on=date(2026, 11, 20), at=at)
    add_hold(
        desk=desk, debtor_id=debtors[8].id, kind="promise", note="", until=date(2026, 11, 27), amount=9900, on=date(2026, 11, 20), at=at
    )
    for number, (who, iban, cents, said) in enumerate(
        (
            ("Tuincentrum 't Hof", "NL69INGB0123456789", 206910, "Betaling factuur, met vriendelijke groet"),
            ("P. Bakker e/o S. Bakker-Hoogendoorn", "NL44RABO0123456789", 7500, "bedankt voor de mooie tuin"),
            ("Li", "NL20INGB0001234567", 4000, "deelbetaling"),
        )
    ):
        Payment.objects.create(
            creditor=creditor,
            on=date(2026, 11, 23),
            amount=cents,
            free=cents,
            counterparty_name=who,
            counterparty_iban=iban,
            remittance=said,
            fingerprint=f"los-{number}",
        )
    note = Invoice.objects.create(
        creditor=creditor,
        debtor_id=debtors[9].id,
        number="C2026-004",
        kind="credit_note",
        issued_on=date(2026, 11, 12),
        due_on=date(2026, 11, 12),
        total=25000,
        open=25000,
        refers_to="2026-090",
        description="Retour van drie taxussen",
    )
    assert note.id


def _invoice(creditor: Creditor, debtor: Debtor, sale: Sale, number: str, log: Log) -> None:
    row = Invoice.objects.create(
        creditor=creditor,
        debtor_id=debtor.id,
        number=number,
        issued_on=sale.issued,
        due_on=sale.issued + timedelta(days=sale.term),
        total=sale.total,
        open=sale.total,
        term_source="terms" if debtor.kind != "consumer" else "unknown",
        description="Onderhoud en aanplant",
    )
    log.add("invoice-imported", debtor_id=debtor.id, invoice_id=row.id, number=number, total=sale.total)


def _payment(creditor: Creditor, debtor: Debtor, sale: Sale, number: str) -> None:
    assert sale.paid is not None
    Payment.objects.create(
        creditor=creditor,
        on=sale.paid,
        amount=sale.total,
        free=sale.total,
        counterparty_name=debtor.name[:200],
        counterparty_iban=f"NL{debtor.id % 90 + 10}INGB{debtor.id % 10**10:010}",
        remittance=f"Factuur {number}",
        fingerprint=number,
    )


def placed_by_hand(desk: Desk) -> Allocation | Refusal | None:
    """One booking that a person made, so that there is one to take back."""
    payment = desk.payments().filter(free__gt=0).order_by("amount").first()
    invoice = desk.invoices().filter(open__gt=0, kind="invoice").order_by("due_on").first()
    assert payment is not None
    assert invoice is not None
    refusal = place_payment(desk=desk, payment_id=payment.id, invoice_id=invoice.id, amount=min(payment.free, invoice.open), on=TODAY)
    return refusal or desk.allocations().filter(payment_id=payment.id).first()


def mail_comes(desk: Desk) -> None:
    """An answer that nobody read, an address from which mail came back, and a mailbox they came into."""
    creditor, at = desk.creditor, datetime(2026, 11, 24, 8, 12, tzinfo=UTC)
    Creditor.objects.filter(pk=creditor.pk).update(imap_host="imap.delinde.example", imap_user="administratie@delinde.example")
    writer, gone = list(desk.debtors().exclude(email="").order_by("number")[:2])
    text = (
        "Goedemorgen,\n\nDe factuur ligt bij onze directeur. Hij is vrijdag terug, dan maken wij het bedrag over.\n"
        "Het bewijs stuur ik u dan toe.\n\nMet vriendelijke groet,\nS. de Boer\n\nOp 23 nov. 2026 schreef De Linde:\n"
        "> Volgens onze administratie is deze factuur nog niet betaald.\n> Wilt u het bedrag overmaken?"
    )
    digest, about = hashlib.sha256(text.encode()).hexdigest(), (Attachment("planning.pdf", "application/pdf", 48_213),)
    reply = Incoming(digest, (), writer.email, "S. de Boer", "Re: Herinnering", text, False, about, False, False, None)
    keep_mail(creditor, reply, Whose(writer.id), at=at)
    bounce = Bounce(gone.email, "5.1.1", "550 5.1.1 User unknown in virtual mailbox table", final=True, original="")
    back = Incoming("b" * 64, (), "mailer-daemon@mx.example", "", "Undelivered", "", False, (), True, True, bounce)
    keep_mail(creditor, back, Whose(gone.id), at=at)
