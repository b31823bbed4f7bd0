"""A question that was put into SQL once gives what it gives when it is made anew, whatever is asked with."""

from __future__ import annotations

import pytest
from django.db.models import Exists, OuterRef, QuerySet

from akkoord.store.compiled import Compiled
from akkoord.store.models import Creditor, Debtor, Invoice
from tests.factories import make_creditor, make_debtor, make_invoice

pytestmark = pytest.mark.database


def numbers_of(creditor: int, least: int) -> QuerySet[Debtor, tuple[str, bool]]:
    """The debtors of a company, and whether they owe at least so many cents on an invoice."""
    owes = Invoice.objects.filter(creditor_id=creditor, debtor_id=OuterRef("id"), open__gte=least)
    return Debtor.objects.filter(creditor_id=creditor).order_by("number").values_list("number", Exists(owes))


def test_compiled_asks_with_other_numbers_each_time(creditor: Creditor) -> None:
    asked = Compiled(numbers_of, numbers=2)
    first, second = (make_debtor(creditor, number=number) for number in ("1", "2"))
    make_invoice(first, total=500, number="A")
    make_invoice(second, total=700, number="B")
    other = make_creditor(name="Ander B.V.")
    make_debtor(other, number="3")
    for company, least in ((creditor.pk, 500), (creditor.pk, 600), (creditor.pk, 701), (other.pk, 1), (0, 1)):
        assert [(number, bool(owes)) for number, owes in asked.rows(company, least)] == list(numbers_of(company, least))


def test_compiled_refuses_a_question_that_leaves_a_number_out() -> None:
    with pytest.raises(ValueError, match="does not stand in the question"):
        Compiled(lambda creditor, _: Debtor.objects.filter(creditor_id=creditor).values_list("id"), numbers=2).rows(1, 2)
