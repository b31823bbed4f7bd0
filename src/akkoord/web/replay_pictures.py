"""The pictures of a replay, drawn on the server: two lines over a year, or two bars for every month, as numbers in a drawing.

A drawing is a thousand by a hundred units and stretches to its place; words and sums stand beside it as text, so that they stay
readable on a phone. Under every picture stands a table of the same figures.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from django.utils.dateformat import format as dated

WIDE, HIGH = 1000, 100
Side = Literal["before", "after"]
SIDES: tuple[Side, Side] = ("before", "after")
SPACE = 0.28  # of the place of a month, on either side of its bars


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar: its place and size in the drawing, and whose it is."""

    side: Side
    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the table under a picture."""

    label: str
    before: int
    after: int


@dataclass(frozen=True, slots=True)
class Picture:
    """One picture. `money` says that its values are cents; `one` that there is one line, because both are the same or nothing is
    known of the other; `top` is the value at the upper edge."""

    name: str
    title: str
    says: str
    rows: tuple[Row, ...]
    top: int
    ticks: tuple[str, ...]
    money: bool = False
    one: bool = False
    lines: tuple[tuple[str, str], ...] = ()  # (side, points)
    bars: tuple[Bar, ...] = ()

    @property
    def half(self) -> int:
        """The value half way up."""
        return self.top // 2


def upper(most: int) -> int:
    """A round value that is at least this: 1, 2 or 5 with noughts, always even from ten on.

    >>> [upper(one) for one in (0, 1, 3, 17, 61, 4_900)]
    [2, 2, 4, 20, 100, 5000]
    """
    if most <= 2:
        return 2
    unit = int("1" + "0" * (len(str(most)) - 1))
    return next(top for top in (unit, 2 * unit, 4 * unit, 5 * unit, 10 * unit) if top >= most)


def lines(name: str, title: str, says: str, *, days: Sequence[date], before: Sequence[int], after: Sequence[int], one: bool) -> Picture:
    """Cents at the end of every week; the table has the last day of every month of them."""
    top = upper(max((*before, *after, 0)))
    drawn = [("before", _points(before, top))] + ([] if one else [("after", _points(after, top))])
    rows = [Row(dated(day, "j b Y"), before[place], after[place]) for place, day in _month_ends(days)]
    return Picture(name, title, says, tuple(rows), top, ticks(days), True, one, tuple(drawn))


def bars(name: str, title: str, says: str, *, months: Sequence[date], before: Sequence[int], after: Sequence[int]) -> Picture:
    """A count for every month."""
    top = upper(max((*before, *after, 0)))
    rows = [Row(dated(month, "F Y"), before[place], after[place]) for place, month in enumerate(months)]
    return Picture(name, title, says, tuple(rows), top, ticks(months), bars=tuple(_bars(before, after, top)))


def ticks(days: Sequence[date]) -> tuple[str, ...]:
    """What stands under a picture: its first day, some between, its last."""
    places = sorted({round(share * (len(days) - 1) / 3) for share in range(4)}) if days else []
    return tuple(dated(days[place], "b Y") for place in places)


def _points(values: Sequence[int], top: int) -> str:
    step = WIDE / max(1, len(values) - 1)
    return " ".join(f"{place * step:.1f},{HIGH - HIGH * value / top:.1f}" for place, value in enumerate(values))


def _month_ends(days: Sequence[date]) -> Iterator[tuple[int, date]]:
    for place, day in enumerate(days):
        if place + 1 == len(days) or days[place + 1].month != day.month:
            yield place, day


def _bars(before: Sequence[int], after: Sequence[int], top: int) -> Iterator[Bar]:
    place_of = WIDE / max(1, len(before))
    width = place_of * (1 - 2 * SPACE) / 2
    for place, pair in enumerate(zip(before, after, strict=True)):
        for number, value in enumerate(pair):
            x, height = place_of * (place + SPACE) + number * width, HIGH * value / top
            if value:
                yield Bar(SIDES[number], round(x, 1), round(HIGH - height, 1), round(width, 1), round(height, 1))
