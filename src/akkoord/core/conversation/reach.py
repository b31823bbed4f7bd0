"""When to call somebody: the times of the day, what is known of them, and which comes next after a call that failed.

Each window of the day has a chance of reaching him, as a Beta distribution: what came shipped is worth a few attempts, what
this creditor met at customers of the same kind goes over it, and what this debtor did himself goes over that. So three attempts
never become a percentage: they move a guess a little. What is told is how many attempts it rests on, never a share.

>>> tried = [Attempt(datetime(2026, 3, day, 10), "no-answer") for day in (2, 3)]
>>> best_time("business", own=tried, others={}, on=date(2026, 3, 4), hours=(7, 20)).window.name
'EVENING'
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from enum import Enum

from akkoord.core.conversation.outcome import FAILED
from akkoord.core.dates import SATURDAY
from akkoord.core.problem import Text

OWN_WEIGHT, OTHERS_WEIGHT = 6, 12  # attempts: how many of his own, and of others, weigh as much as what was known before
FEW = 3  # attempts of this many or fewer say nothing yet about a time
OFFICE_TRIES = 2  # after so many failed calls in office hours comes a time outside them
NOTHING_KNOWN = Text("Nog niets over bekend", "Nothing known yet")


class Window(Enum):
    """A part of the day: from, until, and the time in it that is suggested. Saturday is one window."""

    MORNING = (time(7), time(10), time(9, 30))
    LATE_MORNING = (time(10), time(13), time(11))
    AFTERNOON = (time(13), time(15), time(13, 30))
    LATE_AFTERNOON = (time(15), time(17, 30), time(16))
    EVENING = (time(17, 30), time(20), time(17, 30))
    SATURDAY = (time(7), time(20), time(10, 30))


OFFICE = (Window.MORNING, Window.LATE_MORNING, Window.AFTERNOON, Window.LATE_AFTERNOON)
WEEKDAY = (*OFFICE, Window.EVENING)
WORDS: Mapping[Window, Text] = {
    Window.MORNING: Text("vroeg op de ochtend", "early in the morning"),
    Window.LATE_MORNING: Text("later op de ochtend", "later in the morning"),
    Window.AFTERNOON: Text("vroeg op de middag", "early in the afternoon"),
    Window.LATE_AFTERNOON: Text("later op de middag", "later in the afternoon"),
    Window.EVENING: Text("aan het begin van de avond", "early in the evening"),
    Window.SATURDAY: Text("op zaterdag", "on Saturday"),
}
# The chance, in hundredths, that somebody of this kind answers, in the order of the windows: our own guess, worth OTHERS_WEIGHT
# attempts and no more. Businesses in office hours; people at home when work is over.
SHIPPED: Mapping[str, tuple[int, ...]] = {
    "business": (40, 38, 36, 34, 28, 10),
    "government": (40, 40, 38, 30, 5, 2),
    "consumer": (18, 20, 18, 24, 40, 30),
}


@dataclass(frozen=True, slots=True)
class Attempt:
    """A call in local time, and how it ended (core.conversation.outcome)."""

    at: datetime
    outcome: str

    @property
    def reached(self) -> bool:
        """Whether he himself was spoken to."""
        return self.outcome not in FAILED


Counts = Mapping[Window, tuple[int, int]]
"""By window how many were reached, of how many attempts."""


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A time to call. `tried` and `reached` are this debtor's own attempts in that window, `all_tried` those in any."""

    window: Window
    at: time
    tried: int
    reached: int
    all_tried: int
    others: int  # attempts at other customers of this kind, in that window

    @property
    def why(self) -> Text:
        """What it rests on, in words: counts, and never a share of a few."""
        if not self.all_tried and self.others <= FEW:
            return NOTHING_KNOWN
        if self.tried <= FEW:
            return self._little()
        when = WORDS[self.window]
        return Text(
            f"{when.nl[:1].upper()}{when.nl[1:]} {self.reached} van de {self.tried} keer bereikt",
            f"Reached {self.reached} of {self.tried} times {when.en}",
        )

    def _little(self) -> Text:
        count = self.all_tried
        if not count:
            return Text("Van deze klant nog niets bekend; bij andere is dit een goede tijd", "Nothing known of him; a good time at others")
        nl, en = ("poging", "attempt") if count == 1 else ("pogingen", "attempts")
        return Text(f"Rust op {count} {nl}: nog weinig over bekend", f"Rests on {count} {en}: little known yet")


def window_of(at: datetime) -> Window | None:
    """The window that a call in local time falls in; None outside all of them, as on a Sunday.

    >>> calls = (datetime(2026, 3, 4, 17, 30), datetime(2026, 3, 4, 6), datetime(2026, 3, 7, 12))
    >>> [found and found.name for found in map(window_of, calls)]
    ['EVENING', None, 'SATURDAY']
    """
    day, clock = at.weekday(), at.time()
    if day > SATURDAY:
        return None
    found = (Window.SATURDAY,) if day == SATURDAY else WEEKDAY
    return next((one for one in found if one.value[0] <= clock < one.value[1]), None)


def counted(attempts: Iterable[Attempt]) -> dict[Window, tuple[int, int]]:
    """How many were reached, of how many, by window."""
    found: dict[Window, tuple[int, int]] = {}
    for one in attempts:
        window = window_of(one.at)
        if window is not None:
            reached, tried = found.get(window, (0, 0))
            found[window] = reached + one.reached, tried + 1
    return found


def chances(kind: str, *, own: Counts, others: Counts) -> dict[Window, tuple[float, float]]:
    """By window alpha and beta of the chance to reach him: their sum is how much is known, alpha's share of it the guess."""
    found = {}
    for window, hundredths in zip(Window, SHIPPED[kind], strict=True):
        met, tried = others.get(window, (0, 0))
        guess = (hundredths / 100 * OTHERS_WEIGHT + met) / (OTHERS_WEIGHT + tried)
        reached, attempts = own.get(window, (0, 0))
        found[window] = guess * OWN_WEIGHT + reached, (1 - guess) * OWN_WEIGHT + attempts - reached
    return found


def best_time(kind: str, *, own: Sequence[Attempt], others: Counts, on: date, hours: tuple[int, int]) -> Suggestion | None:
    """The best time to call on a day, within the hours in which a debtor may be called (Bki art. 4.2); None on a Sunday. After
    calls that failed it is another time of the day, and after some in office hours one outside them. `own` are the calls of
    this debtor in the order in which they were made."""
    there = _windows_of(on, hours)
    if not there:
        return None
    failed = _failed(own)
    chance = chances(kind, own=counted(own), others=others)

    def good(window: Window) -> tuple[float, int]:
        alpha, beta = chance[window]
        return alpha / (alpha + beta), -list(Window).index(window)

    best = max(_left(there, failed), key=good)
    mine = counted(own)
    reached, tried = mine.get(best, (0, 0))
    return Suggestion(best, _within(best, hours), tried, reached, sum(many for _, many in mine.values()), others.get(best, (0, 0))[1])


def _windows_of(on: date, hours: tuple[int, int]) -> list[Window]:
    if on.weekday() > SATURDAY:
        return []
    named = (Window.SATURDAY,) if on.weekday() == SATURDAY else WEEKDAY
    return [one for one in named if one.value[0].hour < hours[1] and one.value[1].hour > hours[0]]


def _within(window: Window, hours: tuple[int, int]) -> time:
    return min(max(window.value[2], time(hours[0])), time(hours[1] - 1, 30))


def _failed(own: Sequence[Attempt]) -> list[Window]:
    """The windows of the calls that failed since he was last reached, in their order."""
    found: list[Window] = []
    for one in own:
        window = window_of(one.at)
        if one.reached:
            found.clear()
        elif window is not None:
            found.append(window)
    return found


def _left(there: Sequence[Window], failed: Collection[Window]) -> Sequence[Window]:
    """The windows to choose from: outside office hours where those failed often enough, else any that did not fail yet; when
    all of them did, those that failed least often."""
    in_office = sum(one in OFFICE for one in failed)
    outside = [one for one in there if one not in OFFICE and one not in failed]
    if in_office >= OFFICE_TRIES and outside:
        return outside
    fresh = [one for one in there if one not in failed]
    if fresh:
        return fresh
    times = {one: list(failed).count(one) for one in there}
    return [one for one in there if times[one] == min(times.values())]
