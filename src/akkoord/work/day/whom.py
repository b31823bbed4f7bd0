"""Whom a run looks at: everybody, or only those for whom something can be new since the run before."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Q

from akkoord import __version__
from akkoord.store.models import Answer, Creditor, Event, Letter
from akkoord.store.queries.newly import LastRun, last_event, last_run, to_look_at
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
    seq, last = last_event(creditor.id), last_run(creditor.id)
    keep = last is None or last.on <= on
    all_of_them = full or not keep or last is None or _changed(creditor, last, on, seq)
    found = _everybody(creditor, on) if all_of_them or last is None else to_look_at(creditor.id, on=on, last=last, seq=seq)
    written = _with_letters(creditor) if letters else set()
    return Whom(tuple(sorted(found | written)), tuple(found - written) if all_of_them else (), all_of_them, seq, keep)


def _changed(creditor: Creditor, last: LastRun, on: date, seq: int) -> bool:
    """Whether everybody must be looked at: a rule changed, another version of Akkoord decides, or it was a week ago."""
    if last.version != __version__ or last.full_on is None or last.full_on <= on - EVERY:
        return True
    return seq > last.seq and Event.objects.filter(creditor=creditor, seq__gt=last.seq, kind__in=_FOR_ALL).exists()


def _everybody(creditor: Creditor, on: date) -> set[int]:
    answered = Answer.objects.filter(creditor=creditor, until=None).exclude(waits="").values_list("debtor_id", flat=True)
    return {*open_on(creditor, on=on).values_list("debtor_id", flat=True).distinct().order_by(), *answered}


def _with_letters(creditor: Creditor) -> set[int]:
    waiting = Letter.objects.filter(Q(state="draft") | Q(state="approved"), creditor=creditor)
    return set(waiting.values_list("debtor_id", flat=True))
