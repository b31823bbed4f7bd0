"""Leaves something as it is, with the reason of whoever decided so; and takes that back."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction

from akkoord.core.order import CHECKS
from akkoord.core.problem import Refusal, Text
from akkoord.store.access import Desk
from akkoord.store.models import LeftAlone
from akkoord.work.may_not import MAY_NOT
from akkoord.work.record import Log

LONGEST = 300
_NO_REASON = Refusal(
    Text("Waarom laat u dit zo? Wie het later leest moet het begrijpen.", "Why do you leave it? Who reads it later must understand.")
)


def leave_alone(*, desk: Desk, kind: str, about: int, why: str, on: date, at: datetime | None = None) -> Refusal | None:
    """Take one thing off the list of its kind. Raises DoesNotExist where it is another company's, KeyError for an unknown kind."""
    if not desk.may_work:
        return MAY_NOT
    said = " ".join(why.split())[:LONGEST]
    if not said:
        return _NO_REASON
    with transaction.atomic():
        debtor_id, invoice_id = whose(desk, kind, about)
        fields = {"why": said, "on": on, "by": desk.user.email}
        _, fresh = LeftAlone.objects.get_or_create(creditor=desk.creditor, kind=kind, about=about, undone_on=None, defaults=fields)
        if fresh:
            log = Log(desk.creditor.pk, on, at, desk.user.email)
            log.add("left-alone", debtor_id=debtor_id, invoice_id=invoice_id, what=kind, about=about, note=said)
            log.write()
    return None


def take_up(*, desk: Desk, left_id: int, on: date, at: datetime | None = None) -> Refusal | None:
    """Put something back on the list that was left."""
    if not desk.may_work:
        return MAY_NOT
    with transaction.atomic():
        row = desk.left_alone().select_for_update().get(id=left_id)
        row.undone_on = on
        row.save(update_fields=["undone_on"])
        log = Log(desk.creditor.pk, on, at, desk.user.email)
        debtor_id = desk.debtors().filter(id=row.about).values_list("id", flat=True).first()
        log.add("taken-up", debtor_id=debtor_id, what=row.kind, about=row.about)
        log.write()
    return None


def whose(desk: Desk, kind: str, about: int) -> tuple[int | None, int | None]:
    """The debtor and the invoice that something is about. Raises DoesNotExist where it is not this company's."""
    subject = CHECKS[kind].about
    if subject == "debtor":
        return desk.debtors().get(id=about).id, None
    if subject == "pair":
        return desk.doubles().get(id=about).first_id, None
    if subject == "payment":
        desk.payments().get(id=about)
        return None, None
    invoice = desk.invoices().get(id=about)
    return invoice.debtor_id, invoice.id
