"""Takes in what the other end of a line says: proven to be his, kept once, and applied in the order in which he said it."""

from __future__ import annotations

import hashlib
import logging
from datetime import date, datetime

from django.db import transaction

from akkoord.core.handover.course import FROM_CLIENT, FROM_DESK, UNHEARD
from akkoord.core.handover.message import Message, unpacked
from akkoord.core.handover.signed import is_signed
from akkoord.core.problem import Refusal, Text
from akkoord.store.models import Line, LineMessage
from akkoord.store.outage import is_outage
from akkoord.work.line.hearing import heard_by
from akkoord.work.line.trouble import trouble
from akkoord.work.line.unheard import tell_unheard, unheard
from akkoord.work.record import Log

log_line = logging.getLogger(__name__)
LARGEST_FILE = 50 * 1024 * 1024  # bytes of what goes along with one message
FURTHEST = 1000  # so many messages may wait for one that is missing
NOT_SIGNED = Refusal(Text("De handtekening klopt niet.", "The signature is not right."))
CLOSED = Refusal(Text("Deze lijn is gesloten.", "This line is closed."))
_OTHER_LINE = Refusal(Text("Dit bericht is van een andere lijn.", "This message is of another line."))
TWICE = Refusal(
    Text("Dit nummer is al gebruikt voor een ander bericht.", "This number was used already for another message."),
)
FAR = Refusal(Text("Er ontbreken te veel berichten hiervoor.", "Too many messages before this one are missing."))
LARGE = Refusal(Text("Het bestand is groter dan 50 MB.", "The file is larger than 50 MB."))
_BROKE = Text(
    "een bericht dat binnenkwam kon niet worden verwerkt; zie het logboek", "a message that came in could not be taken in; see the log"
)
_CHANGED = Refusal(Text("Het bestand is niet dat waarover het bericht gaat.", "The file is not the one that the message is about."))


def receive(line: Line, raw: bytes, signature: str, attachment: bytes | None, *, on: date, at: datetime) -> Refusal | None:
    """Keep one message and apply whatever is next. A refusal means that it was not taken in. The same message again changes
    nothing; what its handler refuses is taken in, and the other end is told so over the line."""
    message = proven(line, raw, signature, attachment)
    if isinstance(message, Refusal):
        return message
    refused = _kept(line, message, raw, signature, attachment, on=on, at=at)
    if refused:
        return refused
    apply_next(line, on=on, at=at)
    return None


def proven(line: Line, raw: bytes, signature: str, attachment: bytes | None) -> Message | Refusal:
    """The message, where it is of the other end of this line, of a kind that he may say, and with the file it names."""
    if not is_signed(raw, public=line.key, signature=signature):
        return NOT_SIGNED
    message = unpacked(raw)
    if isinstance(message, Refusal):
        return message
    if message.line != line.mark:
        return _OTHER_LINE
    if message.kind not in (FROM_CLIENT if line.side == "desk" else FROM_DESK):
        why = Text(f"„{message.kind}” zegt de andere kant van deze lijn niet.", f'"{message.kind}" is not said by that end of this line.')
        return Refusal(why)
    return _wrong_file(message, attachment) or message


def _wrong_file(message: Message, attachment: bytes | None) -> Refusal | None:
    if attachment is not None and len(attachment) > LARGEST_FILE:
        return LARGE
    digest = hashlib.sha256(attachment).hexdigest() if attachment is not None else ""
    return None if digest == message.attachment else _CHANGED


def _kept(line: Line, message: Message, raw: bytes, signature: str, attachment: bytes | None, *, on: date, at: datetime) -> Refusal | None:
    with transaction.atomic():
        kept = Line.objects.select_for_update().get(creditor_id=line.creditor_id, id=line.id)
        theirs = {"creditor_id": kept.creditor_id, "line_id": kept.id, "ours": False}
        known = LineMessage.objects.filter(uid=message.uid, **theirs).values_list("raw", flat=True).first()
        if known is not None:
            return None if bytes(known) == raw else TWICE
        refused = _no_room(kept, message)
        if refused:
            return refused
        said = {"seq": message.seq, "uid": message.uid, "kind": message.kind, "ref": message.ref, "body": dict(message.body)}
        file = {"attachment": attachment, "attachment_sha256": message.attachment}
        how = {"raw": raw, "signature": signature, "state": "waiting", "made_on": message.made_on, "at": at}
        LineMessage.objects.create(**theirs, **said, **file, **how)
        Line.objects.filter(creditor_id=kept.creditor_id, id=kept.id).update(heard_at=at)
    return None


def _no_room(line: Line, message: Message) -> Refusal | None:
    if line.state != "open" and (line.side == "desk" or line.here_id is not None):
        return CLOSED  # what a desk elsewhere said before it heard of the closing is still taken in
    if message.seq > line.fetched + FURTHEST:
        return FAR
    same = LineMessage.objects.filter(creditor_id=line.creditor_id, line_id=line.id, ours=False, seq=message.seq)
    return TWICE if same.exists() else None


def apply_next(line: Line, *, on: date, at: datetime) -> bool:
    """Apply everything that waits and has nothing missing before it. Where a handler breaks down, that message keeps waiting and
    holds up those after it; False then. Raises where the database went away."""
    try:
        while _apply_one(line, on=on, at=at):
            continue
    except Exception as error:  # the edge of the line: one message that cannot be done must not stop the others' lines
        if is_outage(error):
            raise
        log_line.exception("line %s of company %s: a message could not be applied", line.id, line.creditor_id)
        trouble(line, _BROKE, at=at)
        return False
    return True


def _apply_one(line: Line, *, on: date, at: datetime) -> bool:
    """The next message, in a transaction of its own under the line's row: two at once apply it once."""
    with transaction.atomic():
        kept = Line.objects.select_for_update().get(creditor_id=line.creditor_id, id=line.id)
        waiting = LineMessage.objects.filter(creditor_id=kept.creditor_id, line_id=kept.id, ours=False, state="waiting")
        message = waiting.filter(seq=kept.fetched + 1).first()
        if message is None:
            return False
        refused = _heard(kept, message, on=on, at=at)
        message.state, message.because = ("refused", _told(refused)) if refused else ("applied", {})
        message.save(update_fields=["state", "because"])
        Line.objects.filter(creditor_id=kept.creditor_id, id=kept.id).update(fetched=message.seq)
        if refused:
            _tell(kept, message, on=on, at=at)
            tell_unheard(kept, message, refused, on=on)
        return True


def _tell(line: Line, message: LineMessage, *, on: date, at: datetime) -> None:
    log = Log(line.creditor_id, on, at)
    log.add("line-refused", line=line.id, message=message.id, what=message.kind, ref=message.ref, because=message.because)
    log.write()


def _heard(line: Line, message: LineMessage, *, on: date, at: datetime) -> Refusal | None:
    """What the handler says; what it did before it refused is taken back."""
    with transaction.atomic():
        hear = unheard if message.kind == UNHEARD else heard_by(line.side)
        refused = hear(line, message, on=on, at=at)
        if refused:
            transaction.set_rollback(True)
    return refused


def _told(refused: Refusal) -> dict[str, str]:
    return {"nl": refused.why.nl, "en": refused.why.en}


def came_in(line: Line) -> int:
    """The last message of the other end before which none is missing, applied or not."""
    waiting = LineMessage.objects.filter(creditor_id=line.creditor_id, line_id=line.id, ours=False, state="waiting")
    last = Line.objects.values_list("fetched", flat=True).get(creditor_id=line.creditor_id, id=line.id)
    for seq in waiting.filter(seq__gt=last).order_by("seq").values_list("seq", flat=True):
        if seq != last + 1:
            break
        last = seq
    return last
