"""The contract of the reasons shelf: what every reason holds, how it is said, and what the guide of a call says beside it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any

import pytest

from akkoord.core.conversation.reason import Cause, Reason, reason_of
from akkoord.reasons import guide, reasons

SHELF = reasons()
GUIDE = guide()
MIN_EXAMPLES = 40
MOST_WORDS = 30  # in one spoken sentence
IDS = """
    already-paid awaiting-approval awaiting-own-customer bad-treatment call-back-later external-circumstances indifferent insolvency
    invoice-incorrect never-ordered no-money none not-my-department not-received other-term payment-run person-absent
    personal-circumstances quality-dispute set-off sue-me technical-problem vague-promise
"""
FIELD = re.compile(r"\{(.*?)\}")
FIELDS_OF_A_REASON = {"bedrag", "dag1", "dag2"}
NO_FEAR = re.compile(r"incasso|deurwaarder|rechter", re.IGNORECASE)
OF_A_DEBT = re.compile(r"rekening|factu|betal|bedrag|geld|schuld|achterstand|herinnering|aanmaning", re.IGNORECASE)
SPECIAL = {"voicemail", "third_person", "wrong_number", "paid_meanwhile", "stop"}

every_reason = pytest.mark.parametrize("reason", SHELF.values(), ids=lambda one: one.id)


def spoken(reason: Reason) -> tuple[str, ...]:
    """Everything of a reason that is said to the debtor."""
    return (*reason.opening, *reason.ask, *reason.empathy, *reason.back_to_arrears, *reason.again)


def sentences(lines: Iterable[str]) -> list[str]:
    return [sentence for line in lines for sentence in re.split(r"(?<=[.?])\s+", line)]


def too_long(lines: Iterable[str]) -> list[str]:
    return [sentence for sentence in sentences(lines) if len(sentence.split()) > MOST_WORDS]


def fields(lines: Iterable[str]) -> set[str]:
    return {name for line in lines for name in FIELD.findall(line)}


def plain(said: str) -> str:
    """What is said, without case, spacing and signs."""
    return " ".join(re.findall(r"\w+", said.casefold())) or said.strip()


def parts_of_the_guide() -> dict[str, Mapping[str, Any]]:
    steps = {step["id"]: step for step in GUIDE["step"]}
    return {"start": GUIDE["start"], **steps, "close": GUIDE["close"], **GUIDE["special"]}


every_part = pytest.mark.parametrize(("name", "part"), parts_of_the_guide().items(), ids=lambda one: one if isinstance(one, str) else "")


def test_shelf_has_every_reason() -> None:
    assert list(SHELF) == IDS.split()


@every_reason
def test_reason_has_all_its_texts(reason: Reason) -> None:
    lengths = {name: len(getattr(reason, name)) for name in ("opening", "ask", "empathy", "back_to_arrears", "avoid")}
    assert {name: length for name, length in lengths.items() if not 2 <= length <= 3} == {}
    assert 1 <= len(reason.again) <= 2
    assert 2 <= len(sentences([reason.behind])) <= 3
    assert (bool(reason.then), bool(reason.source)) == (True, True)


@every_reason
def test_reason_agrees_each_thing_once_and_asks_each_proof_once(reason: Reason) -> None:
    assert [one for said in (reason.then, reason.proof) for one, times in Counter(said).items() if times > 1] == []


@every_reason
def test_reason_has_a_name_that_fits_on_a_button(reason: Reason) -> None:
    assert [name for name in reason.name if not 0 < len(name) <= 35] == []


def test_reasons_have_names_of_their_own() -> None:
    for language in (0, 1):
        assert len({reason.name[language] for reason in SHELF.values()}) == len(SHELF)


def test_only_what_is_no_reason_has_an_unknown_cause() -> None:
    assert [reason.id for reason in SHELF.values() if reason.cause is Cause.UNKNOWN] == ["none"]
    assert {reason.cause for reason in SHELF.values()} == set(Cause)


@every_reason
def test_reason_is_heard_in_many_ways(reason: Reason) -> None:
    assert len(reason.sounds_like) >= MIN_EXAMPLES


def test_nothing_that_is_said_stands_twice_on_the_shelf() -> None:
    said = Counter(plain(one) for reason in SHELF.values() for one in reason.sounds_like)
    assert [one for one, times in said.items() if times > 1] == []


def test_no_sentence_is_said_for_two_reasons() -> None:
    said = Counter(plain(line) for reason in SHELF.values() for line in spoken(reason))
    assert [line for line, times in said.items() if times > 1] == []


@every_reason
def test_reason_names_only_fields_that_are_known(reason: Reason) -> None:
    assert fields(spoken(reason)) - FIELDS_OF_A_REASON == set()
    assert fields((reason.behind, *reason.proof, *reason.avoid, *reason.sounds_like)) == set()


@every_reason
def test_reason_shows_understanding_without_naming_a_day_or_a_sum(reason: Reason) -> None:
    assert fields((reason.ask[0], reason.empathy[0])) == set()


@every_reason
def test_reason_comes_back_to_a_day(reason: Reason) -> None:
    assert [line for line in reason.back_to_arrears if not re.search(r"\{dag[12]\}|\bdag\b", line)] == []
    assert fields(reason.back_to_arrears) >= {"bedrag", "dag1"} or fields(reason.back_to_arrears) >= {"dag1", "dag2"}


@every_reason
def test_sentence_reads_with_its_fields_filled_in(reason: Reason) -> None:
    assert [sentence for sentence in sentences(spoken(reason)) if sentence.startswith("{")] == []  # "vrijdag" has no capital


@every_reason
def test_reason_is_said_in_short_calm_sentences(reason: Reason) -> None:
    assert too_long((*spoken(reason), *reason.proof)) == []
    assert [line for line in (*spoken(reason), *reason.proof, *reason.avoid) if "!" in line] == []


@every_reason
def test_reason_says_u(reason: Reason) -> None:
    assert [line for line in spoken(reason) if re.search(r"\b(jij|jou|jouw|jullie|je)\b", line, re.IGNORECASE)] == []


@every_reason
def test_reason_begins_and_comforts_without_a_threat(reason: Reason) -> None:
    assert [line for line in (*reason.opening, *reason.empathy) if NO_FEAR.search(line)] == []


def test_reason_that_lacks_a_part_says_which() -> None:
    with pytest.raises(ValueError, match=r"reason none: missing \['again'.*unknown \['colour'\]"):
        reason_of({"id": "none", "colour": "red"})


def test_guide_has_its_steps_in_order_and_every_moment_at_which_they_do_not_count() -> None:
    assert [step["id"] for step in GUIDE["step"]] == ["talk", "understand", "return"]
    assert set(GUIDE) == {"start", "step", "close", "special"}
    assert set(GUIDE["special"]) == SPECIAL


@every_part
def test_part_of_the_guide_has_all_its_texts(name: str, part: Mapping[str, Any]) -> None:
    more = {"id", "goal", "minutes"} if "id" in part else {"refer"} if "refer" in part else set()
    assert set(part) - {"questions"} == {"name", "say", "avoid"} | more
    assert set(part["name"]) == {"nl", "en"}
    assert [key for key, value in part.items() if not value] == []


@every_part
def test_part_of_the_guide_is_said_in_short_calm_sentences(name: str, part: Mapping[str, Any]) -> None:
    said = (*part["say"], *part.get("questions", ()))
    assert too_long(said) == []
    assert [line for line in (*said, *part["avoid"]) if "!" in line] == []
    assert [line for line in said if NO_FEAR.search(line)] == []


@every_part
def test_part_of_the_guide_names_only_fields_that_are_known(name: str, part: Mapping[str, Any]) -> None:
    greeting = {"ik", "bedrijf", "wie"}
    has = {"start": greeting, "voicemail": {*greeting, "nummer"}, "third_person": {"ik", "wie"}}
    known = {"return": {"bedrag", "dag1", "dag2"}, "close": {"bedrag", "dag"}, **has}.get(name, set())
    assert fields((*part["say"], *part.get("questions", ()))) == known


def test_steps_have_a_time_box_of_minutes() -> None:
    assert [step["minutes"] for step in GUIDE["step"] if not 1 <= step["minutes"] <= 5] == []


@pytest.mark.parametrize("moment", ["voicemail", "third_person", "wrong_number"])
def test_nobody_else_hears_a_word_of_the_debt(moment: str) -> None:
    part = GUIDE["special"][moment]
    assert [line for line in (*part["say"], *part.get("questions", ())) if OF_A_DEBT.search(line)] == []


def test_before_one_knows_whom_one_speaks_with_nothing_is_said_of_the_debt() -> None:
    assert [line for line in GUIDE["start"]["say"] if OF_A_DEBT.search(line)] == []


def test_guide_says_whom_to_refer_to_when_it_stops() -> None:
    stop = GUIDE["special"]["stop"]
    assert [set(one) for one in stop["refer"] if set(one) != {"name", "reach", "help", "source"}] == []
    assert {"112", "113 Zelfmoordpreventie", "Geldfit", "155 Help een Bedrijf"} - {one["name"] for one in stop["refer"]} == set()
    numbers = {number for one in stop["refer"] for number in re.findall(r"\b\d[\d-]{2,}\b", one["reach"])}
    assert set(re.findall(r"\b\d[\d-]{2,}\b", " ".join((*stop["say"], *stop["avoid"])))) - numbers == set()
