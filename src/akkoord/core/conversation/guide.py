"""The guide through a call: from where one is, what was heard and what was agreed to what one says next. It only proposes a step.

Three steps, each with a time box: get him talking, show understanding, return to the arrears. As long as he talks he need not
promise, so the last step always ends in an amount, a day and a confirmation.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Any

from akkoord.core.conversation.agreement import Agree
from akkoord.core.conversation.reason import Reason
from akkoord.core.dates import ONE_DAY, Calendar
from akkoord.core.problem import Text

_WEEK = timedelta(days=7)
_SOON = timedelta(days=3)
_FIELD = re.compile(r"\{(bedrag|dag1|dag2|dag|ik|bedrijf|wie|nummer)\}")
SETTLING = frozenset({Agree.PROMISE, Agree.ARRANGEMENT})


class Phase(StrEnum):
    """The steps of a call, in their order."""

    TALK = "talk"
    UNDERSTAND = "understand"
    RETURN = "return"


@dataclass(frozen=True, slots=True)
class Lines:
    """What to say, what to ask and what not to do."""

    say: tuple[str, ...] = ()
    questions: tuple[str, ...] = ()
    avoid: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Refer:
    """Where somebody in need finds help: its name, how it is reached, and for whom it is."""

    name: str
    reach: str
    help: str


@dataclass(frozen=True, slots=True)
class PhaseText:
    """One step in words: its name, what it is for, and how many minutes it takes at most."""

    id: Phase
    name: Text
    goal: str
    minutes: int
    lines: Lines


@dataclass(frozen=True, slots=True)
class Script:
    """The texts of the guide in one language. `special` are moments at which the steps do not count."""

    start: Lines
    close: Lines
    special: Mapping[str, Lines]
    steps: Mapping[Phase, PhaseText]
    refer: tuple[Refer, ...] = ()  # where one refers to when one stops pressing


@dataclass(frozen=True, slots=True)
class State:
    """Where a call is. `heard` are the ids of the reasons so far, the last one last; `before` those that he gave in an earlier
    call; `heard_before` is how many were heard when this step began."""

    phase: Phase
    heard: tuple[str, ...] = ()
    before: frozenset[str] = frozenset()
    heard_before: int = 0
    vulnerable: bool = False
    agreed: frozenset[Agree] = frozenset()
    paid: bool = False  # nothing is open any more

    @property
    def fresh(self) -> bool:
        """Whether something was heard since this step began."""
        return len(self.heard) > self.heard_before


@dataclass(frozen=True, slots=True)
class Advice:
    """What to show. `lines` come first; `next` is the step that is proposed, which a person takes or does not take."""

    phase: PhaseText
    lines: Lines
    proof: tuple[str, ...] = ()
    behind: str = ""
    reason: str = ""  # the id of the reason that the lines are about
    again: bool = False  # he gave it before
    next: Phase | None = None
    because: Text | None = None
    special: str = ""  # why the steps do not count: stop, paid_meanwhile
    likely: tuple[Agree, ...] = ()  # what is likely agreed, the likeliest first


def advice(*, script: Script, reasons: Mapping[str, Reason], state: State) -> Advice:
    """What to say now. Signs of vulnerability go before everything, then that it was paid: then nothing is pushed."""
    text = script.steps[state.phase]
    special = "stop" if state.vulnerable else "paid_meanwhile" if state.paid else ""
    if special:
        return Advice(text, script.special[special], special=special)
    following, because = _proposed(state)
    reason = reasons.get(state.heard[-1]) if state.heard else None
    if reason is None:
        return Advice(text, text.lines, next=following, because=because)
    again = reason.id in state.before
    proof = reason.proof if state.phase is not Phase.TALK else ()
    lines = _about(reason, text, again=again)
    return Advice(text, lines, proof, reason.behind, reason.id, again, following, because, likely=reason.then)


def _about(reason: Reason, text: PhaseText, *, again: bool) -> Lines:
    """The lines of this reason in this step; what the step itself says stands in where the reason has nothing."""
    said = {Phase.TALK: reason.opening, Phase.UNDERSTAND: reason.empathy, Phase.RETURN: reason.back_to_arrears}[text.id]
    say = (*(reason.again if again and text.id is not Phase.RETURN else ()), *said) or text.lines.say
    ask = reason.ask if text.id is not Phase.RETURN else (reason.again if again else ())
    return Lines(say, ask or (text.lines.questions if not reason.ask else ()), (*reason.avoid, *text.lines.avoid))


_WHY = {
    Phase.TALK: Text("U weet waarom hij niet betaalt. Toon nu begrip.", "You know why he does not pay. Show understanding now."),
    Phase.UNDERSTAND: Text("Zijn verhaal is gehoord. Ga terug naar de rekening.", "His story was heard. Return to the bill."),
    Phase.RETURN: Text("Hij noemt iets nieuws. Eerst daar begrip voor.", "He names something new. Show understanding for that first."),
}


def _proposed(state: State) -> tuple[Phase | None, Text | None]:
    """The step that is proposed from this one, and why; none while there is no ground for another."""
    if state.phase is Phase.UNDERSTAND:
        return Phase.RETURN, _WHY[state.phase]
    if state.fresh and (state.phase is Phase.TALK or not state.agreed & SETTLING):
        return Phase.UNDERSTAND, _WHY[state.phase]
    return None, None


def two_days(on: date, *, calendar: Calendar) -> tuple[date, date]:
    """Two days of contact to choose from, within a week: one soon, one at the end of it.

    >>> two_days(date(2026, 11, 24), calendar=Calendar(lambda day: False))
    (datetime.date(2026, 11, 27), datetime.date(2026, 12, 1))
    """
    first = calendar.working_day_from(on + _SOON)
    last = on + _WEEK
    while last > first and (not calendar.is_contact_day(last) or calendar.working_day_from(last) != last):
        last -= ONE_DAY
    return first, last if last > first else calendar.working_day_from(first + ONE_DAY)


def filled(lines: Lines, *, facts: Mapping[str, str]) -> Lines:
    """The lines with amount, days and names in their places; anything else in braces stays as it is.

    >>> filled(Lines(("Wordt het {dag1} of {dag2}?",)), facts={"dag1": "vrijdag", "dag2": "dinsdag"}).say
    ('Wordt het vrijdag of dinsdag?',)
    """

    def fill(texts: Iterable[str]) -> tuple[str, ...]:
        return tuple(_FIELD.sub(lambda found: facts.get(found.group(1), found.group()), one) for one in texts)

    return Lines(fill(lines.say), fill(lines.questions), fill(lines.avoid))


def script_of(said: Mapping[str, Any]) -> Script:
    """The guide that a TOML file tells of. Raises KeyError or ValueError for what is missing or cannot be."""
    steps = {Phase(one["id"]): _phase(one) for one in said["step"]}
    if list(steps) != list(Phase):
        raise ValueError(f"the guide has the steps {list(steps)}")
    special = {name: _lines(one) for name, one in said["special"].items()}
    refer = tuple(Refer(one["name"], one["reach"], one["help"]) for one in said["special"]["stop"].get("refer", ()))
    return Script(_lines(said["start"]), _lines(said["close"]), special, steps, refer)


def _phase(one: Mapping[str, Any]) -> PhaseText:
    return PhaseText(Phase(one["id"]), Text(one["name"]["nl"], one["name"]["en"]), one["goal"], int(one["minutes"]), _lines(one))


def _lines(said: Mapping[str, Any]) -> Lines:
    return Lines(*(tuple(said.get(part, ())) for part in ("say", "questions", "avoid")))
