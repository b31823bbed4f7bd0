"""Reads for the page of a call: what was said and agreed before, whether our own house is in order, what comes in meanwhile."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from django.db.models import QuerySet

from akkoord.store.access import Desk
from akkoord.store.models import Agreed, Allocation, Call, Invoice, Letter, OngoingWork, Payment, Said

CALLS, SAID = 5, 8  # earlier ones shown


def earlier_calls(desk: Desk, debtor_id: int, *, but: int | None = None) -> QuerySet[Call]:
    """The calls that ended, newest first."""
    ended = desk.calls().filter(debtor_id=debtor_id).exclude(ended_at=None)
    return (ended if but is None else ended.exclude(id=but)).order_by("-started_at")[:CALLS]


def answered_last(desk: Desk, debtor_id: int, *, but: int | None = None) -> Call | None:
    """The last call in which somebody was spoken to whose name is known."""
    spoken = desk.calls().filter(debtor_id=debtor_id, outcome="reached").exclude(spoke_with="").exclude(id=but or 0)
    return spoken.order_by("-started_at").first()


def said_before(desk: Desk, debtor_id: int, *, but: int | None = None) -> list[Said]:
    """The reasons he gave in earlier calls, newest first, each once."""
    rows = desk.said().filter(debtor_id=debtor_id).exclude(call_id=but or 0).exclude(reason="none").order_by("-on", "-id")
    found: dict[str, Said] = {}
    for one in rows[: SAID * 3]:
        found.setdefault(one.reason, one)
    return list(found.values())[:SAID]


def agreed_then(desk: Desk, calls: Collection[int]) -> dict[int, list[Agreed]]:
    """What was agreed in these calls, in the order in which it was."""
    found: dict[int, list[Agreed]] = {}
    for row in desk.agreed().filter(call_id__in=calls).exclude(state="draft").order_by("id"):
        found.setdefault(row.call_id or 0, []).append(row)
    return found


def agreed_open(desk: Desk, debtor_id: int) -> QuerySet[Agreed]:
    """What was agreed with him and is not done yet, the first day first."""
    return desk.agreed().filter(debtor_id=debtor_id, state="open").select_related("invoice").order_by("day", "id")


def agreed_in(desk: Desk, call_id: int) -> list[Agreed]:
    """What is agreed in a call: the promise first, then in the order in which it was added."""
    rows = desk.agreed().filter(call_id=call_id).exclude(state="withdrawn").select_related("invoice").order_by("id")
    return sorted(rows, key=lambda row: (row.kind != "promise", row.id))


def said_in_call(desk: Desk, call_id: int) -> list[Said]:
    """What he said, in the order in which he did."""
    return list(desk.said().filter(call_id=call_id).order_by("id"))


def paid_since(desk: Desk, call: Call) -> list[Allocation]:
    """What was booked on his invoices since the call began. Numbers rise with time: a row after the call came after it."""
    rows = desk.allocations().filter(id__gt=call.id, invoice__debtor_id=call.debtor_id, undone_on=None)
    return list(rows.exclude(payment_id=None).select_related("invoice").order_by("id"))


def coming_in(desk: Desk, call: Call) -> list[Payment]:
    """Money that is likely his and came in since the call began, on no invoice yet."""
    return list(desk.payments().filter(id__gt=call.id, likely_debtor_id=call.debtor_id, free__gt=0, set_aside=False).order_by("id"))


def open_invoices(desk: Desk, debtor_id: int) -> list[Invoice]:
    """His open invoices with what is known of them, the oldest first."""
    return list(desk.invoices().filter(debtor_id=debtor_id, kind="invoice", open__gt=0).order_by("due_on", "id"))


def last_letter(desk: Desk, debtor_id: int) -> Letter | None:
    """The last letter that left."""
    sent = desk.letters().filter(debtor_id=debtor_id, state="sent").exclude(sent_on=None)
    return sent.defer("pdf", "content", "blocks").order_by("-sent_on", "-id").first()


def work_of(desk: Desk, debtor_id: int) -> list[OngoingWork]:
    """His work that goes on or is stopped."""
    return list(desk.work().filter(debtor_id=debtor_id, state__in=("ongoing", "stopped")).order_by("id"))


def late_of_ours(desk: Desk, debtor_id: int, *, on: date) -> list[Agreed]:
    """What we would do for him by now and have not."""
    return list(agreed_open(desk, debtor_id).filter(ours=True, day__lt=on))
