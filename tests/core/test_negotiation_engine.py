"""The negotiator: never outside the bounds, never below the hand-over, nothing gained by waiting, an answer to everything."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from akkoord.core.negotiation.bounds import Bounds, within
from akkoord.core.negotiation.desk import Talks
from akkoord.core.negotiation.engine import begin, step
from akkoord.core.negotiation.event import Accept, Answer, Counter, Event, Open, Reject, Say, Silence
from akkoord.core.negotiation.offer import Offer, as_json
from akkoord.core.negotiation.value import worth
from tests.core.test_negotiation_offers import DEBTS, OFFERS, POLICIES, policy

CASE = "c1"
OPEN = Open(CASE, 120000, "business", 45, 0.5, 0)
SAID = st.sampled_from(["Ik kan 50 euro per maand", "dat lukt niet", "€ 100 nu", "ik ben ziek", "hallo", "dat klopt niet", ""])
EVENTS = st.lists(
    st.one_of(
        st.just(Reject(CASE)),
        st.builds(Counter, st.just(CASE), OFFERS),
        st.builds(Say, st.just(CASE), SAID),
        st.builds(Silence, st.just(CASE), st.integers(0, 40)),
    ),
    max_size=8,
)


def talked(events: Sequence[Event], *, bounds: Bounds, opened: Open = OPEN, seed: int = 0) -> list[Answer]:
    """Every answer of a talk."""
    talk, answer = begin(opened, bounds=bounds, seed=seed)
    answers = [answer]
    for event in events:
        talk, answer = step(talk, event, bounds=bounds)
        answers.append(answer)
    return answers


@settings(max_examples=60, deadline=None)
@given(POLICIES, DEBTS, st.sampled_from(["business", "consumer", "government"]), EVENTS)
def test_no_answer_lies_outside_the_bounds_or_below_the_handover(bounds: Bounds, debt: int, debtor: str, events: list[Event]) -> None:
    answers = talked(events, bounds=bounds, opened=Open(CASE, debt, debtor))
    made = {one.offer for one in answers if one.kind in ("offer", "final")}
    assert all(one.offer is None or within(one.offer, debt=debt, bounds=bounds) for one in answers)
    assert all(one.offer is None or worth(one.offer, debt=debt, bounds=bounds) >= bounds.handover(debt) for one in answers)
    assert len(made) <= bounds.max_offers
    assert all(all((*one.text, *one.because)) for one in answers)


@settings(max_examples=15, deadline=None)
@given(EVENTS)
def test_the_same_talk_goes_the_same_way(events: list[Event]) -> None:
    bounds = policy()
    assert talked(events, bounds=bounds, seed=3) == talked(events, bounds=bounds, seed=3)


@pytest.mark.parametrize("days", [1, 3])
def test_who_only_waits_while_an_offer_stands_gains_nothing(days: int) -> None:
    answers = talked([Silence(CASE, days)] * (policy().offer_valid_days // days), bounds=policy())
    assert {one.offer for one in answers} == {answers[0].offer}


@pytest.mark.parametrize("days", [1, 3, 8, 30])
@pytest.mark.parametrize("debt", [5_000, 120_000, 3_000_000])
def test_who_never_answers_gets_one_last_offer_that_is_no_better_than_what_a_refusal_brings(days: int, debt: int) -> None:
    opened = Open(CASE, debt, "business", 45, 0.5, 0)
    answers = talked([Silence(CASE, days)] * 60, bounds=policy(), opened=opened)
    made = list(dict.fromkeys(one.offer for one in answers if one.offer is not None))
    refused = talked([Reject(CASE)] * 7, bounds=policy(), opened=opened)
    least = min(worth(one.offer, debt=debt, bounds=policy()) for one in refused if one.offer is not None)
    assert [made[0], *(one.offer for one in answers if one.kind == "final")][:2] == made
    assert [one.discount for one in made] == [0, 0]
    assert worth(made[-1], debt=debt, bounds=policy()) >= least
    assert answers[-1].kind == "person"  # and after the end it is for a person


def test_silence_between_refusals_gains_nothing_either() -> None:
    bounds = policy()
    plain = talked([Reject(CASE)] * 2, bounds=bounds)
    waiting = talked([Silence(CASE, 5), Reject(CASE), Silence(CASE, 9), Reject(CASE)], bounds=bounds)
    assert [waiting[0].offer, waiting[2].offer, waiting[4].offer] == [one.offer for one in plain]


@pytest.mark.parametrize("debt", [5_000, 120_000, 3_000_000])
def test_each_concession_asks_something_in_return(debt: int) -> None:
    answers = talked([Reject(CASE)] * 3, bounds=policy(), opened=Open(CASE, debt, "consumer"))
    made: list[Offer | None] = [answers[0].offer]
    for answer in answers[1:]:
        if answer.kind in ("offer", "final") and answer.offer not in made:
            assert "Daarvoor vragen we wel" in answer.text.nl
            made.append(answer.offer)
    assert len(made) > 1


def test_offers_end_with_the_final_one_and_then_the_handover() -> None:
    kinds = [one.kind for one in talked([Reject(CASE)] * 7, bounds=policy())]
    assert kinds.count("final") == 1
    assert kinds[kinds.index("final") + 1] == "handover"
    assert set(kinds[kinds.index("handover") + 1 :]) <= {"person"}


@pytest.mark.parametrize("many", [1, 2, 3])
def test_there_are_no_more_offers_than_the_policy_allows(many: int) -> None:
    answers = talked([Reject(CASE)] * 6, bounds=policy(max_offers=many))
    assert [one.kind for one in answers[: many + 1]] == ["offer"] * (many - 1) + ["final", "handover"]


def test_a_good_counter_is_taken() -> None:
    counter = Offer(down=60000, instalments=2, instalment=30000, every_days=30, first_on_day=7, discount=0)
    answer = talked([Counter(CASE, counter)], bounds=policy())[-1]
    assert (answer.kind, answer.offer) == ("accept", counter)


def test_a_counter_outside_the_bounds_gets_one_inside_that_he_could_carry() -> None:
    counter = Offer(down=0, instalments=40, instalment=3000, every_days=30, first_on_day=14, discount=0)
    answer = talked([Counter(CASE, counter)], bounds=policy())[-1]
    assert answer.kind == "offer"
    assert answer.offer is not None
    assert answer.offer.instalment < 6000


def test_an_accepted_offer_is_the_one_that_lies_there_and_stands() -> None:
    answers = talked([Reject(CASE), Accept(CASE), Accept(CASE), Reject(CASE)], bounds=policy())
    assert [one.kind for one in answers] == ["offer", "offer", "accept", "accept", "person"]
    assert answers[1].offer == answers[2].offer == answers[3].offer


@pytest.mark.parametrize(
    "text",
    [
        "Ik zit in de schuldhulpverlening",
        "Ik ben al maanden ziek",
        "ik denk aan zelfmoord",
        "De factuur klopt niet",
        "ik heb hier een klacht over ingediend",
        "U hoort van mijn advocaat",
        "ik weet waar je woont",
        "Er is iets gebeurd. " * 40,
    ],
)
def test_a_sign_of_distress_a_dispute_or_a_threat_goes_to_a_person(text: str) -> None:
    answer = talked([Say(CASE, text)], bounds=policy())[-1]
    assert (answer.kind, answer.offer) == ("person", None)


def test_an_amount_he_names_is_heard() -> None:
    answer = talked([Say(CASE, "Ik kan 70 euro per maand betalen")], bounds=policy())[-1]
    assert answer.offer is not None
    assert answer.offer.instalment <= 7000


def test_who_cannot_be_helped_inside_the_bounds_is_handed_over_at_once() -> None:
    assert begin(OPEN, bounds=policy(handover_value_share=1))[1].kind == "handover"


def line(kind: str, **more: Any) -> dict[str, Any]:
    return {"type": kind, "case": CASE, **more}


@pytest.mark.parametrize(
    "said",
    [
        None,
        3,
        [],
        {},
        {"type": "open"},
        line("what"),
        line("open"),
        line("open", debt="0.00", debtor="business"),
        line("open", debt="12.345", debtor="business"),
        line("open", debt="-5", debtor="business"),
        line("open", debt="10.00", debtor="cat"),
        line("open", debt="10.00", debtor="business", history=[1]),
        line("open", debt="10.00", debtor="business", overdue_days=-1),
        line("accept"),
        line("counter", offer=None),
        line("counter", offer={"down": "x"}),
        line("say", text=5),
        line("silence", days="5"),
        {"type": ["open"], "case": CASE},
        {"type": "open", "case": 7},
    ],
)
def test_what_makes_no_sense_is_answered_with_what_was_wrong(said: object) -> None:
    answer = Talks(policy()).answer(said)
    assert (answer.kind, answer.offer) == ("person", None)
    assert answer.because.nl.startswith("Er is iets mis met dit bericht: ")


def test_a_case_opened_twice_keeps_its_offer_and_one_that_differs_is_for_a_person() -> None:
    talks = Talks(policy())
    first = talks.answer(line("open", debt="1200.00", debtor="business"))
    assert talks.answer(line("open", debt="1200.00", debtor="business")).offer == first.offer
    assert talks.answer(line("open", debt="1300.00", debtor="business")).kind == "person"
    assert talks.answer(line("accept")).offer == first.offer


def test_cases_do_not_know_each_other() -> None:
    talks, alone = Talks(policy()), Talks(policy())
    expected = [alone.answer(said).as_json() for said in (line("open", debt="900.00", debtor="consumer"), line("reject"))]
    other = {"case": "c2", "debt": "50.00", "debtor": "business", "type": "open"}
    got = [
        talks.answer(said)
        for said in (other, line("open", debt="900.00", debtor="consumer"), {"case": "c2", "type": "reject"}, line("reject"))
    ]
    assert [got[1].as_json(), got[3].as_json()] == expected


def test_the_answer_reads_as_the_contract_says() -> None:
    answer = Talks(policy()).answer(line("open", debt="1200.00", debtor="consumer")).as_json()
    assert list(answer) == ["case", "type", "offer", "text", "because"]
    assert list(answer["offer"]) == ["down", "instalments", "instalment", "every_days", "first_on_day", "discount"]
    assert as_json(Offer(1, 2, 3, 4, 5, 6))["down"] == "0.01"
