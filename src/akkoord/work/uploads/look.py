"""Looks at a file before it is kept: its size, what it is by what it holds, and whether a PDF is only a document."""

from __future__ import annotations

from dataclasses import dataclass
from io import BytesIO
from typing import Any

from akkoord.core.problem import Refusal, Text
from akkoord.core.uploaded import LARGEST, PDF, Upload, clean_name, cut, is_phone_picture, kind_of

ACTS = frozenset({"/JavaScript", "/Launch", "/SubmitForm", "/ImportData", "/Rendition"})


@dataclass(frozen=True, slots=True)
class Good:
    """A file that may be kept: under a name that is safe, as what it is, without what a phone put behind a picture."""

    name: str
    mime: str
    content: bytes


def looked_at(one: Upload) -> Good | Refusal:
    """The file as it may be kept, or why it may not."""
    content = cut(one.content)
    mime = kind_of(content)
    wrong = _LARGE if len(one.content) > LARGEST else None if mime else _unread(content)
    if wrong is None and mime == PDF and not _plain(content):
        wrong = _ACTS
    if wrong is None:
        return Good(clean_name(one.name, mime), mime, content)
    name = one.name[-60:]
    return Refusal(Text(f"{name} {wrong.nl}", f"{name} {wrong.en}"))


_LARGE = Text(f"is te groot: hoogstens {LARGEST // 1_000_000} MB.", f"is too large: at most {LARGEST // 1_000_000} MB.")
_OTHER = Text(
    "is geen pdf of foto die wij kunnen lezen. Stuur een pdf, jpg of png.", "is no PDF or photo that we can read. Send a PDF, JPG or PNG."
)
_PHONE = Text(
    "is een foto in een vorm die alleen telefoons lezen (HEIC). Kies hem uit uw fotobibliotheek, dan maakt de telefoon er vanzelf "
    "een jpg van; of maak een schermafdruk van de foto en stuur die.",
    "is a photo in a form that only phones read (HEIC). Choose it from your photo library, then the phone makes a JPG of it; "
    "or take a screenshot of the photo and send that.",
)
_ACTS = Text(
    "is beveiligd of bevat een programma. Stuur een gewone pdf of een foto.",
    "is protected or has a program in it. Send a plain PDF or a photo.",
)


def _unread(content: bytes) -> Text:
    """What he can do about a file that is not taken."""
    return _PHONE if is_phone_picture(content) else _OTHER


def _plain(content: bytes) -> bool:
    """Whether a PDF has pages, opens without a password, does nothing by itself and carries no other files."""
    from pypdf import PdfReader, apply_configuration  # loading pypdf takes longer than most pages, and few need it

    from akkoord.importers._facturx.embedded import BOUNDS, BROKEN

    with apply_configuration(BOUNDS):
        try:
            reader = PdfReader(BytesIO(content), root_object_recovery_limit=1000, xref_stream_maximum_entries=200_000)
            return not reader.is_encrypted and len(reader.pages) > 0 and not _acts(reader.trailer["/Root"])
        except BROKEN:
            return False


def _acts(top: Any) -> bool:
    """Whether the document does something as soon as it opens, or brings programs or other files along."""
    names = top.get("/Names") or {}
    starts = [top.get("/OpenAction"), top.get("/AA")]
    does = any(act in f"{one.get_object()}" for one in starts if one is not None for act in ACTS)
    return does or "/JavaScript" in names or "/EmbeddedFiles" in names
