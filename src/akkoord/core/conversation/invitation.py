"""A meeting as a calendar reads it: one event of iCalendar (RFC 5545), written so that any program takes it.

>>> told = invitation(Meeting("a@x.example", datetime(2026, 11, 30, 9, tzinfo=UTC), 60, "Kennismaken", "Havenstraat 7, Leiden"),
...     made_at=datetime(2026, 11, 24, 9, tzinfo=UTC))
>>> [line for line in told.split("\\r\\n") if line.startswith(("DTSTART", "LOCATION"))]
['DTSTART:20261130T090000Z', 'LOCATION:Havenstraat 7\\\\, Leiden']
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

_LONGEST = 75  # octets of a line, its end left out (RFC 5545, 3.1)


@dataclass(frozen=True, slots=True)
class Meeting:
    """One event: a name that no other has, when it begins (any zone), for how many minutes, what and where, and whom to reach."""

    uid: str
    begins: datetime
    minutes: int
    summary: str
    place: str = ""
    text: str = ""
    organiser: str = ""  # his name
    organiser_email: str = ""


def invitation(meeting: Meeting, *, made_at: datetime) -> str:
    """The file, its lines ended as the standard asks."""
    ends = meeting.begins + timedelta(minutes=meeting.minutes)
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Akkoord//Akkoord//NL",
        "METHOD:PUBLISH",
        "BEGIN:VEVENT",
        f"UID:{_escaped(meeting.uid)}",
        f"DTSTAMP:{_moment(made_at)}",
        f"DTSTART:{_moment(meeting.begins)}",
        f"DTEND:{_moment(ends)}",
        f"SUMMARY:{_escaped(meeting.summary)}",
        *([f"LOCATION:{_escaped(meeting.place)}"] if meeting.place else []),
        *([f"DESCRIPTION:{_escaped(meeting.text)}"] if meeting.text else []),
        *([_organiser(meeting)] if meeting.organiser_email else []),
        "END:VEVENT",
        "END:VCALENDAR",
    ]
    return "".join(f"{part}\r\n" for line in lines for part in _folded(line))


def _organiser(meeting: Meeting) -> str:
    name = "".join(char for char in meeting.organiser if char.isprintable() and char != '"')
    return f'ORGANIZER;CN="{name}":mailto:{meeting.organiser_email}' if name else f"ORGANIZER:mailto:{meeting.organiser_email}"


def _moment(at: datetime) -> str:
    return f"{at.astimezone(UTC):%Y%m%dT%H%M%SZ}"


def _escaped(text: str) -> str:
    """A text as the standard writes it (3.3.11): no control characters, and what parts values is escaped."""
    plain = "".join(char for char in text.replace("\r\n", "\n") if char == "\n" or char.isprintable())
    return plain.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,").replace("\n", "\\n")


def _folded(line: str) -> Iterator[str]:
    """A long line in pieces, each after the first begun with a space; no letter is cut in two."""
    piece, size = "", 0
    for char in line:
        octets = len(char.encode())
        if size + octets > _LONGEST:
            yield piece
            piece, size = " ", 1
        piece, size = piece + char, size + octets
    yield piece
