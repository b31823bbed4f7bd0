"""The recogniser: what is shipped is what the examples teach, how well it hears what it was not taught, and what it does with anything."""

from __future__ import annotations

import subprocess
import sys

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from akkoord.core.conversation.learn import Lessons, chances
from akkoord.core.conversation.recognise import SHARPNESS, SURE, Recognised
from akkoord.core.conversation.weights import Weights
from akkoord.reasons import examples, lexicon, reasons, recogniser
from akkoord.reasons.learnt import taught_by
from akkoord.work.hear import hear

EACH = 4
MACRO_F1 = 0.70  # of three parts of that fourth, each recognised by what the other two teach
SURE_AND_RIGHT = 0.95
PARTS = 3
recognise = recogniser().recognise


@pytest.fixture(scope="module")
def lessons() -> Lessons:
    """A fourth of the shelf: all of it takes a minute to learn."""
    return Lessons({reason: said[::EACH] for reason, said in examples().items()}, lexicon())


@pytest.fixture(scope="module")
def held_back(lessons: Lessons) -> np.ndarray:
    """The chances of every example, by what the other parts teach."""
    part = np.arange(len(lessons.truth)) % PARTS
    found = np.zeros((len(lessons.truth), len(lessons.reasons)))
    for one in range(PARTS):
        found[part == one] = chances(SHARPNESS * lessons.scores_of(part == one))
    return found


def test_every_reason_has_enough_examples() -> None:
    assert {reason: len(said) for reason, said in examples().items() if len(said) < 60} == {}


def test_what_is_shipped_was_learnt_from_these_examples() -> None:
    """Where it was not: `make reasons`."""
    assert recogniser().weights.made_of == taught_by()


def test_examples_that_are_held_back_are_recognised(lessons: Lessons, held_back: np.ndarray) -> None:
    answers = held_back.argmax(axis=1)
    shares = []
    for place in range(len(lessons.reasons)):
        right = int(((answers == place) & (lessons.truth == place)).sum())
        shares.append(2 * right / int((answers == place).sum() + (lessons.truth == place).sum()))
    assert sum(shares) / len(shares) >= MACRO_F1


def test_what_is_sure_is_right(lessons: Lessons, held_back: np.ndarray) -> None:
    sure = held_back.max(axis=1) >= SURE
    assert sure.mean() > 0.5
    assert (held_back.argmax(axis=1) == lessons.truth)[sure].mean() >= SURE_AND_RIGHT


def test_weights_are_the_same_after_they_were_kept() -> None:
    weights = recogniser().weights
    assert isinstance(weights, Weights)
    assert sorted(weights.arrays()) == ["bias", "keys", "made_of", "rare", "reasons", "scale", "table"]
    assert weights.reasons == tuple(reasons())


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("die factuur heb ik nooit ontvangen", "not-received"),
        ("DIE FAKTUUR HEBBIK NOOOIT ONTVANGE!!!", "not-received"),
        ("dat heb ik vorige week al overgemaakt", "already-paid"),
        ("klaag me maar aan", "sue-me"),
        ("het kan me niet schelen", "indifferent"),
        ("ik ben het niet eens met de geleverde diensten", "quality-dispute"),
        ("Goedemorgen, met Bakker", "none"),
        ("Goedemorgen, met Bakker. Ja, dat klopt. We zijn vorige week failliet verklaard.", "insolvency"),
        ("Hallo. Fijn dat u belt. Hoe gaat het? De boekhoudster is tot maandag met vakantie, zij doet de betalingen.", "person-absent"),
    ],
)
def test_what_is_plainly_said_is_recognised(text: str, reason: str) -> None:
    assert recognise(text).reason == reason


@pytest.mark.parametrize("text", ["", " \n\t", "...", "\0\0", "😀😀", "12345"])
def test_what_says_nothing_is_none(text: str) -> None:
    found = recognise(text)
    assert (found.reason, found.confidence) == ("none", 1.0)


@pytest.mark.parametrize(
    "text",
    [
        "Ich habe die Rechnung nicht bekommen und werde nicht bezahlen",
        "Je n'ai jamais reçu la facture, vous pouvez la renvoyer",
        "No he recibido la factura, no puedo pagar",
        "Nie dostałem faktury i nie zapłacę",
        "Faturayı almadım, tekrar gönderin",
        "我没有收到发票",
        "asldkj qwoeiru zmxncb",
    ],
)
def test_what_cannot_be_understood_is_not_sure(text: str) -> None:
    assert not recognise(text).sure


def whole(found: Recognised) -> None:
    assert found.reason in reasons()
    assert 0 <= found.confidence <= 1
    assert [one.confidence for one in found.others] == sorted((one.confidence for one in found.others), reverse=True)
    assert len({found.reason, *(one.reason for one in found.others)}) == 5
    assert found.sure <= (found.confidence >= SURE)


@given(st.text())
def test_any_text_has_an_answer(text: str) -> None:
    whole(recognise(text))


@given(st.lists(st.sampled_from(["ik", "betaal", "niet", "\0", "é", "?!", "\n", "€ 12,50", "@", "😀", "1-1"]), min_size=1, max_size=9))
def test_ten_thousand_letters_have_an_answer(parts: list[str]) -> None:
    said = " ".join(parts)
    whole(recognise((said + " ") * (10_000 // len(said) + 1)))


def test_what_a_long_letter_ends_with_is_heard() -> None:
    letter = "Geachte mevrouw. " + "Met belangstelling heb ik uw bericht gelezen. " * 200 + "Onze bv is failliet verklaard."
    assert len(letter) > 9_000
    assert "insolvency" in [recognise(letter).reason, *(one.reason for one in recognise(letter).others)]


def test_hearing_tells_the_reason_and_the_signs() -> None:
    heard = hear("Mijn man is vorige week overleden, ik weet niet hoe ik dit moet betalen")
    assert (heard.reason, heard.vulnerable) == ("personal-circumstances", ("grief",))


def test_hearing_needs_neither_the_network_nor_what_only_developers_have() -> None:
    code = (
        "import sys; from akkoord.work.hear import hear; hear('ik betaal niet'); "
        "print(sorted({'sklearn', 'scipy', 'django', 'socket'} & sys.modules.keys()))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"
