"""Some messages read together before they leave, and what is asked about each at the very moment it does (decision 0040)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Exists, QuerySet

from akkoord.store.compiled import Compiled
from akkoord.store.models import Creditor, Letter, Outbox
from akkoord.work.letters.recheck import Looked, happened_since, last_event, likely_from, looked_up
from akkoord.work.mail.replies import is_unread, objections, unread


@dataclass(frozen=True, slots=True)
class AtHand:
    """Messages with their letters, by number, and what the last look at these letters rests on."""

    rows: dict[int, Outbox]
    known: Looked

    @property
    def letters(self) -> list[Letter]:
        """Their letters, in the order in which they leave."""
        return [row.letter for row in self.rows.values()]


@dataclass(frozen=True, slots=True)
class Claimed:
    """A message that was claimed, as it stands now; what the last look at it may rest on, None where that must be read anew; and
    whether the debtor wrote something that nobody read."""

    row: Outbox
    known: Looked | None
    unread: bool


def read_some(creditor: Creditor, numbers: Sequence[int], *, on: date) -> AtHand:
    """Read these messages. The number of the last event comes first, so that what happens while they are read is seen afterwards."""
    upto = last_event(creditor)
    found = {row.id: row for row in Outbox.objects.filter(creditor=creditor, id__in=numbers).select_related("letter")}
    rows = {number: found[number] for number in numbers if number in found}
    for row in rows.values():
        row.letter.creditor = creditor
    return AtHand(rows, looked_up(creditor, on=on, letters=[row.letter for row in rows.values()], upto=upto))


def as_claimed(creditor: Creditor, number: int, *, by: str, some: AtHand) -> Claimed:
    """The message that `by` just claimed. What was read before holds where nothing happened since: no event about the debtor or
    about nobody by name, no payment that is likely his, the letter approved as it was and still his, and nothing of it left."""
    row = some.rows.get(number)
    if row is not None:
        ((state, debtor, wrote, objects, *happened),) = _NOW.rows(creditor.pk, row.letter_id, row.letter.debtor_id, some.known.upto)
        if state == "approved" and debtor == row.letter.debtor_id and not any(happened):
            row.state, row.claimed_by = "sending", by
            return Claimed(row, some.known, bool(wrote or (objects and creditor.desk_on)))
    row = Outbox.objects.select_related("letter").get(creditor=creditor, id=number)
    row.letter.creditor = creditor
    return Claimed(row, None, is_unread(creditor, row.letter.debtor_id))


def _now(creditor: int, letter: int, debtor: int, upto: int) -> QuerySet[Letter, tuple[Any, ...]]:
    company = Creditor(id=creditor, desk_on=True)
    return Letter.objects.filter(creditor_id=creditor, id=letter).values_list(
        "state",
        "debtor_id",
        Exists(unread(company).filter(debtor_id=debtor)),
        Exists(objections(company).filter(debtor_id=debtor)),
        Exists(happened_since(creditor, debtor_id=debtor, upto=upto)),
        Exists(likely_from(creditor, debtor_id=debtor)),
        Exists(Outbox.objects.filter(creditor_id=creditor, letter_id=letter, state="sent")),
    )


_NOW = Compiled(_now, numbers=4)
