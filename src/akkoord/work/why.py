"""Why this step, why today, and why not that one: what was answered for a debtor on a day, and how things stand now."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from akkoord.core.dates import date_of
from akkoord.core.ladder.next_step import Decision
from akkoord.core.ladder.why_not import Rank, why_not
from akkoord.core.ladder.words import WAIT_WORDS
from akkoord.core.problem import Text
from akkoord.store.access import Desk
from akkoord.store.models import Answer, Debtor
from akkoord.work.facts import situation

NOT_DUE = Text("Nog niet vervallen", "Not due yet")


@dataclass(frozen=True, slots=True)
class Line:
    """One invoice of an answer: the step it is about, what it waits for (empty: the step was taken, `refused`: it could not
    be), the day that goes with it and the reason."""

    invoice_id: int
    number: str
    step: str
    wait: str
    on: date | None
    because: Text


@dataclass(frozen=True, slots=True)
class Told:
    """What was answered from a day on. `until` is the first day of another answer; None where it still holds."""

    since: date
    until: date | None
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Now:
    """How one invoice stands on a day: the decision, and every step of the ladder."""

    decision: Decision
    ranks: tuple[Rank, ...]


def told_on(desk: Desk, debtor_id: int, *, on: date) -> list[Told]:
    """What the runs said of this debtor on a day, in the order they said it; empty where no run looked at him by then."""
    rows = desk.answers().filter(Q(until=None) | Q(until__gt=on) | Q(since=on), debtor_id=debtor_id, since__lte=on)
    return told(desk, list(rows.order_by("since", "id")))


def told_lately(desk: Desk, debtor_id: int, *, most: int = 30) -> list[Told]:
    """The last answers for this debtor, the newest first."""
    return told(desk, list(desk.answers().filter(debtor_id=debtor_id).order_by("-since", "-id")[:most]))


def told(desk: Desk, rows: list[Answer]) -> list[Told]:
    """Answers in words, the numbers of all their invoices in one query."""
    ids = {line[0] for row in rows for line in row.said}
    numbers = dict(desk.invoices().filter(id__in=ids).values_list("id", "number"))
    return [Told(row.since, row.until, tuple(_line(line, numbers) for line in row.said)) for row in rows]


def _line(line: list[object], numbers: dict[int, str]) -> Line:
    invoice, step, wait, day, *words = line
    because = Text(str(words[0]), str(words[1])) if words else WAIT_WORDS.get(str(wait), NOT_DUE)
    number = int(str(invoice))
    return Line(number, numbers.get(number, "?"), str(step), str(wait), date_of(str(day)) if day else None, because)


def stands_now(debtor: Debtor, *, on: date) -> list[Now]:
    """Every open invoice of this debtor with every step of his ladder, by the facts of a day."""
    today = situation(debtor.creditor, on=on, debtors=[debtor.id], with_future=True)
    return [
        Now(*why_not(invoice, debtor=facts, creditor=today.creditor, rules=today.rules(facts), on=on))
        for facts in today.debtors
        for invoice in facts.invoices
    ]
