"""Cases that come near their hand-over while the file misses something: on the work list until it is there or the case is gone."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from django.db.models import QuerySet

from akkoord.core.day_words import in_words as day_in_words
from akkoord.core.handover.checks import still_missing
from akkoord.core.problem import Text
from akkoord.store.models import Announcement, HandOver
from akkoord.work.handover.lacking import announced
from akkoord.work.today.day import Day
from akkoord.work.today.item import WorkItem

STEP = "dossier"


def lacking(day: Day) -> QuerySet[Announcement]:
    """One a case; where the hand-over itself is asked about, that line says it."""
    rows = announced().filter(creditor=day.creditor, announced_on__lte=day.on).exclude(lacking=[])
    return rows.exclude(debtor_id__in=day.tasks.filter(kind="handover").values("debtor_id"))


def tell_lacking(day: Day, numbers: Sequence[int]) -> Iterator[tuple[int, WorkItem]]:
    """Each in words: until when there is time, and what is missing."""
    for row in Announcement.objects.filter(creditor=day.creditor, id__in=numbers).select_related("debtor"):
        due, missing = day_in_words(row.due_on), still_missing(row.lacking)
        why = Text(f"Overdracht op {due.nl}. {missing.nl}", f"Hand-over on {due.en}. {missing.en}")
        yield row.id, day.item(STEP, why, row.debtor)


def lacking_of(day: Day, debtors: Collection[int]) -> dict[int, Text]:
    """What is still missing at these debtors, in words."""
    rows = announced().filter(creditor=day.creditor, debtor_id__in=debtors).exclude(lacking=[])
    return {debtor: still_missing(keys) for debtor, keys in rows.values_list("debtor_id", "lacking")}


def stuck(day: Day) -> Iterator[WorkItem]:
    """Cases that were handed over and are still here, because no file can be made of them."""
    rows = HandOver.objects.filter(creditor=day.creditor, ended_on=None, sent_at=None, made_on__lte=day.on, dossier_sha256="")
    found = list(rows.exclude(error="").defer("dossier").prefetch_related("debtor").order_by("id"))
    if not found:
        return
    day.know([one.debtor_id for one in found])
    for one in found:
        why = one.trouble
        text = Text(f"Overgedragen, maar het dossier is nog hier. {why.nl}", f"Handed over, but the file is still here. {why.en}")
        yield day.item(STEP, text, one.debtor)
