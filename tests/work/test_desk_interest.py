"""Interest runs on at the desk as it does at the creditor, by the same law; and not at all where the file cannot be reckoned again."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.urls import reverse

from akkoord.core.handover.onward import runs_from, runs_of
from akkoord.jurisdictions import jurisdiction
from akkoord.store.access import Desk
from akkoord.store.models import Creditor, DeskCase, Invoice, Letter, Task
from akkoord.work.desk.act import take_payment
from akkoord.work.desk.case import owing
from akkoord.work.desk.content import DEMAND, INFORMATION, desk_content
from akkoord.work.desk.decide import accept_case, close_case
from akkoord.work.desk.letters import draft_desk_letter
from akkoord.work.handover.turn import hand_over_turn
from akkoord.work.letters.make_letter import refusals, said_in
from akkoord.work.owed import Owed, owed
from tests.cast import JANSEN, MONDAY, VERMEER
from tests.factories import make_allocation, make_creditor, make_debtor, make_desk, make_invoice, make_payment
from tests.pages_cast import signed_in
from tests.work.desk_cast import carried, coupled
from tests.work.handed import AT, handed_over

pytestmark = pytest.mark.django_db
LATER = MONDAY + timedelta(days=30)


@pytest.fixture
def there() -> tuple[Desk, DeskCase]:
    """The desk, with a case of 2.500 euro in hand of which 300 was paid before it came."""
    creditor = make_creditor(sending_on=True, partner="", partner_mandated=False)
    _, theirs = coupled(creditor)
    handed_over(creditor)
    make_allocation(Invoice.objects.get(), make_payment(creditor, amount=30_000, on=date(2026, 10, 5)), amount=30_000, on=date(2026, 10, 5))
    Invoice.objects.update(open=220_000)
    hand_over_turn(creditor=creditor, on=MONDAY, at=AT)
    carried()
    case = DeskCase.objects.get()
    assert accept_case(desk=theirs, case_id=case.id, handler=theirs.user.email, on=MONDAY, at=AT) is None
    case.refresh_from_db()
    return theirs, case


def at_creditor(on: date) -> Owed:
    """What the debtor owes by the creditor's own books."""
    invoice = Invoice.objects.select_related("debtor__creditor").get()
    found = owed(debtor=invoice.debtor, on=on)
    assert isinstance(found, Owed)
    return found


@pytest.mark.parametrize("days", [0, 1, 30, 44, 290, 330])
def test_it_is_what_the_creditor_would_reckon_himself(there: tuple[Desk, DeskCase], days: int) -> None:
    """Within a year of default and beyond it, and over a day on which the rate may change; a line that is cut is rounded twice."""
    _, case = there
    on = min(MONDAY + timedelta(days=days), jurisdiction().series_for("business").checked_until)
    now, theirs = owing(case, on=on), at_creditor(on)
    assert (now.principal, now.costs) == (theirs.principal, theirs.costs)
    assert abs(now.interest + now.interest_since - theirs.interest) <= 1
    assert now.open == sum(now.parts)


def test_money_goes_to_costs_then_interest_then_principal_and_less_bears_interest(there: tuple[Desk, DeskCase]) -> None:
    desk, case = there
    before = owing(case, on=LATER)
    assert take_payment(desk=desk, case_id=case.id, amount=100_000, day=MONDAY + timedelta(days=10), on=LATER, at=AT) is None
    now, half = owing(case, on=LATER), owing(case, on=MONDAY + timedelta(days=10))
    assert now.parts[0] == 0
    assert 0 < now.interest_since < before.interest_since
    assert now.parts[2] == before.parts[2] - (100_000 - before.costs - before.interest - half.interest_since)
    assert now.open == sum(now.parts) == before.open - 100_000 - (before.interest_since - now.interest_since)


def test_what_went_back_was_never_paid(there: tuple[Desk, DeskCase]) -> None:
    desk, case = there
    before = owing(case, on=LATER)
    for amount, day in ((100_000, 10), (-100_000, 12)):
        said: dict[str, Any] = {"desk": desk, "case_id": case.id, "on": LATER, "at": AT}
        assert take_payment(amount=amount, day=MONDAY + timedelta(days=day), **said) is None
    assert owing(case, on=LATER).parts == before.parts


def test_the_letter_names_the_sum_of_its_day_with_the_lines_behind_it(there: tuple[Desk, DeskCase]) -> None:
    desk, case = there
    letter, now = desk_content(desk.creditor, case, DEMAND, on=LATER), owing(case, on=LATER)
    assert (letter.asked, letter.interest) == (now.open, now.parts[1])
    assert letter.interest_lines[-1].to_day == LATER
    case.manifest["claim"]["interest_lines"] = []  # a newer file, which changes no sums
    assert desk_content(desk.creditor, case, DEMAND, on=LATER) == letter
    case.refresh_from_db()
    first = letter.interest_lines[len(case.manifest["claim"]["interest_lines"])]
    assert (first.from_day, first.invoice, first.source.split(";")[0]) == (MONDAY + timedelta(days=1), "2026-0101", "6:119a BW")


def test_its_first_letter_may_leave_and_carries_every_line(there: tuple[Desk, DeskCase]) -> None:
    desk, case = there
    letter = draft_desk_letter(desk=desk, case_id=case.id, kind=INFORMATION, on=LATER, at=AT)
    assert isinstance(letter, Letter)
    assert (refusals(letter), letter.asked) == ((), owing(case, on=LATER).open)
    assert sum(line.to_day > MONDAY for line in said_in(letter).interest_lines) == 1


def test_who_pays_what_the_letter_said_a_few_days_later_is_done(there: tuple[Desk, DeskCase]) -> None:
    desk, case = there
    asked, paid_on = owing(case, on=LATER).open, LATER + timedelta(days=3)
    assert take_payment(desk=desk, case_id=case.id, amount=asked, day=paid_on, on=paid_on, at=AT) is None
    now = owing(case, on=paid_on)
    assert 0 < now.open <= desk.creditor.tolerance
    assert Task.objects.filter(kind="desk-close", done_on=None).count() == 1


def test_a_case_that_ended_bears_no_more_interest_here(there: tuple[Desk, DeskCase]) -> None:
    desk, case = there
    assert close_case(desk=desk, case_id=case.id, because="uncollectable", on=LATER) is None
    case.refresh_from_db()
    assert owing(case, on=LATER + timedelta(days=60)).open == owing(case, on=LATER).open


def test_beyond_the_table_of_rates_nothing_is_added(there: tuple[Desk, DeskCase]) -> None:
    _, case = there
    beyond = jurisdiction().series_for("business").checked_until + timedelta(days=1)
    assert (owing(case, on=beyond).since, owing(case, on=beyond).open) == (None, case.principal + case.interest + case.costs)


@pytest.mark.parametrize(
    ("where", "name", "more"), [("interest_lines", "interest", 1), ("interest_lines", "base", 100), ("movements", "principal", 1)]
)
def test_a_file_that_does_not_come_out_the_same_here_is_not_gone_on_with(
    there: tuple[Desk, DeskCase], where: str, name: str, more: int
) -> None:
    _, case = there
    series = jurisdiction().series_for("business")
    assert runs_of(case.manifest, series=series) == tuple(runs_from([{k: v for k, v in one.items() if k != "kind"} for one in case.runs]))
    case.manifest["claim"][where][0][name] += more
    assert runs_of(case.manifest, series=series) == ()
    assert runs_of(case.manifest, series=jurisdiction().series_for("consumer")) == ()


@pytest.mark.parametrize(("cast", "agreed", "runs"), [(VERMEER, None, 2), (VERMEER, "12.00", 0), (JANSEN, None, 2)])
def test_several_invoices_of_the_law_go_on_and_agreed_interest_does_not(cast: dict[str, Any], agreed: str | None, runs: int) -> None:
    from akkoord.work.handover.dossier import Made, make_dossier

    creditor = make_creditor(agreed_rate=agreed)
    make_desk(creditor)
    debtor = make_debtor(creditor, cast)
    make_invoice(debtor, number="A", due_on=date(2026, 3, 1), total=90_000, term_source="contract")
    make_invoice(debtor, number="B", due_on=date(2026, 8, 1), total=40_000, term_source="contract")
    debtor.creditor = Creditor.objects.get(id=creditor.id)
    made = make_dossier(debtor=debtor, invoices=None, ref="Z1", on=MONDAY, at=AT)
    assert isinstance(made, Made)
    kind = "consumer" if cast is JANSEN else "business"
    assert len(runs_of(made.manifest, series=jurisdiction().series_for(kind))) == runs


def test_the_page_says_until_which_day_and_by_which_article(there: tuple[Desk, DeskCase], monkeypatch: pytest.MonkeyPatch) -> None:
    desk, case = there
    monkeypatch.setenv("AKKOORD_ON", LATER.isoformat())
    address, client = reverse("desk_case", args=[case.id]), signed_in(desk)
    page = client.get(address).content.decode().replace("\xa0", " ")
    assert "Rente daarna, tot en met 16 december 2026" in page
    assert "art. 6:119a BW" in page
    assert "vraag de opdrachtgever om een nieuwer dossier" not in page
    DeskCase.objects.update(runs=[])
    page = client.get(address).content.decode()
    assert "vraag de opdrachtgever om een nieuwer dossier" in page
    assert "Rente daarna" not in page
