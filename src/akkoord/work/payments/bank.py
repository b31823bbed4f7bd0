"""How far the bank was read: without it nobody can tell who paid."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction
from django.db.models import Q

from akkoord.core.problem import Refusal, Text
from akkoord.store.access import Desk
from akkoord.store.models import Creditor
from akkoord.work.may_not import MAY_NOT
from akkoord.work.record import record


def bank_checked(*, desk: Desk, until: date, on: date, at: datetime | None = None) -> Refusal | None:
    """Somebody looked at the bank up to this day and wrote down every payment."""
    if not desk.may_work:
        return MAY_NOT
    if until > on:
        return Refusal(Text("Die dag is nog niet voorbij.", "That day is not over yet."))
    with transaction.atomic():
        bank_read(desk.creditor, until=until)
        record("bank-checked", creditor_id=desk.creditor.id, on=on, at=at, by=desk.user.email, until=str(until))
    return None


def bank_read(creditor: Creditor, *, until: date) -> None:
    """The bank is known up to this day; an older statement takes nothing back."""
    older = Q(bank_until=None) | Q(bank_until__lt=until)
    Creditor.objects.filter(older, id=creditor.id).update(bank_until=until)
    creditor.refresh_from_db(fields=["bank_until"])
