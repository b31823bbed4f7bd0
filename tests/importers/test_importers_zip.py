"""ZIP files: each member by its own rules, and none of them trusted."""

from __future__ import annotations

import io
import struct
import zipfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from akkoord.core.reading import Reading, SourceFile
from akkoord.importers import _zip, zip_file

SAMPLES = Path(__file__).parents[1] / "samples"
LIST = b"Factuurnummer;Klant;Factuurdatum;Bedrag\nF1;Vermeer B.V.;05-01-2026;100,00\n"


def packed(*members: tuple[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A ZIP of these members."""
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w", method) as archive:
        for name, content in members:
            archive.writestr(name, content)
    return kept.getvalue()


def read(content: bytes) -> Reading:
    """Its reading."""
    return zip_file.read(SourceFile("a.zip", content))


def told(reading: Reading) -> list[tuple[str, str]]:
    """Where each problem is, and its first sentence in English."""
    return [(one.where, one.message.en.split(".")[0].split(";")[0]) for one in reading.problems]


def test_members_are_read_together_and_statements_keep_their_format() -> None:
    members = [("a.csv", "csv/dutch-excel.csv"), ("b.xml", "camt.053/v08-two-statements.xml"), ("c.sta", "mt940/rabobank.swi")]
    reading = read(packed(*((name, (SAMPLES / path).read_bytes()) for name, path in members)))
    assert (reading.kind, len(reading.invoices)) == ("zip", 3)
    assert [one.kind for one in reading.statements] == ["camt.053", "camt.053", "mt940"]


@pytest.mark.parametrize("junk", ["__MACOSX/._a.csv", "map/._a.csv", ".DS_Store", "map/Thumbs.db", "desktop.ini", "map/"])
def test_what_systems_leave_behind_is_passed_over(junk: str) -> None:
    reading = read(packed(("a.csv", LIST), (junk, b"")))
    assert (len(reading.invoices), reading.problems) == (1, ())


def test_member_that_cannot_be_read_loses_no_other() -> None:
    reading = read(packed(("x.zip", packed(("b.csv", LIST))), ("a.csv", LIST)))
    assert (len(reading.invoices), told(reading)) == (1, [("x.zip", "This is another ZIP file")])


def test_member_without_a_name_is_read_as_any_other() -> None:
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w") as archive:
        archive.writestr(zipfile.ZipInfo(""), LIST)
    assert [one.number for one in read(kept.getvalue()).invoices] == ["F1"]


def test_member_with_unknown_columns_is_to_be_read_by_itself() -> None:
    reading = read(packed(("map/a.csv", (SAMPLES / "csv" / "unknown-headings.csv").read_bytes())))
    assert (reading.unmapped, told(reading)) == ((), [("map/a.csv", "The columns of this file were not recognised")])


def test_problem_carries_the_name_of_its_member_and_its_column() -> None:
    reading = read(packed(("a.csv", LIST.replace(b"05-01", b"31-02"))))
    assert [(one.where, one.line) for one in reading.problems] == [("a.csv, Factuurdatum", 2)]


@pytest.mark.parametrize(
    ("name", "where"), [("../../a.xml", "a.xml"), ("/etc/a.xml", "etc/a.xml"), ("..\\a.xml", "a.xml"), ("a\x1b[2J.xml", "a[2J.xml")]
)
def test_name_that_leads_elsewhere_is_only_a_name(name: str, where: str) -> None:
    assert [one.where for one in read(packed((name, b"<a/>"))).problems] == [where]


def test_member_that_unpacks_excessively_is_refused_and_the_others_stay() -> None:
    reading = read(packed(("bomb.csv", b"0" * (8 << 20)), ("a.csv", LIST)))
    assert (len(reading.invoices), told(reading)) == (1, [("bomb.csv", "This file becomes excessively large when it is unpacked")])


def test_declared_size_is_not_believed() -> None:
    content = packed(("bomb.csv", b"0" * (8 << 20)))
    lying = content.replace(struct.pack("<L", 8 << 20), struct.pack("<L", 10))
    assert (lying != content, len(read(lying).problems), read(lying).invoices) == (True, 1, ())


def test_members_together_are_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(zip_file, "MOST_BYTES", 3 * len(LIST) - 1)
    members = [(f"{n}.csv", LIST.replace(b"F1", b"F%d" % n)) for n in range(3)]
    assert len(read(packed(*members[:2])).invoices) == 2
    assert (read(packed(*members)).invoices, read(packed(*members)).problems[0].message) == ((), zip_file.LARGE)


def test_too_many_members_are_refused_before_they_are_listed() -> None:
    content = packed(*((f"{n}.csv", b"") for n in range(_zip.MOST_MEMBERS + 1)))
    assert read(content).problems[0].message == _zip.MANY


@pytest.mark.parametrize("keep", [4, 60, 120])
def test_archive_that_is_cut_off_is_told(keep: int) -> None:
    assert [one.message for one in read(packed(("a.csv", LIST))[:keep]).problems] == [_zip.BROKEN]


def test_archive_without_files_is_told() -> None:
    assert [one.message for one in read(packed()).problems] == [zip_file.EMPTY]


@pytest.mark.parametrize("method", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_every_way_of_packing_is_read(method: int) -> None:
    assert len(read(packed(("a.csv", LIST), method=method)).invoices) == 1


@pytest.mark.parametrize(
    ("first", "kind"),
    [("word/document.xml", "text"), ("xl/workbook.xml", "sheet"), ("ppt/a.xml", "slides"), ("[Content_Types].xml", "other"), ("a.csv", "")],
)
def test_office_documents_are_told_from_a_plain_archive(first: str, kind: str) -> None:
    head = packed((first, b"<a/>"))
    assert (_zip.office(head), zip_file.recognises(head)) == (kind, not kind)


def test_progress_never_goes_back_and_ends_at_the_whole() -> None:
    told: list[tuple[int, int]] = []
    content = packed(*((f"{n}.csv", LIST) for n in range(4)))
    zip_file.read(SourceFile("a.zip", content), progress=lambda done, total: told.append((done, total)))
    assert (told == sorted(told), told[-1][0]) == (True, told[-1][1])


@settings(max_examples=200, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])
@given(st.data())
def test_damaged_archives_never_raise(data: st.DataObject) -> None:
    content = bytearray(packed(("a.csv", LIST), ("b.csv", LIST)))
    for _ in range(data.draw(st.integers(1, 6))):
        content[data.draw(st.integers(0, len(content) - 1))] = data.draw(st.integers(0, 255))
    reading = read(bytes(content))
    assert reading.invoices or reading.problems
