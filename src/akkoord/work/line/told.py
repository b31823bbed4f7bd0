"""What the desk has for a client who comes to fetch it: the messages after the last one he has."""

from __future__ import annotations

from collections.abc import Sequence

from akkoord.store.models import Line, LineMessage

MOST, LARGEST = 50, 2 * 1024 * 1024  # messages, and bytes of them, that go at once


def told_after(line: Line, after: int) -> tuple[Sequence[LineMessage], bool]:
    """Our messages after that one, in order, and whether there are more. What goes along with them is left where it is."""
    rows = LineMessage.objects.filter(creditor_id=line.creditor_id, line_id=line.id, ours=True, seq__gt=after)
    found, size = list(rows.defer("attachment").order_by("seq")[: MOST + 1]), 0
    for place, row in enumerate(found):
        size += len(row.raw)
        if place == MOST or (place and size > LARGEST):
            return found[:place], True
    return found, False


def last_told(line: Line) -> int:
    """The number of the last message we said."""
    rows = LineMessage.objects.filter(creditor_id=line.creditor_id, line_id=line.id, ours=True)
    return rows.order_by("-seq").values_list("seq", flat=True).first() or 0


def file_told(line: Line, seq: int) -> bytes | None:
    """What goes along with one message of ours."""
    rows = LineMessage.objects.filter(creditor_id=line.creditor_id, line_id=line.id, ours=True, seq=seq)
    found = rows.exclude(attachment=None).values_list("attachment", flat=True).first()
    return bytes(found) if found is not None else None
