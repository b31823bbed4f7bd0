"""The meetings that a confirmation names, as files for a calendar."""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

from django.utils import timezone

from akkoord.core.conversation.invitation import Meeting, invitation
from akkoord.core.letter import AgreedLine, LetterContent, LetterParty
from akkoord.core.message import Attachment
from akkoord.core.problem import Text
from akkoord.store.models import Agreed, Letter
from akkoord.work.letters.make_letter import said_in, sender

MINUTES = 60
CALENDAR = "text/calendar"
_WHAT = Text("Afspraak met {name}", "Meeting with {name}")


def invitations(letter: Letter) -> tuple[Attachment, ...]:
    """One file for each meeting that this letter confirms."""
    if letter.kind != "confirmation":
        return ()
    content = said_in(letter)
    lines = [one for one in content.talk.agreed if one.kind == "meeting" and one.day] if content.talk else []
    return tuple(_file(content, line, place, letter.id) for place, line in enumerate(lines, start=1))


def invitation_of(row: Agreed) -> str:
    """The meeting that was agreed, for our own calendar. It must have its day."""
    us, who = sender(row.creditor), row.debtor
    told = "\n".join(filter(None, (row.what, who.name, row.call.phone if row.call else who.phone)))
    summary = _WHAT.in_language(who.language).format(name=who.name)
    return _written(f"{row.creditor_id}-{row.id}", us, summary, row.place, told, _begins(row), _stamp(row.made_on))


def _file(content: LetterContent, line: AgreedLine, place: int, letter_id: int) -> Attachment:
    us, word = content.sender, "afspraak" if content.language == "nl" else "meeting"
    hour = time.fromisoformat(line.minute) if line.minute else time(9)
    begins = datetime.combine(line.day or content.dated, hour, tzinfo=_zone())
    told = "\n".join(filter(None, (line.what, us.name, us.phone, us.email)))
    summary = _WHAT.in_language(content.language).format(name=us.name)
    text = _written(f"{letter_id}-{place}", us, summary, line.place, told, begins, _stamp(content.dated))
    return Attachment(
        f"{word}-{line.day:%Y-%m-%d}.ics" if place == 1 else f"{word}-{line.day:%Y-%m-%d}-{place}.ics", CALENDAR, text.encode()
    )


def _written(key: str, us: LetterParty, summary: str, place: str, told: str, begins: datetime, made_at: datetime) -> str:
    meeting = Meeting(f"{key}@akkoord", begins, MINUTES, summary, place, told, us.name, us.email)
    return invitation(meeting, made_at=made_at)


def _begins(row: Agreed) -> datetime:
    assert row.day is not None
    return datetime.combine(row.day, row.minute or time(9), tzinfo=_zone())


def _stamp(day: date) -> datetime:
    return datetime.combine(day, time(12), tzinfo=UTC)


def _zone() -> ZoneInfo:
    return ZoneInfo(timezone.get_default_timezone_name())
