"""A meeting in a file for a calendar: what RFC 5545 asks of lines, texts and moments."""

from __future__ import annotations

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from akkoord.core.conversation.invitation import Meeting, invitation

AT = datetime(2026, 11, 24, 10, tzinfo=UTC)
BEGINS = datetime(2026, 7, 1, 14, 30, tzinfo=ZoneInfo("Europe/Amsterdam"))


def unfolded(text: str) -> list[str]:
    """The lines as a calendar reads them: a line that begins with a space goes on the one before it."""
    return text.replace("\r\n ", "").split("\r\n")


@given(st.text(max_size=200), st.text(max_size=200))
def test_every_line_fits_and_ends_as_it_should(summary: str, place: str) -> None:
    told = invitation(Meeting("1@x", BEGINS, 60, summary, place, summary, place), made_at=AT)
    lines = told.split("\r\n")
    assert max(len(line.encode()) for line in lines) <= 75
    assert "\n" not in told.replace("\r\n", "")
    assert (lines[0], lines[-2], lines[-1]) == ("BEGIN:VCALENDAR", "END:VCALENDAR", "")


def test_a_meeting_in_dutch_summer_is_told_in_universal_time() -> None:
    lines = unfolded(invitation(Meeting("1@x", BEGINS, 45, "Afspraak"), made_at=AT))
    assert {"DTSTART:20260701T123000Z", "DTEND:20260701T131500Z", "DTSTAMP:20261124T100000Z"} <= set(lines)


def test_what_parts_values_is_escaped_and_nothing_steers_the_file() -> None:
    odd = Meeting("1@x", BEGINS, 60, "Tuin; haag, pad\nEND:VEVENT", organiser='De "Linde"', organiser_email="a@b.example")
    lines = unfolded(invitation(odd, made_at=AT))
    assert "SUMMARY:Tuin\\; haag\\, pad\\nEND:VEVENT" in lines
    assert 'ORGANIZER;CN="De Linde":mailto:a@b.example' in lines
    assert lines.count("END:VEVENT") == 1
