"""A letter that may not leave says why, and on which rule that rests."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest

from akkoord.core.letter import LetterContent, LetterParty
from akkoord.letters.check import check
from akkoord.letters.files import LANGUAGES, kinds, letter_file
from akkoord.letters.refusals import ARTICLE_96
from akkoord.letters.texts import Block, blocks_for, subject_for

Make = Callable[..., LetterContent]
EVERY = [
    (kind, language, who) for language in LANGUAGES for kind in kinds(language) for who in letter_file(kind, language=language).audience
]


def reasons(content: LetterContent, *, blocks: tuple[Block, ...] | None = None, subject: str | None = None) -> list[str]:
    """The Dutch sentences of a check, with plain spaces."""
    texts = blocks_for(content) if blocks is None else blocks
    found = check(content, blocks=texts, subject=subject_for(content) if subject is None else subject)
    return [refusal.why.nl.replace("\u00a0", " ") for refusal in found]


def with_text(content: LetterContent, name: str, text: str) -> tuple[Block, ...]:
    """The letter's blocks, one of them written anew."""
    return tuple(replace(block, text=text) if block.name == name else block for block in blocks_for(content))


def with_more(content: LetterContent, text: str) -> tuple[Block, ...]:
    """The letter's blocks with one added."""
    return (*blocks_for(content), Block("own", text))


@pytest.mark.parametrize(("kind", "language", "who"), EVERY)
@pytest.mark.parametrize("count", [1, 3])
def test_letter_as_made_may_leave(letter: Make, with_annex: Make, kind: str, language: str, who: str, count: int) -> None:
    assert reasons(with_annex(letter(kind, language=language, count=count, consumer=who == "consumer"))) == []


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"sender": LetterParty(name="De Linde")}, "In deze brief ontbreekt een geldig IBAN van de afzender."),
        ({"addressee": LetterParty(name=" ")}, "In deze brief ontbreekt de naam van de geadresseerde."),
        ({"last_day": None}, "In deze brief ontbreekt de laatste dag om te betalen."),
        ({"last_day": date(2026, 11, 24)}, "De laatste dag om te betalen ligt niet na de datum van de brief."),
        ({"partner": ""}, "In deze brief ontbreekt de naam van de incassopartner."),
        ({"asked": 1}, "Het gevraagde bedrag is niet de som van facturen, rente en kosten."),
        ({"invoices": ()}, "De facturen tellen niet op tot het bedrag dat openstaat."),
    ],
)
def test_letter_that_lacks_a_fact_is_refused(letter: Make, change: dict[str, object], reason: str) -> None:
    assert reasons(replace(letter("collection-warning"), **change)) == [reason]  # type: ignore[arg-type]  # the table above holds fields


def test_letter_without_a_sum_is_refused(letter: Make) -> None:
    content = replace(letter("reminder"), asked=0, principal=0, invoices=())
    assert reasons(content) == ["In deze brief ontbreekt het gevraagde bedrag."]


def test_wrong_iban_is_named(letter: Make) -> None:
    content = letter("reminder")
    assert reasons(replace(content, sender=replace(content.sender, iban="NL00ABNA0417164300"))) == [
        "In deze brief ontbreekt een geldig IBAN van de afzender.",
        "Dit is geen geldig IBAN: NL00ABNA0417164300.",
    ]


def test_reminder_with_interest_is_refused(letter: Make) -> None:
    content = letter("reminder")
    assert reasons(replace(content, interest=5, asked=content.asked + 5)) == ["Een herinnering vraagt geen rente of kosten."]


def test_notice_of_default_is_not_for_a_consumer(letter: Make) -> None:
    assert reasons(letter("notice-of-default", consumer=True)) == ["Deze brief is niet bedoeld voor een consument."]


def test_text_that_no_longer_names_the_last_day_is_refused(letter: Make) -> None:
    content = letter("notice-of-default")
    assert reasons(content, blocks=with_text(content, "request", "Betaal snel.")) == [
        "In de tekst staat de laatste dag om te betalen niet meer: dinsdag 8 december 2026.",
        "In de tekst moet staan: “stellen wij u in gebreke”.",
    ]


@pytest.mark.parametrize("left", ["{{", "}}", "{last_day}"])
def test_unfilled_field_is_refused(letter: Make, left: str) -> None:
    content = letter("reminder")
    assert reasons(content, blocks=with_more(content, f"Vóór {left} graag.")) == [f"In de tekst staat nog een leeg veld: {left}"]


def test_braces_in_a_name_are_no_unfilled_field(letter: Make) -> None:
    content = letter("reminder")
    assert reasons(replace(content, addressee=replace(content.addressee, name="{code} B.V.", contact="{code}"))) == []


def test_characters_without_a_glyph_are_named(letter: Make) -> None:
    content = letter("reminder")
    assert reasons(content, blocks=with_more(content, "Dank u 😀 中 😀")) == ["Deze tekens kunnen niet worden gedrukt: 😀中"]


def test_letter_without_a_subject_is_refused(letter: Make) -> None:
    assert reasons(letter("reminder"), subject="  ") == ["De brief heeft geen onderwerp."]


@pytest.mark.parametrize(
    "wrong",
    [
        "veertien dagen na dagtekening",
        "14 dagen na heden",
        "14 dagen na verzending",
        "veertien dagen na de datum",
        "14 dagen na ontvangst",
        "twee weken vanaf vandaag",
        "veertien dagen vanaf de dag",
    ],
)
def test_fourteen_day_letter_with_another_term_is_refused(letter: Make, wrong: str) -> None:
    content = letter("fourteen-day-letter", consumer=True)
    found = check(content, blocks=with_more(content, f"Betaal binnen {wrong} van deze brief."), subject="Brief")
    assert [(one.why.nl, one.source) for one in found] == [(f"Deze termijn geldt niet: “{wrong}”.", ARTICLE_96)]


@pytest.mark.parametrize("day", ["10 december 2026", "10 december", "10-12-2026", "10/12/2026", "2026-12-10"])
def test_fourteen_day_letter_with_a_date_as_term_is_refused(letter: Make, day: str) -> None:
    content = replace(letter("fourteen-day-letter", consumer=True), last_day=date(2026, 12, 10))
    found = reasons(content, blocks=with_more(content, f"Uiterlijk {day} dus."))
    assert [reason.partition(":")[0] for reason in found] == ["In een veertiendagenbrief staat geen datum als termijn"]


def test_fourteen_day_letter_with_another_amount_is_refused(letter: Make) -> None:
    content = letter("fourteen-day-letter", consumer=True)
    assert reasons(content, blocks=with_more(content, "Of maak alvast € 200 over.")) == ["Dit bedrag hoort niet in deze brief: € 200."]
    assert reasons(content, blocks=with_more(content, "U weet het: € 1250.")) == []


def test_fourteen_day_letter_with_costs_in_the_sum_is_refused(letter: Make) -> None:
    content = letter("fourteen-day-letter", consumer=True)
    assert reasons(replace(content, costs=18_750, asked=content.asked + 18_750)) == [
        "De incassokosten mogen nog niet in het gevraagde bedrag zitten."
    ]


def test_fourteen_day_letter_without_exact_costs_is_refused(letter: Make) -> None:
    content = replace(letter("fourteen-day-letter", consumer=True), costs_if_late=0)
    assert "In deze brief ontbreekt het bedrag aan incassokosten." in reasons(content)


def test_fourteen_day_letter_whose_term_was_changed_is_refused(letter: Make) -> None:
    content = letter("fourteen-day-letter", consumer=True)
    blocks = with_text(content, "term", "Betaal € 1.262,47. Anders komt er € 187,50 bij.")
    assert reasons(content, blocks=blocks) == [
        "De wettelijke termijn moet er precies één keer zo staan: “binnen veertien dagen vanaf de dag nadat deze brief bij u is bezorgd”.",
        "De tekst over de termijn en de kosten mag niet worden gewijzigd.",
    ]


def test_every_refusal_speaks_both_languages_and_names_its_source(letter: Make) -> None:
    content = replace(letter("fourteen-day-letter"), sender=LetterParty(name="", iban="x"), asked=-1, costs_if_late=0, costs=1)
    found = check(content, blocks=(Block("term", "{x} 😀 € 3 binnen 14 dagen na heden"),), subject="")
    assert len(found) > 9
    assert [one for one in found if not (one.why.nl and one.why.en and one.source) or "{what}" in one.why.nl] == []
