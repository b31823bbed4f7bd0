"""Two debtors that are one become one: nothing is lost, nothing is asked twice, and who knew the old one finds the new."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any

import pytest
from django.apps import apps
from django.db import transaction
from django.db.models import Sum
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from akkoord.core.problem import Refusal
from akkoord.core.reading import PartyRead
from akkoord.store import models as m
from akkoord.store.access import Desk
from akkoord.store.base import Link
from akkoord.work.intake.find_debtors import DebtorBook
from akkoord.work.order.merge_debtors import merge_debtors
from akkoord.work.order.moving import IN_A_CASE, MOVES
from akkoord.work.owed import Owed, owed
from akkoord.work.record import broken_link, record
from akkoord.work.run_day import run_day
from tests.cast import JANSEN, MONDAY, VERMEER, VERMEER_IBAN
from tests.factories import (
    at_hour,
    make_account,
    make_allocation,
    make_case,
    make_contact,
    make_debtor,
    make_hold,
    make_invoice,
    make_letter,
    make_mail,
    make_payment,
    make_step,
    make_task,
)

AT = at_hour(MONDAY)
STAY = {"Event.debtor_id", "DebtorTotal.debtor_id"}  # events are never rewritten, and totals are added up anew


def pair(creditor: m.Creditor, **other: Any) -> tuple[m.Debtor, m.Debtor]:
    """The debtor who stays, and the one who goes."""
    return make_debtor(creditor), make_debtor(creditor, **{"number": "2001", "name": "Vermeer Bouw", "kvk": "", **other})


def merged(desk: Desk, into: m.Debtor, old: m.Debtor, **said: Any) -> m.Debtor:
    """The one who stayed, as he is afterwards."""
    assert merge_debtors(desk=desk, into_id=into.id, old_id=old.id, on=MONDAY, at=AT, **said) is None
    return desk.debtors().get(id=into.id)


def arrangement(debtor: m.Debtor) -> m.Arrangement:
    """A running arrangement."""
    day = MONDAY - timedelta(days=5)
    said = {"state": "running", "first_id": debtor.id, "proposed_on": day, "agreed_on": day}
    return m.Arrangement.objects.create(creditor=debtor.creditor, debtor_id=debtor.id, total=1, principal=1, **said)


def test_every_column_that_names_a_debtor_is_moved() -> None:
    """A new table with a link to a debtor: say in work/order/moving.py how it is moved."""
    named = set()
    for model in apps.get_app_config("store").get_models():
        for field in model._meta.get_fields():
            if isinstance(field, Link) and field.related_model is m.Debtor:
                named.add(f"{model.__name__}.{field.column_name}")
            elif (column := str(getattr(field, "attname", ""))).endswith("debtor_id"):
                named.add(f"{model.__name__}.{column}")
    assert named - STAY == set(MOVES)


def test_every_table_in_a_case_goes_to_the_case_that_stays() -> None:
    linked = {
        model
        for model in apps.get_app_config("store").get_models()
        for field in model._meta.get_fields()
        if isinstance(field, Link) and field.related_model is m.Case
    }
    assert linked == set(IN_A_CASE)


def test_everything_goes_along(desk: Desk) -> None:
    into, old = pair(desk.creditor)
    case = make_case(old)
    invoice = make_invoice(old)
    rows = (
        invoice,
        make_contact(old),
        make_hold(old, invoice_id=invoice.id),
        make_letter(case),
        make_mail(old),
        make_task(old, case_id=case.id),
        case,
    )
    money = make_payment(desk.creditor, likely_debtor_id=old.id)
    merged(desk, into, old)
    assert [type(row).objects.get(creditor=desk.creditor, id=row.id).debtor_id for row in rows] == [into.id] * len(rows)
    assert desk.payments().get(id=money.id).likely_debtor_id == into.id
    assert list(desk.debtors().values_list("id", flat=True)) == [into.id]


def test_two_open_cases_become_one(desk: Desk) -> None:
    into, old = pair(desk.creditor)
    kept, gone = make_case(into), make_case(old, opened_on=MONDAY - timedelta(days=9))
    step = make_step(gone, make_invoice(old))
    letter = make_letter(gone)
    merged(desk, into, old)
    kept.refresh_from_db()
    gone.refresh_from_db()
    step.refresh_from_db()
    letter.refresh_from_db()
    assert (kept.closed_on, kept.opened_on) == (None, MONDAY - timedelta(days=9))
    assert (gone.closed_on, gone.closed_because, gone.debtor_id) == (MONDAY, "merged", into.id)
    assert (step.case_id, letter.case_id) == (kept.id, kept.id)


def test_nobody_is_called_twice(desk: Desk) -> None:
    into, old = pair(desk.creditor)
    kept, gone = make_task(into, attempts=1, note="geen gehoor"), make_task(old, attempts=3, failed=2, note="in gesprek")
    step = make_step(make_case(old), make_invoice(old), "call", task_id=gone.id)
    merged(desk, into, old)
    assert list(desk.tasks().filter(done_on=None).values_list("id", "attempts", "failed", "note")) == [
        (kept.id, 3, 2, "geen gehoor\nin gesprek")
    ]
    step.refresh_from_db()
    assert step.task_id == kept.id


def test_accounts_are_counted_together(desk: Desk) -> None:
    into, old = pair(desk.creditor)
    for debtor, times in ((into, 2), (old, 3)):
        account = make_account(debtor, iban=VERMEER_IBAN)
        account.times = times
        account.save()
    make_account(old, iban="NL86INGB0002445588")
    merged(desk, into, old)
    assert sorted(desk.accounts().values_list("debtor_id", "iban", "times")) == [
        (into.id, VERMEER_IBAN, 5),
        (into.id, "NL86INGB0002445588", 0),
    ]


def test_what_was_answered_stays_for_its_days(desk: Desk) -> None:
    into, old = pair(desk.creditor)
    for debtor in (into, old):
        make_invoice(debtor)
    run_day(creditor=desk.creditor, on=MONDAY, at=AT)
    merged(desk, into, old)
    assert {(debtor, until) for debtor, until in desk.answers().values_list("debtor_id", "until")} == {(into.id, MONDAY), (into.id, None)}
    run_day(creditor=desk.creditor, on=MONDAY + timedelta(days=1), at=AT)
    standing = desk.answers().get(until=None)
    assert {line[0] for line in standing.said} == set(desk.invoices().values_list("id", flat=True))


def test_an_empty_field_is_filled_and_another_address_stays_known(desk: Desk) -> None:
    into, old = pair(desk.creditor, email="boek@vermeer.example", phone="020 999 99 99", vat="NL001234567B01", note="Belt graag terug")
    m.Debtor.objects.filter(creditor=desk.creditor, id=into.id).update(phone="")
    stays = merged(desk, into, old)
    assert (stays.number, stays.phone, stays.vat, stays.email) == ("1001", "020 999 99 99", "NL001234567B01", VERMEER["email"])
    assert stays.note == "Belt graag terug"
    assert list(desk.contacts().values_list("name", "email", "phone")) == [("Vermeer Bouw", "boek@vermeer.example", "")]


def test_the_old_number_finds_the_one_who_stays(desk: Desk) -> None:
    into, old = pair(desk.creditor)
    merged(desk, into, old)
    book = DebtorBook.of(desk.creditor)
    assert book.find_or_make(PartyRead(name="Iets anders", number="2001")).id == into.id
    assert book.find_or_make(PartyRead(name="Vermeer Bouw")).id == into.id
    assert book.find_or_make(PartyRead(name="Vermeer Bouw", number="3001")).id != into.id


def test_who_was_merged_twice_is_still_found(desk: Desk) -> None:
    into, old = pair(desk.creditor)
    last = make_debtor(desk.creditor, number="3001", name="Vermeer Groep")
    merged(desk, into, old)
    merged(desk, last, into)
    assert DebtorBook.of(desk.creditor).find_or_make(PartyRead(number="2001")).id == last.id


def test_it_is_written_down_and_the_chain_holds(desk: Desk) -> None:
    into, old = pair(desk.creditor)
    make_invoice(old)
    record("hold", creditor_id=desk.creditor.id, on=MONDAY, debtor_id=old.id)
    merged(desk, into, old)
    told = desk.events().get(kind="debtor-merged")
    assert (told.debtor_id, told.by) == (into.id, desk.user.email)
    assert told.data["moved"] == {"Invoice": 1}
    assert told.data["was"]["number"] == "2001"
    assert desk.events().get(kind="hold").debtor_id == old.id
    assert broken_link(desk.creditor.id) is None


def test_a_consumer_and_a_business_are_not_merged_unless_it_is_said_what_he_is(desk: Desk) -> None:
    into, old = pair(desk.creditor, kind="consumer")
    assert isinstance(merge_debtors(desk=desk, into_id=into.id, old_id=old.id, on=MONDAY), Refusal)
    stays = merged(desk, into, old, kind="consumer")
    assert (stays.kind, stays.kind_doubtful) == ("consumer", False)


def test_who_may_be_a_consumer_is_not_quietly_made_a_business(desk: Desk) -> None:
    into, old = pair(desk.creditor, kind_doubtful=True)
    assert isinstance(merge_debtors(desk=desk, into_id=into.id, old_id=old.id, on=MONDAY), Refusal)
    assert desk.debtors().count() == 2


def test_two_running_arrangements_are_not_merged(desk: Desk) -> None:
    into, old = pair(desk.creditor)
    arrangement(into)
    arrangement(old)
    refused = merge_debtors(desk=desk, into_id=into.id, old_id=old.id, on=MONDAY)
    assert refused is not None
    assert "betalingsregeling" in refused.why.nl


def test_money_of_the_one_never_counts_for_the_arrangement_of_the_other(desk: Desk) -> None:
    into, old = pair(desk.creditor)
    arrangement(into)
    make_payment(desk.creditor, likely_debtor_id=old.id)
    assert merge_debtors(desk=desk, into_id=into.id, old_id=old.id, on=MONDAY) is not None


def test_one_arrangement_goes_along(desk: Desk) -> None:
    into, old = pair(desk.creditor)
    arrangement(old)
    merged(desk, into, old)
    assert desk.arrangements().get().debtor_id == into.id


def test_nobody_is_merged_with_himself(desk: Desk) -> None:
    into, _ = pair(desk.creditor)
    assert merge_debtors(desk=desk, into_id=into.id, old_id=into.id, on=MONDAY) is not None


@contextmanager
def rolled_back() -> Iterator[None]:
    """An example leaves nothing for the next."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


INVOICES = st.lists(st.tuples(st.integers(1, 500_000), st.integers(0, 100), st.integers(0, 60)), max_size=4)
KINDS = st.sampled_from([VERMEER, JANSEN])


def counted(desk: Desk) -> dict[str, Any]:
    """Everything that may not get lost."""
    return {
        "open": desk.invoices().aggregate(sum=Sum("open"))["sum"],
        "total": desk.invoices().aggregate(sum=Sum("total"))["sum"],
        **{name: getattr(desk, name)().count() for name in ("invoices", "payments", "allocations", "letters", "steps", "cases", "holds")},
        "numbers": sorted(desk.invoices().values_list("number", flat=True)),
    }


def filled(debtor: m.Debtor, rows: list[tuple[int, int, int]]) -> None:
    """Invoices, of which a part was paid, with a letter and a step for each."""
    case = make_case(debtor) if rows else None
    for total, paid, late in rows:
        invoice = make_invoice(debtor, total=total, due_on=MONDAY - timedelta(days=late))
        if cents := total * paid // 100:
            make_allocation(invoice, make_payment(debtor.creditor, amount=cents, on=MONDAY - timedelta(days=late)), amount=cents)
        assert case is not None
        make_step(case, invoice, letter_id=make_letter(case, state="sent").id)


def sums(desk: Desk) -> tuple[int, int]:
    """What everybody owes together: principal and interest."""
    found = [owed(debtor=one, on=MONDAY) for one in desk.debtors()]
    shown = [one for one in found if isinstance(one, Owed)]
    assert len(shown) == len(found)
    return sum(one.principal for one in shown), sum(one.interest for one in shown)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(kind=KINDS, one=INVOICES, other=INVOICES)
def test_nothing_is_lost_and_the_whole_owes_what_both_owed(desk: Desk, kind: dict[str, Any], one: list[Any], other: list[Any]) -> None:
    with rolled_back():
        into, old = make_debtor(desk.creditor, kind), make_debtor(desk.creditor, kind, number="2001")
        filled(into, one)
        filled(old, other)
        before, asked = counted(desk), sums(desk)
        merged(desk, into, old)
        assert (counted(desk), sums(desk)) == (before, asked)
        assert set(desk.invoices().values_list("debtor_id", flat=True)) <= {into.id}


def test_costs_over_all_of_it_are_never_more_than_those_of_each(desk: Desk) -> None:
    """The scale is reckoned over the sum of the claims (art. 6:96 lid 7 BW): what was asked of two falls, it never rises."""
    into, old = pair(desk.creditor)
    for debtor in (into, old):
        left = MONDAY - timedelta(days=20)
        make_step(make_case(debtor), make_invoice(debtor), "notice-of-default", on=left, last_day=MONDAY - timedelta(days=9))
    both = [owed(debtor=one, on=MONDAY) for one in (into, old)]
    stays = owed(debtor=merged(desk, into, old), on=MONDAY)
    assert isinstance(stays, Owed)
    assert 0 < stays.costs <= sum(one.costs for one in both if isinstance(one, Owed))


@pytest.mark.parametrize("role", ["reader"])
def test_a_reader_merges_nothing(creditor: m.Creditor, role: str) -> None:
    from tests.factories import make_desk

    into, old = pair(creditor)
    desk = make_desk(creditor, role=role, email="lezer@delinde.example")
    assert merge_debtors(desk=desk, into_id=into.id, old_id=old.id, on=MONDAY) is not None
    assert desk.debtors().count() == 2
