"""Carries what is queued on a line to the other end, and fetches what that said: within this installation, or over the internet.

Whatever is carried may be carried again: the other end keeps each message once. So a carrier that is killed, or two at once, do
no harm, and no transaction is open while somebody elsewhere is waited for.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Iterable
from datetime import date, datetime

from django.db.models import Q, QuerySet

from akkoord.core.problem import Refusal, Text
from akkoord.store.models import Creditor, Line, LineMessage
from akkoord.store.outage import is_outage
from akkoord.work.line import elsewhere
from akkoord.work.line.close import closed_there
from akkoord.work.line.receive import apply_next, came_in, receive
from akkoord.work.line.trouble import trouble, works

log_line = logging.getLogger(__name__)
LONGEST = 60.0  # seconds in which another message is begun: what is signed is of the moment the turn began
_WRONG = Text("er ging hier iets mis; zie het logboek", "something went wrong here; see the log")
_GONE = Text("de andere kant van deze lijn is er niet meer", "the other end of this line is gone")
MOST = 100  # messages of one line each way in one turn: another company's line is waiting too


def carry_all(*, creditor: Creditor, on: date, at: datetime) -> None:
    """Every line of this company to elsewhere that is due. What goes wrong with one is kept with it, and holds up no other."""
    lines = Line.objects.filter(creditor_id=creditor.id, here_id=None).exclude(mark__startswith="mail-")
    due = lines.filter(Q(not_before=None) | Q(not_before__lte=at))
    for line in due.filter(Q(state="open") | Q(state="closed", since__isnull=False)).order_by("id"):
        carry(line, on=on, at=at)


def lines_here() -> QuerySet[Line]:
    """Lines within this installation on which something is on its way."""
    on_its_way = LineMessage.objects.filter(state__in=("queued", "waiting")).values("line_id")
    return Line.objects.filter(state="open", here_id__isnull=False, id__in=on_its_way)


def carry_here(*, on: date, at: datetime) -> None:
    """Everything that is on its way between companies in this installation."""
    for line in lines_here().filter(Q(not_before=None) | Q(not_before__lte=at)).order_by("id"):
        carry(line, on=on, at=at)


def carry(line: Line, *, on: date, at: datetime) -> bool:
    """One turn of one line, both ways; whether all went well. Raises where the database went away."""
    try:
        went = _turn(line, on=on, at=at)
    except Exception as error:  # the edge of the line: what breaks on one must not hold up the others
        if is_outage(error):
            raise
        log_line.exception("line %s of company %s broke", line.id, line.creditor_id)
        trouble(line, _WRONG, at=at)
        return False
    if went:
        works(line)
    return went


def _turn(line: Line, *, on: date, at: datetime) -> bool:
    went = apply_next(line, on=on, at=at)
    if line.here_id is not None:
        return _across(line, on=on, at=at) and went
    if line.side == "client":
        return _there_and_back(line, on=on, at=at) and went
    return went


def _queued(line: Line) -> Iterable[LineMessage]:
    rows = LineMessage.objects.filter(creditor_id=line.creditor_id, line_id=line.id, ours=True, state="queued")
    for number in list(rows.order_by("seq").values_list("id", flat=True)[:MOST]):
        yield LineMessage.objects.get(creditor_id=line.creditor_id, id=number)


def sent_until(line: Line, seq: int, *, at: datetime) -> None:
    """The other end has all of ours up to this one."""
    ours = LineMessage.objects.filter(creditor_id=line.creditor_id, line_id=line.id, ours=True, seq__lte=seq)
    ours.filter(state="queued").update(state="sent", at=at)
    Line.objects.filter(creditor_id=line.creditor_id, id=line.id, taken__lt=seq).update(taken=seq)


def other_end(line: Line) -> Line | None:
    """The same line as the company at the other end sees it, where that is in this installation."""
    side = "client" if line.side == "desk" else "desk"
    ends = Line.objects.filter(side=side, mark=line.mark)
    return ends.filter(creditor_id=line.here_id).first() if line.here_id is not None else None


def _across(line: Line, *, on: date, at: datetime) -> bool:
    """To the other company here: straight into what it hears."""
    other = other_end(line)
    if other is None:
        trouble(line, _GONE, at=at)
        return False
    for message in _queued(line):
        file = bytes(message.attachment) if message.attachment is not None else None
        refused = receive(other, bytes(message.raw), message.signature, file, on=on, at=at)
        if refused:
            trouble(line, refused.why, at=at)
            return False
        sent_until(line, message.seq, at=at)
    return True


def _there_and_back(line: Line, *, on: date, at: datetime) -> bool:
    refused = (elsewhere.ends(line, at=at) if line.state == "closed" else _send(line, at=at)) or _fetch(line, on=on, at=at)
    if refused:
        trouble(line, refused.why, at=at)
        return False
    Line.objects.filter(creditor_id=line.creditor_id, id=line.id).update(heard_at=at)
    return apply_next(line, on=on, at=at)


def _send(line: Line, *, at: datetime) -> Refusal | None:
    began = time.monotonic()
    for message in _queued(line):
        if time.monotonic() - began > LONGEST:
            break
        refused = elsewhere.tell(line, message, at=at)
        if refused:
            return refused
        sent_until(line, message.seq, at=at)
    return None


def _fetch(line: Line, *, on: date, at: datetime) -> Refusal | None:
    """What the desk said, page by page; what came in whole is acknowledged, also where what follows was not right."""
    had = start = came_in(line)
    refused, closed = None, False
    while refused is None and had < start + MOST:
        page = elsewhere.told_after(line, had, at=at)
        if isinstance(page, Refusal):
            return page
        refused = _take(line, page, on=on, at=at)
        last, had, closed = had, came_in(line), page.closed and not page.more
        refused = refused or (elsewhere.took(line, had, at=at) if page.messages else None)
        if not page.more or had == last:
            break
    if closed and refused is None:
        closed_there(line, on=on, at=at)
    return refused


def _take(line: Line, page: elsewhere.Page, *, on: date, at: datetime) -> Refusal | None:
    for one in page.messages:
        file = elsewhere.file_of(line, one.seq, at=at) if one.file else None
        refused = file if isinstance(file, Refusal) else receive(line, one.raw, one.signature, file, on=on, at=at)
        if refused:
            return refused
    return None
