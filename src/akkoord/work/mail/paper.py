"""Letters for the printer: each with its invoices behind it, one after another in one file."""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence

from pypdf import PdfReader, PdfWriter, apply_configuration

from akkoord.core.message import Attachment
from akkoord.importers._facturx.embedded import BOUNDS, BROKEN

MOST_PAGES = 20
"""Pages of invoices behind one posted letter: ten sheets and the letter still go as one letter."""


def behind(letter: bytes, files: Sequence[Attachment]) -> tuple[bytes, tuple[str, ...]]:
    """The letter as PDF with the pages of these files behind it, for paper, and the names of what cannot be printed behind
    it. A PDF comes from anybody: what is unpacked of it is bounded, and only pages are taken over."""
    pages, left_out, room = PdfWriter(), [], MOST_PAGES
    pages.append(io.BytesIO(letter))
    for one in files:
        taken = _appended(pages, one.content, room=room)
        room -= taken
        if not taken:
            left_out.append(one.name)
    return (letter if room == MOST_PAGES else _bytes(pages)), tuple(left_out)


def _appended(pages: PdfWriter, content: bytes, *, room: int) -> int:
    """How many pages were taken over: all of them, or none."""
    with apply_configuration(BOUNDS):
        try:
            reader = PdfReader(io.BytesIO(content), root_object_recovery_limit=1000, xref_stream_maximum_entries=200_000)
            many = len(reader.pages)
            if not 0 < many <= room:
                return 0
            trial = PdfWriter()
            trial.append(reader, import_outline=False)
            whole = _bytes(trial)
        except BROKEN:
            return 0
    pages.append(io.BytesIO(whole), import_outline=False)
    return many


def joined(letters: Iterable[bytes], *, duplex: bool = False) -> bytes:
    """PDFs one after another in one file for the printer; with `duplex` each begins on the front of a sheet."""
    pages = PdfWriter()
    for one in letters:
        if duplex and len(pages.pages) % 2:
            pages.add_blank_page()
        pages.append(io.BytesIO(one), import_outline=False)
    return _bytes(pages)


def first_pages(pdf: bytes, count: int) -> bytes:
    """Only so many pages of a PDF, from its beginning."""
    pages = PdfWriter()
    pages.append(io.BytesIO(pdf), pages=(0, count), import_outline=False)
    return _bytes(pages)


def _bytes(pages: PdfWriter) -> bytes:
    made = io.BytesIO()
    pages.write(made)
    return made.getvalue()
