"""A copy of an invoice, sent while he is still on the phone: one letter with the invoice itself beside it."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction

from akkoord.core.problem import Refusal, Text
from akkoord.store.access import Desk
from akkoord.store.models import Agreed, Call, Letter
from akkoord.work.conversation.confirm import draft_beside
from akkoord.work.conversation.row import ENDED, bump, locked
from akkoord.work.letters.attached import PDF
from akkoord.work.letters.edit_letter import approve_letter
from akkoord.work.may_not import MAY_NOT
from akkoord.work.record import Log

_WHICH = Refusal(Text("Kies eerst welke factuur.", "Choose first which invoice."))
_NONE = Refusal(
    Text(
        "Van deze factuur is geen PDF bewaard. Stuur haar zelf, en zet hier dat het gedaan is.",
        "No PDF is kept of this invoice. Send it yourself, and say here that it was done.",
    )
)


def send_copy(*, desk: Desk, agreed_id: int, on: date, at: datetime) -> Letter | Refusal:
    """Make the letter with the copy that was agreed, and let it go. While sending is off, or something is against it, it waits
    as a draft. Gives the letter as it stands."""
    if not desk.may_work:
        return MAY_NOT
    with transaction.atomic():
        row = desk.agreed().select_related("invoice", "debtor").get(id=agreed_id, kind="copy", state="draft")
        call = locked(desk, row.call_id or 0)
        if call.ended_at is not None:
            return ENDED
        return _against(desk, row) or _sent(desk, row, call, Log(desk.creditor.id, on, at, desk.user.email))


def _against(desk: Desk, row: Agreed) -> Refusal | None:
    if row.invoice is None:
        return _WHICH
    return None if desk.documents().filter(invoice_id=row.invoice.id, mime=PDF).exists() else _NONE


def _sent(desk: Desk, row: Agreed, call: Call, log: Log) -> Letter | Refusal:
    letter = draft_beside(desk, row.debtor, "invoice-copy", [row.invoice], log) if row.invoice else None
    log.write()
    if letter is None:
        return _NONE
    row.state, row.ended_on, row.day = "done", log.on, log.on
    row.save(update_fields=["state", "ended_on", "day"])
    bump(call)
    if desk.creditor.sending_on:
        approve_letter(desk=desk, letter_id=letter.id, on=log.on, at=log.at)
        letter.refresh_from_db()
    return letter
