"""What letters say: the right alternative, every fact filled in, in good Dutch and English."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest

from akkoord.core.day_words import day_shown
from akkoord.core.letter import LetterContent, LetterParty
from akkoord.letters.files import LANGUAGES, kinds
from akkoord.letters.plain import plain_text
from akkoord.letters.texts import Block, blocks_for, fill, in_order, subject_for, term_for

Make = Callable[..., LetterContent]
EVERY = [(kind, language) for language in LANGUAGES for kind in kinds(language)]


def said(content: LetterContent) -> dict[str, str]:
    """The blocks by name, with plain spaces."""
    return {block.name: block.text.replace("\u00a0", " ") for block in blocks_for(content)}


def variants(content: LetterContent) -> list[LetterContent]:
    """The letter with less and less known."""
    sender = content.sender
    return [
        content,
        replace(content, earlier=()),
        replace(content, signed_by="", sender=replace(sender, phone="")),
        replace(content, signed_by="", sender=replace(sender, phone="", email="", iban="")),
        replace(content, interest=0, asked=content.principal + content.costs),
        replace(content, interest=0, costs=0, costs_if_late=0, asked=content.principal, last_day=None, reference=""),
        replace(content, addressee=LetterParty(name="X")),
    ]


@pytest.mark.parametrize(("kind", "language"), EVERY)
@pytest.mark.parametrize("count", [1, 3])
@pytest.mark.parametrize("consumer", [False, True])
def test_texts_are_whole_sentences_however_little_is_known(letter: Make, kind: str, language: str, count: int, consumer: bool) -> None:
    odd = re.compile(r" {2}| [.,;:]|\.\.|[{}]|\( ?\)|^\s|\s$")
    for content in variants(letter(kind, language=language, count=count, consumer=consumer)):
        texts = [*(block.text for block in blocks_for(content)), subject_for(content)]
        if content.last_day or kind in ("reminder", "fourteen-day-letter", "suspension"):
            assert [text for text in texts if odd.search(text)] == []


def test_reminder_says_one_invoice_as_one(letter: Make) -> None:
    content = letter("reminder")
    assert subject_for(content) == "Herinnering: factuur 2026-0101"
    assert said(content)["opening"] == (
        "Op 20 oktober 2026 verliep de betaaltermijn van factuur 2026-0101. Volgens onze administratie staat daarvan nog "
        "€ 1.250,00 open. Misschien is de factuur aan uw aandacht ontsnapt; dat kan gebeuren."
    )


def test_reminder_says_more_invoices_as_more(letter: Make) -> None:
    content = letter("reminder", count=3, language="en")
    assert subject_for(content) == "Reminder: 3 invoices are still open"
    assert said(content)["opening"].startswith("The invoices below are past their due date. According to our records € 3,843.39")


def test_reminder_never_speaks_of_interest_or_costs(letter: Make) -> None:
    content = letter("reminder", count=2)
    assert re.findall("rente|kosten|incasso", plain_text(content, blocks=blocks_for(content), subject=subject_for(content))) == []


def test_notice_of_default_names_sums_last_day_and_what_follows(letter: Make) -> None:
    blocks = said(letter("notice-of-default"))
    assert blocks["opening"] == (
        "Factuur 2026-0101 had uiterlijk op 20 oktober 2026 betaald moeten zijn. Op 21 oktober 2026 hebben wij u daaraan herinnerd. "
        "Wij hebben uw betaling niet ontvangen. U bent ons nu € 1.262,47 verschuldigd: € 1.250,00 voor de factuur en € 12,47 "
        "wettelijke handelsrente (artikel 6:119a BW) tot en met 24 november 2026."
    )
    assert blocks["request"].startswith(
        "Met deze brief stellen wij u in gebreke. Wij geven u tot en met dinsdag 8 december 2026 de tijd om € 1.262,47 alsnog te betalen."
    )
    assert "Er komt dan € 187,50 aan incassokosten bij" in blocks["consequence"]


def test_collection_warning_names_the_partner_and_the_way_out(letter: Make) -> None:
    blocks = said(letter("collection-warning"))
    assert blocks["consequence"] == (
        "Staat het bedrag op dinsdag 8 december 2026 niet op onze rekening, dan geven wij de vordering na die dag uit handen aan onze "
        "incassopartner Incasso Midden B.V. Vanaf dan loopt het contact over deze vordering via Incasso Midden B.V. De rente loopt door "
        "tot en met de dag waarop u betaalt."
    )
    assert blocks["prevent"].startswith("U kunt dit nog voorkomen. Betaal € 1.449,97 uiterlijk dinsdag 8 december 2026, of spreek")


def test_fourteen_day_letter_keeps_to_term_and_amount(letter: Make) -> None:
    content = letter("fourteen-day-letter", consumer=True)
    assert said(content)["term"].startswith(
        "Betaal € 1.262,47 binnen veertien dagen vanaf de dag nadat deze brief bij u is bezorgd. Dan betaalt u geen incassokosten."
    )
    assert [block.name for block in blocks_for(content) if not block.editable] == ["term"]
    assert term_for(content) == "binnen veertien dagen vanaf de dag nadat deze brief bij u is bezorgd"


def test_fourteen_day_letter_never_names_the_recorded_last_day(letter: Make) -> None:
    content = replace(letter("fourteen-day-letter", consumer=True), last_day=date(2026, 12, 10))
    assert "10 december" not in plain_text(content, blocks=blocks_for(content), subject=subject_for(content)).replace("\u00a0", " ")


def test_consumer_is_told_where_help_is(letter: Make) -> None:
    assert "geldfit.nl" in said(letter("collection-warning", consumer=True))["contact"]
    assert "geldfit.nl" not in said(letter("collection-warning"))["contact"]


def test_name_with_braces_stays_a_name() -> None:
    assert fill("{debtor} en {sum}", facts={"debtor": "{sum}", "sum": "€ 1"}) == "{sum} en € 1"


def test_own_block_stands_before_the_closing(letter: Make) -> None:
    content = letter("reminder")
    blocks = (*blocks_for(content), Block("own", "Tot ziens op de beurs."))
    assert [block.name for block in in_order(content, blocks=blocks)] == [
        "greeting",
        "opening",
        "@invoices",
        "request",
        "@payment",
        "contact",
        "own",
        "closing",
    ]


def test_plain_text_shows_invoices_sums_and_account(letter: Make) -> None:
    content = letter("collection-warning", count=2)
    content = replace(content, invoices=(*content.invoices, replace(content.invoices[0], number="2026-0999", main=False)))
    text = plain_text(content, blocks=blocks_for(content), subject="Onderwerp").replace("\u00a0", " ")
    assert text.split("\n\n")[0] == "Onderwerp"
    assert (
        "- factuur 2026-0101, vervaldatum 13-10-2026: € 1.250,00\n- factuur 2026-0102, vervaldatum 20-10-2026: € 1.281,13\n"
        "- rente tot en met 24-11-2026: € 12,47\n- incassokosten: € 187,50\nTe betalen: € 2.731,10\n\n"
        "Ook open, niet in het bedrag van deze brief:\n- factuur 2026-0999, vervaldatum 13-10-2026: € 1.250,00\n"
    ) in text
    assert "Rekening: NL91 ABNA 0417 1643 00\nOp naam van: Hoveniersbedrijf De Linde B.V.\nOmschrijving: DL-2026-0042\n" in text


def test_days_are_written_in_words() -> None:
    assert day_shown(date(2026, 3, 1), language="nl").replace("\u00a0", " ") == "zondag 1 maart 2026"
    assert day_shown(date(2026, 3, 1), language="en").replace("\u00a0", " ") == "Sunday 1 March 2026"
