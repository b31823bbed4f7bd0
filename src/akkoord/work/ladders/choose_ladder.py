"""Chooses the ladder that businesses and authorities walk, or consumers, where nobody said otherwise for them."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.db import transaction

from akkoord.core.problem import Refusal, Text
from akkoord.store.access import Desk
from akkoord.store.models import Creditor
from akkoord.work.ladders.pin_cases import pin_cases
from akkoord.work.ladders.which import Rulebook
from akkoord.work.record import record
from akkoord.work.settings import NOT_YOURS

SERVES = {"business": ("business", "government"), "consumer": ("consumer",)}


def choose_ladder(*, desk: Desk, kind: str, name: str, on: date, at: datetime | None = None) -> Refusal | None:
    """`kind` is business (with authorities) or consumer; cases that run go on along the ladder that was chosen.

    Raises KeyError for another kind: that is a mistake in the door.
    """
    if not desk.may_manage:
        return NOT_YOURS
    wanted, column = SERVES[kind], f"ladder_{kind}"
    with transaction.atomic():
        creditor = Creditor.objects.select_for_update().get(id=desk.creditor.id)
        book = Rulebook.of(creditor)
        if not all(book.serves(name, one) for one in wanted):
            return Refusal(Text("Deze ladder is er niet voor deze debiteuren.", "There is no such ladder for these debtors."))
        before = getattr(creditor, column)
        if before == name:
            return None
        setattr(creditor, column, name)
        creditor.save(update_fields=[column])
        moved = pin_cases(creditor, on=on)
        said: dict[str, Any] = {"chosen_for": kind, "ladder": name, "before": before, "moved": moved}
        record("ladder-changed", creditor_id=creditor.id, on=on, at=at, by=desk.user.email, **said)
    desk.creditor.refresh_from_db()
    return None
