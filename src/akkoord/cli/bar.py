"""A progress bar on standard error, and only where that is a terminal."""

from __future__ import annotations

import sys
from typing import TextIO

from akkoord.core.reading import Progress, no_progress

WIDTH = 24


def bar(label: str, *, to: TextIO | None = None) -> Progress:
    """Draws how far it is, each percent once; the line is wiped when it is done. Where nobody watches it draws nothing."""
    out = sys.stderr if to is None else to
    if not out.isatty():
        return no_progress
    drawn = -1

    def draw(done: int, total: int) -> None:
        nonlocal drawn
        percent = done * 100 // total if total else 0
        if percent <= drawn:
            return
        drawn = percent
        full = percent * WIDTH // 100
        line = f"{'█' * full}{'░' * (WIDTH - full)} {percent:>3} % {label}"
        out.write(f"\r{line[:79]:<79}" if percent < 100 else f"\r{'':<79}\r")
        out.flush()

    return draw
