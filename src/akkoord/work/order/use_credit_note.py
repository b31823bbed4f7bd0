"""A person says on which invoice a credit note is set off."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction

from akkoord.core.problem import Refusal, Text
from akkoord.store.access import Desk
from akkoord.store.models import Creditor
from akkoord.work.may_not import MAY_NOT
from akkoord.work.ongoing.resume_work import follow_and_write
from akkoord.work.payments.allocate import set_off
from akkoord.work.record import Log

_NOTHING = Refusal(Text("Hier is niets meer te verrekenen.", "There is nothing left to set off here."))
_OTHER = Refusal(
    Text("Een creditnota hoort bij een factuur van dezelfde klant.", "A credit note belongs to an invoice of the same customer.")
)


def use_credit_note(*, desk: Desk, note_id: int, invoice_id: int, on: date, at: datetime | None = None) -> Refusal | None:
    """Set off what is left of a note on an invoice of the same debtor, as far as that is open; the rest stays on the note."""
    if not desk.may_work:
        return MAY_NOT
    with transaction.atomic():
        Creditor.objects.select_for_update().only("id").get(id=desk.creditor.pk)
        note = desk.invoices().get(id=note_id, kind="credit_note")
        invoice = desk.invoices().get(id=invoice_id, kind="invoice")
        if note.debtor_id != invoice.debtor_id:
            return _OTHER
        if min(note.open, invoice.open) <= 0:
            return _NOTHING
        log = Log(desk.creditor.pk, on, at, desk.user.email)
        set_off(desk.creditor, note, invoice, log)
        follow_and_write(desk.creditor, log)
    return None
