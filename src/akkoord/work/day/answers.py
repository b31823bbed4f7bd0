"""The answer that is kept for every debtor: what was decided for each invoice, from which day, and when to look again."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count

from akkoord.core.dates import ONE_DAY
from akkoord.core.ladder.day import DayPlan
from akkoord.core.ladder.next_step import Decision
from akkoord.core.ladder.words import WAIT_WORDS
from akkoord.core.problem import Text
from akkoord.store.bulk import insert_rows, new_row
from akkoord.store.models import Answer, Creditor

REFUSED = "refused"  # the step was due, and the law or what is missing kept it from being taken


@dataclass(frozen=True, slots=True)
class Given:
    """What the run says of one debtor."""

    look_on: date | None
    waits: str
    said: list[list[Any]]

    @classmethod
    def of(cls, plan: DayPlan, *, on: date, refused: Text | None) -> Given:
        """The answer that a plan is. An invoice that is simply not due yet goes without saying."""
        said = [_said(one, plan, refused) for one in plan.decisions if one.wait != "not-due" or one.step]
        waits = Counter(one.wait for one in plan.decisions if one.wait)
        days = [_look(one, on) for one in plan.decisions]
        first = min((day for day in days if day is not None), default=None)
        return cls(first, " ".join(f"{wait}:{count}" for wait, count in sorted(waits.items())), said)


def _said(one: Decision, plan: DayPlan, refused: Text | None) -> list[Any]:
    words, wait = one.because, one.wait
    if refused and not wait and one.step == plan.letter:
        words, wait = refused, REFUSED
    row: list[Any] = [one.invoice.id, one.step, wait, str(one.on or "")]
    return row if WAIT_WORDS.get(wait) == words else [*row, words.nl, words.en]


def _look(one: Decision, on: date) -> date | None:
    """The first day on which time alone can bring something new for an invoice."""
    planned = one.look or one.on
    if planned is not None and planned > on:
        return planned
    held_back = one.step or one.wait == "promise"  # it was due: whatever holds it back may be over tomorrow
    return on + ONE_DAY if held_back or not one.wait else None


def keep_answers(creditor: Creditor, given: Mapping[int, Given], *, looked_at: Iterable[int], on: date) -> None:
    """Write down what is new. Who was looked at and has nothing open any more is answered with nothing. Call it in a
    transaction; a second run on a day adds to what the first one said."""
    nothing = Given(None, "", [])
    rows = Answer.objects.filter(creditor=creditor, until=None, debtor_id__in=list(looked_at))
    standing = {debtor: one for debtor, *one in rows.values_list("debtor_id", "id", "waits", "said", "look_on")}
    fresh: list[Answer] = []
    over: list[int] = []
    moved: dict[date | None, list[int]] = defaultdict(list)
    for debtor in looked_at:
        answer, now = given.get(debtor, nothing), standing.get(debtor)
        if now is None:
            fresh += [_row(creditor, debtor, answer, on)] if answer != nothing else []
        elif now[1:3] != [answer.waits, answer.said]:
            over.append(now[0])
            fresh.append(_row(creditor, debtor, answer, on))
        elif now[3] != answer.look_on:
            moved[answer.look_on].append(now[0])
    _save(creditor, fresh, over, moved, on)


def _row(creditor: Creditor, debtor: int, answer: Given, on: date) -> Answer:
    said = {"since": on, "look_on": answer.look_on, "waits": answer.waits, "said": answer.said}
    return new_row(Answer, creditor_id=creditor.id, debtor_id=debtor, **said)


def _save(creditor: Creditor, fresh: Sequence[Answer], over: Sequence[int], moved: Mapping[date | None, Sequence[int]], on: date) -> None:
    Answer.objects.filter(creditor=creditor, id__in=over).update(until=on)
    for day, numbers in moved.items():
        Answer.objects.filter(creditor=creditor, id__in=numbers).update(look_on=day)
    insert_rows(fresh)


def waiting_now(creditor: Creditor) -> Counter[str]:
    """How many invoices wait for what, by the answers that stand."""
    found: Counter[str] = Counter()
    standing = Answer.objects.filter(creditor=creditor, until=None).exclude(waits="").order_by()
    for waits, count in standing.values_list("waits").annotate(Count("id")):
        for one in waits.split():
            wait, many = one.rsplit(":", 1)
            found[wait] += int(many) * count
    return found
