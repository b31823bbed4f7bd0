"""The daily run: looks at every debtor for whom something can be new, decides by the one pure function, each step once."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from django.db import transaction

from akkoord import __version__
from akkoord.core.dates import ONE_DAY
from akkoord.core.ladder.day import plan_day
from akkoord.store.models import Creditor, Run
from akkoord.store.queries.stands import Stands, what_stands
from akkoord.work.announcements import settle_announcements
from akkoord.work.arrangement.watch import watch_arrangements
from akkoord.work.bargain.watch import look_at_bargains
from akkoord.work.close_cases import close_cases
from akkoord.work.day.answers import Given, keep_answers, waiting_now
from akkoord.work.day.carry_out import carry_out
from akkoord.work.day.counts import Counts
from akkoord.work.day.halting import Halting
from akkoord.work.day.quiet import answer_quiet
from akkoord.work.day.whom import Whom, whom
from akkoord.work.ending.watch import look_at_endings
from akkoord.work.facts import situation
from akkoord.work.know_payers import know_payers
from akkoord.work.ladders.which import Rulebook
from akkoord.work.letters.recheck import recheck
from akkoord.work.ongoing.resume_work import follow_the_money
from akkoord.work.portal.paid_elsewhere import look_at_paid
from akkoord.work.watch.look import look_at_agreed

BATCH = 1_000  # debtors decided in one transaction, whole or not at all


def run_day(*, creditor: Creditor, on: date, at: datetime | None = None, full: bool = False) -> dict[str, Any]:
    """Decide for one company; gives the counts that `akkoord run` prints (without `sent` and `seconds`).

    Run it twice on a day and the second changes nothing. A day that was missed is caught up: a step that was due then is
    due now, and only one step of an invoice is taken in a run. `full` looks at everybody, else only those for whom
    something can be new: the outcome is the same. While the company lies still nothing is decided and no run is kept.
    """
    if Creditor.objects.filter(id=creditor.id).exclude(paused_since=None).exists():
        return Counts().report(on)
    stands = what_stands(creditor.id)
    wrote = _look_at_what_stands(creditor, stands, on, at)
    looked_at = whom(creditor, on=on, full=full, letters=stands.letters or wrote)
    know_payers(creditor=creditor, debtors=looked_at.debtors, on=on, at=at)
    counts = Counts()
    quiet = answer_quiet(creditor, looked_at.quiet, on=on) if looked_at.keep else set()
    counts.debtors += len(quiet)
    for batch in _batches([one for one in looked_at.debtors if one not in quiet]):
        with transaction.atomic():
            creditor = Creditor.objects.select_for_update().get(id=creditor.id)
            _decide(creditor, batch, on, at, counts, looked_at)
    return _end(creditor, on, at, counts, looked_at, done=not looked_at.debtors and not stands.cases and not stands.announced)


def _look_at_what_stands(creditor: Creditor, stands: Stands, on: date, at: datetime | None) -> bool:
    """What became of what was promised, agreed, offered and arranged, before anybody is decided about; each only where there is
    some. Whether there was anything, so that letters may have been written."""
    looks = (
        (stands.promises or stands.agreed, look_at_agreed),
        (stands.bargains, look_at_bargains),
        (stands.endings or creditor.thanks, look_at_endings),
        (stands.arrangements, watch_arrangements),
        (stands.paid, look_at_paid),
        (stands.stopped, follow_the_money),
    )
    for there, look in looks:
        if there:
            look(creditor=creditor, on=on, at=at)
    return any(there for there, _ in looks)


def _batches(numbers: Sequence[int]) -> Iterator[Sequence[int]]:
    for first in range(0, len(numbers), BATCH):
        yield numbers[first : first + BATCH]


def _decide(creditor: Creditor, batch: Sequence[int], on: date, at: datetime | None, counts: Counts, looked_at: Whom) -> None:
    """Look at these debtors and carry out what is decided. The facts are read under the lock on the company's row, so
    that two runs at once never decide on the same ones."""
    book = Rulebook.of(creditor)
    today = situation(creditor, on=on, debtors=batch, with_future=True, book=book)
    if recheck(creditor=creditor, on=on, at=at, facts=today, debtors=batch):
        today = situation(creditor, on=on, debtors=batch, with_future=True, book=book)
    plans = [(facts, plan_day(facts, creditor=today.creditor, rules=today.rules(facts), on=on)) for facts in today.debtors]
    counts.see(plan for _, plan in plans)
    halting = Halting()
    plans = halting.plan(creditor, today, plans, on=on, counts=counts)
    halting.tell(creditor, on=on, at=at)
    acting = [(facts, plan) for facts, plan in plans if plan.steps]
    refused = carry_out(creditor, today, acting, on=on, at=at, counts=counts, halting=halting)
    if looked_at.keep:
        given = {facts.id: Given.of(plan, on=on, refused=refused.get(facts.id)) for facts, plan in plans}
        given |= {number: replace(given[number], look_on=on + ONE_DAY) for number in halting.refused}  # it may be right tomorrow
        keep_answers(creditor, given, looked_at=batch, on=on)


def _end(creditor: Creditor, on: date, at: datetime | None, counts: Counts, looked_at: Whom, *, done: bool) -> dict[str, Any]:
    """Close what is closed and keep what the run came to; `done` says that there is nothing that could be closed."""
    with transaction.atomic():
        if not done:
            close_cases(creditor=creditor, on=on, at=at, debtors=None if looked_at.full else looked_at.debtors)
            settle_announcements(creditor=creditor, on=on, at=at)
        if looked_at.keep:
            counts.waiting = waiting_now(creditor)
        report = counts.report(on)
        Run.objects.create(creditor=creditor, on=on, at=at, counts=report, seq=looked_at.seq, version=__version__, full=looked_at.full)
    return report
