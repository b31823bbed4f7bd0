"""Many numbers in one question: the same rows as Django gives, whatever the numbers are."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from akkoord.store.among import MANY
from akkoord.store.models import Creditor, Debtor, Hold
from tests.factories import make_creditor, make_debtors

pytestmark = [pytest.mark.django_db, pytest.mark.database]
NOBODY = range(1, MANY + 1)


@pytest.fixture
def debtors() -> list[Debtor]:
    return make_debtors(make_creditor(), 3)


def found(**asked: object) -> set[int]:
    return set(Debtor.objects.filter(**asked).values_list("id", flat=True))


@pytest.mark.parametrize("kind", [list, tuple, set, frozenset])
def test_many_numbers_find_what_few_find(debtors: list[Debtor], kind: type) -> None:
    wanted = [debtors[0].id, debtors[2].id]
    assert found(id__in=kind([*wanted, *NOBODY])) == found(id__in=wanted) == set(wanted)


def test_they_go_as_one_value(debtors: list[Debtor]) -> None:
    sql, values = Debtor.objects.filter(id__in=[debtors[0].id, *NOBODY]).values("id").query.sql_with_params()
    assert sql.count("%s") == len(values) <= 3  # the numbers, and on PostgreSQL the range they lie in


def test_left_out_are_all_others_and_those_without(debtors: list[Debtor]) -> None:
    mine = debtors[0]
    Hold.objects.create(creditor=mine.creditor, debtor_id=mine.id, kind="dispute", since=date(2026, 6, 1))
    assert Hold.objects.exclude(invoice_id__in=list(NOBODY)).count() == Hold.objects.exclude(invoice_id__in=[1, 2]).count() == 1


def test_number_that_fits_in_no_column_is_that_of_nothing(debtors: list[Debtor]) -> None:
    beyond = [2**70 + place for place in range(MANY)]
    assert found(id__in=[debtors[1].id, *beyond, 2**63 - 1]) == {debtors[1].id}
    assert found(id__in=beyond) == set()


def test_words_and_nothing_among_them_go_as_they_went(debtors: list[Debtor]) -> None:
    mine = debtors[1].id
    assert found(id__in=[str(mine), *map(str, NOBODY)]) == found(id__in=[mine, None, *NOBODY]) == {mine}


def test_no_numbers_find_nothing_without_asking(debtors: list[Debtor]) -> None:
    with CaptureQueriesContext(connection) as asked:
        assert found(id__in=[]) == set()
    assert len(asked) == 0
    assert Creditor.objects.exclude(id__in=[]).count() == Creditor.objects.count()
