"""The decision for one invoice: every reason to wait, what goes before what, and what it says about the day."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from akkoord.core.ladder.facts import HoldFact, StepDone
from akkoord.core.ladder.words import STEP_WORDS, WAIT_WORDS
from tests.core.walk import STEPS, claim, creditor_of, debtor_of, decide, held, left

D = date.fromisoformat
DUE = D("2026-11-12")  # a Thursday
FRIDAY = D("2026-11-13")
SUNDAY = D("2026-11-15")
MONDAY = D("2026-11-16")


def said(on: date = FRIDAY, *, creditor: dict[str, Any] | None = None, debtor: dict[str, Any] | None = None, **invoice: Any) -> Any:
    """(step, wait, day) for one invoice that fell due on Thursday."""
    facts = debtor_of(claim(due=DUE, **invoice), **(debtor or {}))
    found = decide(facts, on, creditor=creditor_of(on, **(creditor or {})))
    return found.step, found.wait, found.on


def test_decision_takes_the_step_when_nothing_stands_against_it() -> None:
    assert said() == ("reminder", "", FRIDAY)


def test_decision_waits_until_due() -> None:
    assert said(DUE) == ("", "not-due", FRIDAY)


def test_decision_waits_when_paid() -> None:
    assert said(open=0) == ("", "paid", None)


@pytest.mark.parametrize(("cents", "wait"), [(500, "below-tolerance"), (501, "")])
def test_decision_waits_below_the_tolerance(cents: int, wait: str) -> None:
    assert said(open=cents)[1] == wait


def test_decision_small_sums_together_are_chased() -> None:
    debtor = debtor_of(claim(1, due=DUE, open=400), claim(2, due=DUE, open=400))
    assert decide(debtor, FRIDAY).step == "reminder"


def test_decision_small_rest_of_a_part_payment_is_not_chased_beside_a_big_sum() -> None:
    debtor = debtor_of(claim(1, due=DUE, open=400, part=True), claim(2, due=DUE, open=90_000))
    assert decide(debtor, FRIDAY).wait == "below-tolerance"


def test_decision_sum_not_due_does_not_lift_a_small_one() -> None:
    debtor = debtor_of(claim(1, due=DUE, open=400), claim(2, due=MONDAY, open=90_000))
    assert decide(debtor, FRIDAY).wait == "below-tolerance"


@pytest.mark.parametrize(
    ("bank_until", "on", "wait"),
    [
        (None, MONDAY, "bank-not-up-to-date"),
        (D("2026-11-11"), D("2026-11-14"), ""),  # three days of contact: Thursday, Friday, Saturday
        (D("2026-11-11"), MONDAY, "bank-not-up-to-date"),
        (D("2026-11-12"), MONDAY, ""),  # Friday, Saturday, Monday: the Sunday does not count
    ],
)
def test_decision_waits_for_the_bank(bank_until: date | None, on: date, wait: str) -> None:
    assert said(on, creditor={"bank_until": bank_until}) == ("reminder", wait, None if wait else on)


@pytest.mark.parametrize("kind", ["insolvency", "vulnerable", "dispute", "hold"])
def test_decision_waits_for_a_hold_on_the_debtor(kind: str) -> None:
    assert said(debtor={"holds": held(kind)}) == ("", kind, None)
    assert said(debtor={"holds": held(kind, FRIDAY)}) == ("", kind, FRIDAY + timedelta(days=1))
    assert said(debtor={"holds": held(kind, DUE)}) == ("reminder", "", FRIDAY)


def test_decision_waits_for_a_dispute_on_this_invoice_only() -> None:
    debtor = debtor_of(claim(1, due=DUE, holds=held("dispute")), claim(2, due=DUE))
    assert decide(debtor, FRIDAY).wait == "dispute"
    assert decide(replace(debtor, invoices=debtor.invoices[::-1]), FRIDAY).step == "reminder"


def test_decision_names_the_gravest_reason_to_wait() -> None:
    holds = (*held("promise", FRIDAY), *held("hold"), *held("insolvency"), *held("dispute"), *held("vulnerable"))
    assert said(debtor={"holds": holds})[1] == "insolvency"


def test_decision_waits_for_a_promise_until_its_day_and_until_the_bank_tells() -> None:
    promise = {"holds": held("promise", FRIDAY)}
    saturday = FRIDAY + timedelta(days=1)
    assert said(FRIDAY, debtor=promise) == ("", "promise", saturday)
    assert said(saturday, debtor=promise, creditor={"bank_until": DUE}) == ("", "promise", None)
    assert said(saturday, debtor=promise, creditor={"bank_until": FRIDAY}) == ("reminder", "", saturday)


def test_decision_waits_on_a_sunday() -> None:
    assert said(SUNDAY) == ("reminder", "no-contact-day", MONDAY)


def test_decision_step_that_falls_on_a_sunday_moves() -> None:
    debtor = debtor_of(claim(due=D("2026-11-14")))
    found = decide(debtor, SUNDAY)
    assert (found.step, found.wait, found.on) == ("reminder", "no-contact-day", MONDAY)


def test_decision_waits_for_a_payment_that_is_not_placed() -> None:
    assert said(debtor={"payment_under_way": True}) == ("reminder", "payment-under-way", None)


def test_decision_waits_for_an_answer_that_nobody_read() -> None:
    assert said(debtor={"reply_unread": True}) == ("reminder", "hold", None)


def test_decision_waits_for_a_draft_that_has_not_left() -> None:
    draft = StepDone("reminder", FRIDAY)
    on = D("2027-03-01")
    found = decide(debtor_of(claim(due=DUE, steps=(draft,))), on)
    assert (found.step, found.wait, found.on) == ("", "not-yet", None)
    assert found.because.nl == "Herinnering ligt klaar en is nog niet weg"


def test_decision_waits_for_the_day_of_the_next_step() -> None:
    found = decide(debtor_of(claim(due=DUE, steps=(left("reminder", FRIDAY),))), D("2026-11-19"))
    assert (found.step, found.wait, found.on) == ("call", "not-yet", D("2026-11-20"))


def test_decision_takes_a_step_that_was_missed() -> None:
    found = decide(debtor_of(claim(due=DUE, steps=(left("reminder", FRIDAY),))), D("2026-12-10"))
    assert (found.step, found.wait, found.on) == ("call", "", D("2026-12-10"))
    assert found.because.en == "27 days after the step 'reminder' invoice F1 is still open"


def test_decision_counts_from_the_day_the_letter_really_left() -> None:
    late = StepDone("reminder", FRIDAY, D("2026-11-20"))
    found = decide(debtor_of(claim(due=DUE, steps=(late,))), D("2026-11-21"))
    assert found.on == D("2026-11-27")


def test_decision_after_the_last_step_is_to_wait() -> None:
    found = decide(debtor_of(claim(due=DUE, steps=(left("handover", FRIDAY),))), D("2027-03-01"))
    assert (found.step, found.wait, found.on) == ("", "not-yet", None)
    assert found.because.en == "The last step was taken"


def test_decision_waits_for_who_must_confirm_the_hand_over() -> None:
    steps = (left("collection-warning", D("2026-10-01")),)
    debtor = debtor_of(claim(due=D("2026-09-01"), steps=steps), handover_asked=True)
    assert decide(debtor, FRIDAY).wait == "not-yet"
    assert decide(replace(debtor, handover_asked=False), FRIDAY).step == "handover"


def test_decision_for_a_consumer_who_got_a_notice_of_default_is_the_fourteen_day_letter() -> None:
    steps = (left("reminder", D("2026-09-02")), left("call", D("2026-09-09")), left("notice-of-default", D("2026-09-16")))
    found = decide(debtor_of(claim(due=D("2026-09-01"), steps=steps), kind="consumer"), FRIDAY)
    assert found.step == "fourteen-day-letter"


@pytest.mark.parametrize("name", sorted(STEPS))
def test_every_step_has_its_words(name: str) -> None:
    assert STEP_WORDS[name].nl
    assert STEP_WORDS[name].en


def test_every_reason_a_person_can_give_has_its_words() -> None:
    assert {"insolvency", "vulnerable", "dispute", "hold", "promise"} <= WAIT_WORDS.keys()
    assert all(HoldFact(kind).stands(FRIDAY, bank_until=None) for kind in ("promise", "hold"))
