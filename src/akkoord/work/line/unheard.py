"""A message that was not taken in is told to who said it, over the line: he sees that his partner keeps the case otherwise than he does."""

from __future__ import annotations

import hashlib
from datetime import date, datetime
from importlib import import_module

from akkoord.core.handover.course import UNHEARD
from akkoord.core.handover.message import LONGEST_TEXT
from akkoord.core.problem import Refusal, Text
from akkoord.store.models import Line, LineMessage
from akkoord.work.line.write import write_message
from akkoord.work.record import Log

_NOT_OURS = Refusal(Text("Dat bericht is hier niet verstuurd.", "That message was not sent here."))
_CASES = {"desk": "akkoord.work.desk.unheard", "client": "akkoord.work.handover.unheard"}
"""By the side of the line: the module whose `unheard` says it at the case. They say things over lines themselves, and are loaded
when something comes in."""


def tell_unheard(line: Line, message: LineMessage, refused: Refusal, *, on: date) -> None:
    """Tell who said it why it was refused, once a message. Call it in the transaction that refuses it. Of what tells of a refusal
    nothing is told: two ends that do not understand each other must not go on about it for ever."""
    if message.kind == UNHEARD or line.state != "open":
        return
    uid = hashlib.sha256(f"{UNHEARD} {message.uid}".encode()).hexdigest()[:32]
    why = {"nl": refused.why.nl[:LONGEST_TEXT], "en": refused.why.en[:LONGEST_TEXT]}
    write_message(line, kind=UNHEARD, ref=message.ref, body={"message": message.uid, **why}, on=on, uid=uid)


def unheard(line: Line, message: LineMessage, *, on: date, at: datetime) -> Refusal | None:
    """A message of ours was not taken in there: it is marked, and somebody looks at its case. Heard again it changes nothing."""
    own = {"creditor_id": line.creditor_id, "line_id": line.id, "ours": True}
    ours = LineMessage.objects.select_for_update().filter(uid=message.body["message"], **own).defer("attachment").first()
    if ours is None:
        return _NOT_OURS
    if ours.state == "refused":
        return None
    ours.state, ours.because = "refused", {name: message.body[name] for name in ("nl", "en")}
    ours.save(update_fields=["state", "because"])
    log = Log(line.creditor_id, on, at, line.name)
    if not import_module(_CASES[line.side]).unheard(line, ours, log):
        log.add("line-unheard", line=line.id, message=ours.id, what=ours.kind, ref=ours.ref, because=ours.because)
    log.write()
    return None
