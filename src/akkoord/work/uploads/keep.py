"""Keeps a file of a debtor that was looked at: with its hash, and handed out later, never shown in place."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import Any

from akkoord.store.models import DebtorFile
from akkoord.work.record import Log
from akkoord.work.uploads.look import Good


@dataclass(frozen=True, slots=True)
class About:
    """What a file is about, where it is about something."""

    arrangement_id: int | None = None
    invoice_id: int | None = None


def keep_file(*, debtor_id: int, kind: str, file: Good, sender: str, log: Log, about: About | None = None) -> DebtorFile:
    """The file as it may be kept; the same file of the same debtor is kept once. Call it in a transaction, before its log is
    written."""
    about, digest = about or About(), hashlib.sha256(file.content).hexdigest()
    own: dict[str, Any] = {"creditor_id": log.creditor_id, "debtor_id": debtor_id, "kind": kind, "sha256": digest}
    said: dict[str, Any] = {"name": file.name, "mime": file.mime, "size": len(file.content), "content": file.content}
    said |= {"sender": sender[:200], "arrangement_id": about.arrangement_id, "invoice_id": about.invoice_id, "on": log.on, "at": log.at}
    row, fresh = DebtorFile.objects.get_or_create(**own, defaults=said)
    if fresh:
        told: dict[str, Any] = {"file": row.id, "name": row.name, "what": kind, "sha256": digest, "arrangement": about.arrangement_id}
        log.add("file-kept", debtor_id=debtor_id, invoice_id=about.invoice_id, **told)
    return row
