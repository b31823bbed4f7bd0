"""What customers say of our own side: gathered, priced, named and mended."""

from __future__ import annotations

from datetime import date

from akkoord.core.problem import Refusal
from akkoord.store.access import Desk
from akkoord.store.models import Creditor, Debtor, Improvement
from akkoord.work.improve import Matter, matters, mend_matter, name_matter, unmend_matter
from tests.cast import MONDAY
from tests.factories import at_hour, make_agreed, make_call, make_debtors, make_invoice, make_said
from tests.work.days import DAY


def rude(creditor: Creditor, many: int) -> list[Debtor]:
    """So many customers who were treated badly, each with 100 euro ten days late and 50 not due yet."""
    found = make_debtors(creditor, many)
    for one in found:
        make_invoice(one, total=10_000, due_on=MONDAY - 10 * DAY)
        make_invoice(one, total=5_000, due_on=MONDAY + 10 * DAY)
        make_said(one, "bad-treatment", words="afgesnauwd")
    return found


def only(creditor: Creditor) -> Matter:
    (found,) = matters(creditor, on=MONDAY)
    return found


def test_what_is_said_of_us_has_its_price_in_late_money(creditor: Creditor) -> None:
    rude(creditor, 4)
    one = only(creditor)
    assert (one.reason, one.debtors, one.open, one.late, one.days_late) == ("bad-treatment", 4, 60_000, 40_000, 10)


def test_a_customer_who_says_it_twice_counts_once(creditor: Creditor) -> None:
    (debtor,) = rude(creditor, 1)
    make_said(debtor, "bad-treatment")
    one = only(creditor)
    assert (one.debtors, len(one.heard), one.late) == (1, 2, 10_000)


def test_what_is_not_ours_is_not_on_the_list(creditor: Creditor) -> None:
    make_said(make_debtors(creditor, 1)[0], "no-money")
    assert matters(creditor, on=MONDAY) == []


def test_a_complaint_without_a_reason_is_a_matter_of_its_own_and_one_with_is_not(creditor: Creditor) -> None:
    first, second = make_debtors(creditor, 2)
    call = make_call(first)
    make_said(first, "quality-dispute", call=call)
    make_agreed(first, "complaint", call_id=call.id)
    make_agreed(second, "complaint")
    assert sorted((one.reason, one.debtors) for one in matters(creditor, on=MONDAY)) == [("complaint", 1), ("quality-dispute", 1)]


def test_quarters_count_how_often_it_was_said(creditor: Creditor) -> None:
    (debtor,) = make_debtors(creditor, 1)
    for day in (date(2026, 1, 5), date(2026, 10, 1), date(2026, 11, 2)):
        make_said(debtor, "not-received", call=make_call(debtor, at=at_hour(day)))
    assert only(creditor).quarters == (("1e kw 2026", 1), ("2e kw 2026", 0), ("3e kw 2026", 0), ("4e kw 2026", 2))


def test_a_name_parts_what_is_one_thing_from_the_rest(desk: Desk) -> None:
    rude(desk.creditor, 3)
    said = [one.said_id for one in only(desk.creditor).heard if one.said_id]
    made = name_matter(desk=desk, reason="bad-treatment", label=" onvriendelijk  bij verkoop ", said=said[:2], agreed=[], on=MONDAY)
    assert isinstance(made, Improvement)
    again = name_matter(desk=desk, reason="bad-treatment", label="onvriendelijk bij verkoop", said=said[:1], agreed=[], on=MONDAY)
    assert isinstance(again, Improvement)
    assert again.id == made.id
    found = [(one.improvement.label if one.improvement else "", one.debtors) for one in matters(desk.creditor, on=MONDAY)]
    assert found == [("onvriendelijk bij verkoop", 2), ("", 1)]


def test_what_was_mended_stands_apart_until_it_is_opened_again(desk: Desk) -> None:
    rude(desk.creditor, 1)
    said = [one.said_id for one in only(desk.creditor).heard if one.said_id]
    made = name_matter(desk=desk, reason="bad-treatment", label="toon", said=said, agreed=[], on=MONDAY)
    assert isinstance(made, Improvement)
    assert isinstance(mend_matter(desk=desk, improvement_id=made.id, what=" ", on=MONDAY), Refusal)
    assert mend_matter(desk=desk, improvement_id=made.id, what="gesprek gevoerd", on=MONDAY) is None
    one = only(desk.creditor).improvement
    assert one is not None
    assert (one.mended_on, one.mended_what) == (MONDAY, "gesprek gevoerd")
    assert unmend_matter(desk=desk, improvement_id=made.id, on=MONDAY) is None
    assert Improvement.objects.get().mended_on is None


def test_nothing_is_named_without_a_name_or_without_anybody(desk: Desk) -> None:
    rude(desk.creditor, 1)
    said = [one.said_id for one in only(desk.creditor).heard if one.said_id]
    for label, rows in ((" ", said), ("x" * 121, said), ("toon", [])):
        assert isinstance(name_matter(desk=desk, reason="bad-treatment", label=label, said=rows, agreed=[], on=MONDAY), Refusal)
    assert Improvement.objects.count() == 0
