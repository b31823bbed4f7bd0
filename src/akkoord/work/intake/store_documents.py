"""Keeps the documents that came with invoices: each once, whichever file brought it."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable

from akkoord.core.reading import AttachmentRead
from akkoord.store.models import Creditor, Document

_AT_ONCE = 20  # a document may hold seven million bytes


def store_documents(*, creditor: Creditor, found: Iterable[tuple[int, AttachmentRead]]) -> None:
    """Store what is new of (invoice, document), in the transaction of the caller; the database refuses what is there already."""
    rows = [_row(creditor, invoice, read) for invoice, read in found]
    Document.objects.bulk_create(rows, batch_size=_AT_ONCE, ignore_conflicts=True)


def _row(creditor: Creditor, invoice: int, read: AttachmentRead) -> Document:
    return Document(
        creditor=creditor,
        invoice_id=invoice,
        name=read.name[:150],
        mime=read.mime,
        size=len(read.content),
        sha256=hashlib.sha256(read.content).hexdigest(),
        content=read.content,
    )
