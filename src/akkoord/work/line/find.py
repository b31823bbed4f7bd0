"""Finds the line of a desk by its number, which begins with the number of the company: so it is found by its key."""

from __future__ import annotations

from akkoord.store.models import Line


def line_of(mark: str) -> Line | None:
    """The line that a desk here made under this number; None where there is none."""
    number = mark.partition(".")[0]
    if not number.isascii() or not number.isdecimal() or len(number) > 18:
        return None
    return Line.objects.select_related("creditor").filter(creditor_id=int(number), side="desk", mark=mark).first()
