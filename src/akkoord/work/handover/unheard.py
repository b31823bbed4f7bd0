"""The partner did not take in something that we said of a case: it stands in its course, and somebody looks."""

from __future__ import annotations

from typing import Any

from akkoord.store.models import HandOver, Line, LineMessage
from akkoord.work.handover.end import ask
from akkoord.work.record import Log


def unheard(line: Line, message: LineMessage, log: Log) -> bool:
    """Say it at the case that the message was about; whether there is one. Call it in a transaction."""
    mine = HandOver.objects.filter(creditor_id=line.creditor_id, line_id=line.id, ref=message.ref or "-")
    one = mine.defer("dossier").first()
    if one is None:
        return False
    why: dict[str, Any] = {"nl": message.because["nl"], "en": message.because["en"], "what": message.kind, "message": message.id}
    log.add("partner-unheard", debtor_id=one.debtor_id, ref=one.ref, partner=one.partner, **why)
    ask(one, log)
    return True
