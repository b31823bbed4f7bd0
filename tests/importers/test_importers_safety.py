"""No bytes whatever make the reading raise; XML that could do harm is refused."""

from __future__ import annotations

from pathlib import Path
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from akkoord.core.reading import Reading, SourceFile
from akkoord.importers import _xml
from akkoord.importers._checks import iban_of, vat_of
from akkoord.importers.as_json import reading_as_json
from akkoord.importers.recognise import READABLE, read_file
from tests.fuzz.mutations import NASTY, mutated
from tests.fuzz.promises import kept, targets
from tests.fuzz.slow import SLOW

FILES = [path for path in sorted((Path(__file__).parents[1] / "samples").glob("[!_]*/*")) if not path.name.endswith(".expected.json")]
SAMPLES = [path.read_bytes() for path in FILES]
OWN = {folder: [path.read_bytes() for path in FILES if path.parent.name == folder] for folder in {path.parent.name for path in FILES}}
TARGETS = targets()
BOUNDED = settings(max_examples=300, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])
EACH = settings(BOUNDED, max_examples=60)
STARTS = [b"", b"<?xml version='1.0'?>", b"\xff\xfe", b"\xef\xbb\xbf", b"PK\x03\x04", b"%PDF-1.7", b":20:", b"{1:", b'"', b"sep=;", b"\x00"]


def read(content: bytes) -> Reading:
    reading = read_file(SourceFile("file", content))
    assert reading.invoices or reading.statements or reading.problems
    assert reading_as_json(reading, language="en")["kind"] == reading.kind
    return reading


@BOUNDED
@given(st.binary(max_size=3000))
def test_random_bytes_never_raise(content: bytes) -> None:
    read(content)


@BOUNDED
@given(st.text(alphabet='factuurnmebdgk;,"\n\r\t|012-.<>€/', max_size=400))
def test_random_tables_never_raise(text: str) -> None:
    read(text.encode())
    read(("factuurnummer;klant;factuurdatum;bedrag;termijn;iban\n" + text).encode())


@BOUNDED
@given(st.sampled_from(SAMPLES), st.integers(min_value=0, max_value=6000))
def test_truncated_samples_never_raise(sample: bytes, length: int) -> None:
    read(sample[:length])


@BOUNDED
@given(
    st.sampled_from(SAMPLES), st.lists(st.tuples(st.integers(0, 6000), st.integers(0, 12), st.sampled_from(NASTY)), min_size=1, max_size=6)
)
def test_mutated_samples_never_raise(sample: bytes, changes: list[tuple[int, int, bytes]]) -> None:
    for at, removed, put in changes:
        sample = sample[:at] + put + sample[at + removed :]
    read(sample)


@pytest.mark.parametrize("name", TARGETS)
@EACH
@given(sample=st.sampled_from(SAMPLES), choose=st.randoms(use_true_random=False))
def test_importer_keeps_its_promises_on_mutated_samples_of_every_kind(name: str, sample: bytes, choose: Random) -> None:
    kept(TARGETS[name], mutated(sample, choose), measured=False)


@pytest.mark.parametrize("name", TARGETS)
@EACH
@given(choose=st.randoms(use_true_random=False))
def test_importer_keeps_its_promises_on_mutated_samples_of_its_own(name: str, choose: Random) -> None:
    kept(TARGETS[name], mutated(choose.choice(OWN.get(name, SAMPLES)), choose), measured=False)


@pytest.mark.parametrize("name", TARGETS)
@EACH
@given(head=st.binary(max_size=300), start=st.sampled_from(STARTS))
def test_importer_keeps_its_promises_on_random_heads(name: str, head: bytes, start: bytes) -> None:
    kept(TARGETS[name], start + head, measured=False)


UBL = "urn:oasis:names:specification:ubl:schema:xsd:Invoice-2"
BOMB = f'<!DOCTYPE Invoice [<!ENTITY a "aa"><!ENTITY b "&a;&a;">]><Invoice xmlns="{UBL}">&b;</Invoice>'
LOCAL = "file:" + 2 * "/"
OUTSIDE = f'<!DOCTYPE Invoice [<!ENTITY a SYSTEM "{LOCAL}/etc/hostname">]><Invoice xmlns="{UBL}">&a;</Invoice>'


@pytest.mark.parametrize("text", [BOMB, OUTSIDE, f"<!-- first -->\n{BOMB}", f"<?pi a?>{BOMB}"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le"])
def test_doctype_is_refused_in_every_encoding(text: str, encoding: str) -> None:
    assert [problem.where for problem in read(text.encode(encoding)).problems] == ["DOCTYPE"]


@pytest.mark.parametrize(
    "content",
    [
        b"<a>" * 5000 + b"</a>" * 5000,
        b"<a>\x00</a>",
        b"<a>&undefined;</a>",
        b"<a><b>",
        b'<?xml version="1.0" encoding="utf-7"?>+ADw-a/+AD4-',
        b'<?xml version="1.0" encoding="nonsense"?><a/>',
        b'<?xml version="1.0" encoding="utf\x00-8"?><a/>',
        b"",
        b"a;b",
    ],
)
def test_xml_that_cannot_be_parsed_is_a_problem(content: bytes) -> None:
    root, problems = _xml.parsed(content)
    assert (root, len(problems)) == (None, 1)


def test_deep_nesting_is_refused_as_such() -> None:
    assert [problem.message for problem in _xml.parsed(b"<a>" * 5000)[1]] == [_xml.DEEP]


def test_prefix_that_was_never_declared_does_not_raise() -> None:
    assert (_xml.root_of(b"<rsm:Cro x"), _xml.root_of(b"<rsm:Cro><a/></rsm:Cro>")) == (("", ""), ("", "rsm:Cro"))


def test_utf_16_without_a_doctype_is_read() -> None:
    assert _xml.root_of('<?xml version="1.0" encoding="utf-16"?><a xmlns="x"/>'.encode("utf-16")) == ("x", "a")


@pytest.mark.parametrize(
    ("content", "found"),
    [
        (b"\x89PNG\r\n\x1a\n\x00", "a picture (PNG)"),
        (b"PK\x03\x04" + bytes(22) + b"\x11\x00\x00\x00word/document.xml", "a Word document"),
        (b"PK\x03\x04" + bytes(22) + b"\x10\x00\x00\x00ppt/presentation", "a PowerPoint presentation"),
        (b"  \n ", "an empty file"),
        (b"<html><body>", "a web page (HTML)"),
        (b"<recipe/>", 'XML with the root "recipe"'),
        (b"\x01\x02\x03", "a file that is no text"),
        (b"Dear sir", "text without invoices that can be recognised"),
    ],
)
def test_unknown_file_is_told_what_it_is_and_what_can_be_read(content: bytes, found: str) -> None:
    reading = read(content)
    assert [problem.message.en for problem in reading.problems] == [f"This is {found}. Expected: {READABLE.en}."]


def test_answered_columns_make_any_table_a_csv() -> None:
    answers = {"number": "Wat", "buyer_name": "Wie", "issued_on": "Toen", "total": "Zoveel"}
    reading = read_file(SourceFile("x.csv", b"Wat,Wie,Toen,Zoveel\n1,Alfa,2026-01-05,12.50\n", answers))
    assert (reading.kind, [invoice.total for invoice in reading.invoices]) == ("csv", [1250])


@pytest.mark.parametrize("shape", SLOW)
def test_file_that_is_made_to_take_long_is_read_to_its_end(shape: str) -> None:
    assert kept(TARGETS["recognise"], SLOW[shape], measured=False).invoices == ()


@pytest.mark.parametrize("number", ["NL123456789B" + "1" * 5000, "9" * 5000])
def test_number_of_thousands_of_digits_is_none(number: str) -> None:
    assert (vat_of(number), iban_of(number)) == (None, None)
