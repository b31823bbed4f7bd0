"""Whom a run looks at: everybody, or only those for whom something can be new since the run before."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Q

from akkoord import __version__
from akkoord.store.models import Answer, Creditor, Event, Letter, Run
from akkoord.work.facts import open_on

EVERY = timedelta(days=7)  # at least once in so many days a run looks at everybody, whatever it was told
_FOR_ALL = ("settings-changed", "ladder-changed")  # events that change what is decided for anybody


@dataclass(frozen=True, slots=True)
class Whom:
    """The numbers of the debtors to look at, in order. `quiet` are those of them who may have nothing late, so that it is worth
    asking for all at once. `full` says that it is everybody; `seq` is the last event that was known when it was asked; `keep`
    whether the answers of this run are those of its day and not of one that is over."""

    debtors: tuple[int, ...]
    quiet: tuple[int, ...]
    full: bool
    seq: int
    keep: bool


def whom(creditor: Creditor, *, on: date, full: bool = False, letters: bool = True) -> Whom:
    """Everybody with something open where that is asked, where a rule changed, or where a week went by; else those whose day
    has come, to whom something happened, whose invoice fell due, or to whom a letter waits; `letters` says whether any does."""
    seq = Event.objects.filter(creditor=creditor).order_by("-seq").values_list("seq", flat=True).first() or 0
    last = Run.objects.filter(creditor=creditor).order_by("-on", "-id").first()
    keep = last is None or last.on <= on
    all_of_them = full or not keep or last is None or _changed(creditor, last, on, seq)
    found = _everybody(creditor, on) if all_of_them or last is None else _some(creditor, on, last, seq)
    written = _with_letters(creditor) if letters else set()
    return Whom(tuple(sorted(found | written)), tuple(found - written) if all_of_them else (), all_of_them, seq, keep)


def _changed(creditor: Creditor, last: Run, on: date, seq: int) -> bool:
    """Whether everybody must be looked at: a rule changed, another version of Akkoord decides, or it was a week ago."""
    if last.version != __version__:
        return True
    if not Run.objects.filter(creditor=creditor, full=True, on__gt=on - EVERY).exists():
        return True
    return seq > last.seq and Event.objects.filter(creditor=creditor, seq__gt=last.seq, kind__in=_FOR_ALL).exists()


def _everybody(creditor: Creditor, on: date) -> set[int]:
    answered = Answer.objects.filter(creditor=creditor, until=None).exclude(waits="").values_list("debtor_id", flat=True)
    return {*open_on(creditor, on=on).values_list("debtor_id", flat=True).distinct().order_by(), *answered}


def _some(creditor: Creditor, on: date, last: Run, seq: int) -> set[int]:
    due = Answer.objects.filter(creditor=creditor, until=None, look_on__lte=on).values_list("debtor_id", flat=True)
    newly = open_on(creditor, on=on).filter(due_on__gte=last.on, due_on__lt=on).values_list("debtor_id", flat=True)
    return {*due, *newly, *(_told_of(creditor, last.seq) if seq > last.seq else ())}


def _told_of(creditor: Creditor, since: int) -> list[int]:
    """The debtors to whom something happened after this event."""
    told = Event.objects.filter(creditor=creditor, seq__gt=since).exclude(debtor_id=None)
    return [one for one in told.values_list("debtor_id", flat=True).distinct().order_by() if one is not None]


def _with_letters(creditor: Creditor) -> set[int]:
    waiting = Letter.objects.filter(Q(state="draft") | Q(state="approved"), creditor=creditor)
    return set(waiting.values_list("debtor_id", flat=True))
