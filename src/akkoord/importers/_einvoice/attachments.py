"""Takes the documents out of an e-invoice: only kinds that EN 16931 allows, only what is whole, none that is too large."""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Iterable
from pathlib import PurePosixPath

from lxml import etree

from akkoord.core.problem import Problem, Text
from akkoord.core.reading import AttachmentRead
from akkoord.importers._problems import quoted
from akkoord.importers._xml import line_of

MOST = 7_000_000
"""Bytes of one document. XML holds at most ten million characters in one element, and base64 takes four for three bytes."""
KINDS = {
    "application/pdf": ".pdf",
    "image/png": ".png",
    "image/jpeg": ".jpg",
    "text/csv": ".csv",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": ".xlsx",
    "application/vnd.oasis.opendocument.spreadsheet": ".ods",
}
"""What EN 16931 allows (BT-125-1), with how its file names end."""

_SUFFIXES = {suffix: mime for mime, suffix in KINDS.items()} | {".jpeg": "image/jpeg"}
_ALIASES = {"image/jpg": "image/jpeg", "application/x-pdf": "application/pdf", "application/csv": "text/csv"}
_TOO_LARGE = b"!"
_HUGE = re.compile(rb"(<[\w.-]*:?(?:EmbeddedDocument|Attachment)BinaryObject\b[^>]*>)[^<]{9600000,}")
_ALLOWED = Text("PDF, PNG, JPEG, CSV, XLSX of ODS", "PDF, PNG, JPEG, CSV, XLSX or ODS")
_WHOLE = Text(
    "De bijlage {name} is stuk (geen geldige base64) en is niet bewaard. De factuur zelf wel.",
    "The document {name} is broken (no valid base64) and was not kept. The invoice itself was.",
)
_LARGE = Text(
    "De bijlage {name} is groter dan 7 MB en is niet bewaard. De factuur zelf wel.",
    "The document {name} is larger than 7 MB and was not kept. The invoice itself was.",
)
_OTHER = Text(
    "De bijlage {name} is van een soort die een e-factuur niet mag bevatten ({mime}) en is niet bewaard. Toegestaan: {nl}.",
    "The document {name} is of a kind that an e-invoice may not hold ({mime}) and was not kept. Allowed: {en}.",
)


def without_huge(content: bytes) -> bytes:
    """The XML with documents that are far too large taken out, so that the invoice around them can still be read."""
    return _HUGE.sub(rb"\1" + _TOO_LARGE, content) if len(content) > MOST else content


def attachments_in(objects: Iterable[tuple[etree._Element, str]], *, problems: list[Problem]) -> tuple[AttachmentRead, ...]:
    """The documents in these elements, each with the reference it stands under; what cannot be kept is told."""
    read = (_attachment(element, reference, problems) for element, reference in objects)
    return tuple(one for one in read if one is not None)


def file_name(text: str) -> str:
    """The last part of a path, printable and not too long; it may not be hidden either.

    >>> file_name("C:\\\\facturen\\\\..\\\\F 1.pdf"), file_name("../../.htaccess"), file_name("a\\nb")
    ('F 1.pdf', 'htaccess', 'ab')
    """
    last = text.replace("\\", "/").rpartition("/")[2]
    return "".join(char for char in last if char.isprintable() and char not in '<>:"|?*').strip(". ")[-120:]


def _attachment(element: etree._Element, reference: str, problems: list[Problem]) -> AttachmentRead | None:
    name = file_name(element.get("filename") or "") or file_name(reference) or "bijlage"
    mime = _mime(element.get("mimeCode") or "", name)
    if mime not in KINDS:
        problems.append(_told(_OTHER, element, name, mime))
        return None
    text = element.text or ""
    content = None if text == _TOO_LARGE.decode() else _decoded(text)
    if content is None or len(content) > MOST:
        problems.append(_told(_LARGE, element, name))
    elif not content:
        problems.append(_told(_WHOLE, element, name))
    else:
        return AttachmentRead(name if PurePosixPath(name).suffix.lower() in _SUFFIXES else name + KINDS[mime], mime, content)
    return None


def _mime(said: str, name: str) -> str:
    bare = said.partition(";")[0].strip().lower()
    return _ALIASES.get(bare, bare) or _SUFFIXES.get(PurePosixPath(name).suffix.lower(), "")


def _decoded(text: str) -> bytes:
    """The bytes, or none where this is no base64."""
    try:
        return base64.b64decode("".join(text.split()), validate=True)
    except (binascii.Error, ValueError):  # ValueError: letters outside ASCII
        return b""


def _told(sentence: Text, element: etree._Element, name: str, mime: str = "") -> Problem:
    said = {"name": quoted(name), "mime": mime[:80] or "?", "nl": _ALLOWED.nl, "en": _ALLOWED.en}
    where = etree.QName(element).localname
    return Problem(Text(sentence.nl.format(**said), sentence.en.format(**said)), line_of(element), where)
