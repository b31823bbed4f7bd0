"""Writes a message of ours on its line: numbered, signed and kept, in the transaction of what it tells."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Mapping
from datetime import date
from typing import Any

from akkoord.core.handover.message import Message, packed, wrong_body
from akkoord.store.models import Line, LineMessage
from akkoord.work.installation_key import sign


def write_message(
    line: Line, *, kind: str, ref: str, body: Mapping[str, Any], on: date, attachment: bytes | None = None, uid: str = ""
) -> LineMessage:
    """One more message of ours, queued; `uid` is a random one where none is given. Raises ValueError for a message that the other end
    would refuse: that is a mistake of the caller."""
    message = _message(line, kind, ref, body, on, attachment, uid or secrets.token_hex(16))
    refused = wrong_body(message)
    if refused:
        raise ValueError(refused.why.en)
    return _queued(line, message, attachment)


def _queued(line: Line, message: Message, attachment: bytes | None) -> LineMessage:
    raw = packed(message)
    mine = {"creditor_id": line.creditor_id, "line_id": line.id, "ours": True, "seq": message.seq, "uid": message.uid}
    about = {"kind": message.kind, "ref": message.ref, "body": dict(message.body), "made_on": message.made_on}
    file = {"attachment": attachment, "attachment_sha256": message.attachment}
    return LineMessage.objects.create(**mine, **about, **file, raw=raw, signature=sign(raw))


def _message(line: Line, kind: str, ref: str, body: Mapping[str, Any], on: date, attachment: bytes | None, uid: str) -> Message:
    """The message with its place: what a line says is numbered one by one, under the line's row."""
    Line.objects.select_for_update().only("id").get(creditor_id=line.creditor_id, id=line.id)
    said = LineMessage.objects.filter(creditor_id=line.creditor_id, line_id=line.id, ours=True)
    seq = (said.order_by("-seq").values_list("seq", flat=True).first() or 0) + 1
    digest = hashlib.sha256(attachment).hexdigest() if attachment is not None else ""
    return Message(uid=uid, line=line.mark, seq=seq, kind=kind, ref=ref, made_on=on, body=body, attachment=digest)
