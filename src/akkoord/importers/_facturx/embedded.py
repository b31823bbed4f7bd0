"""Takes XML files out of a PDF: a PDF comes from anybody, so what is unpacked is bounded and whatever breaks is an answer."""

from __future__ import annotations

import io
import logging
import struct
import zlib
from collections.abc import Iterator
from dataclasses import dataclass

from pypdf import Configuration, PdfReader, apply_configuration
from pypdf.errors import DependencyError, DeprecationError, FileNotDecryptedError, PyPdfError
from pypdf.generic import ArrayObject, DictionaryObject, StreamObject

MOST_FILES, MOST_XML = 50, 5
"""How many of the files in a PDF are looked at, and how many of those are unpacked: an invoice has one, seldom a few."""
LARGEST = 10_000_000
"""Bytes of one part of the PDF once it is unpacked."""

BOUNDS = Configuration(
    array_based_stream_maximum_output_length=LARGEST,
    brotli_maximum_output_length=LARGEST,
    lzw_maximum_output_length=LARGEST,
    run_length_maximum_output_length=LARGEST,
    zlib_maximum_output_length=LARGEST,
    zlib_maximum_recovery_input_length=100_000,
    stream_decoding_work_maximum_length=3 * LARGEST,
    stream_filters_maximum_length=4,
    jbig2dec_binary=None,
    disable_legacy_handling=True,
)
_USUAL = ("factur-x.xml", "zugferd-invoice.xml", "xrechnung.xml")
# What pypdf lets through where a PDF is not what it says it is; all of it means that the PDF cannot be read.
BROKEN = (
    PyPdfError,
    DependencyError,
    DeprecationError,
    ArithmeticError,
    AssertionError,
    AttributeError,
    EOFError,
    LookupError,
    MemoryError,
    OSError,
    RuntimeError,
    TypeError,
    ValueError,
    struct.error,
    zlib.error,
)

logging.getLogger("pypdf").setLevel(logging.CRITICAL + 1)  # what is wrong with a PDF is told to who brought it, not to the log


@dataclass(frozen=True, slots=True)
class Embedded:
    """The XML files in a PDF, those with the usual names first; or that it is locked, or that it cannot be read."""

    files: tuple[tuple[str, bytes], ...] = ()
    locked: bool = False
    broken: bool = False


def embedded_xml(content: bytes) -> Embedded:
    """What is inside. It never raises, and unpacks no more than the bounds above."""
    with apply_configuration(BOUNDS):
        try:
            reader = PdfReader(io.BytesIO(content), root_object_recovery_limit=1000, xref_stream_maximum_entries=200_000)
            catalog = reader.trailer["/Root"]
            specs = [] if not isinstance(catalog, DictionaryObject) else list(_specifications(catalog))
            named = sorted((one for one in specs if one[0].lower().endswith(".xml")), key=lambda one: one[0].lower() not in _USUAL)
            return Embedded(tuple((name, _content(spec)) for name, spec in named[:MOST_XML]))
        except FileNotDecryptedError:
            return Embedded(locked=True)
        except BROKEN:
            return Embedded(broken=True)


def _specifications(catalog: DictionaryObject) -> Iterator[tuple[str, DictionaryObject]]:
    """The files of the name tree and those beside it (/AF), each once, with their names."""
    met: set[int] = set()
    for spec in _listed(catalog):
        if len(met) >= MOST_FILES:
            return
        if isinstance(spec, DictionaryObject) and id(spec) not in met:
            met.add(id(spec))
            yield str(spec.get("/UF") or spec.get("/F") or ""), spec


def _listed(catalog: DictionaryObject) -> Iterator[object]:
    """What may be a file: every second value of the leaves of the tree, and all of /AF."""
    names = _at(catalog, "/Names")
    nodes = [] if not isinstance(names, DictionaryObject) else [_at(names, "/EmbeddedFiles")]
    for _ in range(MOST_FILES):
        node = nodes.pop(0) if nodes else None
        if isinstance(node, DictionaryObject):
            yield from _items(_at(node, "/Names"))
            nodes += _items(_at(node, "/Kids"))
    yield from _items(_at(catalog, "/AF"))


def _items(array: object) -> list[object]:
    return [one.get_object() for one in array[: 2 * MOST_FILES]] if isinstance(array, ArrayObject) else []


def _at(dictionary: DictionaryObject, key: str) -> object:
    return dictionary[key].get_object() if key in dictionary else None


def _content(spec: DictionaryObject) -> bytes:
    """The bytes of a file, none where it has none."""
    files = _at(spec, "/EF")
    streams = [_at(files, key) for key in ("/F", "/UF")] if isinstance(files, DictionaryObject) else []
    return next((one.get_data() for one in streams if isinstance(one, StreamObject)), b"")
