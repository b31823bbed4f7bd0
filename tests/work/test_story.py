"""What a story may say of its company, its debtor and its invoices, and what it hears where it cannot be."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from akkoord.core.ladder.words import WAIT_WORDS
from akkoord.steps import all_steps
from akkoord.store.models import Creditor, Debtor, Hold, Invoice, Payment, Task
from akkoord.work.story.fields import KEYS, slip
from akkoord.work.story.parties import creditor_of, debtor_of, invoice_of
from akkoord.work.story.play import play_story
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


STORIES = Path(__file__).parent.parent / "stories"
F1 = '[[event]]\non = 2026-01-05\ninvoice = { number = "F1", total = "100.00", due_on = 2026-01-19, term_agreed = true }\n'


def _play(events: str, expects: str = 'step = "none"', *, on: str = "2026-01-08") -> list[str]:
    """What differs, where F1 came on the fifth and something happened on the sixth."""
    happened = "".join(f"[[event]]\non = 2026-01-06\n{one}\n" for one in events.splitlines())
    story = story_of(f"{happened}{F1}[[expect]]\non = {on}\n{expects}\n")
    assert isinstance(story, Story), story
    return [f"{one.expected}: {one.got}" for one in play_story(story)]


@pytest.mark.django_db
@pytest.mark.parametrize(
    "event",
    [
        'call = { outcome = "reached", at = "18:40", said = "Ik betaal." }',
        "release = true",
        'release = { why = "over" }',
        "complaint = true",
        'complaint = "De hovenier was onbeleefd."',
        'dispute = { about = "Te veel" }',
        'dispute = { number = "f1", about = "Te veel" }',
        "dispute_settled = true",
        'dispute_settled = { number = "F1" }',
        "vulnerable = true",
        "insolvency = { about = 'curator' }",
        "hold = { until = 2026-01-10, why = 'overleg' }",
        "hold = true",
        "hold = 'overleg'",
        "payment = { amount = 40 }",
        'payment = { amount = 40.5, reference = "F1" }',
        'delivery_failed = { channel = "email" }',
        'delivery_failed = "post"',
        "arrangement = { instalments = 2, every_days = 7 }",
        "work = true",
        "bank_until = 2026-01-05",
        'invoice = { number = "F1", total = 100, due_on = 2026-01-19 }',
    ],
)
def test_event_in_each_shape_the_format_allows_is_taken(event: str) -> None:
    assert _play(event) == []


@pytest.mark.django_db
@pytest.mark.parametrize(
    "note",
    ['{ number = "C1", total = "40.00", refers_to = "F1" }', '{ amount = 40, refers_to = "F1" }', '{ number = "F1", amount = "-40.00" }'],
)
def test_credit_note_in_each_shape_takes_off(note: str) -> None:
    assert _play(f"credit_note = {note}", 'owed = { principal = "60.00" }') == []


@pytest.mark.django_db
def test_credit_note_told_twice_takes_off_once() -> None:
    note = 'credit_note = { number = "C1", total = "40.00", refers_to = "F1" }'
    assert _play(f"{note}\n{note}", 'owed = { principal = "60.00" }') == []


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("event", "told"),
    [
        ('payment = { amount = "much" }', "'much' is no amount in euro"),
        ('promise = { by = "2026-01-20" }', "'2026-01-20' is no day"),
        ('dispute = { number = "F9" }', "no invoice F9 is known"),
        ('delivery_failed = { channel = "fax" }', "channel fax must be one of email, post"),
        ('invoice = { number = "F1", total = "90.00", due_on = 2026-01-19 }', "F1 of 90.00 cannot be, or is another one already"),
        ('bank_until = "2026-01-05"', "is no day"),
    ],
)
def test_event_that_cannot_be_is_told(event: str, told: str) -> None:
    with pytest.raises(ValueError, match=re.escape(told)):
        _play(event)


@pytest.mark.django_db
def test_what_no_longer_stands_ends() -> None:
    _play("vulnerable = true\nvulnerable = false\ncomplaint = true\ncomplaint = false\nhold = true\nrelease = true")
    assert Hold.objects.filter(ended_on=None).count() == 0
    assert Hold.objects.count() == 3


@pytest.mark.django_db
def test_payment_of_more_than_is_due_is_the_debtors() -> None:
    assert _play('payment = { amount = "150.00", reference = "F1" }', 'step = "none"\nbecause = "paid"') == []
    row = Payment.objects.get()
    assert (row.free, row.likely_debtor_id) == (5_000, Debtor.objects.get().id)


@pytest.mark.django_db
def test_call_on_the_day_its_task_appears_is_an_attempt() -> None:
    call = '[[event]]\non = 2026-01-27\ncall = { outcome = "no-answer", at = "18:40" }\n'
    story = story_of(f'{F1}{call}[[expect]]\non = 2026-01-27\nstep = "call"\n')
    assert isinstance(story, Story)
    assert play_story(story) == []
    assert (Task.objects.get(kind="call").attempts, Task.objects.get(kind="call").failed) == (1, 1)


@pytest.mark.parametrize("text", ["event = 3", "[event]\non = 2026-01-05", "event = [1]", "creditor = 5", "expect = 'x'"])
def test_story_of_another_shape_is_told_in_a_sentence(text: str) -> None:
    assert isinstance(story_of(text), str)


def test_every_step_and_every_reason_to_wait_has_a_story() -> None:
    told = [story_of(path.read_text(encoding="utf-8")) for path in sorted(STORIES.glob("*.toml"))]
    assert [one for one in told if isinstance(one, str)] == []
    said = [expected.said for one in told if isinstance(one, Story) for expected in one.expects]
    assert {*all_steps(), "none"} - {one.get("step") for one in said} == set()
    assert set(WAIT_WORDS) - {one["because"] for one in said if one.get("step") == "none" and "because" in one} == set()
    assert len(told) >= 60
