"""Plays a question over the past of a company, some hundreds of debtors at a time, and gives what a page shows of it.

First what needs no model: the steps each ladder takes, with the payments as they really came. Then, where the history bears it, an
estimate of the payments along each ladder (core.behaviour.clock), with the spread that drawing other debtors gives.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from heapq import nlargest
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

from akkoord.core.behaviour.clock import AsItMightCome
from akkoord.core.behaviour.pace import THIN, Exposure, Rates, kinds_of
from akkoord.core.ladder.candidates import Rules
from akkoord.core.replay.measure import ANYWAY, Purse, Tally, months_between
from akkoord.core.replay.past import Office, Past, Walked, middle
from akkoord.core.replay.walk import walk
from akkoord.store.models import Creditor, StepTaken, Task
from akkoord.work.replay.past import Reader
from akkoord.work.replay.question import Question, whose

Progress = Callable[[int, int], None]
Why = Literal["", "few-paid", "short", "thin", "same"]
BATCH = 300  # debtors read at once
DRAWS = 20  # times the debtors are drawn anew
DRAWN = 150  # invoices at most that are played again for each draw
FEW = 50  # paid invoices
SHORT = timedelta(days=90)
SEED = 2026
LISTED = 20  # debtors for whom it differs most
OFFICE_SEEN = 2_000  # letters and calls from which is taken how long the office takes
SIDES = ("before", "after")


@dataclass(slots=True)
class Differs:
    """One debtor for whom the ladders differ: letters and calls of each, and whether the second needlessly bothers him."""

    debtor: int
    letters: tuple[int, int]
    calls: tuple[int, int]
    anyway: tuple[bool, bool]
    moved: int  # days between the acts of one and the other

    @property
    def much(self) -> tuple[int, int, int]:
        """How much it differs: first in letters and calls, then in days."""
        acts = abs(self.letters[1] - self.letters[0]) + abs(self.calls[1] - self.calls[0])
        return acts, self.moved, -self.debtor


@dataclass(slots=True)
class _Play:
    creditor: Creditor
    question: Question
    progress: Progress
    rules: tuple[Rules, Rules]
    office: Office
    reader: Reader
    tallies: tuple[Tally, Tally]
    purse: Purse
    exposure: Exposure
    chance: np.random.Generator
    invoices: int = 0
    debtors: int = 0
    paid: int = 0
    acted: tuple[Counter[str], Counter[str]] = field(default_factory=lambda: (Counter(), Counter()))  # in the estimate
    otherwise: list[int] = field(default_factory=list)  # debtors to whom one of the ladders does something else than was done
    differing: int = 0
    most: list[Differs] = field(default_factory=list)

    def walks(self, past: Past) -> tuple[Walked, Walked]:
        first, last = self.question.first, self.question.last
        before, after = (walk(past, rules=rules, office=self.office, first=first, last=last) for rules in self.rules)
        return before, after

    def see(self, past: Past) -> None:
        """The facts of one debtor."""
        walked = self.walks(past)
        kinds = kinds_of(past)
        anyway = tuple(tally.count(past, one, kinds) for tally, one in zip(self.tallies, walked, strict=True))
        self.purse.see(past, lambda bill: bill.parts)
        self.invoices += len(past.bills)
        self.debtors += 1
        weights = np.concatenate([np.ones(1), self.chance.poisson(1, self.exposure.draws)])
        days = {"first": self.question.first, "last": self.question.last}
        self.exposure.see(past, kinds=kinds, steps=self.rules[0].steps, weights=weights, **days)
        real = sorted((bill.id, one.step, one.decided_on) for bill in past.bills for one in bill.steps)
        mine_real = [row for row in real if self.question.first <= row[2] <= self.question.last]
        if any(sorted(one.steps) != mine_real for one in walked):
            self.otherwise.append(past.id)
        else:
            for acted, mine in zip(self.acted, walked, strict=True):
                acted.update(act.makes for act in mine.acts)
        if walked[0].acts != walked[1].acts:
            self.differing += 1
            self.most = nlargest(LISTED, [*self.most, _differs(past, walked, (anyway[0], anyway[1]))], key=lambda one: one.much)

    def estimate(self) -> dict[str, Any]:
        """The money along each ladder, or why nothing is said of it."""
        why = self._too_little()
        if why:
            return {"why": why}
        rates = self.exposure.rates(0)
        purses, thin, days = self._point(rates)
        if days and 100 * thin > THIN * days:
            return {"why": "thin", "thin": 100 * thin // days}
        sides = zip(SIDES, purses, self.tallies, self.acted, strict=True)
        came = int(purses[1].came.sum() - purses[0].came.sum())
        out = (purses[1].days_outstanding or 0) - (purses[0].days_outstanding or 0)
        said = {side: _estimated(purse, tally, acted, rates) for side, purse, tally, acted in sides}
        return {"why": "", **said, **self._between(came, out)}

    def _between(self, came: int, out: int) -> dict[str, Any]:
        """Where nine of ten draws lie, for cents that came in and tenths of days; the estimate itself lies between them."""
        spread = np.array(self._spread() if self.differing else [(0, 0)])
        low, high = (np.percentile(spread, share, axis=0) for share in (5, 95))
        return {
            "came": [min(came, round(float(low[0]))), max(came, round(float(high[0])))],
            "outstanding": [min(out, round(float(low[1]))), max(out, round(float(high[1])))],
        }

    def _too_little(self) -> Why:
        if self.exposure.settled < FEW:
            return "few-paid"
        return "short" if self.question.last - self.question.first < SHORT else ""

    def _point(self, rates: Rates) -> tuple[tuple[Purse, Purse], int, int]:
        purses, thin, days = (self.purse.copy(), self.purse.copy()), 0, 0
        for done, past in enumerate(self.read(self.otherwise), start=1):
            moneys = self.moneys(past, rates)
            for purse, rules, acted, money in zip(purses, self.rules, self.acted, moneys, strict=True):
                walked = self.along(past, rules, money)
                acted.update(act.makes for act in walked.acts)
                money.weigh()
                thin, days = thin + money.thin, days + money.days
                purse.see(past, lambda bill: bill.parts, sign=-1)
                purse.see(past, money.parts)
            self.progress(self.debtors + done, self.debtors + len(self.otherwise))
            if done % BATCH == 0 and 100 * thin > 2 * THIN * days:
                break  # of this little can be said, whatever the others are like
        return purses, thin, days

    def moneys(self, past: Past, rates: Rates) -> tuple[AsItMightCome, AsItMightCome]:
        """The money of one debtor, before it is known how it comes along each ladder: the same clocks at the same marks."""
        kinds, marks = kinds_of(past), dict[int, float]()
        first, second = (
            AsItMightCome(past, rates, kinds, rules.steps, self.question.first, self.question.last, marks) for rules in self.rules
        )
        return first, second

    def along(self, past: Past, rules: Rules, money: AsItMightCome) -> Walked:
        """What one ladder did with that money, and so how it came."""
        return walk(past, rules=rules, office=self.office, first=self.question.first, last=self.question.last, money=money)

    def _spread(self) -> list[tuple[int, int]]:
        """The difference in cents that came in and in tenths of days, once for every draw of other debtors."""
        drawn = self._drawn()
        scale = len(self.otherwise) / max(1, len(drawn))
        asked = max(1, self.purse.asked)
        found = []
        for draw in range(1, self.exposure.draws + 1):
            rates, came, out = self.exposure.rates(draw), 0, 0
            for past in (drawn[place] for place in self.chance.integers(len(drawn), size=len(drawn))):
                for sign, rules, money in zip((-1, 1), self.rules, self.moneys(past, rates), strict=True):
                    purse = Purse(self.question.first, self.question.last)
                    self.along(past, rules, money)
                    purse.see(past, money.parts)
                    came += sign * int(purse.came.sum())
                    out += sign * int(purse.open_by_day.sum())
            found.append((round(came * scale), round(10 * out * scale / asked)))
        return found

    def _drawn(self) -> list[Past]:
        """Some of the debtors to whom it makes a difference: as many as there is time for."""
        numbers = [int(one) for one in self.chance.permutation(np.array(self.otherwise))]
        found: list[Past] = []
        bills = 0
        for past in self.read(numbers):
            found.append(past)
            bills += len(past.bills)
            if bills >= DRAWN:
                break
        return found

    def read(self, numbers: Sequence[int]) -> Iterator[Past]:
        """These debtors, so many at a time."""
        for first in range(0, len(numbers), BATCH):
            yield from self.reader.read(numbers[first : first + BATCH])

    def outcome(self) -> dict[str, Any]:
        """What the page shows."""
        months = self.tallies[0].months
        return {
            "months": [str(month) for month in months],
            "debtors": self.debtors,
            "invoices": self.invoices,
            "paid": self.exposure.settled,
            "differing": self.differing,
            **{side: _counted(tally) for side, tally in zip(SIDES, self.tallies, strict=True)},
            "really": _money(self.purse, months),
            "most": [[one.debtor, one.letters, one.calls, one.anyway] for one in self.most],
            "office": [self.office.letter_days, self.office.call_days],
            "estimate": self.estimate(),
        }


def play(creditor: Creditor, question: Question, *, progress: Progress) -> dict[str, Any]:
    """Play it; `progress` hears how many debtors were done of how many."""
    numbers, months = whose(creditor, question), months_between(question.first, question.last)
    one = _Play(
        creditor,
        question,
        progress,
        (question.before.rules, question.after.rules),
        office_of(creditor, question),
        Reader(creditor, first=question.first, last=question.last),
        (Tally(months), Tally(months)),
        Purse(question.first, question.last),
        Exposure(DRAWS),
        np.random.default_rng(SEED),
    )
    for done in range(0, len(numbers), BATCH):
        progress(done, 2 * len(numbers))
        for past in one.reader.read(numbers[done : done + BATCH]):
            one.see(past)
    return one.outcome()


def office_of(creditor: Creditor, question: Question) -> Office:
    """How this office works: how long it usually took to let a letter go, and to call."""
    letters = StepTaken.objects.filter(creditor=creditor, decided_on__gte=question.first, decided_on__lte=question.last)
    letters = letters.exclude(left_on=None).exclude(letter_id=None).order_by("-id")[:OFFICE_SEEN]
    calls = Task.objects.filter(creditor=creditor, kind="call", made_on__gte=question.first, outcome="reached").exclude(done_on=None)
    left = [(left - decided).days for decided, left in letters.values_list("decided_on", "left_on") if left]
    called = [(done - made).days for made, done in calls.order_by("-id").values_list("made_on", "done_on")[:OFFICE_SEEN] if done]
    return Office(
        creditor.tolerance, creditor.has_partner, middle(left), middle(called), creditor.handover == "person", creditor.call_attempts
    )


def _differs(past: Past, walked: tuple[Walked, Walked], anyway: tuple[bool, bool]) -> Differs:
    def count(makes: str) -> tuple[int, int]:
        before, after = (sum(act.makes == makes for act in one.acts) for one in walked)
        return before, after

    days = [[act.on.toordinal() for act in one.acts] for one in walked]
    moved = sum(abs(one - other) for one, other in zip(*days, strict=False))
    return Differs(past.id, count("letter"), count("call"), anyway, moved)


def _counted(tally: Tally) -> dict[str, Any]:
    return {
        "letters": tally.letters,
        "calls": tally.calls,
        "handovers": tally.handovers,
        "anyway_by_month": tally.anyway_by_month,
        "steps": dict(tally.steps),
        "reached": tally.reached,
        "anyway": tally.anyway,
        "anyway_acts": tally.anyway_acts,
        "really": tally.really,
    }


def _estimated(purse: Purse, tally: Tally, acted: Counter[str], rates: Rates) -> dict[str, Any]:
    firsts = {"firsts": tally.firsts.total(), "needless": rates.needless(tally.firsts, within=ANYWAY.days)}
    return {**_money(purse, tally.months), "letters": acted["letter"], "calls": acted["call"], **firsts}


def _money(purse: Purse, months: Sequence[date]) -> dict[str, Any]:
    """The sums in cents by month and, for the pictures, at the end of every week; days in tenths."""
    weeks = _weeks(purse)
    return {
        "came_by_month": [_sum(purse, purse.came, month) for month in months],
        "came": [int(one) for one in np.cumsum(purse.came)[weeks]],
        "open": [int(one) for one in purse.open_by_day[weeks]],
        "weeks": [str(purse.first + timedelta(days=int(one))) for one in weeks],
        "outstanding": purse.days_outstanding,
        "late": purse.days_late,
        "asked": purse.asked,
    }


def _weeks(purse: Purse) -> list[int]:
    days = (purse.last - purse.first).days
    return sorted({*range(6, days, 7), days})


def _sum(purse: Purse, by_day: NDArray[np.int64], month: date) -> int:
    start = max(0, (month - purse.first).days)
    following = (month + timedelta(days=31)).replace(day=1)
    return int(by_day[start : max(0, (following - purse.first).days)].sum())
