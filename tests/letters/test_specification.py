"""The specification of a claim: who owes whom, every line behind the sums, and a file that archives and reads aloud."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import cast

import pytest
from pypdf import PdfReader
from pypdf.generic import DictionaryObject

from akkoord.core.letter import LetterContent, MovementLine
from akkoord.letters.specification import render_specification

Make = Callable[..., LetterContent]


def said(content: LetterContent) -> str:
    """Everything the PDF says, on one line."""
    pages = PdfReader(io.BytesIO(render_specification(content))).pages
    return " ".join(" ".join(page.extract_text() for page in pages).split()).replace("\u00a0", " ")


@pytest.fixture
def content(letter: Make, with_annex: Make) -> LetterContent:
    """Costs that fell due, and a payment that went to interest and principal."""
    warned = with_annex(letter("collection-warning"))
    first = replace(warned.invoices[0], costs_from=date(2026, 11, 5), costs_base=125_000)
    paid = MovementLine(first.number, date(2026, 11, 9), "payment", 5_000, 0, 712, 4_288)
    return replace(warned, invoices=(first,), movements=(paid,), kind="specification")


def test_specification_says_what_a_description_of_a_claim_must(content: LetterContent) -> None:
    text = said(content)
    for part in (
        "Specificatie van de vordering DL-2026-0042",
        "Schuldeiser Hoveniersbedrijf De Linde B.V. Lindelaan 12",
        "KvK 12345678",
        "Schuldenaar Bouwbedrijf Vermeer & Zn. B.V.",
        "Incassopartner Incasso Midden B.V.",
        "2026-0101 20-09-2026 20-10-2026 1.250,00 1.250,00",
        "20 / 365 1.250,00 10,40 % BW 6:119a 7,12",
        "Betaling 50,00 7,12 42,88",
        "2026-0101: € 1.250,00 hoofdsom, kosten verschuldigd vanaf 05-11-2026.",
        "artikel 6:43 en 6:44 BW",
    ):
        assert part in text


def test_specification_in_english(content: LetterContent) -> None:
    text = said(replace(content, language="en"))
    assert ("Specification of the claim" in text, "Creditor" in text, "Collection partner" in text) == (True, True, True)


def test_specification_is_archivable_accessible_and_the_same_each_time(content: LetterContent) -> None:
    made = render_specification(content)
    root = cast(DictionaryObject, PdfReader(io.BytesIO(made)).trailer["/Root"])
    assert (str(root["/Lang"]), bool(cast(DictionaryObject, root["/MarkInfo"])["/Marked"])) == ("nl", True)
    assert made == render_specification(content)


def test_specification_prints_hostile_names_as_text(content: LetterContent) -> None:
    odd = '#eval("1") $x$ *vet* \\ {{naam}} <script>'
    assert odd in said(replace(content, addressee=replace(content.addressee, name=odd)))
