"""Safe XML: no DOCTYPE, no entities, no network, no deep nesting; what is wrong becomes a sentence with a line."""

from __future__ import annotations

import codecs
import contextlib
import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import BinaryIO, TypedDict

from lxml import etree

from akkoord.core.money import MAX_CENTS
from akkoord.core.problem import Problem, Text

_PROLOG = re.compile(rb"(?:\s+|<\?.*?\?>|<!--.*?-->)*", re.DOTALL)
_DECLARED = re.compile(rb"<\?xml[^>]*?encoding\s*=\s*[\"']([A-Za-z0-9._:-]{1,40})[\"']")
_ENCODING = re.compile(r"utf-?(8|16)(-le|-be)?|ascii|iso8859-\d+|cp(125\d|437|850|858)")
_AMOUNT = re.compile(r"([+-]?)([0-9]{1,30})(?:\.([0-9]*))?")
_BAD_ENCODING = ("not proper UTF-8", "encoding", "invalid byte", "invalid multibyte", "Invalid bytes in character encoding")

DOCTYPE = Text(
    "Het bestand heeft een DOCTYPE; dat wordt geweigerd, omdat er schadelijke verwijzingen in kunnen staan. Verwacht: XML zonder DOCTYPE.",
    "The file has a DOCTYPE; it is refused because it can hold harmful references. Expected: XML without DOCTYPE.",
)
NO_XML = Text("Dit is geen XML.", "This is no XML.")
DEEP = Text(
    "De XML is te diep genest of bevat een te lang stuk tekst; dit wordt geweigerd.",
    "The XML is nested too deeply or holds too long a piece of text; this is refused.",
)
OTHER_ENCODING = Text(
    "De letters in het bestand zijn niet in de codering die het noemt; ze zijn gelezen als Windows-1252. Kijk namen met accenten na.",
    "The letters in the file are not in the encoding it names; they were read as Windows-1252. Check names with accents.",
)


class _Safe(TypedDict):
    """What every parser of a file from outside is told."""

    resolve_entities: bool
    no_network: bool
    load_dtd: bool
    huge_tree: bool
    remove_comments: bool
    remove_pis: bool


_SAFE: _Safe = {
    "resolve_entities": False,
    "no_network": True,
    "load_dtd": False,
    "huge_tree": False,
    "remove_comments": True,
    "remove_pis": True,
}


def looks_like_xml(head: bytes) -> bool:
    """Whether the first thing in the file, after white space and comments, opens a tag."""
    return _after_prolog(head).startswith(b"<")


def gate(content: bytes) -> Problem | None:
    """What forbids parsing at all: a DOCTYPE, an encoding that hides one, or no tag to begin with."""
    rest = _after_prolog(content)
    if rest[:9].upper() == b"<!DOCTYPE":
        return Problem(DOCTYPE, where="DOCTYPE")
    if not re.match(rb"<[^!?\s<>]", rest):
        return Problem(NO_XML)
    named = _DECLARED.search(_ascii(content[:1024]))
    if named and not _is_known(named[1].decode("ascii")):
        name = named[1].decode("ascii")
        nl = f'Gevonden: codering "{name}". Verwacht: UTF-8, UTF-16, ISO-8859 of Windows-125x.'
        return Problem(Text(nl, f'Found: encoding "{name}". Expected: UTF-8, UTF-16, ISO-8859 or Windows-125x.'), 1, "encoding")
    return None


@lru_cache(maxsize=4)  # every importer of XML asks it of the same head
def root_of(head: bytes) -> tuple[str, str]:
    """Namespace and name of the root element that the first bytes of a file open; empty where there is none."""
    head = head.lstrip()
    if gate(head) is not None:
        return "", ""
    parser = etree.XMLPullParser(events=("start",), **_SAFE)
    with contextlib.suppress(etree.XMLSyntaxError):  # a head that is cut off or broken further on may still have opened its root
        parser.feed(head)
    for _, element in parser.read_events():
        if isinstance(element, etree._Element):
            namespace, _, name = element.tag.rpartition("}")  # not QName: it raises on a prefix that was never declared
            return namespace[1:], name
    return "", ""


def parsed(content: bytes) -> tuple[etree._Element | None, tuple[Problem, ...]]:
    """The root element of a whole document, or None and why not. Blank lines before the declaration are forgiven."""
    content = content.lstrip()
    refused = gate(content)
    if refused is not None:
        return None, (refused,)
    try:
        return _checked(etree.fromstring(content, etree.XMLParser(**_SAFE)))
    except etree.XMLSyntaxError as error:
        if not is_wrong_encoding(error):
            return None, (broken(error),)
    try:
        root, problems = _checked(etree.fromstring(content, etree.XMLParser(encoding="windows-1252", **_SAFE)))
    except etree.XMLSyntaxError as error:
        return None, (broken(error),)
    return root, (*problems, Problem(OTHER_ENCODING, 1, "encoding"))


def streamed(file: BinaryIO, tags: Iterable[str], *, encoding: str | None = None) -> Iterator[etree._Element]:
    """Each element of these names at its end tag, "{*}" for any namespace; the reader lets go of what it has read. Raises
    etree.XMLSyntaxError where the XML is broken. The content must have passed the gate."""
    for _, element in etree.iterparse(file, events=("end",), tag=list(tags), encoding=encoding, **_SAFE):
        yield element


def broken(error: etree.XMLSyntaxError) -> Problem:
    """What is wrong with XML that could not be parsed, with its line."""
    reason = (error.msg or "").splitlines()[0] if error.msg else ""
    line = error.lineno or None
    if "depth" in reason or "huge" in reason.lower() or "too long" in reason:
        return Problem(DEEP, line)
    shown = "".join(char for char in reason if char.isprintable())[:200]
    return Problem(Text(f"De XML is hier stuk of afgebroken ({shown}).", f"The XML is broken or cut off here ({shown})."), line)


def is_wrong_encoding(error: etree.XMLSyntaxError) -> bool:
    """Whether bytes were met that the encoding of the file does not have."""
    return any(sign in (error.msg or "") for sign in _BAD_ENCODING)


def has_doctype(element: etree._Element) -> bool:
    """Whether a DOCTYPE came along after all, hidden from the gate by its encoding."""
    return element.getroottree().docinfo.internalDTD is not None


def cents(text: str | None) -> int | None:
    """Cents of an XML decimal; padded zeros are allowed on both sides, a part of a cent is not (None).

    >>> cents("000000000000001.90"), cents("8.850"), cents("-5"), cents("8.855"), cents("1e3"), cents(None)
    (190, 885, -500, None, None, None)
    """
    hit = _AMOUNT.fullmatch((text or "").strip())
    if hit is None:
        return None
    sign, whole, part = hit.groups("")
    if part[2:].strip("0"):
        return None
    value = int(whole) * 100 + int(part[:2].ljust(2, "0"))
    return None if value >= MAX_CENTS else -value if sign == "-" else value


def line_of(element: etree._Element) -> int | None:
    """The line an element starts on, counted from 1."""
    line = element.sourceline
    return line if isinstance(line, int) else None


def words(element: etree._Element | None) -> str:
    """The text of an element on one line, "" where it is missing."""
    return " ".join((element.text or "").split()) if element is not None else ""


def at(element: etree._Element, *names: str) -> Iterator[etree._Element]:
    """The descendants reached by this path of local names, whatever their namespaces."""
    found = element.iterchildren(f"{{*}}{names[0]}")  # lxml compares the names, several times faster than a look at each child
    if len(names) == 1:
        yield from found
    else:
        for child in found:
            yield from at(child, *names[1:])


def first(element: etree._Element, *names: str) -> str:
    """The text of the first filled descendant on this path, "" where there is none."""
    return next(filter(None, map(words, at(element, *names))), "")


def _checked(root: etree._Element) -> tuple[etree._Element | None, tuple[Problem, ...]]:
    return (None, (Problem(DOCTYPE, where="DOCTYPE"),)) if has_doctype(root) else (root, ())


def _after_prolog(content: bytes) -> bytes:
    """A few bytes from where the prolog ends: the root element, a DOCTYPE, or something that is no XML."""
    plain = _ascii(content)
    found = _PROLOG.match(plain)
    return plain[found.end() : found.end() + 64] if found else b""


def _ascii(content: bytes) -> bytes:
    """The content with its tags readable as ASCII: UTF-16 is rewritten, a byte order mark taken off."""
    if content.startswith(codecs.BOM_UTF8):
        return content[3:]
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return content.decode("utf-16", "replace").encode("utf-8")
    for start, encoding in ((b"<\x00", "utf-16-le"), (b"\x00<", "utf-16-be")):
        if content.startswith(start):
            return content.decode(encoding, "replace").encode("utf-8")
    return content


def _is_known(name: str) -> bool:
    try:
        return bool(_ENCODING.fullmatch(codecs.lookup(name).name))
    except LookupError:
        return False
