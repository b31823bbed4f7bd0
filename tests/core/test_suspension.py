"""May this work be stopped: each reason against it with its article, each kind of work, and what a consumer is owed."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from akkoord.core.law.suspension import ANY_WORK, Measure, Sector, SuspensionFacts, article_of, may_suspend, must_say
from akkoord.core.problem import Text
from akkoord.jurisdictions import jurisdiction

ON = date(2026, 11, 24)
LATE = SuspensionFacts(
    claim=100_000,
    billed=100_000,
    since=date(2026, 10, 15),
    debtor_kind="business",
    sector=ANY_WORK,
    relation="same-contract",
    work="het onderhoud van uw tuin",
)
WORDS = Text("stroom", "power")
STEPS = (Measure("one", Text("de eerste stap", "the first step")), Measure("two", Text("de tweede stap", "the second step")))
BOUND = Sector("energy", WORDS, "procedure", "Stcrt. 1", STEPS)


def sources(**changes: Any) -> list[str]:
    """The articles of everything against the ordinary case with these changes."""
    return [one.source for one in may_suspend(replace(LATE, **changes), on=ON).against]


def test_ordinary_case_is_allowed_on_the_article_of_the_contract() -> None:
    answer = may_suspend(LATE, on=ON)
    assert (answer.allowed, answer.article, answer.against) == (True, "6:262", ())


@pytest.mark.parametrize(
    ("changes", "article"),
    [
        ({"order": "debtor-first"}, "6:262"),
        ({"order": "same-time"}, "6:262"),
        ({"order": "creditor-first"}, "6:263"),
        ({"relation": "lasting-relation"}, "6:52"),
        ({"relation": "lasting-relation", "order": "creditor-first"}, "6:52"),  # the claim of the other contract is due
        ({"relation": "none"}, ""),
    ],
)
def test_article_follows_from_contract_and_order(changes: dict[str, Any], article: str) -> None:
    assert article_of(replace(LATE, **changes)) == article


@pytest.mark.parametrize(
    ("changes", "source"),
    [
        ({"claim": 0}, "6:52 lid 1 BW"),
        ({"since": None}, "6:52 lid 1 BW"),
        ({"since": ON}, "6:52 lid 1 BW"),
        ({"work": " "}, "6:262 lid 2 BW"),
        ({"relation": "none"}, "6:52 lid 1 en 2 BW"),
        ({"order": "creditor-first"}, "6:263 lid 1 BW"),
        ({"order": "creditor-first", "fear": "  "}, "6:263 lid 1 BW"),
        ({"own_default": True}, "6:54 onder a en 6:262 lid 1 BW"),
        ({"share": 0}, "6:262 lid 2 BW"),
        ({"share": 101}, "6:262 lid 2 BW"),
        ({"claim": 40_000, "share": 41}, "6:262 lid 2 BW"),
        ({"claim": 40_000, "share": 41, "relation": "lasting-relation"}, "6:52 lid 1 BW"),
        ({"relation": "lasting-relation", "own_default": True}, "6:54 onder a en 6:262 lid 1 BW"),
        ({"relation": "lasting-relation", "impossible": True}, "6:54 onder b BW"),
        ({"relation": "lasting-relation", "unattachable": True}, "6:54 onder c BW"),
        ({"relation": "lasting-relation", "security": True}, "6:55 BW"),
        ({"holds": frozenset({"promise"})}, "6:2 lid 1 BW"),
        ({"holds": frozenset({"dispute"})}, "6:52 en 6:262 BW"),
        ({"holds": frozenset({"insolvency"})}, "37 en 37b Fw"),
        ({"holds": frozenset({"vulnerable"})}, "Akkoord: eerst luisteren, dan stoppen"),
        ({"holds": frozenset({"hold"})}, "Akkoord: eerst luisteren, dan stoppen"),
        ({"sector": Sector("x", WORDS, "forbidden", "art. 1")}, "art. 1"),
        ({"sector": Sector("x", WORDS, "court", "art. 2")}, "art. 2"),
        ({"sector": replace(BOUND, unsure=Text("alles", "everything"))}, "Stcrt. 1"),
        ({"sector": BOUND, "measures": frozenset({"one"})}, "Stcrt. 1"),
        ({"debtor_kind": "consumer"}, "6:2 en 6:248 lid 2 BW"),
        ({"doubtful": True}, "6:2 en 6:248 lid 2 BW"),
    ],
)
def test_each_reason_against_it_names_its_article(changes: dict[str, Any], source: str) -> None:
    assert sources(**changes) == [source]


@pytest.mark.parametrize(
    "changes",
    [
        {"impossible": True},  # 6:264: 6:54 b and c and 6:55 do not hold for 6:262 and 6:263
        {"unattachable": True},
        {"security": True},
        {"order": "creditor-first", "fear": "hun bank zegde het krediet op", "security": True},
        {"claim": 40_000, "share": 40},
        {"debtor_kind": "government"},
        {"debtor_kind": "consumer", "reminded": True},
        {"sector": BOUND, "measures": frozenset({"one", "two"})},
    ],
)
def test_what_is_not_against_it(changes: dict[str, Any]) -> None:
    assert sources(**changes) == []


def test_part_that_may_stop_is_named() -> None:
    refused = may_suspend(replace(LATE, claim=33_333, share=50), on=ON).against
    assert [one.why.nl.endswith("het onbetaalde deel aan: 33 procent.") for one in refused] == [True]


def test_every_step_that_misses_is_named() -> None:
    refused = may_suspend(replace(LATE, sector=BOUND), on=ON).against
    assert [one.why.nl for one in refused] == ["Nog niet gedaan: de eerste stap.", "Nog niet gedaan: de tweede stap."]


def test_unsure_rules_are_not_saved_by_their_steps() -> None:
    sector = replace(BOUND, unsure=Text("de regeling van nu.", "the rules of today."))
    refused = may_suspend(replace(LATE, sector=sector, measures=frozenset({"one", "two"})), on=ON).against
    assert [one.why.nl for one in refused] == [
        "Stroom: hiervoor gelden eigen regels die Akkoord niet zeker genoeg kent. Laat eerst nagaan: de regeling van nu."
    ]


def test_all_that_is_against_it_is_said_at_once_and_in_both_languages() -> None:
    worst = replace(
        LATE,
        claim=0,
        debtor_kind="consumer",
        work="",
        relation="none",
        own_default=True,
        security=True,
        impossible=True,
        unattachable=True,
        sector=Sector("x", WORDS, "court", "art. 2"),
        holds=frozenset({"promise", "dispute", "hold", "insolvency", "vulnerable"}),
    )
    against = may_suspend(worst, on=ON).against
    assert len(against) == 14
    assert [one for one in against if one.why.nl == one.why.en or not one.source or "{" in one.why.nl + one.why.en] == []


def test_letter_must_say_the_ground_to_fear_and_where_a_consumer_finds_help() -> None:
    plain = ["sum", "work", "stops_on", "ground", "resume", "reach"]
    assert [one.name for one in must_say(article="6:262", consumer=False)] == plain
    assert [one.name for one in must_say(article="6:263", consumer=False)] == [*plain[:4], "fear", *plain[4:]]
    assert [one.name for one in must_say(article="6:52", consumer=True)] == [*plain, "money_help"]


@pytest.mark.parametrize(
    ("name", "allowed"),
    [
        ("general", True),
        ("energy", True),
        ("insurance", True),
        ("water", False),
        ("heat", False),
        ("telecom", False),
        ("rent", False),
        ("health-insurance", False),
        ("care", False),
    ],
)
def test_kinds_of_work_in_the_netherlands_with_every_step_done(name: str, allowed: bool) -> None:
    sectors = jurisdiction().suspension
    facts = replace(LATE, sector=sectors[name], measures=frozenset(step.name for step in sectors[name].steps))
    assert may_suspend(facts, on=ON).allowed is allowed


@pytest.mark.parametrize("missing", [step.name for step in jurisdiction().suspension["energy"].steps])
def test_energy_waits_for_each_step_of_its_procedure(missing: str) -> None:
    sector = jurisdiction().suspension["energy"]
    done = frozenset(step.name for step in sector.steps) - {missing}
    assert sources(sector=sector, measures=done) == [sector.source]
