"""Reasons to wait that a person writes down: a promise, a dispute, a hold, insolvency, extra care; and their end."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.db import transaction

from akkoord.core.problem import Refusal, Text
from akkoord.store.access import Desk
from akkoord.store.models import Hold
from akkoord.store.models.hold import HoldKind
from akkoord.work.handover.objection import pass_objection
from akkoord.work.may_not import MAY_NOT
from akkoord.work.ongoing.resume_work import look_for_hold
from akkoord.work.record import Log

_ARRANGED = Refusal(
    Text("Dit wacht op een regeling. Beëindig de regeling zelf.", "This waits for an arrangement. End the arrangement itself.")
)
DECIDED = ("hold", "vulnerable", "insolvency")  # reasons to wait that somebody may have been asked to decide about


def add_hold(
    *,
    desk: Desk,
    debtor_id: int,
    kind: str,
    note: str,
    on: date,
    invoice_id: int | None = None,
    until: date | None = None,
    amount: int | None = None,
    at: datetime | None = None,
) -> Refusal | None:
    """From today until `until` (without end where None) nothing is asked of this debtor, or for this one invoice."""
    refused = _refused(desk, kind, on, until, amount)
    if refused:
        return refused
    with transaction.atomic():
        debtor = desk.debtors().get(id=debtor_id)
        if invoice_id is not None:
            desk.invoices().get(id=invoice_id, debtor_id=debtor.id)
        log = Log(desk.creditor.id, on, at, desk.user.email)
        put_hold(log, debtor_id=debtor.id, kind=kind, note=note, invoice_id=invoice_id, until=until, amount=amount)
        log.write()
    return None


def put_hold(
    log: Log,
    *,
    debtor_id: int,
    kind: str,
    note: str,
    invoice_id: int | None = None,
    until: date | None = None,
    amount: int | None = None,
) -> Hold:
    """The reason to wait as a row, and what happened added to the log of the caller, in his transaction."""
    own: dict[str, Any] = {"creditor_id": log.creditor_id, "debtor_id": debtor_id, "by": log.by, "note": note.strip()}
    hold = Hold.objects.create(invoice_id=invoice_id, kind=kind, since=log.on, until=until, amount=amount, **own)
    said: dict[str, Any] = {"hold": hold.id, "until": str(hold.until or ""), "amount": hold.amount, "note": hold.note}
    log.add(hold.kind, debtor_id=hold.debtor_id, invoice_id=hold.invoice_id, **said)
    look_for_hold(hold.creditor_id, hold.debtor_id, hold.kind)
    pass_objection(hold, log)
    return hold


def end_hold(*, desk: Desk, hold_id: int, because: str, on: date, at: datetime | None = None) -> Refusal | None:
    """The reason to wait is over from today; `because` is settled or released."""
    if not desk.may_work:
        return MAY_NOT
    with transaction.atomic():
        hold = desk.holds().select_for_update().get(id=hold_id)
        if hold.kind == HoldKind.ARRANGEMENT:
            return _ARRANGED
        if hold.ended_on is None:
            hold.ended_on, hold.ended_because = on, because[:20]
            hold.save(update_fields=["ended_on", "ended_because"])
            log = Log(desk.creditor.id, on, at, desk.user.email)
            _decided(desk, hold.debtor_id, on)
            log.add("hold-ended", debtor_id=hold.debtor_id, invoice_id=hold.invoice_id, hold=hold.id, what=hold.kind, because=because)
            log.write()
    return None


def _decided(desk: Desk, debtor_id: int, on: date) -> None:
    """Who ends what held everything has decided: he is not asked any more."""
    if not desk.holds().filter(debtor_id=debtor_id, kind__in=DECIDED, invoice_id=None, ended_on=None).exists():
        desk.tasks().filter(debtor_id=debtor_id, kind="decide", done_on=None).update(done_on=on, outcome="released")


def _refused(desk: Desk, kind: str, on: date, until: date | None, amount: int | None) -> Refusal | None:
    if not desk.may_work:
        return MAY_NOT
    if kind not in HoldKind.values:
        return Refusal(Text("Deze reden bestaat niet.", "There is no such reason."))
    if kind == "promise" and until is None:
        return Refusal(Text("Noem de dag waarop betaald wordt.", "Name the day of payment."))
    if until is not None and until < on:
        return Refusal(Text("Kies een dag vanaf vandaag.", "Choose a day from today on."))
    if amount is not None and amount <= 0:
        return Refusal(Text("Noem een bedrag boven nul.", "Name an amount above zero."))
    return None
