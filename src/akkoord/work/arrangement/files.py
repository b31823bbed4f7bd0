"""Keeps a file of a debtor: checked by what it holds, with its hash, and handed out later, never shown in place."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import Any

from akkoord.core.problem import Refusal
from akkoord.core.uploaded import Upload, kind_of, refused, safe_name
from akkoord.store.models import DebtorFile
from akkoord.work.record import Log


@dataclass(frozen=True, slots=True)
class About:
    """What a file is about, where it is about something."""

    arrangement_id: int | None = None
    invoice_id: int | None = None


def keep_file(*, debtor_id: int, kind: str, upload: Upload, sender: str, log: Log, about: About | None = None) -> DebtorFile | Refusal:
    """The file as it came; the same file of the same debtor is kept once. Call it in a transaction, before its log is written."""
    about, content = about or About(), upload.content
    wrong = refused(content)
    if wrong is not None:
        return wrong
    mime, digest = kind_of(content), hashlib.sha256(content).hexdigest()
    own: dict[str, Any] = {"creditor_id": log.creditor_id, "debtor_id": debtor_id, "kind": kind, "sha256": digest}
    said: dict[str, Any] = {
        "name": safe_name(upload.name, mime),
        "mime": mime,
        "size": len(content),
        "content": content,
        "sender": sender[:200],
    }
    said |= {"arrangement_id": about.arrangement_id, "invoice_id": about.invoice_id, "on": log.on, "at": log.at}
    row, fresh = DebtorFile.objects.get_or_create(**own, defaults=said)
    if fresh:
        told: dict[str, Any] = {"file": row.id, "name": row.name, "what": kind, "sha256": digest, "arrangement": about.arrangement_id}
        log.add("file-kept", debtor_id=debtor_id, invoice_id=about.invoice_id, **told)
    return row
