"""When a claim prescribes, and how an interruption starts the term anew: art. 3:307 and 3:308, 3:313, 3:316 to 3:319 and 7:28 BW.

https://wetten.overheid.nl/BWBR0005291 (book 3) and https://wetten.overheid.nl/BWBR0005290 (book 7). The term runs from the day
after the claim fell due (3:313) and must be full. No day of rest makes it longer: the Algemene termijnenwet leaves terms of years
alone (art. 4). Grounds that make it longer (3:320, 3:321) are left out: who does not know of them is warned early, not late.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from akkoord.core.dates import ONE_DAY
from akkoord.core.day_words import day_shown
from akkoord.core.problem import Refusal, Text


@dataclass(frozen=True, slots=True)
class ClaimKind:
    """After how many whole years a kind of claim prescribes, the article that says so, and what it is in words."""

    name: Text
    years: int
    source: str


@dataclass(frozen=True, slots=True)
class Way:
    """A way to interrupt: in words for the middle of a sentence, and its article."""

    name: Text
    source: str


@dataclass(frozen=True, slots=True)
class PrescriptionRule:
    """The kinds of claim and the ways to interrupt by name; `renewed_years` is the most that a new term lasts, by `source`.

    `warning_days` before the last day on which an interruption still helps, people are warned.
    """

    kinds: Mapping[str, ClaimKind]
    ways: Mapping[str, Way]
    renewed_years: int
    warning_days: int
    source: str

    def kind(self, name: str) -> ClaimKind | Refusal:
        """The kind of claim of that name, or which names there are, each with its article."""
        found = self.kinds.get(name)
        known = ", ".join(f"{one} ({kind.source})" for one, kind in self.kinds.items())
        return found or Refusal(
            Text(f"{name!r} is geen soort vordering; kies uit {known}.", f"{name!r} is no kind of claim; choose from {known}.")
        )

    def too_early(self, on: date, *, due: date) -> Refusal | None:
        """Why nothing can be interrupted on a day before the claim fell due; None from the due day on."""
        if on >= due:
            return None
        day, fell = _day(on), _day(due)
        return Refusal(
            Text(
                f"Op {day.nl} kon nog niets gestuit worden: de vordering is pas opeisbaar op {fell.nl}.",
                f"Nothing could be interrupted on {day.en}: the claim falls due on {fell.en}.",
            ),
            self.source,
        )


@dataclass(frozen=True, slots=True)
class Interruption:
    """The day on which a letter was received, a debt acknowledged, a part paid or a claim brought; `how` names its way."""

    on: date
    how: str = ""


@dataclass(frozen=True, slots=True)
class TermLine:
    """One term, both days included, and what started it. An interruption that changed nothing has no days and no years."""

    first: date | None
    last: date | None
    years: int
    source: str
    because: Text


@dataclass(frozen=True, slots=True)
class Prescription:
    """`prescribes_on` is the first day on which the claim is prescribed; the lines say how that came about."""

    prescribes_on: date
    lines: tuple[TermLine, ...]

    @property
    def last_day(self) -> date:
        """The last day on which an interruption still helps."""
        return self.prescribes_on - ONE_DAY


def full_years_after(start: date, *, years: int) -> date:
    """The first day after so many full years; what began on 29 February is full on 1 March of a common year.

    >>> full_years_after(date(2021, 3, 2), years=5), full_years_after(date(2024, 2, 29), years=2)
    (datetime.date(2026, 3, 2), datetime.date(2026, 3, 1))
    """
    try:
        return start.replace(year=start.year + years)
    except ValueError:
        return date(start.year + years, 3, 1)


def prescription(*, rule: PrescriptionRule, kind: ClaimKind, due: date, interruptions: Sequence[Interruption] = ()) -> Prescription:
    """When a claim of this kind that fell due on `due` prescribes.

    An interruption starts a new term the day after it, of the same length but at most `rule.renewed_years`, which never ends
    before the old one would have (3:319). One that came too late, or before the due day, changes nothing.

    >>> rule = PrescriptionRule({}, {}, renewed_years=5, warning_days=180, source="3:319 BW")
    >>> price = ClaimKind(Text("koopprijs", "price"), 2, "7:28 BW")
    >>> prescription(rule=rule, kind=price, due=date(2024, 2, 28)).prescribes_on
    datetime.date(2026, 3, 1)
    >>> prescription(rule=rule, kind=price, due=date(2024, 2, 28), interruptions=[Interruption(date(2026, 2, 28))]).prescribes_on
    datetime.date(2028, 3, 1)
    """
    end = full_years_after(due + ONE_DAY, years=kind.years)
    lines = [_first(kind, due, end)]
    for one in sorted(interruptions, key=lambda one: one.on):
        if one.on < due or one.on >= end:
            lines.append(_in_vain(rule, one, due=due, end=end))
            continue
        years = min(kind.years, rule.renewed_years)
        fresh = full_years_after(one.on + ONE_DAY, years=years)
        lines.append(_renewed(rule, one, years=years, old=end, fresh=fresh))
        end = max(end, fresh)
    return Prescription(end, tuple(lines))


def _first(kind: ClaimKind, due: date, end: date) -> TermLine:
    day, until = _day(due), _until(end)
    because = Text(
        f"Opeisbaar op {day.nl}; de dag erna begint de termijn. {until.nl}",
        f"Fell due on {day.en}; the term starts the day after. {until.en}",
    )
    return TermLine(due + ONE_DAY, end - ONE_DAY, kind.years, kind.source, because)


def _renewed(rule: PrescriptionRule, one: Interruption, *, years: int, old: date, fresh: date) -> TermLine:
    day, by, until = _day(one.on), _by(rule, one), _until(max(old, fresh))
    kept = Text(" Zij eindigt niet eerder dan de oude termijn.", " It ends no earlier than the old term.") if fresh < old else Text("", "")
    because = Text(
        f"Gestuit op {day.nl}{by.nl}; de dag erna begint een nieuwe termijn.{kept.nl} {until.nl}",
        f"Interrupted on {day.en}{by.en}; a new term starts the day after.{kept.en} {until.en}",
    )
    return TermLine(one.on + ONE_DAY, max(old, fresh) - ONE_DAY, years, _source(rule, one), because)


def _in_vain(rule: PrescriptionRule, one: Interruption, *, due: date, end: date) -> TermLine:
    day, by, early = _day(one.on), _by(rule, one), one.on < due
    since = _day(due if early else end)
    why = (
        Text(f"de vordering was pas opeisbaar op {since.nl}", f"the claim only fell due on {since.en}")
        if early
        else Text(f"de vordering was al verjaard, op {since.nl}", f"the claim had prescribed already, on {since.en}")
    )
    because = Text(
        f"De stuiting op {day.nl}{by.nl} verandert niets: {why.nl}.",
        f"The interruption on {day.en}{by.en} changes nothing: {why.en}.",
    )
    return TermLine(None, None, 0, _source(rule, one), because)


def _by(rule: PrescriptionRule, one: Interruption) -> Text:
    way = rule.ways.get(one.how)
    return Text(f" door {way.name.nl}", f" by {way.name.en}") if way else Text("", "")


def _source(rule: PrescriptionRule, one: Interruption) -> str:
    way = rule.ways.get(one.how)
    return f"{way.source}; {rule.source}" if way else rule.source


def _until(end: date) -> Text:
    last, day = _day(end - ONE_DAY), _day(end)
    return Text(
        f"Stuiten helpt tot en met {last.nl}; verjaard op {day.nl}.",
        f"An interruption helps up to and including {last.en}; prescribed on {day.en}.",
    )


def _day(day: date) -> Text:
    return Text(day_shown(day, language="nl", weekday=False), day_shown(day, language="en", weekday=False))
