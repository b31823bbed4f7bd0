"""Writes down what happened: events that are only ever appended, each carrying the hash of the one before it."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import Any

from django.db import connection

from akkoord.core.handover.chain import chain_hash
from akkoord.store.bulk import insert_rows, new_row
from akkoord.store.compiled import Compiled
from akkoord.store.models import Creditor, Event

GENESIS = "0" * 64
_LAST = Compiled(lambda creditor: Event.objects.filter(creditor_id=creditor).order_by("-seq").values_list("seq", "hash")[:1], numbers=1)


def event_hash(event: Event) -> str:
    """The hash over everything an event says and over the one before it."""
    return chain_hash(said_by(event))


def said_by(event: Event) -> dict[str, Any]:
    """An event as it is hashed, and as it goes along in a file."""
    return {
        "creditor": event.creditor_id,
        "seq": event.seq,
        "debtor": event.debtor_id,
        "invoice": event.invoice_id,
        "on": event.on.isoformat(),
        "at": event.at.astimezone(UTC).isoformat() if event.at else None,
        "kind": event.kind,
        "by": event.by,
        "data": event.data,
        "previous": event.previous,
    }


@dataclass(slots=True)
class Log:
    """Events of one transaction. `write` must be called inside it; it takes the creditor's row so that chains never fork."""

    creditor_id: int
    on: date
    at: datetime | None = None
    by: str = ""
    events: list[Event] = field(default_factory=list)

    def add(self, kind: str, *, debtor_id: int | None = None, invoice_id: int | None = None, on: date | None = None, **data: Any) -> None:
        """One more thing that happened; `data` must be JSON (amounts in cents)."""
        self.events.append(
            new_row(
                Event,
                creditor_id=self.creditor_id,
                debtor_id=debtor_id,
                invoice_id=invoice_id,
                on=on or self.on,
                at=self.at,
                kind=kind,
                by=self.by,
                data=data,
            )
        )

    def write(self) -> None:
        """Append what was added."""
        if not self.events:
            return
        if connection.features.has_select_for_update:  # SQLite has one writer at a time as it is
            Creditor.objects.select_for_update().only("id").get(id=self.creditor_id)
        seq, previous = next(iter(_LAST.rows(self.creditor_id)), (0, GENESIS))
        for event in self.events:
            seq += 1
            event.seq, event.previous = seq, previous
            event.hash = previous = event_hash(event)
        insert_rows(self.events)
        self.events = []


def record(
    kind: str,
    *,
    creditor_id: int,
    on: date,
    at: datetime | None = None,
    by: str = "",
    debtor_id: int | None = None,
    invoice_id: int | None = None,
    **data: Any,
) -> None:
    """One event, written at once; call it inside the transaction of the change it tells of."""
    log = Log(creditor_id, on, at, by)
    log.add(kind, debtor_id=debtor_id, invoice_id=invoice_id, **data)
    log.write()


def broken_link(creditor_id: int) -> int | None:
    """The number of the first event that does not fit the chain; None when all is as it was written."""
    previous, expected = GENESIS, 1
    for event in Event.objects.filter(creditor_id=creditor_id).order_by("seq").iterator(chunk_size=2000):
        if event.seq != expected or event.previous != previous or event.hash != event_hash(event):
            return expected
        previous, expected = event.hash, expected + 1
    return None
