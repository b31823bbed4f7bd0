"""The age of what is open as one bar: parts with their place and width, drawn on the server."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from akkoord.work.figures import Figures

WIDTH = 300  # units of the drawing
GAP = 2


@dataclass(frozen=True, slots=True)
class Part:
    """One part of the bar; `amount` in cents, `x` and `width` in units of the drawing, `share` in whole percent."""

    label: str | Promise
    colour: str
    amount: int
    x: int
    width: int
    share: int


def ageing(sums: Figures) -> list[Part]:
    """Four parts from not due to oldest; a part with anything in it is at least a sliver wide."""
    rows = (
        (_("Niet vervallen"), "green", sums.not_due),
        (_("1 tot 30 dagen te laat"), "mid", sums.late_30),
        (_("31 tot 60 dagen"), "amber", sums.late_60),
        (_("Langer dan 60 dagen"), "red", sums.late_older),
    )
    whole = sum(amount for _label, _colour, amount in rows)
    parts: list[Part] = []
    x = 0
    for label, colour, amount in rows:
        width = max(4, (WIDTH - 3 * GAP) * amount // whole) if amount > 0 and whole else 0
        width = min(width, WIDTH - x)
        parts.append(Part(label, colour, amount, x, width, round_percent(amount, whole)))
        x += width + GAP if width else 0
    return parts


def round_percent(part: int, whole: int) -> int:
    """A share in whole percent, half up; 0 where there is no whole.

    >>> round_percent(1, 3), round_percent(1, 8), round_percent(0, 0)
    (33, 13, 0)
    """
    return (200 * part + whole) // (2 * whole) if whole else 0
