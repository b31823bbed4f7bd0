"""Debtors where nothing happens today: how many, and page by page why not. Nobody is looked at for it but those who are shown."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import Any

from django.db.models import F, Q, QuerySet

from akkoord.store.models import Answer, DebtorTotal, Letter, Run, Task
from akkoord.work.lazily import Lazily
from akkoord.work.outlook import Quiet, quiet
from akkoord.work.today import WorkList

Some = Collection[int] | QuerySet[Any, Any]
FEW = 500  # things to do, or debtors, that are gone through in no time


class Silence:
    """Who has something open while neither Akkoord does something about it today nor a person finds it on his list."""

    def __init__(self, work: WorkList) -> None:
        self._work, self.creditor, self.on = work, work.day.creditor, work.day.on
        self._last = Run.objects.filter(creditor=self.creditor).order_by("-on", "-id").values_list("on", flat=True).first()

    @property
    def soon(self) -> bool:
        """Whether counting them takes no time that somebody notices; else a page asks for it when it is there."""
        gone_through = len(self._work.items) if self._told else self._work.day.figures.debtors
        return gone_through <= FEW

    def count(self) -> int:
        """How many they are."""
        if not self._told:
            return len(self.listed())
        return self._work.day.figures.debtors - self._open.filter(_one_of(self._others())).count()

    def listed(self) -> Sequence[Quiet]:
        """All of them, the soonest first; those that are shown say why."""
        others = {number for some in self._others() for number in some}
        if not self._told:
            return [one for one in quiet(creditor=self.creditor, on=self.on) if one.debtor_id not in others]
        left = set(self._open.values_list("debtor_id", flat=True)) - others
        rows = self._standing.order_by(F("look_on").asc(nulls_last=True), "debtor_id").values_list("debtor_id", flat=True)
        soonest = [one for one in rows if one in left]
        return self._in_words([*soonest, *sorted(left.difference(soonest))])

    def _in_words(self, numbers: Sequence[int]) -> Sequence[Quiet]:
        def made(first: int, last: int) -> Sequence[Quiet]:
            return quiet(creditor=self.creditor, on=self.on, debtors=numbers[first:last])

        return Lazily(len(numbers), made)

    @property
    def _told(self) -> bool:
        """Whether they are found without looking at everybody."""
        return self._told_by_answers and self._work.day.kept

    @property
    def _told_by_answers(self) -> bool:
        """Whether the answers of the runs tell: not before the first run, nor of a day before the last one."""
        return self._last is not None and self._last <= self.on

    @property
    def _open(self) -> QuerySet[DebtorTotal]:
        return DebtorTotal.objects.filter(creditor=self.creditor)

    @property
    def _standing(self) -> QuerySet[Answer]:
        return Answer.objects.filter(creditor=self.creditor, until=None)

    def _others(self) -> Iterator[Some]:
        """Who is on the list, to whom something happened today, and whom today's run has still to look at."""
        yield from self._work.debtors()
        if self._told_by_answers:
            left = Letter.objects.filter(creditor=self.creditor, made_on=self.on, state__in=("approved", "sent"))
            yield left.order_by().values_list("debtor_id", flat=True)
            yield Task.objects.filter(creditor=self.creditor, made_on=self.on).order_by().values_list("debtor_id", flat=True)
            if self._last != self.on:
                yield self._standing.filter(look_on__lte=self.on).values_list("debtor_id", flat=True)


def _one_of(parts: Iterable[Some]) -> Q:
    """Whether a debtor is in one of the parts. Those that are questions become one, so that each debtor is looked up once."""
    numbers: set[int] = set()
    questions: list[QuerySet[Any, Any]] = []
    for part in parts:
        if isinstance(part, QuerySet):
            questions.append(part)
        else:
            numbers.update(part)
    first, *others = questions or [DebtorTotal.objects.none().values_list("debtor_id", flat=True)]
    return Q(debtor_id__in=numbers) | Q(debtor_id__in=first.union(*others))
