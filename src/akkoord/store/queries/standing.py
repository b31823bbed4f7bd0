"""Where debtors stand today, for a page full of them at once: what waits for a person, why nothing happens, what was done last."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Literal

from django.db.models import Q

from akkoord.store.access import Desk


@dataclass(frozen=True, slots=True)
class Standing:
    """`what` says which: a task or a draft letter to see to, a reason to wait until `on`, or a step taken on `on`.

    `name` is the kind of task, the step of the letter, the reason to wait, or the step; `id` that of the task or letter.
    """

    what: Literal["task", "letter", "wait", "step"]
    name: str
    on: date | None = None
    id: int = 0


def waiting(desk: Desk, debtor_id: int, *, on: date) -> list[Standing]:
    """Everything about one debtor that waits for a person: his tasks, then his letters to read."""
    tasks = desk.tasks().filter(debtor_id=debtor_id, done_on=None, due_on__lte=on).order_by("due_on", "id")
    letters = desk.letters().filter(debtor_id=debtor_id, state="draft", made_on__lte=on).order_by("made_on", "id")
    return [
        *(Standing("task", kind, due_on, number) for kind, due_on, number in tasks.values_list("kind", "due_on", "id")),
        *(Standing("letter", kind, made_on, number) for kind, made_on, number in letters.values_list("kind", "made_on", "id")),
    ]


def standing(desk: Desk, debtor_ids: Collection[int], *, on: date) -> dict[int, Standing]:
    """The most pressing thing of each debtor, in four queries; who is not in it has nothing."""
    ids = list(debtor_ids)
    found: dict[int, Standing] = {}
    holds = desk.holds().filter(Q(until=None) | Q(until__gte=on) | Q(kind="promise"), debtor_id__in=ids, ended_on=None, since__lte=on)
    for debtor, kind, until in holds.order_by("since", "id").values_list("debtor_id", "kind", "until"):
        found.setdefault(debtor, Standing("wait", kind, until))
    letters = desk.letters().filter(debtor_id__in=ids, state__in=("draft", "approved"), made_on__lte=on)
    for debtor, kind, made_on, number in letters.order_by("made_on", "id").values_list("debtor_id", "kind", "made_on", "id"):
        found.setdefault(debtor, Standing("letter", kind, made_on, number))
    tasks = desk.tasks().filter(debtor_id__in=ids, done_on=None, due_on__lte=on)
    for debtor, kind, due_on, number in tasks.order_by("due_on", "id").values_list("debtor_id", "kind", "due_on", "id"):
        found.setdefault(debtor, Standing("task", kind, due_on, number))
    steps = desk.steps().filter(case__debtor_id__in=ids, left_on__lte=on, withdrawn_on=None, invoice__open__gt=0)
    for debtor, step, left_on in steps.order_by("-left_on", "-id").values_list("case__debtor_id", "step", "left_on"):
        found.setdefault(debtor, Standing("step", step, left_on))
    return found
