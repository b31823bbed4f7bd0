"""A person says when something was delivered, adds the proof of it, or says that it never was: then nothing is asked for it."""

from __future__ import annotations

import hashlib
from datetime import date, datetime
from pathlib import PurePosixPath
from typing import Any

from django.db import transaction

from akkoord.core.problem import Refusal, Text
from akkoord.store.access import Desk
from akkoord.store.models import Document, Invoice
from akkoord.work.hold import add_hold, end_hold
from akkoord.work.may_not import MAY_NOT
from akkoord.work.record import Log

NEVER = "Nog niet geleverd."
MOST = 7_000_000  # bytes, as of what comes inside an e-invoice
MIMES = {".pdf": (b"%PDF-", "application/pdf"), ".png": (b"\x89PNG", "image/png"), ".jpg": (b"\xff\xd8\xff", "image/jpeg")}
_OTHER = Refusal(Text("Alleen PDF, PNG of JPEG.", "Only PDF, PNG or JPEG."))
_LARGE = Refusal(Text("Een bestand is hoogstens 7 MB.", "A file has 7 MB at most."))


def say_delivered(*, desk: Desk, invoice_id: int, first: date | None, last: date, on: date, at: datetime) -> dict[str, Refusal]:
    """It was delivered on `last`, or from `first` to `last`; a hold because it never was ends."""
    if not desk.may_work:
        return {"": MAY_NOT}
    refusals = _wrong(first, last, on)
    if refusals:
        return refusals
    with transaction.atomic():
        invoice = desk.invoices().select_for_update().get(id=invoice_id, kind="invoice")
        invoice.delivered_from, invoice.delivered_until = first or last, last
        held, invoice.undelivered_id = invoice.undelivered_id, None
        invoice.save(update_fields=["delivered_from", "delivered_until", "undelivered_id"])
        _tell(desk, invoice, on, at, first=str(first or last), until=str(last))
        if held is not None:
            end_hold(desk=desk, hold_id=held, because="settled", on=on, at=at)
    return {}


def say_undelivered(*, desk: Desk, invoice_id: int, on: date, at: datetime) -> Refusal | None:
    """It was never delivered: a hold keeps Akkoord from asking for this invoice until it is (art. 6:262 BW)."""
    if not desk.may_work:
        return MAY_NOT
    with transaction.atomic():
        invoice = desk.invoices().select_for_update().get(id=invoice_id, kind="invoice")
        if invoice.undelivered_id is not None:
            return None
        add_hold(desk=desk, debtor_id=invoice.debtor_id, invoice_id=invoice.id, kind="hold", note=NEVER, on=on, at=at)
        hold = desk.holds().filter(invoice_id=invoice.id, kind="hold").order_by("-id").values_list("id", flat=True).first()
        invoice.undelivered_id, invoice.delivered_from, invoice.delivered_until = hold, None, None
        invoice.save(update_fields=["undelivered_id", "delivered_from", "delivered_until"])
        _tell(desk, invoice, on, at, never=True)
    return None


def prove_delivery(*, desk: Desk, invoice_id: int, name: str, content: bytes, on: date, at: datetime) -> Refusal | None:
    """Keep a document with the invoice as proof of delivery: a signed note, a photograph."""
    if not desk.may_work:
        return MAY_NOT
    mime = _mime(content)
    if mime is None or len(content) > MOST:
        return _OTHER if mime is None else _LARGE
    with transaction.atomic():
        invoice = desk.invoices().get(id=invoice_id, kind="invoice")
        sha256, bare = hashlib.sha256(content).hexdigest(), PurePosixPath(name.replace("\\", "/")).name[-150:] or "levering"
        said = {"name": bare, "mime": mime, "size": len(content), "content": content, "proves_delivery": True}
        Document.objects.update_or_create(creditor=desk.creditor, invoice_id=invoice.id, sha256=sha256, defaults=said)
        _tell(desk, invoice, on, at, proof=bare)
    return None


def _mime(content: bytes) -> str | None:
    """What a file is by its first bytes, whatever its name says."""
    return next((mime for head, mime in MIMES.values() if content.startswith(head)), None)


def _wrong(first: date | None, last: date, on: date) -> dict[str, Refusal]:
    if last > on:
        return {"last": Refusal(Text("Die dag moet nog komen.", "That day has not come yet."))}
    if first and first > last:
        return {"first": Refusal(Text("De eerste dag komt voor de laatste.", "The first day comes before the last."))}
    return {}


def _tell(desk: Desk, invoice: Invoice, on: date, at: datetime, **said: Any) -> None:
    log = Log(desk.creditor.pk, on, at, desk.user.email)
    log.add("delivery-said", debtor_id=invoice.debtor_id, invoice_id=invoice.id, number=invoice.number, **said)
    log.write()
