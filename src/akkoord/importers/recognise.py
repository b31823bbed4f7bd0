"""Finds the importer that reads a file, and says what was found where none does."""

from __future__ import annotations

from functools import cache
from typing import cast

import akkoord.importers
from akkoord.core.problem import Problem, Text
from akkoord.core.reading import Importer, Progress, Reading, SourceFile, no_progress
from akkoord.core.shelf import modules
from akkoord.importers._csv.headings import is_bank
from akkoord.importers._csv.table import table_of
from akkoord.importers._problems import quoted
from akkoord.importers._text import decoded
from akkoord.importers._xml import gate, looks_like_xml, root_of
from akkoord.importers._zip import is_zip, office

UNKNOWN = "unknown"
HEAD = 64 * 1024
READABLE = Text(
    "openstaande facturen als CSV of Excel (.xlsx), een UBL-factuur of -creditnota (XML), een CII-factuur of Factur-X/ZUGFeRD-PDF,"
    " een auditfile (XAF), een bankafschrift in CAMT.053 (XML), MT940 of als CSV van ABN AMRO, ASN, bunq, ING, KBC, Knab, Rabobank, SNS of"
    " Triodos, of een ZIP met zulke bestanden",
    "open invoices as CSV or Excel (.xlsx), a UBL invoice or credit note (XML), a CII invoice or Factur-X/ZUGFeRD PDF,"
    " an audit file (XAF), a bank statement in CAMT.053 (XML), MT940 or as CSV of ABN AMRO, ASN, bunq, ING, KBC, Knab, Rabobank, SNS or"
    " Triodos, or a ZIP of such files",
)
"""What can be read, in the words of an error message."""

_SIGNATURES = (
    (b"\x89PNG", Text("een afbeelding (PNG)", "a picture (PNG)")),
    (b"\xff\xd8\xff", Text("een foto (JPEG)", "a photo (JPEG)")),
    (b"GIF8", Text("een afbeelding (GIF)", "a picture (GIF)")),
    (
        b"\xd0\xcf\x11\xe0",
        Text("een oud Word- of Excel-bestand; bewaar een lijst als .xlsx of CSV", "an old Word or Excel file; save a list as .xlsx or CSV"),
    ),
    (b"{\\rtf", Text("een RTF-document", "an RTF document")),
    (b"\x1f\x8b", Text("een ingepakt bestand (gzip)", "a packed file (gzip)")),
)


def read_file(file: SourceFile, *, progress: Progress = no_progress) -> Reading:
    """What the file says, by the importer that recognises it; kind "unknown" and the reason where none does."""
    importer = importer_of(file.content[:HEAD], answered=bool(file.columns))
    if importer is None:
        return Reading(UNKNOWN, problems=(why_unknown(file.content[:HEAD]),))
    return importer.read(file, progress=progress)


def importer_of(head: bytes, *, answered: bool = False) -> Importer | None:
    """The first importer of the shelf that recognises these bytes; `answered` columns mean that a person called it a CSV."""
    shelf = _shelf()
    found = next((importer for importer in shelf.values() if importer.recognises(head)), None)
    return shelf["csv"] if found is None and answered else found


@cache
def _shelf() -> dict[str, Importer]:
    return cast(dict[str, Importer], modules(akkoord.importers))


def why_unknown(head: bytes) -> Problem:
    """What the file does look like, and what can be read instead."""
    what = _binary(head) or _html(head)
    if what is None and looks_like_xml(head):
        refused = gate(head.lstrip())
        if refused is not None:
            return refused
        what = _xml(head)
    what = what or _plain(head)
    return Problem(Text(f"Dit is {what.nl}. Verwacht: {READABLE.nl}.", f"This is {what.en}. Expected: {READABLE.en}."))


def _binary(head: bytes) -> Text | None:
    if not head.strip(b"\xef\xbb\xbf\xff\xfe\x00 \t\r\n"):  # also where there is a byte order mark and nothing else
        return Text("een leeg bestand", "an empty file")
    if is_zip(head):
        return _zip(head)
    return next((name for start, name in _SIGNATURES if head.startswith(start)), None)


def _zip(head: bytes) -> Text:
    kinds = {
        "text": Text("een Word-document", "a Word document"),
        "slides": Text("een PowerPoint-presentatie", "a PowerPoint presentation"),
    }
    return kinds.get(
        office(head),
        Text("een kantoordocument; bewaar een lijst als Excel (.xlsx) of CSV", "an office document; save a list as Excel (.xlsx) or CSV"),
    )


def _html(head: bytes) -> Text | None:
    start = head.removeprefix(b"\xef\xbb\xbf").lstrip()[:200].lower()
    is_page = start.startswith((b"<!doctype html", b"<html"))
    return Text("een webpagina (HTML)", "a web page (HTML)") if is_page else None


def _xml(head: bytes) -> Text:
    _, name = root_of(head)
    if not name:
        return Text("XML die stuk is", "XML that is broken")
    return Text(f"XML met de hoofdnaam {quoted(name)}", f"XML with the root {quoted(name)}")


def _plain(head: bytes) -> Text:
    text = decoded(head, whole=False)
    if text is None:
        return Text("een bestand dat geen tekst is", "a file that is no text")
    table = table_of(text)
    if table is not None and is_bank(table.headings):
        return Text("een lijst met bankmutaties als CSV", "a list of bank movements as CSV")
    return Text("tekst zonder herkenbare facturen", "text without invoices that can be recognised")
