"""Closes a line: nothing more is said over it. What was said is kept."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction

from akkoord.core.handover.course import ENDED
from akkoord.core.problem import Refusal, Text
from akkoord.store.access import Desk
from akkoord.store.models import Line, LineMessage
from akkoord.work.may_not import MAY_NOT
from akkoord.work.record import record

_CLOSED = Refusal(Text("Deze lijn is al gesloten.", "This line is closed already."))
_ON_ITS_WAY = Refusal(
    Text("Er is nog iets onderweg over deze lijn. Probeer het straks opnieuw.", "Something is still on its way over this line. Try later.")
)


def running(line: Line) -> set[str]:
    """The cases that were handed over by this line and did not end yet, by their reference."""
    said = LineMessage.objects.filter(creditor_id=line.creditor_id, line_id=line.id).exclude(state="refused").exclude(ref="")
    begun = set(said.filter(kind="submit").values_list("ref", flat=True))
    return begun - set(said.filter(kind__in=ENDED).values_list("ref", flat=True))


def close_line(*, desk: Desk, line_id: int, on: date, at: datetime, anyway: bool = False) -> Refusal | None:
    """Close a line of this company, or withdraw an invitation. Refused while cases run over it: they would be heard of no more;
    `anyway` where a person knows that, because the other end is gone for good."""
    if not desk.may_manage:
        return MAY_NOT
    with transaction.atomic():
        line = desk.lines().select_for_update().get(id=line_id)
        refused = _may_not_close(line)
        if refused and not (anyway and line.state == "open"):
            return refused
        _close(line, on, at, by=desk.user.email)
        if line.here_id is not None:
            side = "client" if line.side == "desk" else "desk"
            for other in Line.objects.select_for_update().filter(creditor_id=line.here_id, side=side, mark=line.mark, state="open"):
                _close(other, on, at)
        elif line.side == "client":  # the desk is told by the next carrier
            Line.objects.filter(creditor_id=line.creditor_id, id=line.id).update(since=at, not_before=None)
    return None


def _may_not_close(line: Line) -> Refusal | None:
    if line.state == "closed":
        return _CLOSED
    left = len(running(line))
    if left:
        nl = "Over deze lijn loopt nog één zaak" if left == 1 else f"Over deze lijn lopen nog {left} zaken"
        en = "One case still runs over this line" if left == 1 else f"{left} cases still run over this line"
        return Refusal(Text(f"{nl}. Sluit die eerst af.", f"{en}. End that first."))
    return _ON_ITS_WAY if _on_its_way(line) else None


def _on_its_way(line: Line) -> bool:
    """Whether somebody would miss something. What a desk has for a client elsewhere he can still fetch."""
    open_ones = LineMessage.objects.filter(state__in=("queued", "waiting"))
    mine = open_ones.filter(creditor_id=line.creditor_id, line_id=line.id)
    if line.here_id is None:
        return mine.filter(state="waiting").exists() if line.side == "desk" else mine.exists()
    other = Line.objects.filter(creditor_id=line.here_id, mark=line.mark).exclude(side=line.side).values("id")
    return mine.exists() or open_ones.filter(creditor_id=line.here_id, line_id__in=other).exists()


def closed_there(line: Line, *, on: date, at: datetime) -> None:
    """The other end closed it."""
    with transaction.atomic():
        kept = Line.objects.select_for_update().get(creditor_id=line.creditor_id, id=line.id)
        if kept.state == "open":
            _close(kept, on, at)


def _close(line: Line, on: date, at: datetime, *, by: str = "") -> None:
    """The secret of an invitation opens nothing any more."""
    line.state, line.ended_on, line.secret = "closed", on, ""
    line.save(update_fields=["state", "ended_on", "secret"])
    record("line-closed", creditor_id=line.creditor_id, on=on, at=at, by=by, line=line.id, name=line.name)
