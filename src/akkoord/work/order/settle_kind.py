"""A person says what a debtor is in law, where what is known of him speaks against what was said."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction

from akkoord.core.order import doubt
from akkoord.core.problem import Refusal, Text
from akkoord.store.access import Desk
from akkoord.store.models import Debtor
from akkoord.work.keep_debtor import keep_debtor
from akkoord.work.order.leave_alone import leave_alone

LOOKED = "Nagekeken: dit is wat hij is."


def settle_kind(*, desk: Desk, debtor_id: int, kind: str, on: date, at: datetime) -> dict[str, Refusal]:
    """Keep the kind. Where a sign still speaks against it, a person has seen that sign: he is not asked again."""
    with transaction.atomic():
        refusals = keep_debtor(desk=desk, debtor_id=debtor_id, fields={"kind": kind}, on=on, at=at)
        if not refusals and doubt_about(desk.debtors().get(id=debtor_id)):
            leave_alone(desk=desk, kind="consumer", about=debtor_id, why=LOOKED, on=on, at=at)
    return refusals


def doubt_about(debtor: Debtor) -> Text | None:
    """Why it is not sure what he is."""
    known = {"kvk": debtor.kvk, "vat": debtor.vat, "form": debtor.legal_form, "name": debtor.name}
    return doubt(kind=debtor.kind, doubtful=debtor.kind_doubtful, **known)
