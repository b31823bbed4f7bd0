"""Debtors with nothing late: what a run says of them is the same for all, and is found in one question to the database."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from django.db import transaction
from django.db.models import Count, Min

from akkoord.core.dates import ONE_DAY
from akkoord.store.models import Creditor
from akkoord.work.day.answers import Given, keep_answers
from akkoord.work.facts import open_on
from akkoord.work.ladders.which import Rulebook

BATCH = 5_000


def answer_quiet(creditor: Creditor, debtors: Sequence[int], *, on: date) -> set[int]:
    """Write down for whom of these nothing is due yet; gives who they are, so that nobody looks at them one by one. Where a
    ladder writes before the due day everybody is looked at."""
    if not debtors or _writes_early(creditor):
        return set()
    found = dict(_nothing_late(creditor, set(debtors), on))
    numbers = sorted(found)
    for first in range(0, len(numbers), BATCH):
        some = numbers[first : first + BATCH]
        with transaction.atomic():
            creditor = Creditor.objects.select_for_update().get(id=creditor.id)
            still = dict(_nothing_late(creditor, set(some), on, within=(some[0], some[-1])))
            keep_answers(creditor, still, looked_at=[one for one in some if one in still], on=on)
            for gone in set(some) - still.keys():
                del found[gone]
    return set(found)


def _nothing_late(creditor: Creditor, wanted: set[int], on: date, *, within: tuple[int, int] | None = None) -> Iterator[tuple[int, Given]]:
    chosen = open_on(creditor, on=on)
    if within:
        chosen = chosen.filter(debtor_id__gte=within[0], debtor_id__lte=within[1])
    rows = chosen.order_by().values_list("debtor_id").annotate(Count("id"), Min("due_on"))
    for debtor, count, first in rows:
        if debtor in wanted and first >= on:
            yield debtor, Given(first + ONE_DAY, f"not-due:{count}", [])


def _writes_early(creditor: Creditor) -> bool:
    book = Rulebook.of(creditor)
    names = {creditor.ladder_business, creditor.ladder_consumer, *book.newest}
    early = [book.rules(name, book.newest.get(name)).early for name in names if book.known(name)]
    return any(early) or any(book.rules(one.name, number).early for number, one in book.ladders.items())
