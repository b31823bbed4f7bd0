"""Reads CAMT.053: end-of-day statements of a bank account in XML (ISO 20022), versions 01 to 12."""

from __future__ import annotations

from akkoord.core.reading import Progress, Reading, SourceFile, no_progress
from akkoord.importers._camt.stream import message_of, read_message

NAME = "camt.053"


def recognises(head: bytes) -> bool:
    """Whether the root is a Document in the namespace of this message."""
    return message_of(head) == NAME


def read(file: SourceFile, *, progress: Progress = no_progress) -> Reading:
    """Every statement in the file, with its balances and entries."""
    return read_message(NAME, file, progress)
