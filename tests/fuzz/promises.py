"""What reading promises of any bytes whatever: no exception, a reading that can be stored and shown, little time and memory."""

from __future__ import annotations

import json
import resource
import time
from collections.abc import Iterable, Iterator
from dataclasses import astuple
from pathlib import Path
from typing import cast

import akkoord.importers
from akkoord.core.reading import Importer, Progress, Reading, SourceFile, no_progress
from akkoord.core.shelf import modules
from akkoord.importers.as_json import reading_as_json
from akkoord.importers.recognise import HEAD, importer_of, read_file

SMALL = 64 * 1024  # bytes: the limits hold for files up to this size
SECONDS = 1.0  # of the processor, for one call
MEGABYTES = 200  # that the process may grow in one call
ANY = "recognise"  # the name under which the whole road of a file is fuzzed, instead of one importer


class Broken(AssertionError):
    """A promise that was not kept."""


class Recognise:
    """The road every file takes: the importer that recognises it, or the sentence that says what it is."""

    NAME = ANY

    def recognises(self, head: bytes) -> bool:
        """Whether any importer recognises it."""
        return importer_of(head) is not None

    def read(self, file: SourceFile, *, progress: Progress = no_progress) -> Reading:
        """What the file says."""
        return read_file(file, progress=progress)


def targets() -> dict[str, Importer]:
    """Everything that can be fuzzed, by name: whatever stands on the shelf, and the road to it."""
    return {ANY: Recognise(), **cast(dict[str, Importer], modules(akkoord.importers))}


def kept(importer: Importer, content: bytes, *, name: str = "file", measured: bool = True) -> Reading:
    """The reading of these bytes; raises Broken where a promise was not kept, and whatever the importer raises. Time and
    memory are `measured` by the fuzzer only: a test that depends on the machine is no test."""
    file, resident, peak, began = SourceFile(name, content), _resident(), _peak(), time.process_time()
    importer.recognises(content[:HEAD])
    reading = importer.read(file)
    seconds, reached = time.process_time() - began, _peak()
    if measured and len(content) <= SMALL:
        if seconds > SECONDS and (again := _seconds(importer, file)) > SECONDS:
            raise Broken(f"{len(content)} bytes took {again:.1f} seconds")
        if reached > peak and reached - resident > MEGABYTES:
            raise Broken(f"{len(content)} bytes took {reached - resident} MB")
    _can_be_stored(reading)
    return reading


def _seconds(importer: Importer, file: SourceFile) -> float:
    """How long it takes once more: the first time may have loaded a library."""
    began = time.process_time()
    importer.recognises(file.content[:HEAD])
    importer.read(file)
    return time.process_time() - began


def _can_be_stored(reading: Reading) -> None:
    if not (reading.invoices or reading.statements or reading.problems):
        raise Broken("the reading says nothing at all")
    for language in ("nl", "en"):
        json.dumps(reading_as_json(reading, language=language), ensure_ascii=False).encode()
    for text in _texts(astuple(reading)):
        if "\x00" in text:
            raise Broken(f"a text that no database stores: {text!r}")
        text.encode()


def _texts(values: Iterable[object]) -> Iterator[str]:
    for value in values:
        if isinstance(value, str):
            yield value
        elif isinstance(value, (tuple, list)):
            yield from _texts(value)


def _resident() -> int:
    """Megabytes this process holds at this moment."""
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * resource.getpagesize() >> 20


def _peak() -> int:
    """The most megabytes this process ever held. Not `getrusage`: there a process begins with what its parent held."""
    line = next(line for line in Path("/proc/self/status").read_text().splitlines() if line.startswith("VmHWM:"))
    return int(line.split()[1]) >> 10
