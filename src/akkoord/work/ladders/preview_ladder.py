"""What a ladder would do on a day, beside what the one in force does: the decision of the run over today's facts, nothing written."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from django.db.models import Q

from akkoord.core.ladder.candidates import Rules
from akkoord.core.ladder.day import DayPlan, plan_day
from akkoord.core.ladder.facts import DebtorFacts
from akkoord.core.ladder.ladder import Ladder
from akkoord.core.ladder.words import STEP_WORDS
from akkoord.core.problem import Text
from akkoord.jurisdictions import jurisdiction
from akkoord.steps import all_steps
from akkoord.store.access import Desk
from akkoord.work.facts import Situation, open_on, situation
from akkoord.work.ladders.which import Rulebook
from akkoord.work.ladders.who_walks import leads_to

_ORDER = [*STEP_WORDS]
MOST = 2_000  # debtors looked at: what a page can wait for


@dataclass(frozen=True, slots=True)
class Taken:
    """A step for one debtor: the sum it is about in cents, and why."""

    amount: int
    because: Text


@dataclass(frozen=True, slots=True)
class Seen:
    """One debtor for whom something happens: by the name of the step, with the ladder that is looked at and with his own."""

    debtor: int
    then: Mapping[str, Taken]
    now: Mapping[str, Taken]

    @property
    def differs(self) -> bool:
        """Whether he gets something else."""
        return set(self.then) != set(self.now)


@dataclass(frozen=True, slots=True)
class StepCount:
    """A step on that day: for how many debtors, over which sum in cents; and for how many without the change."""

    step: str
    debtors: int
    amount: int
    before: int


@dataclass(frozen=True, slots=True)
class Preview:
    """A day. `looked_at` debtors who walk the ladder had something open; `cut` says that there were more."""

    on: date
    looked_at: int
    cut: bool
    seen: tuple[Seen, ...]

    @property
    def steps(self) -> list[StepCount]:
        """Step by step, in the order of the ladders."""
        names = dict.fromkeys(step for one in self.seen for step in (*one.then, *one.now))
        return [self._count(step) for step in sorted(names, key=_ORDER.index)]

    def _count(self, step: str) -> StepCount:
        then = [one.then[step] for one in self.seen if step in one.then]
        return StepCount(step, len(then), sum(one.amount for one in then), sum(step in one.now for one in self.seen))

    @property
    def reached(self) -> int:
        """How many debtors get something."""
        return sum(bool(one.then) for one in self.seen)

    @property
    def before(self) -> int:
        """How many do without the change."""
        return sum(bool(one.now) for one in self.seen)

    @property
    def changed(self) -> list[Seen]:
        """Who gets something else."""
        return [one for one in self.seen if one.differs]


def preview_ladder(*, desk: Desk, ladder: Ladder, running: bool, on: date, today: date) -> Preview:
    """`ladder` is what somebody writes, by the name of the one it would be a version of; under a name there is not yet, it is
    shown for everybody it could be for. Without `running` who has an open case goes on as he does. Reckoned as if the bank
    were read up to that day and nothing had come in since `today`."""
    book = Rulebook.of(desk.creditor)
    numbers = _debtors(desk, book, ladder, on)
    facts = situation(desk.creditor, on=on, debtors=numbers[:MOST], with_future=True, book=book)
    kept = frozenset() if running else _with_cases(desk, numbers[:MOST])
    facts = replace(facts, creditor=replace(facts.creditor, bank_until=max(facts.creditor.bank_until or today, on)))
    rules = Rules(ladder, all_steps(), jurisdiction())
    seen = [_seen(one, facts, None if one.id in kept else rules, on) for one in facts.debtors]
    return Preview(on, len(facts.debtors), len(numbers) > MOST, tuple(one for one in seen if one.then or one.now))


def _debtors(desk: Desk, book: Rulebook, ladder: Ladder, on: date) -> list[int]:
    """Whom it is about: one more than are looked at where there are more."""
    asked = leads_to(book, ladder.name) if book.known(ladder.name) else _served(ladder)
    if asked is None:
        return []
    early = max((-one.days for rung in ladder.rungs for one in rung.after if one.days < 0), default=0)
    late = open_on(desk.creditor, on=on).filter(asked, due_on__lt=on + timedelta(days=early + 1))
    return list(late.order_by("debtor_id").values_list("debtor_id", flat=True).distinct()[: MOST + 1])


def _served(ladder: Ladder) -> Q:
    """Everybody a ladder could be for; who may be a consumer is one."""
    sure = Q(debtor__kind__in=ladder.kinds, debtor__kind_doubtful=False)
    return sure | Q(debtor__kind_doubtful=True) if "consumer" in ladder.kinds else sure


def _with_cases(desk: Desk, debtors: Sequence[int]) -> frozenset[int]:
    return frozenset(desk.cases().filter(closed_on=None, debtor_id__in=debtors).values_list("debtor_id", flat=True))


def _seen(one: DebtorFacts, facts: Situation, rules: Rules | None, on: date) -> Seen:
    now = _taken(plan_day(one, creditor=facts.creditor, rules=facts.rules(one), on=on))
    if rules is None or one.kind not in rules.ladder.kinds:
        return Seen(one.id, now, now)
    return Seen(one.id, _taken(plan_day(one, creditor=facts.creditor, rules=rules, on=on)), now)


def _taken(plan: DayPlan) -> dict[str, Taken]:
    """What a plan does, by step. What is said within a graver letter counts with that one."""
    found: dict[str, Taken] = {}
    for one in (*plan.main, *plan.folded, *plan.tasks):
        step = one.step if one in plan.tasks else plan.letter
        before = found.get(step)
        found[step] = Taken(one.invoice.open + (before.amount if before else 0), before.because if before else one.because)
    return found
