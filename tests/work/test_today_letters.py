"""A letter that waits on the work list names the last day it would have if it left today."""

from __future__ import annotations

from datetime import timedelta

import pytest

from akkoord.core.day_words import in_words
from akkoord.jurisdictions import jurisdiction
from akkoord.steps import notice_of_default
from akkoord.store.models import Letter
from akkoord.work.payments.bank import bank_read
from akkoord.work.run_day import run_day
from akkoord.work.today import today
from tests.cast import MONDAY
from tests.factories import make_case, make_debtor, make_desk, make_invoice, make_step

pytestmark = pytest.mark.django_db
LATER = MONDAY + timedelta(days=11)


def test_a_letter_that_waited_shows_the_last_day_it_will_get() -> None:
    creditor = make_desk().creditor
    debtor = make_debtor(creditor, phone="")
    invoice = make_invoice(debtor, due_on=MONDAY - timedelta(days=15))
    make_step(make_case(debtor), invoice, "reminder", on=MONDAY - timedelta(days=14))
    run_day(creditor=creditor, on=MONDAY)
    assert Letter.objects.get().last_day == notice_of_default.last_day(MONDAY, jurisdiction())
    bank_read(creditor, until=LATER)
    last = notice_of_default.last_day(LATER, jurisdiction())
    assert last is not None
    (item,) = today(creditor=creditor, on=LATER)
    assert item.because.nl.endswith(f"Uiterste betaaldag wordt {in_words(last).nl}.")
