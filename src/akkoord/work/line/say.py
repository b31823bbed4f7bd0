"""Says something over a line: the message is written with what it tells of, in one transaction, and carried afterwards.

Within this installation it can be carried as soon as that transaction is done; what is not, because nobody said the time or the
process ended, is carried by the worker a few seconds later.
"""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Mapping
from datetime import date, datetime
from functools import partial
from typing import Any

from django.db import transaction

from akkoord.core.handover.message import Message, packed, wrong_body
from akkoord.store.models import Line, LineMessage
from akkoord.work.installation_key import sign


def say(
    line: Line,
    *,
    kind: str,
    ref: str,
    body: Mapping[str, Any],
    on: date,
    attachment: bytes | None = None,
    uid: str = "",
    at: datetime | None = None,
) -> LineMessage:
    """One more message of ours, queued. Call it in the transaction of what it tells; with `at`, a company in this installation
    hears it right after that. Raises ValueError for a message that the other end would refuse: that is a mistake of the caller."""
    message = _message(line, kind, ref, body, on, attachment, uid or secrets.token_hex(16))
    refused = wrong_body(message)
    if refused:
        raise ValueError(refused.why.en)
    if at is not None and line.here_id is not None:
        transaction.on_commit(partial(_carry, line, on=on, at=at), robust=True)
    return _queued(line, message, attachment)


def _queued(line: Line, message: Message, attachment: bytes | None) -> LineMessage:
    raw = packed(message)
    mine = {"creditor_id": line.creditor_id, "line_id": line.id, "ours": True, "seq": message.seq, "uid": message.uid}
    about = {"kind": message.kind, "ref": message.ref, "body": dict(message.body), "made_on": message.made_on}
    file = {"attachment": attachment, "attachment_sha256": message.attachment}
    return LineMessage.objects.create(**mine, **about, **file, raw=raw, signature=sign(raw))


def _carry(line: Line, *, on: date, at: datetime) -> None:
    from akkoord.work.line.carry import carry  # it ends at the verbs that hear, which say things themselves

    carry(line, on=on, at=at)


def hold_line(creditor_id: int, line_id: int | None) -> None:
    """Take the line before a case of it: who hears it has it first too, and so the two never wait for each other."""
    Line.objects.select_for_update().only("id").filter(creditor_id=creditor_id, id=line_id or 0).first()


def _message(line: Line, kind: str, ref: str, body: Mapping[str, Any], on: date, attachment: bytes | None, uid: str) -> Message:
    """The message with its place: what a line says is numbered one by one, under the line's row."""
    Line.objects.select_for_update().only("id").get(creditor_id=line.creditor_id, id=line.id)
    said = LineMessage.objects.filter(creditor_id=line.creditor_id, line_id=line.id, ours=True)
    seq = (said.order_by("-seq").values_list("seq", flat=True).first() or 0) + 1
    digest = hashlib.sha256(attachment).hexdigest() if attachment is not None else ""
    return Message(uid=uid, line=line.mark, seq=seq, kind=kind, ref=ref, made_on=on, body=body, attachment=digest)
