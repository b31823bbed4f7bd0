"""Keeps what is typed in a call, field by field: nothing is overwritten in silence, and no word about somebody's health is kept."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, time
from typing import Any

from django.db import transaction

from akkoord.core.conversation.guide import Phase
from akkoord.core.dates import date_of
from akkoord.core.money import cents_of, shown
from akkoord.core.problem import Refusal, Text
from akkoord.store.access import Desk
from akkoord.store.models import Agreed, Call
from akkoord.work.conversation.row import ENDED, bump, locked
from akkoord.work.hear import hear
from akkoord.work.may_not import MAY_NOT

LONGEST = 20_000  # characters of a text
NAME = 200
PARTS = 60
_MINUTE = re.compile(r"([01]?\d|2[0-3])[:.u ]?([0-5]\d)?")
NOT_KEPT = Text(
    "Deze woorden gaan over iemands gezondheid of nood en zijn niet bewaard.",
    "These words are about somebody's health or distress and were not kept.",
)
_ELSE = Text("Iemand anders schreef hier intussen iets.", "Somebody else wrote something here in the meantime.")
Read = Callable[[str, "Row"], Any]


@dataclass(frozen=True, slots=True)
class Row:
    """What a field is of, and what bounds it: the day, and the cents that are open at this debtor."""

    call: Call
    row: Call | Agreed
    on: date
    open: int


@dataclass(frozen=True, slots=True)
class Kept:
    """Whether what was typed was kept, what the field holds now, and why not."""

    stored: bool
    value: str
    version: int
    why: Text | None = None


class Wrong(ValueError):
    """What was typed cannot be kept; the sentence that says why."""

    def __init__(self, why: Text) -> None:
        super().__init__(why.en)
        self.why = why


def keep_field(*, desk: Desk, call_id: int, field: str, was: str, value: str, on: date, agreed_id: int | None = None) -> Kept | Refusal:
    """Keep one field of a call, or of something that is being agreed in it. `was` is what the page showed before: where the
    field holds something else by now, that stays and is given back. Raises Call.DoesNotExist for another company's."""
    if not desk.may_work:
        return MAY_NOT
    with transaction.atomic():
        call = locked(desk, call_id)
        row: Call | Agreed = call if agreed_id is None else desk.agreed().get(id=agreed_id, call_id=call.id)
        readers = _CALL if agreed_id is None else _AGREED
        if field not in readers:
            return Refusal(Text("Dit veld bestaat niet.", "There is no such field."))
        if call.ended_at is not None:
            return ENDED
        return _keep(Row(call, row, on, open_sum(desk, call.debtor_id)), field, readers[field], was, value)


def _keep(at: Row, field: str, read: Read, was: str, value: str) -> Kept:
    now, call = typed(at.row, field), at.call
    try:
        fresh = read(clean(value), at)
    except Wrong as wrong:
        return Kept(stored=False, value=now, version=call.version, why=wrong.why)
    name = COLUMNS.get(field, field)
    if fresh == getattr(at.row, name):
        return Kept(stored=True, value=now, version=call.version)
    if clean(was) != now and not _same(at, read, was, name):
        return Kept(stored=False, value=now, version=call.version, why=_ELSE)
    setattr(at.row, name, fresh)
    at.row.save(update_fields=[name])
    return Kept(stored=True, value=typed(at.row, field), version=bump(call))


def _same(at: Row, read: Read, was: str, name: str) -> bool:
    """Whether what the page showed before is what is kept, written another way."""
    try:
        return bool(read(clean(was), at) == getattr(at.row, name))
    except Wrong:
        return False


def open_sum(desk: Desk, debtor_id: int) -> int:
    """The cents that are open at this debtor, before interest and costs."""
    return sum(desk.invoices().filter(debtor_id=debtor_id, kind="invoice", open__gt=0).values_list("open", flat=True))


def clean(text: str) -> str:
    """What was typed, with one kind of line end and without what no database keeps.

    >>> clean("  a\\r\\nb\\x00 ")
    'a\\nb'
    """
    return text.replace("\r\n", "\n").replace("\x00", "").strip()


def typed(row: Call | Agreed, field: str) -> str:
    """What a field holds, as the page shows it."""
    value = getattr(row, COLUMNS.get(field, field))
    if value is None:
        return ""
    if field == "amount":
        return shown(value, sign=False)
    return f"{value:%H:%M}" if isinstance(value, time) else str(value)


def _text(most: int) -> Read:
    def read(text: str, at: Row) -> str:
        if len(text) > most:
            raise Wrong(Text(f"Dit is te lang; er passen {most} tekens.", f"This is too long; {most} characters fit."))
        if text and hear(text).vulnerable:
            raise Wrong(NOT_KEPT)
        return text

    return read


def _plain(text: str, at: Row) -> str:
    return text[:NAME]


def _amount(text: str, at: Row) -> int | None:
    if not text:
        return None
    cents = cents_of(text)
    if cents is None or cents <= 0:
        raise Wrong(Text("Dit is geen bedrag; het lijkt op 1.312,45.", "This is no sum; it looks like 1,312.45."))
    if cents > at.open:
        raise Wrong(Text(f"Er staat {shown(at.open)} open.", f"{shown(at.open, language='en')} is open."))
    return cents


def _day(text: str, at: Row) -> date | None:
    day = date_of(text) if text else None
    if text and day is None:
        raise Wrong(Text("Dit is geen dag.", "This is no day."))
    if day is not None and day < at.on:
        raise Wrong(Text("Deze dag is al voorbij.", "This day has passed."))
    return day


def _minute(text: str, at: Row) -> time | None:
    found = _MINUTE.fullmatch(text)
    if text and found is None:
        raise Wrong(Text("Dit is geen tijd; het lijkt op 14:30.", "This is no time; it looks like 14:30."))
    return time(int(found[1]), int(found[2] or 0)) if found else None


def _parts(text: str, at: Row) -> int | None:
    if not text:
        return None
    if not (text.isascii() and text.isdecimal() and 2 <= int(text[:4]) <= PARTS):
        raise Wrong(Text("Kies 2 tot 60 delen.", "Choose 2 to 60 parts."))
    return int(text)


def _invoice(text: str, at: Row) -> int | None:
    if not text:
        return None
    mine = at.call.debtor.invoices.filter(kind="invoice")
    number = int(text) if text.isascii() and text.isdecimal() and len(text) < 20 else 0
    if not mine.filter(id=number).exists():
        raise Wrong(Text("Deze factuur is niet van deze klant.", "This invoice is not this customer's."))
    return number


COLUMNS = {"invoice": "invoice_id"}
_CALL: Mapping[str, Read] = {"hearing": _text(LONGEST), "note": _text(LONGEST), "spoke_with": _plain, "phone": lambda text, at: text[:40]}
_AGREED: Mapping[str, Read] = {
    "amount": _amount,
    "day": _day,
    "minute": _minute,
    "parts": _parts,
    "invoice": _invoice,
    "what": _text(2_000),
    "place": lambda text, at: text[:300],
}


def go_to(*, desk: Desk, call_id: int, step: str) -> Refusal | None:
    """A person goes to a step of the guide; it never moves by itself."""
    if not desk.may_work:
        return MAY_NOT
    if step not in set(Phase):
        return Refusal(Text("Deze stap bestaat niet.", "There is no such step."))
    with transaction.atomic():
        call = locked(desk, call_id)
        if call.ended_at is not None:
            return ENDED
        if call.step != step:
            call.step, call.heard_before = step, desk.said().filter(call_id=call.id).count()
            call.save(update_fields=["step", "heard_before"])
            bump(call)
    return None
