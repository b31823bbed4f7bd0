"""What a story may say of its company, its debtor and its invoices, and what it hears where it cannot be."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from akkoord.store.models import Creditor, Debtor, Invoice
from akkoord.work.story.fields import KEYS, slip
from akkoord.work.story.parties import creditor_of, debtor_of, invoice_of
from akkoord.work.story.read import Story, story_of

DAYS = '[[event]]\non = 2026-01-05\nvulnerable = true\n[[expect]]\non = 2026-01-06\nstep = "none"\n'


@pytest.mark.django_db
def test_settings_of_a_story_reach_the_company() -> None:
    said = {"large": True, "invoices_by": "post", "day_count": "365", "agreed_rate": 2, "agreed_per": "month", "agreed_joins": "year"}
    said |= {"least_at_once": True, "costs_over_capitalised": True, "instalment_costs": "published", "collection_taxed": True}
    creditor_of({**said, "vat_declared": True, "vat_deductible": False, "partner": "none", "tolerance": "12.50", "sector": "water"})
    row = Creditor.objects.get()
    assert {name: getattr(row, name) for name in said} == said
    assert (row.vat_declared, row.vat_deductible, row.partner, row.tolerance) == (True, False, "", 1_250)


@pytest.mark.django_db
def test_debtor_of_a_story_with_a_rate_has_a_clause_of_his_own() -> None:
    creditor = creditor_of({})
    debtor_of(creditor, {"name": "A", "agreed_rate": "8.25", "large": True, "doubtful": True, "phone": False})
    row = Debtor.objects.get()
    found = (row.interest_clause, row.agreed_rate, row.agreed_per, row.large, row.kind_doubtful, row.phone)
    assert found == ("own", Decimal("8.25"), "year", True, True, "")


@pytest.mark.django_db
def test_invoice_of_a_story_says_when_it_came_and_what_it_is_part_of() -> None:
    said = {"number": "F1", "total": "10.00", "due_on": date(2026, 2, 1), "received_on": date(2026, 1, 7), "contract": "Lease 12"}
    invoice_of(debtor_of(creditor_of({}), {}), date(2026, 1, 5), {**said, "longer_holds": False, "performed_on": date(2026, 1, 9)})
    row = Invoice.objects.get()
    assert (row.issued_on, row.received_on, row.performed_on) == (date(2026, 1, 5), date(2026, 1, 7), date(2026, 1, 9))
    assert (row.longer_holds, row.contract, row.term_source) == (False, "Lease 12", "invoice")


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ({"day_count": "360"}, "day_count: '360' must be one of compounding-year, 365, calendar-year"),
        ({"large": "yes"}, "large: 'yes' is neither true nor false"),
        ({"agreed_rate": "many"}, "agreed_rate: 'many' is no percentage"),
        ({"agreed_rate": 0}, "agreed_rate: An agreed rate is above 0 and at most 100 percent."),
        ({"agreed_rate": "1.005"}, "agreed_rate: 1.005 has more than two decimals"),
    ],
)
def test_setting_of_a_story_that_cannot_be_is_refused(said: dict[str, object], expected: str) -> None:
    with pytest.raises(ValueError, match=f"^{re.escape(expected)}$"):
        creditor_of(said)


@pytest.mark.parametrize(
    ("table", "name", "near"),
    [
        ("settings", "agreed_rat", "agreed_rate"),
        ("settings", "vat_deductable", "vat_deductible"),
        ("creditor", "instalments_costs", "instalment_costs"),
        ("debtor", "intrest_clause", "interest_clause"),
    ],
)
def test_slip_in_a_name_is_told_with_what_is_allowed(table: str, name: str, near: str) -> None:
    said = story_of(f"{DAYS}[{table}]\n{name} = 1\n")
    assert isinstance(said, str)
    assert said.startswith(f"[{table}] says {name}, which is not known; {near} is. Allowed are ")
    assert all(key in said for key in KEYS[table])


def test_slip_in_an_invoice_is_told() -> None:
    assert slip("invoice", {"number": "F1", "term_agreeed": True}).startswith("[invoice] says term_agreeed")


@pytest.mark.parametrize("table", ["creditor", "debtor", "settings"])
def test_names_that_nobody_knows_are_passed_over(table: str) -> None:
    """A story from elsewhere may carry more than this house reads."""
    known = "\n".join(f"{name} = 1" for name in KEYS[table])
    assert isinstance(story_of(f"{DAYS}[{table}]\nsector = 'water'\nemployees = 12\n{known}\n"), Story)


def test_names_of_a_story_are_all_told_in_the_guide() -> None:
    guide = (Path(__file__).parent.parent.parent / "docs" / "how-to" / "write-a-story.md").read_text(encoding="utf-8")
    assert [name for names in KEYS.values() for name in names if f"`{name}`" not in guide] == []
