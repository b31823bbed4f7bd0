"""Letters whose last look is read together: what happens to one debtor while another's letter is on its way still stops his."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

import pytest

from akkoord.core.message import Message, Receipt
from akkoord.store.access import Desk
from akkoord.store.models import Debtor, Invoice, Outbox
from akkoord.work.hold import add_hold
from akkoord.work.mail.send_outbox import send_outbox
from akkoord.work.payments.allocate import allocate
from akkoord.work.record import record
from tests.cast import MONDAY
from tests.factories import at_hour, make_account, make_debtors, make_invoice, make_mail, make_payment
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


@pytest.mark.parametrize("happens", [pays, may_have_paid, sends_money, promises, disputes, writes])
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
