"""What we agreed to do for a debtor and have not done: on the work list before his own day comes, and no calls that a task asks for."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from django.db.models import Exists, OuterRef, Q, QuerySet

from akkoord.core.day_words import in_words as day_in_words
from akkoord.core.problem import Text
from akkoord.store.models import Agreed, Task
from akkoord.work.today.day import Day
from akkoord.work.today.item import WorkItem
from akkoord.work.watch.ours import ON_US, due

ON_ITS_DAY = ("callback", "meeting")  # nothing can be done about them before
_WORDS = {
    "complaint": Text("Wij beantwoorden zijn klacht", "We answer his complaint"),
    "copy": Text("Wij sturen een kopie van een factuur", "We send a copy of an invoice"),
    "callback": Text("Wij bellen hem terug", "We call him back"),
    "meeting": Text("Wij ontmoeten hem", "We meet him"),
    "stop-work": Text("Het werk wacht op betaling", "The work waits for payment"),
    "resume-work": Text("Het werk gaat verder", "The work goes on"),
}
_OTHER = Text("Wij zouden iets doen", "We were to do something")


def ours(day: Day) -> QuerySet[Agreed]:
    """Everything of ours that is open, from the day it was agreed. A complaint that holds an invoice stands on the list as such,
    and a call that a task asks for as that task."""
    rows = Agreed.objects.filter(ON_US, creditor=day.creditor, state="open", made_on__lte=day.on)
    rows = rows.filter(~Q(kind__in=ON_ITS_DAY) | Q(day__lte=day.on)).exclude(kind="complaint", hold_id__isnull=False)
    calling = Task.objects.filter(creditor=day.creditor, debtor_id=OuterRef("debtor_id"), kind="call", done_on=None)
    return rows.exclude(Q(kind="callback") & Exists(calling))


def later(day: Day) -> QuerySet[Agreed]:
    """What is due after today; what is due by now stands before everything else that brings in money."""
    return ours(day).exclude(id__in=due(day.creditor, on=day.on).values("id"))


def tell_ours(day: Day, numbers: Sequence[int]) -> Iterator[tuple[int, WorkItem]]:
    """Each in words, with its day and its minute."""
    for row in Agreed.objects.filter(creditor=day.creditor, id__in=numbers).select_related("debtor", "invoice"):
        yield row.id, day.item("agreement", _why(row, day), row.debtor, agreed_id=row.id)


def _why(row: Agreed, day: Day) -> Text:
    word, due = _WORDS.get(row.kind, _OTHER), day_in_words(row.day or day.on)
    about = ": ".join(filter(None, (row.invoice.number if row.invoice else "", " ".join(row.what.split())[:120])))
    named = f" ({about})" if about else ""
    if row.kind in ON_ITS_DAY:
        at = f"{row.minute:%H:%M}" if row.minute else ""
        place = f", {row.place}" if row.place else ""
        return Text(
            f"{word.nl}{named}: {due.nl}{f' om {at}' if at else ''}{place}.",
            f"{word.en}{named}: {due.en}{f' at {at}' if at else ''}{place}.",
        )
    late = row.day is not None and row.day < day.on
    by = Text("had gemoeten op", "was due on") if late else Text("uiterlijk", "by")
    return Text(f"{word.nl}{named}, {by.nl} {due.nl}.", f"{word.en}{named}, {by.en} {due.en}.")
