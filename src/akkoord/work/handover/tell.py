"""Tells the partner something of a case: over the line where there is one, else by e-mail."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from akkoord.store.models import HandOver, LineMessage
from akkoord.work.handover.notes import mail_line
from akkoord.work.handover.prepare import LINE, line_of
from akkoord.work.line.say import say
from akkoord.work.record import Log


def tell(one: HandOver, kind: str, body: Mapping[str, Any], log: Log, *, attachment: bytes | None = None) -> LineMessage | None:
    """One message about this case, queued; None where there is neither a line nor an address. Call it in a transaction."""
    line = line_of(one) if one.way == LINE else mail_line(one) if one.creditor.partner_email else None
    return say(line, kind=kind, ref=one.ref, body=body, on=log.on, at=log.at, attachment=attachment) if line is not None else None
