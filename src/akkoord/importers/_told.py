"""Reads large XML piece by piece: tells how far it is, and lets go of what was read."""

from __future__ import annotations

import io
from typing import NamedTuple

from lxml import etree

from akkoord.core.reading import Progress

TELL_EVERY = 4 << 20  # bytes between two calls to the progress listener


class Place(NamedTuple):
    """How far a file was read when somebody was last told."""

    told: int
    total: int


class Told(io.BytesIO):
    """The content as a file that tells how far it was read."""

    def __init__(self, content: bytes, progress: Progress) -> None:
        super().__init__(content)
        self._progress = progress
        self._place = Place(0, len(content))

    def read(self, size: int | None = -1, /) -> bytes:
        """The next bytes."""
        piece = super().read(size)
        at = self.tell()
        if at - self._place.told >= TELL_EVERY or not piece:
            self._place = Place(at, self._place.total)
            self._progress(at, self._place.total)
        return piece


def let_go(element: etree._Element | None) -> None:
    """Take an element that nobody looks at any more out of its tree."""
    parent = element.getparent() if element is not None else None
    if element is not None and parent is not None:
        parent.remove(element)
