"""Reads a story from TOML; what it does not know it says, and says what is allowed."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from akkoord.work.story.fields import slip

EVENTS = (
    "invoice",
    "payment",
    "credit_note",
    "dispute",
    "dispute_settled",
    "promise",
    "call",
    "complaint",
    "vulnerable",
    "insolvency",
    "delivery_failed",
    "hold",
    "release",
    "bank_until",
    "arrangement",
    "work",
    "settings",
    "partner",
)
EXPECTATIONS = ("step", "because", "owed", "letter", "work", "announced", "heard", "agreed", "promise", "list", "at_partner")


@dataclass(frozen=True, slots=True)
class Happening:
    """On a day something happened; `what` is one of EVENTS."""

    on: date
    what: str
    said: Any


@dataclass(frozen=True, slots=True)
class Expectation:
    """What must be so at the end of a day."""

    on: date
    said: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Story:
    """One case."""

    name: str
    creditor: dict[str, Any]
    debtor: dict[str, Any]
    settings: dict[str, Any]
    events: tuple[Happening, ...]
    expects: tuple[Expectation, ...]

    @property
    def days(self) -> tuple[date, date]:
        """The first and the last day that is played."""
        days = [event.on for event in self.events] + [expected.on for expected in self.expects]
        return min(days), max(days)


def story_of(text: str) -> Story | str:
    """The story, or in one sentence what is wrong with it."""
    try:
        raw = tomllib.loads(text, parse_float=Decimal)
    except tomllib.TOMLDecodeError as wrong:
        return f"it is not TOML: {wrong}"
    if wrong_shape := _shape(raw):
        return wrong_shape
    try:
        events = tuple(_event(one) for one in raw.get("event", ()))
        expects = tuple(_expect(one) for one in raw.get("expect", ()))
    except ValueError as wrong:
        return str(wrong)
    tables: dict[str, dict[str, Any]] = {name: raw.get(name, {}) for name in ("creditor", "debtor", "settings")}
    wrong_name = next(filter(None, (slip(name, said) for name, said in tables.items())), "")
    if wrong_name:
        return wrong_name
    if not events or not expects:
        return "a story needs at least one [[event]] and one [[expect]]"
    return Story(str(raw.get("name", "")), tables["creditor"], tables["debtor"], tables["settings"], events, expects)


def _shape(raw: dict[str, Any]) -> str:
    """What is wrong with the shape of the whole, in one sentence; empty where nothing is."""
    for name in ("event", "expect"):
        rows = raw.get(name, [])
        if not isinstance(rows, list) or not all(isinstance(one, dict) for one in rows):
            return f"write [[{name}]] with two brackets on each side, once for each"
    return next((f"[{name}] must be a table" for name in ("creditor", "debtor", "settings") if not isinstance(raw.get(name, {}), dict)), "")


def _day(raw: dict[str, Any]) -> date:
    on = raw.get("on")
    if type(on) is not date:
        raise ValueError(f"each [[event]] and [[expect]] has a day, as in on = 2026-01-05; found {on!r}")
    return on


def _event(raw: dict[str, Any]) -> Happening:
    on = _day(raw)
    what = [name for name in raw if name != "on"]
    if len(what) != 1 or what[0] not in EVENTS:
        raise ValueError(f"the event of {on} is {', '.join(what) or 'empty'}; it must be one of {', '.join(EVENTS)}")
    return Happening(on, what[0], raw[what[0]])


def _expect(raw: dict[str, Any]) -> Expectation:
    on = _day(raw)
    said = {name: value for name, value in raw.items() if name != "on"}
    wrong = [name for name in said if name not in EXPECTATIONS]
    if wrong or not said:
        raise ValueError(f"what is expected on {on} is {', '.join(wrong) or 'empty'}; it must be one of {', '.join(EXPECTATIONS)}")
    return Expectation(on, said)
