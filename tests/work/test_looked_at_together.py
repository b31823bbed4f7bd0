"""Letters whose last look is read together: what happens to one debtor while another's letter is on its way still stops his."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

import pytest
from pypdf import PdfReader

from akkoord.core.message import Message, Receipt
from akkoord.letters.render import render_pdf
from akkoord.store.access import Desk
from akkoord.store.models import Debtor, Event, Invoice, Letter, Outbox
from akkoord.work.hold import add_hold
from akkoord.work.keep_debtor import keep_debtor
from akkoord.work.letters.edit_letter import withdraw_letter
from akkoord.work.letters.make_letter import blocks_of, said_in
from akkoord.work.mail.send_outbox import send_outbox
from akkoord.work.order.merge_debtors import merge_debtors
from akkoord.work.payments.allocate import allocate
from akkoord.work.record import record
from tests.cast import MONDAY
from tests.factories import at_hour, make_account, make_debtor, make_debtors, make_invoice, make_mail, make_payment
from tests.work.carrier import Carrier
from tests.work.days import work_day

IBAN = "NL91ABNA0417164300"
Happening = Callable[[Desk, Debtor], object]


@dataclass
class Busy(Carrier):
    """A channel over which letters leave while something happens: after the first one, once."""

    meanwhile: Callable[[], object] | None = None

    def send(self, message: Message) -> Receipt:
        """Take the message; then it happens."""
        receipt = super().send(message)
        then, self.meanwhile = self.meanwhile, None
        if then is not None:
            then()
        return receipt


def pays(desk: Desk, debtor: Debtor) -> None:
    """His money came in with the number of his invoice."""
    make_payment(desk.creditor, on=MONDAY, remittance=Invoice.objects.get(debtor_id=debtor.id).number, counterparty_name=debtor.name)
    allocate(creditor=desk.creditor, on=MONDAY)


def may_have_paid(desk: Desk, debtor: Debtor) -> None:
    """Money came in that is likely his, and is not placed."""
    make_payment(desk.creditor, amount=77, on=MONDAY, likely_debtor_id=debtor.id)


def sends_money(desk: Desk, debtor: Debtor) -> None:
    """Money came in from his account, and is not placed."""
    make_account(debtor, iban=IBAN)
    make_payment(desk.creditor, amount=77, on=MONDAY, counterparty_iban=IBAN)
    record("payment-received", creditor_id=desk.creditor.pk, on=MONDAY, amount=77)


def promises(desk: Desk, debtor: Debtor) -> None:
    """He says when he will pay."""
    assert add_hold(desk=desk, debtor_id=debtor.id, kind="promise", note="", on=MONDAY, until=MONDAY + timedelta(days=3)) is None


def disputes(desk: Desk, debtor: Debtor) -> None:
    """He says that it is not right."""
    assert add_hold(desk=desk, debtor_id=debtor.id, kind="dispute", note="", on=MONDAY) is None


def writes(desk: Desk, debtor: Debtor) -> None:
    """He wrote, and nobody read it yet."""
    make_mail(debtor)


def taken_back(desk: Desk, debtor: Debtor) -> None:
    """A person takes his letter back."""
    letter = Letter.objects.get(debtor_id=debtor.id)
    assert withdraw_letter(desk=desk, letter_id=letter.id, because="spoken to", on=MONDAY) == ()


@pytest.mark.parametrize("happens", [taken_back, pays, may_have_paid, sends_money, promises, disputes, writes])
def test_what_happens_between_two_letters_stops_the_second(desk: Desk, happens: Happening) -> None:
    for debtor in make_debtors(desk.creditor, 3):
        make_invoice(debtor, number=f"2026-{debtor.number}")
    work_day(desk.creditor, MONDAY)
    stopped: list[int] = []

    def meanwhile() -> None:
        row = Outbox.objects.filter(state="queued").order_by("id")[0]
        happens(desk, row.letter.debtor)
        stopped.append(row.id)

    carriers = {"email": Busy("email", meanwhile=meanwhile), "post": Carrier("post")}
    assert send_outbox(creditor=desk.creditor, at=at_hour(MONDAY), carriers=carriers) == 2
    assert list(Outbox.objects.exclude(state="sent").values_list("id", flat=True)) == stopped


def sent_while(desk: Desk, happens: Happening) -> dict[int, Message]:
    """Three letters; while the first is handed over something happens with the debtor of the second. Gives what left, by letter."""
    for debtor in make_debtors(desk.creditor, 3):
        make_invoice(debtor, number=f"2026-{debtor.number}")
    work_day(desk.creditor, MONDAY)
    second = Outbox.objects.filter(state="queued").order_by("id").values_list("letter__debtor_id", flat=True)[1]
    email = Busy("email", meanwhile=lambda: happens(desk, Debtor.objects.get(id=second)))
    assert send_outbox(creditor=desk.creditor, at=at_hour(MONDAY), carriers={"email": email, "post": Carrier("post")}) == 3
    return {int(one.key.rpartition("-")[2]): one for one in email.messages}


def test_each_letter_leaves_with_the_page_it_would_have_had_alone(desk: Desk) -> None:
    sent = sent_while(desk, lambda desk, debtor: None)
    letters = list(Letter.objects.all())
    alone = {one.id: render_pdf(said_in(one), blocks=blocks_of(one), subject=one.subject) for one in letters}
    assert [{one.id: bytes(one.pdf or b"") for one in letters}, {number: one.pdf for number, one in sent.items()}] == [alone, alone]


def test_an_address_that_changes_after_the_page_was_set_stands_on_the_letter(desk: Desk) -> None:
    fields = {"street": "Nieuwe Gracht 8", "postcode": "3512 LS", "city": "Utrecht", "email": "nieuw@debiteur.example"}
    sent = sent_while(desk, lambda desk, debtor: keep_debtor(desk=desk, debtor_id=debtor.id, fields=fields, on=MONDAY, at=at_hour(MONDAY)))
    pages = ["Nieuwe Gracht 8" in PdfReader(io.BytesIO(one.pdf)).pages[0].extract_text() for one in sent.values()]
    assert (pages, list(sent.values())[1].recipient) == ([False, True, False], "nieuw@debiteur.example")


def test_a_letter_of_a_debtor_who_was_merged_meanwhile_leaves_as_one_of_the_other(desk: Desk) -> None:
    into: list[int] = []

    def merged(desk: Desk, debtor: Debtor) -> None:
        into.append(make_debtor(desk.creditor, number="99", name=debtor.name, email=debtor.email).id)
        assert merge_debtors(desk=desk, into_id=into[0], old_id=debtor.id, on=MONDAY, at=at_hour(MONDAY)) is None

    second = list(sent_while(desk, merged))[1]
    said = Event.objects.filter(kind__in=("message-sent", "letter-sent"), data__letter=second)
    assert set(said.values_list("debtor_id", flat=True)) == set(into)
