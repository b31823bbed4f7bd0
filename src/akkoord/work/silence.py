"""Debtors where nothing happens today: how many, and page by page why not. It rests on the answers that the run keeps, so that
nobody is looked at for it but those who are shown."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date

from django.db.models import F, QuerySet

from akkoord.store.models import Answer, Creditor, Run, StepTaken
from akkoord.work.lazily import Lazily
from akkoord.work.outlook import Quiet, quiet

BATCH = 5_000


class Silence:
    """Who waits while neither Akkoord did something today nor a person finds him on his list (`busy`)."""

    def __init__(self, *, creditor: Creditor, on: date, busy: Collection[int]) -> None:
        self.creditor, self.on = creditor, on
        self._last = Run.objects.filter(creditor=creditor).order_by("-on", "-id").values_list("on", flat=True).first()
        self._others = set(busy) if self._unknown else set(busy) | self._acted()

    @property
    def _unknown(self) -> bool:
        """Whether the answers do not tell: no run was made yet, or somebody looks at a day before the last one."""
        return self._last is None or self._last > self.on

    def count(self) -> int:
        """How many they are."""
        if self._unknown:
            return len(self._looked_at_all())
        others, standing = sorted(self._others), self._standing()
        parts = (others[first : first + BATCH] for first in range(0, len(others), BATCH))
        return standing.count() - sum(standing.filter(debtor_id__in=part).count() for part in parts)

    def listed(self) -> Sequence[Quiet]:
        """All of them, the soonest first; those that are shown say why."""
        if self._unknown:
            return self._looked_at_all()
        rows = self._standing().order_by(F("look_on").asc(nulls_last=True), "debtor_id").values_list("debtor_id", flat=True)
        return Lazily([one for one in rows if one not in self._others], self._why)

    def _why(self, debtors: Sequence[int]) -> Sequence[Quiet]:
        return quiet(creditor=self.creditor, on=self.on, debtors=debtors)

    def _standing(self) -> QuerySet[Answer]:
        return Answer.objects.filter(creditor=self.creditor, until=None).exclude(waits="")

    def _acted(self) -> set[int]:
        """To whom something happened today, and whom today's run has still to look at."""
        steps = StepTaken.objects.filter(creditor=self.creditor, decided_on=self.on, withdrawn_on=None)
        found = set(steps.order_by().values_list("case__debtor_id", flat=True).distinct())
        if self._last != self.on:
            found |= set(self._standing().filter(look_on__lte=self.on).values_list("debtor_id", flat=True))
        return found

    def _looked_at_all(self) -> list[Quiet]:
        return [one for one in quiet(creditor=self.creditor, on=self.on) if one.debtor_id not in self._others]
