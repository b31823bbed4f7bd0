"""Who is told that work stops, stopped or goes on: rows of an outbox of their own, written with the decision."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import Any

from akkoord.store.models import OngoingWork, WorkNotice
from akkoord.work.letters.make_letter import reached_at

WARNED, STOPPED, RESUMED = "work.warned", "work.stopped", "work.resumed"


def addresses(notify: str) -> list[str]:
    """The e-mail addresses somebody typed, each once.

    >>> addresses("jan@x.example, Piet@x.example; jan@x.example")
    ['jan@x.example', 'piet@x.example']
    """
    return list(dict.fromkeys(one.lower() for one in re.split(r"[\s,;]+", notify) if one))


def tell(work: OngoingWork, event: str, *, number: int, day: date, why: str, on: date) -> int:
    """Whoever does this work hears it, by e-mail and on the webhook; gives how many rows that makes. `day` is the day it is
    about, `why` is unpaid, paid, arrangement or person. What was not told yet of before has no news any more. Call it in the
    transaction of the decision."""
    mine = WorkNotice.objects.filter(creditor_id=work.creditor_id, work_id=work.id, to_debtor=False)
    mine.filter(state__in=("queued", "failed")).exclude(event=event, number=number).update(state="cancelled")
    rows = [_row(work, event, number, channel, to, _body(work, day, why), on) for channel, to in _receivers(work)]
    WorkNotice.objects.bulk_create(rows, ignore_conflicts=True)
    return len(rows)


def tell_debtor(work: OngoingWork, *, why: str, on: date) -> None:
    """A short word to who paid: the work goes on. By e-mail alone; without an address there is none."""
    debtor = work.debtor
    to, _ = reached_at(debtor, debtor.contacts.order_by("id").first())
    if to:
        body = {**_body(work, on, why), "language": debtor.language}
        row = _row(work, RESUMED, work.stops, "email", to, body, on)
        row.to_debtor = True
        WorkNotice.objects.bulk_create([row], ignore_conflicts=True)


def _receivers(work: OngoingWork) -> Iterator[tuple[str, str]]:
    for address in addresses(work.notify):
        yield "email", address
    if work.webhook:
        yield "webhook", work.webhook


def _row(work: OngoingWork, event: str, number: int, channel: str, to: str, body: dict[str, Any], on: date) -> WorkNotice:
    said = {"event": event, "number": number, "channel": channel, "recipient": to, "body": body, "made_on": on}
    return WorkNotice(creditor_id=work.creditor_id, work_id=work.id, **said)


def _body(work: OngoingWork, day: date, why: str) -> dict[str, Any]:
    """What is told. Sums and invoices are between creditor and debtor: who does the work does not need them."""
    debtor = work.debtor
    return {
        "company": debtor.creditor.name,
        "customer": {"number": debtor.number, "name": debtor.name},
        "work": {"id": str(work.id), "name": work.name, "kind": work.kind},
        "day": day.isoformat(),
        "reason": why,
    }
