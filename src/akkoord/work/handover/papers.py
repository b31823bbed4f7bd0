"""Papers for the file of a case: the contract, the terms, the picture of an invoice that was missing, the proof of delivery."""

from __future__ import annotations

import hashlib
from datetime import date, datetime

from django.db import transaction

from akkoord.core.problem import Refusal, Text
from akkoord.core.uploaded import Upload
from akkoord.store.access import Desk
from akkoord.store.models import Document, Invoice
from akkoord.work.handover.lacking import look_for_lacking
from akkoord.work.may_not import MAY_NOT
from akkoord.work.record import Log
from akkoord.work.uploads.keep import keep_file
from akkoord.work.uploads.look import Good, looked_at

OF_CASE = ("contract", "terms")
OF_INVOICE = ("invoice", "delivery")
_WHAT = Refusal(Text("Kies wat het is.", "Choose what it is."))


def add_paper(
    *, desk: Desk, debtor_id: int, kind: str, file: Upload, on: date, at: datetime, invoice_id: int | None = None
) -> Refusal | None:
    """Keep a paper: of the case (`contract`, `terms`), or of one invoice (`invoice`, `delivery`)."""
    if not desk.may_work:
        return MAY_NOT
    debtor = desk.debtors().get(id=debtor_id)
    good = looked_at(file)
    if isinstance(good, Refusal):
        return good
    if kind not in (OF_CASE if invoice_id is None else OF_INVOICE):
        return _WHAT
    with transaction.atomic():
        log = Log(desk.creditor.id, on, at, desk.user.email)
        if invoice_id is None:
            keep_file(debtor_id=debtor.id, kind=kind, file=good, sender=desk.user.email, log=log)
        else:
            _with_invoice(desk.invoices().get(id=invoice_id, debtor_id=debtor.id), kind, good, log)
        log.write()
    look_for_lacking(creditor=desk.creditor, on=on, debtor_id=debtor.id)
    return None


def _with_invoice(invoice: Invoice, kind: str, file: Good, log: Log) -> None:
    digest = hashlib.sha256(file.content).hexdigest()
    said = {"name": file.name, "mime": file.mime, "size": len(file.content), "content": file.content, "proves_delivery": kind == "delivery"}
    Document.objects.update_or_create(creditor_id=invoice.creditor_id, invoice_id=invoice.id, sha256=digest, defaults=said)
    log.add("file-kept", debtor_id=invoice.debtor_id, invoice_id=invoice.id, name=file.name, what=kind, sha256=digest)
