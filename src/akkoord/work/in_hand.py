"""What a worker has in hand: who has a row shows that he is alive, and only what nobody has any more is given to another.

Workers know each other by nothing but the database. No clock is compared: a worker counts as gone when his sign of life stayed the
same at so many looks in a row, and a look counts only where who looks could write too. So neither a database that was away, nor
one that somebody else kept busy, makes another worker look gone (docs/decisions/0069).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any, Generic, TypeVar

from django.db import transaction
from django.db.models import F, QuerySet

from akkoord.store.ids import new_id
from akkoord.store.models import Worker
from akkoord.store.models.held import Held

LOOKS = 6  # in a row without a new sign of life: he is gone
MOST = 3  # times that who had a row may be gone before it is left out: then it is what stops the program
Row = TypeVar("Row", bound=Held)


def new_worker() -> int:
    """The number under which a worker takes rows."""
    return new_id()


@dataclass(frozen=True, slots=True)
class InHand(Generic[Row]):
    """The rows of one table that workers take. `busy` is the state of a row that somebody has; `left_out` gives what is written
    of one that is left out, beside that it failed."""

    model: type[Row]
    busy: str
    left_out: Callable[[], dict[str, Any]] = dict

    def take(self, creditor_id: int, number: int, worker: int) -> Row | None:
        """Take a row that waits; None where somebody else was first. Of two workers one gets it."""
        one = self._rows.filter(creditor_id=creditor_id, id=number)
        if one.filter(state="queued").update(state=self.busy, taken_by=worker) != 1:
            return None
        return one.select_related("creditor").get(taken_by=worker)

    def mine(self, row: Row) -> QuerySet[Row]:
        """The row, as long as it is with whoever had it when it was read: nothing where it was given to another meanwhile."""
        return self._rows.filter(creditor_id=row.creditor_id, id=row.id, taken_by=row.taken_by)

    def give_back(self, worker: int) -> int:
        """What a worker had waits again, as often as that takes: what stopped him was no fault of the row. Gives how many."""
        return self._of(worker).update(state="queued", taken_by=None, done_units=0)

    def let_go(self, worker: int) -> int:
        """What a worker had who is gone waits again. What broke off too often is left out, so that it does not hold up the others.
        Gives how many wait."""
        often = self._of(worker).filter(broken_off__gte=MOST - 1)
        often.update(state="failed", taken_by=None, broken_off=MOST, done_units=0, **self.left_out())
        return self._of(worker).update(state="queued", taken_by=None, broken_off=F("broken_off") + 1, done_units=0)

    def takers(self) -> set[int]:
        """Who has something."""
        return {one for one in self._rows.filter(taken_by__isnull=False).values_list("taken_by", flat=True) if one is not None}

    def _of(self, worker: int) -> QuerySet[Row]:
        return self._rows.filter(taken_by=worker, state=self.busy)

    @property
    def _rows(self) -> QuerySet[Row]:
        return self.model._default_manager.all()


@dataclass(slots=True)
class Watch:
    """What one worker saw of all others, look after look: the last sign of life of each (None of who never gave one), and how often
    it was the same."""

    kinds: Sequence[InHand[Any]]
    worker: int
    seen: dict[int, tuple[int | None, int]] = field(default_factory=dict)

    def turn(self) -> None:
        """Show a sign of life, and then look whose sign stayed the same. The sign comes first: where this worker cannot write,
        others cannot either, and then a look says nothing."""
        if not Worker.objects.filter(id=self.worker).update(signs=F("signs") + 1):
            Worker.objects.create(id=self.worker)
        signs = dict(Worker.objects.values_list("id", "signs"))
        others = signs.keys() | {one for kind in self.kinds for one in kind.takers()}
        self.seen = {one: self._look(one, signs.get(one)) for one in others - {self.worker}}
        for other, (sign, same) in self.seen.items():
            if same >= LOOKS:
                self._gone(other, sign)

    def forget(self) -> None:
        """What was seen before the database was away says nothing: nobody could show a sign."""
        self.seen.clear()

    def leave(self) -> None:
        """This worker stops: what it has waits for the others, and it is known no more."""
        for kind in self.kinds:
            kind.give_back(self.worker)
        Worker.objects.filter(id=self.worker).delete()

    def _look(self, other: int, sign: int | None) -> tuple[int | None, int]:
        before, same = self.seen.get(other, (sign, -1))
        return (sign, same + 1) if before == sign else (sign, 0)

    def _gone(self, other: int, sign: int | None) -> None:
        with transaction.atomic():
            if sign is None or Worker.objects.filter(id=other, signs=sign).delete()[0]:
                for kind in self.kinds:
                    kind.let_go(other)
