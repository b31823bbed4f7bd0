"""A reason to wait whose last day has passed holds nothing back any more."""

from __future__ import annotations

from datetime import timedelta

import pytest

from akkoord.store.models import Letter
from akkoord.work.letters.edit_letter import PAUSE, approve_letter, withdraw_letter
from akkoord.work.payments.bank import bank_read
from akkoord.work.run_day import run_day
from tests.cast import MONDAY
from tests.factories import make_debtor, make_desk, make_invoice

pytestmark = pytest.mark.django_db
AFTER = MONDAY + PAUSE + timedelta(days=1)


def test_a_letter_made_after_a_pause_may_leave() -> None:
    desk = make_desk()
    make_invoice(make_debtor(desk.creditor))
    run_day(creditor=desk.creditor, on=MONDAY)
    first = Letter.objects.get(state="draft")
    assert withdraw_letter(desk=desk, letter_id=first.id, because="Eerst bellen.", on=MONDAY) == ()
    bank_read(desk.creditor, until=AFTER)
    run_day(creditor=desk.creditor, on=AFTER)
    second = Letter.objects.get(state="draft")
    assert (second.kind, second.made_on) == ("reminder", AFTER)
    assert approve_letter(desk=desk, letter_id=second.id, on=AFTER) == ()


def test_a_letter_made_after_a_pause_stays_ready_the_day_after() -> None:
    desk = make_desk()
    make_invoice(make_debtor(desk.creditor))
    run_day(creditor=desk.creditor, on=MONDAY)
    withdraw_letter(desk=desk, letter_id=Letter.objects.get(state="draft").id, because="Eerst bellen.", on=MONDAY)
    bank_read(desk.creditor, until=AFTER)
    run_day(creditor=desk.creditor, on=AFTER)
    run_day(creditor=desk.creditor, on=AFTER + timedelta(days=1))
    assert list(Letter.objects.filter(state="draft").values_list("kind", "made_on")) == [("reminder", AFTER)]
