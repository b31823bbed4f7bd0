"""Files that a debtor sends: looked at before they are kept, by what is in them and how large they are, and never shown here."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from io import BytesIO
from typing import Any

from django.db.models import Count, Sum

from akkoord.core.portal.picture import PDF, clean_name, cut, kind_of
from akkoord.core.problem import Refusal, Text
from akkoord.store.access import Guest
from akkoord.store.models import DebtorFile

AT_ONCE, LARGEST = 5, 8_000_000  # files of one message, and bytes of each
FILES, BYTES = 60, 60_000_000  # of one debtor together
ACTS = frozenset({"/JavaScript", "/Launch", "/SubmitForm", "/ImportData", "/Rendition"})
_KINDS = {"paid": "proof", "dispute": "dispute"}


@dataclass(frozen=True, slots=True)
class Upload:
    """A file as it was sent; `name` is what the sender calls it, and says nothing."""

    name: str
    content: bytes


def keep_uploads(guest: Guest, files: Sequence[Upload], *, act: str, invoice_id: int | None, on: date, at: datetime) -> list[Any] | Refusal:
    """Keep these files of this debtor, or none of them and why; within the transaction of what he says with them. One that he
    sent before is not kept twice."""
    if not files:
        return []
    if len(files) > AT_ONCE:
        return Refusal(Text(f"Stuur hoogstens {AT_ONCE} bestanden tegelijk.", f"Send at most {AT_ONCE} files at once."))
    looked = [_looked(one) for one in files]
    wrong = next((one for one in looked if isinstance(one, Refusal)), None) or _no_room(guest, looked)
    if wrong:
        return wrong
    kind = _KINDS.get(act, "other")
    return [_keep(guest, one, kind, invoice_id, on, at) for one in looked if isinstance(one, _Good)]


@dataclass(frozen=True, slots=True)
class _Good:
    name: str
    mime: str
    content: bytes


def _looked(one: Upload) -> _Good | Refusal:
    content = cut(one.content)
    mime = kind_of(content)
    wrong = _LARGE if len(one.content) > LARGEST else None if mime else _OTHER
    if wrong is None and mime == PDF and not _plain(content):
        wrong = _ACTS
    if wrong is None:
        return _Good(clean_name(one.name, mime), mime, content)
    name = one.name[-60:]
    return Refusal(Text(f"{name} {wrong.nl}", f"{name} {wrong.en}"))


_LARGE = Text(f"is te groot: hoogstens {LARGEST // 1_000_000} MB.", f"is too large: at most {LARGEST // 1_000_000} MB.")
_OTHER = Text(
    "is geen pdf of foto die wij kunnen lezen. Stuur een pdf, jpg of png.", "is no PDF or photo that we can read. Send a PDF, JPG or PNG."
)
_ACTS = Text(
    "is beveiligd of bevat een programma. Stuur een gewone pdf of een foto.",
    "is protected or has a program in it. Send a plain PDF or a photo.",
)


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


def _no_room(guest: Guest, looked: Sequence[_Good | Refusal]) -> Refusal | None:
    kept = guest.files().aggregate(count=Count("id"), size=Sum("size"))
    size = sum(len(one.content) for one in looked if isinstance(one, _Good))
    if kept["count"] + len(looked) <= FILES and (kept["size"] or 0) + size <= BYTES:
        return None
    return Refusal(Text("Wij hebben al veel bestanden van u. Mail ons de rest.", "We have many files of yours already. Mail us the rest."))


def _keep(guest: Guest, one: _Good, kind: str, invoice_id: int | None, on: date, at: datetime) -> DebtorFile:
    digest = hashlib.sha256(one.content).hexdigest()
    known = guest.files().filter(kind=kind, sha256=digest).first()
    return known or DebtorFile.objects.create(
        creditor=guest.creditor,
        debtor_id=guest.debtor.id,
        invoice_id=invoice_id,
        kind=kind,
        name=one.name,
        mime=one.mime,
        size=len(one.content),
        sha256=digest,
        content=one.content,
        sender=guest.debtor.name,
        on=on,
        at=at,
    )
