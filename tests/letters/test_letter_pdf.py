"""Letters as PDF: what is on the page and where, how many pages, and which standards the file says it keeps."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date

import pytest
import typst
from pypdf import PdfReader
from pypdf.generic import DictionaryObject

from akkoord.core.letter import TONES, USUAL_TONE, LetterContent, LetterParty, MovementLine
from akkoord.letters.example_desk import KINDS as DESK
from akkoord.letters.files import LANGUAGES, SHELF, kinds, letter_file
from akkoord.letters.glyphs import RANGES
from akkoord.letters.page import fits_one_page, page_data
from akkoord.letters.qr import epc_svg
from akkoord.letters.render import render_batch, render_pdf
from akkoord.letters.talk import asks
from akkoord.letters.texts import Block, blocks_for, subject_for

Make = Callable[..., LetterContent]
EVERY = [
    (kind, language, who) for language in LANGUAGES for kind in kinds(language) for who in letter_file(kind, language=language).audience
]
every_letter = pytest.mark.parametrize(("kind", "language", "who"), EVERY)
TONED = [(*one, tone) for one in EVERY for tone in TONES if one[0] not in DESK or tone == USUAL_TONE]  # a collector has one tone
every_tone = pytest.mark.parametrize(("kind", "language", "who", "tone"), TONED)
HOSTILE = '#panic("x") $x^2$ [y] \\ @label <label> `raw` ```c``` *b* _i_ = kop // weg /* weg */ "q" \u202e 😀'
MM = 72 / 25.4  # points


def pdf_of(content: LetterContent, *more: Block) -> PdfReader:
    """The letter set as PDF, with blocks added."""
    blocks = (*blocks_for(content), *more)
    return PdfReader(io.BytesIO(render_pdf(content, blocks=blocks, subject=subject_for(content))))


def words_of(pdf: PdfReader) -> str:
    """All text with plain spaces."""
    return " ".join(" ".join(page.extract_text() for page in pdf.pages).replace("\u200b", "").split())


def places(pdf: PdfReader) -> list[tuple[str, float, float]]:
    """Each piece of text of the first page, with its baseline in millimetres from the left and the top of the sheet."""
    found: list[tuple[str, float, float]] = []

    def note(text: str, cm: list[float], tm: list[float], _font: object, _size: object) -> None:
        x, y = tm[4] * cm[0] + tm[5] * cm[2] + cm[4], tm[4] * cm[1] + tm[5] * cm[3] + cm[5]
        found.append((text.strip(), x / MM, 297 - y / MM))

    pdf.pages[0].extract_text(visitor_text=note)
    return [place for place in found if place[0]]


@every_tone
@pytest.mark.parametrize("count", [1, 8])
def test_letter_is_one_page_and_says_what_it_must(letter: Make, kind: str, language: str, who: str, count: int, tone: str) -> None:
    content = letter(kind, language=language, count=count, consumer=who == "consumer", tone=tone)
    pdf = pdf_of(content)
    said = words_of(pdf)
    wanted = [" ".join(paragraph.split()) for block in blocks_for(content) for paragraph in block.text.split("\n\n")]
    wanted += [
        " ".join(subject_for(content).split()),
        content.addressee.name,
        content.reference,
        "NL91 ABNA 0417 1643 00",
        content.invoices[-1].number,
    ]
    assert [words for words in wanted if words not in said] == []
    annexed = kind == "arrangement" or kind in DESK  # a code for each payment; the calculation, which the law asks for
    assert len(pdf.pages) == 1 + annexed + (kind in DESK and count > 1)


@every_tone
def test_letter_names_its_standards_title_and_language(letter: Make, kind: str, language: str, who: str, tone: str) -> None:
    content = letter(kind, language=language, consumer=who == "consumer", tone=tone)
    pdf = pdf_of(content)
    xmp, root, marked = pdf.xmp_metadata, pdf.root_object, pdf.root_object["/MarkInfo"]
    assert xmp
    assert isinstance(marked, DictionaryObject)
    said = xmp.stream.get_data().decode("utf-8")
    marks = ["<pdfaid:part>3<", "<pdfaid:conformance>A<", "<pdfuaid:part>1<"]
    assert [mark for mark in marks if mark not in said] == []
    title = pdf.metadata.title if pdf.metadata else ""
    assert (str(root["/Lang"]), bool(marked["/Marked"]), title) == (language, True, " ".join(subject_for(content).split()))


@pytest.mark.parametrize("kind", kinds("nl"))
def test_letter_can_be_read_aloud_in_order(letter: Make, kind: str) -> None:
    content = letter(kind, consumer=kind == "fourteen-day-letter")
    tree = pdf_of(content).root_object["/StructTreeRoot"]
    assert isinstance(tree, DictionaryObject)
    met = list(_roles(tree))
    last = ("/Figure",) if asks(content) or content.plan else ()  # the codes to pay with stand only where something is paid
    wanted = {"/H1", "/P", "/Table", "/TR", "/TH", "/TD", *last}
    places = [met.index(role) for role in ("/H1", "/Table", *last)]
    assert (wanted - set(met), places == sorted(places), "/Figure" in met) == (set(), True, bool(last))


def _roles(node: DictionaryObject) -> Iterator[str]:
    """The roles of a tagged PDF from top to bottom."""
    kids = node.get("/K")
    for kid in kids if isinstance(kids, list) else [kids]:
        found = kid.get_object() if kid is not None else None
        if isinstance(found, DictionaryObject) and "/S" in found:
            yield str(found["/S"])
            yield from _roles(found)


@every_letter
def test_sixty_invoices_flow_over_pages_with_their_header(letter: Make, with_annex: Make, kind: str, language: str, who: str) -> None:
    content = with_annex(letter(kind, language=language, count=60, consumer=who == "consumer"))
    pages = [page.extract_text() for page in pdf_of(content).pages]
    said = "\n".join(pages)
    assert [invoice.number for invoice in content.invoices if invoice.number not in said] == []
    heading = "Vervaldatum" if language == "nl" else "Due date"
    assert [heading in page for page in pages[:2]] == [True, True]
    assert f"2 {'van' if language == 'nl' else 'of'} {len(pages)}" in pages[1]


def test_annex_shows_every_line_of_the_calculation(letter: Make, with_annex: Make) -> None:
    pdf = pdf_of(with_annex(letter("notice-of-default")))
    said = " ".join(pdf.pages[1].extract_text().split())
    assert len(pdf.pages) == 2
    for part in (
        "2026-0101 21-10-2026 09-11-2026 20 / 365 1.250,00 10,40 % BW 6:119a 7,12",
        "Totaal € 12,47",
        "15 % 187,50",
        "Totaal € 187,50",
    ):
        assert part in said.replace("\u00a0", " ")


def test_annex_shows_what_was_paid_in_between_and_why_interest_started(letter: Make, with_annex: Make) -> None:
    content = with_annex(letter("notice-of-default"))
    first = replace(content.invoices[0], interest_from=date(2026, 10, 21), because="de dag na de vervaldag", source="6:119a lid 1 BW")
    paid = MovementLine(first.number, date(2026, 11, 9), "payment", 5_000, 0, 712, 4_288)
    moved = replace(content, invoices=(first,), movements=(paid,), interest=535, asked=content.principal + 535)
    said = " ".join(pdf_of(moved).pages[1].extract_text().split()).replace("\u00a0", " ")
    for part in (
        "2026-0101: rente vanaf 21 oktober 2026, de dag na de vervaldag (6:119a lid 1 BW).",
        "2026-0101 09-11-2026 Betaling 50,00 7,12 42,88",
        "Totaal 12,47 Daarvan al betaald -7,12 Nog te betalen € 5,35",
    ):
        assert part in said


@every_letter
def test_hostile_text_is_printed_as_text(letter: Make, kind: str, language: str, who: str) -> None:
    content = letter(kind, language=language, consumer=who == "consumer")
    content = replace(content, addressee=replace(content.addressee, name=HOSTILE), reference=HOSTILE, signed_by=HOSTILE)
    said = words_of(pdf_of(content, Block("own", HOSTILE)))
    wanted = " ".join(HOSTILE.replace("\u202e", "").replace("😀", "□").split())
    assert said.count(wanted) >= 2


@every_letter
def test_very_long_names_stay_on_the_sheet(letter: Make, kind: str, language: str, who: str) -> None:
    content = letter(kind, language=language, consumer=who == "consumer")
    name = "Vereniging-tot-Behoud-" * 12 + " B.V."
    party = LetterParty(
        name=name, contact=name, street=name, postcode="1012 JK", city="Nederhorst den Berg " * 4, country="BE", iban=content.sender.iban
    )
    lines = (replace(content.invoices[0], number="F" * 60),)
    pdf = pdf_of(replace(content, addressee=party, sender=party, signed_by=name, invoices=lines, reference="R" * 140))
    off = [place for place in places(pdf) if not (24 <= place[1] <= 191 and 10 <= place[2] <= 290)]
    head = [y for text, _, y in places(pdf) if y < 84]
    assert (off, max(head) < 82) == ([], True)


def test_letter_without_iban_has_no_qr_code(letter: Make) -> None:
    content = letter("reminder")
    bare = replace(content, sender=replace(content.sender, iban=""))
    assert "Scan met de app" not in words_of(pdf_of(bare))
    assert (epc_svg(bare), epc_svg(replace(content, asked=0)), epc_svg(replace(content, asked=100_000_000_000))) == ("", "", "")
    assert [epc_svg(replace(content, asked=cents))[:4] for cents in (1, 99_999_999_999)] == ["<svg", "<svg"]


def test_qr_code_holds_the_longest_payment(letter: Make) -> None:
    content = letter("reminder")
    sender = replace(content.sender, name="Ж" * 300)
    assert epc_svg(replace(content, sender=sender, reference="Ж" * 300))[:4] == "<svg"
    assert epc_svg(replace(content, reference="RF18539007547034"))[:4] == "<svg"


@pytest.mark.parametrize("country", ["NL", "BE"])
def test_address_is_seen_in_the_window_however_the_sheet_lies(letter: Make, country: str) -> None:
    content = letter("reminder")
    party = replace(content.addressee, name="Aannemersbedrijf Van der Hoeven en Zonen Groningen B.V.", country=country, street="Weg 1")
    found = places(pdf_of(replace(content, addressee=party)))
    address = [
        (x, y)
        for text, x, y in found
        if text in ("t.a.v. mevrouw S. de Boer", "Weg 1", "1012 JK  AMSTERDAM", "1012 JK  Amsterdam", "BELGIË")
    ]
    assert len(address) == (4 if country == "BE" else 3)
    assert [place for place in address if not (20 < place[0] < 91 and 56.5 <= place[1] <= 80)] == []


def test_also_open_invoices_stand_under_their_own_heading(letter: Make) -> None:
    content = letter("reminder", count=2)
    other = replace(content.invoices[0], number="2026-0999", main=False)
    said = words_of(pdf_of(replace(content, invoices=(*content.invoices, other))))
    table = [
        said.rindex(words) for words in ("2026-0102", "Te betalen € 2.531,13", "Ook open, niet in het bedrag van deze brief", "2026-0999")
    ]
    assert table == sorted(table)


def test_same_letter_gives_the_same_bytes(letter: Make) -> None:
    content = letter("notice-of-default", count=3)
    made = [render_pdf(content, blocks=blocks_for(content), subject="Brief") for _ in range(2)]
    assert made[0] == made[1]


def test_letters_set_at_the_same_time_are_those_set_one_by_one(letter: Make) -> None:
    contents = [letter("reminder", count=count) for count in (1, 2, 3, 4)]

    def make(content: LetterContent) -> bytes:
        return render_pdf(content, blocks=blocks_for(content), subject="Brief")

    with ThreadPoolExecutor(max_workers=4) as pool:
        assert list(pool.map(make, contents)) == [make(content) for content in contents]


def test_letter_that_takes_more_room_than_it_seems_still_numbers_its_pages(letter: Make) -> None:
    content = letter("reminder")
    first, *others = blocks_for(content)
    blocks = (replace(first, text=f"{first.text}\n\n{' '.join(['w' * 30] * 20)}"), *others)
    assert fits_one_page(page_data(content, blocks=blocks, subject="Brief"))
    pages = [page.extract_text() for page in PdfReader(io.BytesIO(render_pdf(content, blocks=blocks, subject="Brief"))).pages]
    assert [f"pagina {number} van {len(pages)}" in page for number, page in enumerate(pages, 1)] == [True, True]


def test_what_a_person_types_is_printed_and_never_run(letter: Make) -> None:
    content = letter("reminder")
    first, *others = blocks_for(content)
    typed = '"), none) #panic("x") \\"\\u{41} \\n $a$ *b*'
    said = words_of(PdfReader(io.BytesIO(render_pdf(content, blocks=(replace(first, text=typed), *others), subject='#a "b\\'))))
    assert [" ".join(typed.split()) in said, '#a "b\\' in said] == [True, True]


def test_batch_numbers_each_letter_by_itself(letter: Make, with_annex: Make) -> None:
    first, second = with_annex(letter("notice-of-default")), letter("reminder", language="en")
    drafts = [(content, blocks_for(content), subject_for(content)) for content in (first, second)]
    pages = [page.extract_text() for page in PdfReader(io.BytesIO(render_batch(drafts))).pages]
    assert ["pagina 1 van 2" in pages[0], "pagina 2 van 2" in pages[1], "page" in pages[2], len(pages)] == [True, True, False, 3]


def test_batch_for_both_sides_begins_each_letter_on_a_front(letter: Make) -> None:
    draft = (letter("reminder"), blocks_for(letter("reminder")), "Brief")
    pages = [page.extract_text() for page in PdfReader(io.BytesIO(render_batch([draft, draft], duplex=True))).pages]
    assert [bool(page.strip()) for page in pages] == [True, False, True]


def test_batch_of_nothing_is_a_mistake_of_the_caller() -> None:
    with pytest.raises(ValueError, match="no letters"):
        render_batch([])


def test_every_character_said_to_be_printable_has_a_glyph() -> None:
    every = "".join(f"{chr(code)} " for first, last in RANGES for code in range(first, last + 1))
    fonts = typst.Fonts(include_system_fonts=False, include_embedded_fonts=True)
    page = '#set document(title: "x")\n#import "_letterhead.typ": serif\n#set text(font: serif, fallback: false)\n#sys.inputs.every'
    pdf = typst.Compiler(root=SHELF, font_paths=fonts).compile(
        input=page.encode(), format="pdf", sys_inputs={"every": every}, pdf_standards=["a-3a", "ua-1"]
    )
    assert isinstance(pdf, bytes)
