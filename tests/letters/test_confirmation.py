"""The confirmation of a call: each agreement in its own words, the promised sum in every place, nothing asked without one."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from akkoord.core.letter import AgreedLine, LetterContent, LetterParty, Talk
from akkoord.core.letter_json import packed, unpacked
from akkoord.letters.check import check
from akkoord.letters.example import TALK, example
from akkoord.letters.page import page_data
from akkoord.letters.plain import plain_text
from akkoord.letters.talk import KINDS
from akkoord.letters.texts import blocks_for, subject_for

US = LetterParty("De Linde B.V.", street="Dorpsstraat 12", city="Zeist", email="post@delinde.example", iban="NL91ABNA0417164300")
FRIDAY = date(2026, 11, 27)


def confirming(*agreed: AgreedLine, language: str = "nl", words: tuple[str, ...] = ()) -> LetterContent:
    content = example("confirmation", language=language, tone="businesslike", sender=US, signed_by="Anna")
    return replace(content, talk=Talk(content.dated, "Kees", words, agreed))


def text_of(content: LetterContent) -> str:
    return plain_text(content, blocks=blocks_for(content), subject=subject_for(content)).replace("\u00a0", " ")


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("kind", KINDS)
def test_each_kind_of_agreement_has_a_block_of_its_own(kind: str, language: str) -> None:
    line = next(one for one in TALK.agreed if one.kind == kind)
    content = confirming(line, language=language)
    names = [block.name for block in blocks_for(content)]
    assert [name for name in names if name not in ("greeting", "opening", "contact", "closing")] == [kind.replace("-", "_")]
    assert check(content, blocks=blocks_for(content), subject=subject_for(content)) == ()


def test_the_promise_is_the_sum_that_is_asked_in_every_place() -> None:
    content = confirming(AgreedLine("promise", amount=50_000, day=FRIDAY))
    data = page_data(content, blocks=blocks_for(content), subject=subject_for(content))
    assert [one.replace("\u00a0", " ") for one in data["sum"]] == ["Te betalen", "€ 500,00"]
    assert data["invoices"]["sums"][-1][0] == "Staat nu open"
    assert "Bedrag: € 500,00" in text_of(content)
    assert "U betaalt € 500,00 uiterlijk vrijdag 27 november 2026." in text_of(content)


def test_without_a_promise_nothing_is_asked() -> None:
    content = confirming(AgreedLine("complaint", "de haag is scheef", day=FRIDAY))
    data = page_data(content, blocks=blocks_for(content), subject=subject_for(content))
    assert data["sum"] == []
    assert "@payment" not in [one["part"] for one in data["body"]]
    assert "Betaalgegevens" not in text_of(content)


def test_his_own_words_stand_in_it_with_whatever_signs() -> None:
    content = confirming(words=("ik wacht op {geld} van #1 [klant]",))
    assert "U vertelde ons: “ik wacht op {geld} van #1 [klant]”" in text_of(content)
    assert check(content, blocks=blocks_for(content), subject=subject_for(content)) == ()


def test_a_promise_that_a_person_struck_out_is_missed() -> None:
    content = confirming(AgreedLine("promise", amount=50_000, day=FRIDAY))
    blocks = tuple(replace(one, text="Tot ziens.") if one.name == "promise" else one for one in blocks_for(content))
    assert len(check(content, blocks=blocks, subject=subject_for(content))) == 2  # the sum and the day


def test_the_call_is_kept_with_the_letter_as_it_was() -> None:
    content = example("confirmation", language="nl", tone="businesslike", sender=US)
    assert unpacked(packed(content)) == content
