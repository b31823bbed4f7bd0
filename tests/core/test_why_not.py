"""Why not: every step of the ladder has its state and its reason, and the one that is chosen is the decision."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from akkoord.core.ladder.facts import InvoiceFacts, StepDone, WorkFacts
from akkoord.core.ladder.ladder import Ladder
from akkoord.core.ladder.why_not import Rank, why_not
from akkoord.core.problem import Text
from tests.core.walk import claim, creditor_of, debtor_of, held, left, rules_of

D = date.fromisoformat
DUE = D("2026-11-12")
FRIDAY = D("2026-11-13")


def ranks(on: date, invoice: InvoiceFacts, *, creditor: dict[str, Any] | None = None, **debtor: Any) -> dict[str, Rank]:
    """Every step by its name."""
    facts = debtor_of(invoice, **debtor)
    _, found = why_not(invoice, debtor=facts, creditor=creditor_of(on, **(creditor or {})), rules=rules_of(facts.kind), on=on)
    return {one.step: one for one in found}


def states(found: dict[str, Rank]) -> dict[str, str]:
    """The state of every step."""
    return {step: one.state for step, one in found.items()}


def test_why_not_on_the_day_of_the_reminder() -> None:
    found = ranks(FRIDAY, claim(due=DUE))
    assert states(found) == {
        "pre-due-notice": "passed-over",
        "reminder": "today",
        "call": "later",
        "arrangement-offer": "passed-over",
        "suspension-warning": "passed-over",
        "suspension": "passed-over",
        "notice-of-default": "later",
        "collection-warning": "later",
        "handover": "later",
    }
    assert found["suspension-warning"].because.nl == "Er loopt geen werk dat kan stoppen"
    assert found["pre-due-notice"].because.nl == "Deze stap staat uit"
    assert found["call"].because.nl == "Telt vanaf: herinnering"


def test_why_not_names_what_was_taken_and_what_comes() -> None:
    found = ranks(D("2026-11-16"), claim(due=DUE, steps=(left("reminder", FRIDAY),)))
    assert (found["reminder"].state, found["reminder"].on) == ("taken", FRIDAY)
    assert (found["call"].state, found["call"].on) == ("later", D("2026-11-20"))


def test_why_not_says_that_a_letter_waits_to_leave() -> None:
    found = ranks(D("2026-11-16"), claim(due=DUE, steps=(StepDone("reminder", FRIDAY),)))
    assert (found["reminder"].state, found["reminder"].because.en) == ("ready", "Ready, and has not left")


@pytest.mark.parametrize(
    ("creditor", "debtor", "because"),
    [
        ({"bank_until": None}, {}, "De bank is niet bijgewerkt"),
        ({}, {"payment_under_way": True}, "Er is een betaling die nog geplaatst moet worden"),
    ],
)
def test_why_not_says_what_holds_the_next_step_back(creditor: dict[str, Any], debtor: dict[str, Any], because: str) -> None:
    rank = ranks(FRIDAY, claim(due=DUE), creditor=creditor, **debtor)["reminder"]
    assert (rank.state, rank.because.nl) == ("held", because)


def test_why_not_while_held_still_shows_which_step_would_come() -> None:
    rank = ranks(FRIDAY, claim(due=DUE), holds=held("dispute"))["reminder"]
    assert (rank.state, rank.on) == ("held", FRIDAY)


def test_why_not_of_work_that_may_not_be_stopped_is_the_law() -> None:
    law = Text("Voor dit werk gelden eigen regels: een mens beslist", "This work has rules of its own: a person decides")
    assert ranks(FRIDAY, claim(due=DUE), work=WorkFacts("stroom", law))["suspension-warning"].because == law


def test_why_not_of_a_step_that_was_skipped() -> None:
    steps = (left("notice-of-default", FRIDAY),)
    assert states(ranks(D("2026-11-16"), claim(due=DUE, steps=steps)))["call"] == "closed"


def test_why_not_of_a_notice_before_the_due_day_once_that_has_passed() -> None:
    rules = rules_of("business")
    rungs = tuple(replace(rung, on=True, payers=()) if rung.step == "pre-due-notice" else rung for rung in rules.ladder.rungs)
    on = replace(rules, ladder=Ladder("proef", ("business",), rungs))
    invoice = claim(due=DUE)
    for day, state in ((DUE - timedelta(days=5), "later"), (DUE - timedelta(days=3), "today"), (FRIDAY, "closed")):
        _, found = why_not(invoice, debtor=debtor_of(invoice), creditor=creditor_of(day), rules=on, on=day)
        assert next(one.state for one in found if one.step == "pre-due-notice") == state
