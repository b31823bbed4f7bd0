"""Promises that were not kept, as the ladder and the letters look at them: until the money came after all."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from datetime import date, timedelta

from akkoord.core.conversation.promise import Broken, booked_until
from akkoord.jurisdictions import jurisdiction
from akkoord.store.models import Allocation, Creditor, Hold

REMEMBERED = timedelta(days=180)  # a promise broken longer ago brings no step and stands in no letter


def money_until(creditor: Creditor, until: date) -> date:
    """The last day on which a bank may book what was sent on the last day of a promise."""
    return booked_until(until, bank_days=creditor.bank_days, calendar=jurisdiction().calendar)


def broken_promises(creditor: Creditor, *, on: date, debtors: Collection[int] | None) -> dict[int, tuple[Broken, ...]]:
    """By debtor what he promised and did not pay, the last one first; in two queries. What he paid later all the same is left
    out: it can be held against nobody."""
    rows = Hold.objects.filter(creditor=creditor, kind="promise", ended_because="broken", ended_on__lte=on, ended_on__gt=on - REMEMBERED)
    if debtors is not None:
        rows = rows.filter(debtor_id__in=debtors)
    columns = ("debtor_id", "invoice_id", "since", "until", "amount", "ended_on")
    holds = list(rows.order_by("-ended_on", "-id").values_list(*columns))
    if not holds:
        return {}
    came = _came(creditor, on, {row[0] for row in holds}, min(row[2] for row in holds))
    found: dict[int, list[Broken]] = defaultdict(list)
    for debtor, invoice, since, until, amount, ended in holds:
        paid = sum(cents for about, day, cents in came[debtor] if day >= since and invoice in (None, about))
        if until is not None and ended is not None and paid < (amount or 1):
            found[debtor].append(Broken(since, until, amount, paid, ended, invoice))
    return {debtor: tuple(rows) for debtor, rows in found.items()}


def _came(creditor: Creditor, on: date, debtors: set[int], since: date) -> dict[int, list[tuple[int, date, int]]]:
    """By debtor what came off his invoices: (invoice, day, cents)."""
    found: dict[int, list[tuple[int, date, int]]] = defaultdict(list)
    rows = Allocation.objects.filter(creditor=creditor, undone_on=None, on__gte=since, on__lte=on, invoice__debtor_id__in=debtors)
    for debtor, invoice, day, cents in rows.values_list("invoice__debtor_id", "invoice_id", "on", "amount"):
        found[debtor].append((invoice, day, cents))
    return found
