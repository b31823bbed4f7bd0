"""The letters about stopping work: what they say, and what a letter that lacks it or threatens too much is told."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest

from akkoord.core.letter import LetterContent
from akkoord.letters.check import check
from akkoord.letters.texts import Block, blocks_for, subject_for

Make = Callable[..., LetterContent]
RESUME = "Zodra u hebt betaald, gaan wij meteen verder met dit werk."
BOTH = pytest.mark.parametrize("kind", ["suspension-warning", "suspension"])


def said(content: LetterContent) -> dict[str, str]:
    """The blocks by name, with plain spaces."""
    return {block.name: block.text.replace("\u00a0", " ") for block in blocks_for(content)}


def reasons(content: LetterContent, *, change: tuple[str, str] = ("", ""), more: str = "") -> list[tuple[str, str]]:
    """(Dutch sentence, source) of everything against the letter, one block written anew or one added."""
    name, text = change
    blocks = [replace(block, text=text) if block.name == name else block for block in blocks_for(content)]
    found = check(content, blocks=[*blocks, Block("own", more)] if more else blocks, subject=subject_for(content))
    return [(one.why.nl.replace("\u00a0", " "), one.source) for one in found]


def test_warning_names_the_last_day_the_day_the_work_stops_and_the_way_back(letter: Make) -> None:
    content = letter("suspension-warning")
    blocks = said(content)
    assert subject_for(content) == "Wij stoppen met ons werk als factuur 2026-0101 open blijft"
    assert blocks["stop"] == (
        "Wilt u € 1.262,47 uiterlijk dinsdag 8 december 2026 betalen? Is er dan niet betaald, dan leggen wij vanaf woensdag 9 december "
        "2026 dit werk stil: het onderhoud van uw tuin."
    )
    assert blocks["ground"] == "Dat mag op grond van artikel 6:262 BW: zolang u niet betaalt, hoeven wij dit werk niet te doen."
    assert blocks["resume"].endswith("Ligt het werk toch stil? Zodra u hebt betaald, gaan wij meteen verder met dit werk.")


def test_letter_that_work_has_stopped_says_since_when_and_what_was_announced(letter: Make) -> None:
    blocks = said(letter("suspension"))
    assert blocks["opening"].startswith("Op 4 november 2026 schreven wij u dat wij werk stilleggen als factuur 2026-0101 open blijft.")
    assert blocks["stop"] == "Daarom ligt vanaf dinsdag 24 november 2026 dit werk stil: het onderhoud van uw tuin."


@BOTH
def test_ground_to_fear_stands_in_the_letter_that_rests_on_it(letter: Make, kind: str) -> None:
    content = replace(letter(kind), article="6:263", fear="uw bank heeft het krediet opgezegd")
    assert said(content)["ground"].endswith("Die grond is: uw bank heeft het krediet opgezegd.")
    assert reasons(content) == []
    lacks = "In deze brief ontbreekt de grond om te vrezen dat er niet betaald wordt."
    assert [why for why, _ in reasons(replace(content, fear=""))] == [lacks]
    gone = "In de tekst staat de grond om te vrezen dat er niet betaald wordt niet meer: uw bank heeft het krediet opgezegd."
    assert [why for why, _ in reasons(content, change=("ground", "Dat mag op grond van artikel 6:263 BW."))] == [gone]


@BOTH
@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"work": ""}, "In deze brief ontbreekt het werk dat stilligt."),
        ({"stops_on": None}, "In deze brief ontbreekt de dag vanaf wanneer het werk stilligt."),
        ({"article": ""}, "In deze brief ontbreekt het artikel waarop het rust."),
        ({"article": "6:119"}, "Dit artikel geeft geen recht om werk stil te leggen: 6:119."),
    ],
)
def test_letter_that_lacks_what_the_law_wants_is_refused(letter: Make, kind: str, change: dict[str, object], reason: str) -> None:
    found = [why for why, _ in reasons(replace(letter(kind), **change))]  # type: ignore[arg-type]  # the table above holds fields
    assert found == [reason]


@BOTH
@pytest.mark.parametrize(
    ("block", "reason"),
    [
        ("stop", "In de tekst staat het werk dat stilligt niet meer: het onderhoud van uw tuin."),
        ("ground", "In de tekst staat het artikel waarop het rust niet meer: artikel 6:262 BW."),
        ("resume", f"In de tekst staat dat het werk meteen verdergaat na betaling niet meer: {RESUME}"),
        ("resume", "In de tekst staat hoe u te bereiken bent niet meer: 033 123 45 67."),
    ],
)
def test_text_that_lost_a_part_that_must_be_there_is_refused(letter: Make, kind: str, block: str, reason: str) -> None:
    assert reason in [why for why, _ in reasons(letter(kind), change=(block, "Dank u."))]


def test_way_to_reach_us_may_stand_in_other_words(letter: Make) -> None:
    content = letter("suspension-warning")
    text = "Bel Marieke: 033 123 45 67. Zodra u hebt betaald, gaan wij meteen verder met dit werk."
    assert reasons(content, change=("resume", text)) == []


def test_work_stops_after_the_last_day_and_has_stopped_when_the_letter_says_so(letter: Make) -> None:
    early = replace(letter("suspension-warning"), stops_on=date(2026, 12, 8))
    assert reasons(early) == [("Het werk kan pas stilliggen na de laatste dag om te betalen.", "6:2 lid 1 BW")]
    later = replace(letter("suspension"), stops_on=date(2026, 11, 25))
    assert reasons(later) == [("De brief zegt dat het werk stilligt, maar dat is pas later zo.", "6:193c BW")]


def test_work_that_was_not_announced_does_not_stand_still(letter: Make) -> None:
    content = replace(letter("suspension"), earlier=())
    assert [why for why, _ in reasons(content)] == ["In deze brief ontbreekt de dag waarop dit is aangekondigd."]


@BOTH
@pytest.mark.parametrize(
    ("more", "source"),
    [
        ("Dat staat ook in onze algemene voorwaarden.", "6:236 onder c BW"),
        ("Er komt dan een boete bij.", "6:96 lid 5 BW"),
        ("U betaalt daarna heraansluitkosten.", "6:96 lid 5 BW"),
        ("Hervatten kost u € 75.", "6:96 lid 5 BW"),
        ("Anders komt de deurwaarder.", "6:193a-6:193j BW"),
        ("Wij melden u dan bij het BKR.", "6:193a-6:193j BW"),
    ],
)
def test_consumer_is_threatened_with_nothing_the_law_does_not_give(letter: Make, kind: str, more: str, source: str) -> None:
    content = letter(kind, consumer=True)
    assert [where for _, where in reasons(content, more=more)] == [source]
    assert reasons(letter(kind), more=more) == []


@BOTH
def test_consumer_is_told_where_help_is(letter: Make, kind: str) -> None:
    content = letter(kind, consumer=True)
    assert "geldfit.nl" in said(content)["contact"]
    found = [why for why, _ in reasons(content, change=("contact", "Hebt u al betaald? Bel ons."))]
    assert [why.partition(" niet meer")[0] for why in found] == ["In de tekst staat waar iemand gratis hulp krijgt bij geldzorgen"]
    assert "geldfit.nl" not in said(letter(kind))["contact"]


def test_work_and_names_may_sound_as_they_do(letter: Make) -> None:
    plain = letter("suspension-warning", consumer=True)
    sender = replace(plain.sender, name="Tuinen bij de Politie B.V.", email="post@deurwaarder.example")
    content = replace(plain, sender=sender, signed_by="B. Beslag", work="het schrijven van uw algemene voorwaarden {v2}")
    assert reasons(content) == []
