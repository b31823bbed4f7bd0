"""The client did not take in something that the desk said of a case: it stands in its course, and somebody looks."""

from __future__ import annotations

from akkoord.core.handover.course import UNHEARD as SAID
from akkoord.store.models import DeskCase, Line, LineMessage
from akkoord.work.desk.case import UNHEARD, ask_for, keep
from akkoord.work.record import Log


def unheard(line: Line, message: LineMessage, log: Log) -> bool:
    """Say it at the case that the message was about; whether there is one. Call it in a transaction."""
    rows = DeskCase.objects.select_for_update().defer("dossier", "manifest", "claim").prefetch_related("line", "debtor", "creditor")
    case = rows.filter(creditor_id=line.creditor_id, line_id=line.id, ref=message.ref or "-").first()
    if case is None:
        return False
    keep(case, SAID, log, what=message.kind, about=message.uid)
    ask_for(case, UNHEARD, log)
    return True
