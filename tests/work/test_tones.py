"""The tone asked for is that of the letter, also when it is dated anew."""

from __future__ import annotations

from datetime import timedelta

import pytest

from akkoord.core.letter import TONES
from akkoord.core.letter_json import unpacked
from akkoord.core.problem import Refusal
from akkoord.steps import all_steps
from akkoord.store.models import Creditor
from akkoord.work.letters.billed import billed
from akkoord.work.letters.make_letter import Wanted, content_of, new_letter, refusals
from akkoord.work.letters.recheck import redate
from tests.cast import MONDAY
from tests.factories import make_case, make_debtor, make_invoice, make_step


@pytest.mark.parametrize("tone", TONES)
@pytest.mark.parametrize("kind", ["pre-due-notice", "arrangement-offer"])
def test_letter_is_made_in_the_tone_asked_for_and_keeps_it(creditor: Creditor, kind: str, tone: str) -> None:
    debtor = make_debtor(creditor)
    case = make_case(debtor)
    invoice = make_invoice(debtor, due_on=MONDAY + timedelta(days=3))
    wanted = Wanted(debtor, all_steps()[kind], (invoice.id,), (), {invoice.id: invoice.open}, email=debtor.email, tone=tone)
    content = content_of(creditor, wanted, on=MONDAY, invoices=billed(creditor, [invoice.id]))
    assert not isinstance(content, Refusal)
    letter = new_letter(creditor, wanted, content, case_id=case.id)
    letter.save()
    make_step(case, invoice, kind, on=MONDAY, letter_id=letter.id, left_on=None)
    assert (unpacked(letter.content).tone, refusals(letter)) == (tone, ())
    assert redate(letter, creditor=creditor, on=MONDAY + timedelta(days=1)) is None
    assert (unpacked(letter.content).tone, letter.made_on, refusals(letter)) == (tone, MONDAY + timedelta(days=1), ())
