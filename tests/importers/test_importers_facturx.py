"""PDFs with an invoice inside: found wherever it stands, and nothing that a PDF does can break or stall the reading."""

from __future__ import annotations

import io
import time
import zlib
from pathlib import Path

import pytest
from pypdf import PdfWriter

from akkoord.core.reading import Reading, SourceFile
from akkoord.importers import facturx
from akkoord.importers.recognise import read_file

SAMPLES = Path(__file__).parents[1] / "samples"
PAGE = (SAMPLES / "factur-x" / "no-xml.pdf").read_bytes()
CII = (SAMPLES / "cii" / "xrechnung-two-terms.xml").read_bytes()
UBL = (SAMPLES / "ubl" / "credit-note.xml").read_bytes()


def pdf(*files: tuple[str, bytes], password: str = "") -> bytes:
    """A page with these files inside."""
    writer, out = PdfWriter(clone_from=io.BytesIO(PAGE)), io.BytesIO()
    for name, content in files:
        writer.add_attachment(name, content)
    if password:
        writer.encrypt(password, algorithm="AES-256")
    writer.write(out)
    return out.getvalue()


def raw(*objects: bytes) -> bytes:
    """A PDF of these objects, the first of which is the catalog."""
    body, places = b"%PDF-1.7\n", [0]
    for number, one in enumerate(objects, start=1):
        places.append(len(body))
        body += b"%d 0 obj %s endobj\n" % (number, one)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    return body + b"xref\n0 %d\n%strailer <</Root 1 0 R/Size %d>>\nstartxref\n%d\n%%%%EOF\n" % (len(places), table, len(places), len(body))


def stream(content: bytes, extra: bytes = b"") -> bytes:
    """A stream object."""
    return b"<<%s /Length %d>> stream\n%s\nendstream" % (extra, len(content), content)


def read(content: bytes, name: str = "F 1.pdf") -> Reading:
    reading = read_file(SourceFile(name, content))
    assert reading.kind == "factur-x"
    return reading


def says(reading: Reading) -> list[str]:
    assert reading.invoices == ()
    return [one.message.en.partition(".")[0] for one in reading.problems]


@pytest.mark.parametrize(
    ("files", "number"),
    [
        ((("factur-x.xml", CII),), "F2026-102"),
        ((("ZUGFeRD-invoice.xml", CII),), "F2026-102"),
        ((("whatever.XML", UBL),), "C2026-001"),
        ((("a.txt", b"no"), ("b.xml", b"<recipe/>"), ("c.xml", UBL)), "C2026-001"),
        ((("other.xml", UBL), ("factur-x.xml", CII)), "F2026-102"),
    ],
)
def test_invoice_inside_is_found_and_the_pdf_kept_with_it(files: tuple[tuple[str, bytes], ...], number: str) -> None:
    content = pdf(*files)
    reading = read(content)
    assert [one.number for one in reading.invoices] == [number]
    kept = [(one.name, one.mime, one.content) for one in reading.invoices[0].attachments]
    assert kept == [("F 1.pdf", "application/pdf", content)]


def test_invoice_in_a_tree_with_branches_and_beside_it_is_found() -> None:
    spec = b"<</Type/Filespec/F(factur-x.xml)/EF<</F 4 0 R>>>>"
    tree = b"<</Names<</EmbeddedFiles<</Kids[2 0 R]>>>>>>", b"<</Kids[5 0 R]>>", spec, stream(CII), b"<</Names[(x) 3 0 R]>>"
    beside = b"<</AF[3 0 R]>>", b"null", spec, stream(CII)
    assert [len(read(raw(*objects)).invoices) for objects in (tree, beside)] == [1, 1]


def test_pdf_without_an_invoice_says_what_is_missing() -> None:
    assert says(read(PAGE)) == ["This PDF has no e-invoice (XML) inside; without that XML Akkoord cannot see what is on it"]
    assert says(read(pdf(("recept.xml", b"<recipe/>")))) == ['The XML in this PDF ("recept']


def test_locked_pdf_says_so() -> None:
    assert says(read(pdf(("factur-x.xml", CII), password="geheim"))) == [
        "This PDF is protected by a password and can therefore not be read"
    ]


@pytest.mark.parametrize(
    "content",
    [
        b"%PDF-1.7\n",
        pdf(("factur-x.xml", CII))[:900],
        raw(b"[]"),
        raw(b"<</Names 1 0 R>>"),
        raw(b"<</Names<</EmbeddedFiles 1 0 R>>/Kids[1 0 R 1 0 R]>>"),
        raw(b"<</AF[1 0 R 2 0 R]/EF 1 0 R/F(a.xml)>>", b"<</F(a.xml)/EF<</F 1 0 R>>>>"),
        raw(b"<</AF[2 0 R]>>", b"<</F(a.xml)/EF<</F 3 0 R>>>>", stream(b"junk", b"/Filter/FlateDecode")),
        raw(b"<</AF[2 0 R]>>", b"<</F(a.xml)/EF<</F 3 0 R>>>>", stream(b"junk", b"/Filter/None")),
        raw(b"<</AF[2 0 R]>>", b"<</F(a.xml)/EF<</F 3 0 R>>>>", stream(b"junk", b"/Filter/Fl")),
        raw(b"<<" * 3000),
        raw(b"[" * 5000),
    ],
)
def test_broken_pdf_is_a_problem_and_no_exception(content: bytes) -> None:
    reading = read(content)
    assert (reading.invoices, len(reading.problems)) == ((), 1)


def test_stream_that_blows_up_is_not_unpacked() -> None:
    bomb = zlib.compress(zlib.compress(bytes(300_000_000), 9), 9)
    twice = stream(bomb, b"/Filter[/FlateDecode/FlateDecode]")
    started = time.perf_counter()
    reading = read(raw(b"<</AF[2 0 R]>>", b"<</F(a.xml)/EF<</F 3 0 R>>>>", twice))
    assert says(reading) == ["This PDF is broken, or made in a way that it cannot be read safely"]
    assert time.perf_counter() - started < 5


def test_thousands_of_files_are_not_all_looked_at() -> None:
    packed = zlib.compress(b"<a>" + bytes(9_000_000), 9)
    names = b"".join(b"(%d) 2 0 R " % number for number in range(20_000))
    each = b"".join(b"<</F(%d.xml)/EF<</F 3 0 R>>>>" % number for number in range(5_000))
    shared = raw(
        b"<</Names<</EmbeddedFiles<</Names[%s]>>>>/AF[%s]>>" % (names, each),
        b"<</F(a.xml)/EF<</F 3 0 R>>>>",
        stream(packed, b"/Filter/FlateDecode"),
    )
    started = time.perf_counter()
    reading = read(shared)
    assert (reading.invoices, len(reading.problems)) == ((), 1)
    assert time.perf_counter() - started < 5


def test_pdf_beyond_the_bounds_is_told() -> None:
    assert says(facturx.read(SourceFile("x.pdf", PAGE + bytes(facturx.LARGEST)))) == ["This PDF is larger than 20 MB and was not read"]
    large = pdf(("factur-x.xml", CII), ("drawing.bin", bytes(range(251)) * 29_000))
    reading = read(large)
    assert [(one.number, one.attachments) for one in reading.invoices] == [("F2026-102", ())]
    assert [one.message for one in reading.problems] == [facturx.NOT_KEPT]
