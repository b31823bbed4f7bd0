"""What became of something agreed: somebody did it, or it is not needed any more."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction

from akkoord.core.problem import Refusal, Text
from akkoord.store.access import Desk
from akkoord.work.may_not import MAY_NOT
from akkoord.work.record import Log

ENDS = ("done", "withdrawn")


def settle_agreed(*, desk: Desk, agreed_id: int, state: str, on: date, at: datetime | None = None) -> Refusal | None:
    """It is done, or withdrawn, from this day."""
    if not desk.may_work:
        return MAY_NOT
    if state not in ENDS:
        return Refusal(Text("Kies wat ervan kwam.", "Choose what came of it."))
    with transaction.atomic():
        row = desk.agreed().select_for_update().get(id=agreed_id)
        if row.state != "open":
            return Refusal(Text("Dit is al afgehandeld.", "This was settled already."))
        row.state, row.ended_on = state, on
        row.save(update_fields=["state", "ended_on"])
        log = Log(desk.creditor.id, on, at, desk.user.email)
        log.add("agreed-ended", debtor_id=row.debtor_id, invoice_id=row.invoice_id, agreed=row.id, agreement=row.kind, state=state)
        log.write()
    return None
