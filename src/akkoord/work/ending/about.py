"""Whether the letter of an offer to settle still has a use: while that offer stands and nothing was paid for it yet."""

from __future__ import annotations

from akkoord.core.problem import Text
from akkoord.store.models import Ending, Invoice, Letter

OFFER = "settlement-offer"
_OVER = Text("Dit aanbod om te schikken staat niet meer", "This offer to settle does not stand any more")
_PAID = Text(
    "Er is intussen iets betaald; het bedrag in de brief klopt niet meer", "Something was paid meanwhile; the sum in the letter is wrong"
)


def settlement_against(letter: Letter) -> Text | None:
    """Why this letter may not leave any more; None where it may, and where it offers nothing."""
    if letter.kind != OFFER:
        return None
    one = Ending.objects.filter(creditor_id=letter.creditor_id, offer_letter_id=letter.id, state="offered").first()
    if one is None:
        return _OVER
    rows = Invoice.objects.filter(creditor_id=letter.creditor_id, id__in=[int(number) for number in one.basis])
    left = {str(number): cents for number, cents in rows.values_list("id", "open")}
    return None if left == one.basis else _PAID
