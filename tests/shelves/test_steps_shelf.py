"""Every step on the shelf keeps the contract: it names itself, says what it makes, and names a last day that can be kept."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from akkoord.core.ladder.facts import CreditorFacts, DebtorFacts
from akkoord.core.ladder.step import Step
from akkoord.core.ladder.words import STEP_WORDS
from akkoord.jurisdictions import jurisdiction
from akkoord.steps import all_steps

STEPS = all_steps()
LAW = jurisdiction()
DAYS = [date(2026, 1, 1) + timedelta(days=n) for n in range(0, 730, 5)]


@pytest.fixture(params=STEPS)
def step(request: pytest.FixtureRequest) -> Step:
    """Each step in turn."""
    return STEPS[request.param]


def test_step_says_what_it_is(step: Step) -> None:
    assert step.NAME in STEP_WORDS
    assert step.MAKES in ("letter", "task", "handover")
    assert set(step.CHANNELS) <= {"email", "post"}
    assert bool(step.CHANNELS) == (step.MAKES == "letter")


def test_step_formal_demand_goes_by_post(step: Step) -> None:
    assert step.CHANNELS[:1] == (("post",) if step.FORMAL and step.MAKES == "letter" else step.CHANNELS[:1])


def test_step_names_a_last_day_after_its_receipt_and_later_for_a_later_letter(step: Step) -> None:
    named = [(day, step.last_day(day, LAW)) for day in DAYS]
    if step.last_day(DAYS[0], LAW) is None:
        assert {last for _, last in named} == {None}
        return
    lasts = [last for _, last in named if last is not None]
    assert len(lasts) == len(named)
    assert lasts == sorted(lasts)
    assert all((last - LAW.received(day, channel="post")).days >= 6 for day, last in named if last is not None)


@pytest.mark.parametrize("kind", ["business", "consumer", "government"])
@pytest.mark.parametrize("phone", [True, False])
@pytest.mark.parametrize("partner", [True, False])
def test_step_passed_over_says_why_in_two_languages(step: Step, kind: str, phone: bool, partner: bool) -> None:
    why = step.not_for(DebtorFacts(1, kind, (), has_phone=phone), CreditorFacts(None, partner=partner))
    assert why is None or (why.nl and why.en and why.nl != why.en)


def test_each_debtor_gets_exactly_one_kind_of_formal_demand() -> None:
    for kind in ("business", "consumer", "government"):
        fit = [
            name
            for name in ("notice-of-default", "fourteen-day-letter")
            if STEPS[name].not_for(DebtorFacts(1, kind, ()), CreditorFacts(None)) is None
        ]
        assert fit == ["fourteen-day-letter" if kind == "consumer" else "notice-of-default"]


@pytest.mark.parametrize(("failed", "attempts", "offered"), [(2, 3, False), (3, 3, True), (1, 1, True), (9, 10, False)])
def test_who_cannot_be_reached_gets_an_offer_after_so_many_calls_as_the_creditor_makes(failed: int, attempts: int, offered: bool) -> None:
    debtor = DebtorFacts(1, "business", (), has_phone=True, failed_calls=failed)
    assert (STEPS["arrangement-offer"].not_for(debtor, CreditorFacts(None, attempts=attempts)) is None) == offered
