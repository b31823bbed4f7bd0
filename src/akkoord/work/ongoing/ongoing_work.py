"""Work that goes on for a debtor: which of it the run may announce to stop or stop by itself, and on what that rests."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from akkoord.core.ladder.work import NOTHING
from akkoord.core.letter import Stop
from akkoord.core.problem import Refusal, Text
from akkoord.store.models import Debtor, Letter, OngoingWork, StepTaken
from akkoord.work.ongoing.suspension_answers import Answers, judge_at, warning_of
from akkoord.work.ongoing.suspension_stage import STOPPED, WARNING, Stage, stage_of

_GONE = Refusal(Text("Het werk waarover is geschreven, loopt niet meer.", "The work that was written about does not go on any more."))
_RUNS = Refusal(Text("Er loopt al een aankondiging over werk.", "A warning about work is running already."))


class Halt(NamedTuple):
    """What the letter about stopping work says, and which work that is."""

    stop: Stop
    work_id: int


def answers_of(work: OngoingWork, *, invoices: Sequence[int], stopped_on: date | None = None) -> Answers:
    """What a person answered about this work, for these invoices."""
    return Answers(
        work=work.name,
        sector=work.sector,
        relation=work.relation,
        order=work.order,
        invoices=tuple(invoices),
        fear=work.fear,
        share=work.share,
        measures=tuple(work.measures),
        stopped_on=stopped_on,
        work_id=work.id,
    )


def ongoing(debtor: Debtor) -> list[OngoingWork]:
    """The work that goes on for him, the oldest first."""
    return list(OngoingWork.objects.filter(creditor_id=debtor.creditor_id, debtor_id=debtor.id, state="ongoing").order_by("id"))


def keep_as_answered(debtor: Debtor, answers: Answers, *, on: date) -> OngoingWork:
    """The work that a person answered about, as work that goes on: the row that he meant, the one of that name, or a new one."""
    name = " ".join(answers.work.split()).rstrip(" .;")[:200]
    rows = ongoing(debtor)
    meant = next((one for one in rows if one.id == answers.work_id), None) or next((one for one in rows if one.name == name), None)
    work = meant or OngoingWork(creditor_id=debtor.creditor_id, debtor_id=debtor.id, name=name, since=on)
    work.sector, work.relation, work.order = answers.sector, answers.relation, answers.order
    work.fear, work.measures, work.share = answers.fear[:300], list(answers.measures), answers.share
    work.save()
    return work


def warned_work(debtor: Debtor, *, invoices: Sequence[int] = ()) -> OngoingWork | None:
    """The work that the last warning was about that left, for these invoices where they are given; None where it ended."""
    rows = Letter.objects.filter(creditor_id=debtor.creditor_id, debtor_id=debtor.id, kind=WARNING, state="sent")
    if invoices:
        steps = StepTaken.objects.filter(creditor_id=debtor.creditor_id, invoice_id__in=invoices, step=WARNING, withdrawn_on=None)
        rows = rows.filter(id__in=steps.values("letter_id"))
    letter = rows.order_by("-sent_on", "-id").only("creditor_id", "id", "work_id").first()
    works = ongoing(debtor)
    if letter is None or letter.work_id is None:  # it left before letters knew their work
        return works[0] if works else None
    return next((one for one in works if one.id == letter.work_id), None)


def halt(debtor: Debtor, *, step: str, invoices: Sequence[int], on: date) -> Halt | Refusal:
    """What the letter about stopping the work says that comes now, or the first thing that stands against it."""
    stage = stage_of(debtor, on=on)
    if stage.step != step:
        return _RUNS
    if step == WARNING:
        return _warning(debtor, stage, invoices, on)
    work, warning = warned_work(debtor, invoices=invoices), warning_of(debtor)
    if work is None or warning is None:
        return _GONE
    return _judged(debtor, stage, work, invoices, on, name=warning.work)


def _warning(debtor: Debtor, stage: Stage, invoices: Sequence[int], on: date) -> Halt | Refusal:
    """The first work that may be stopped; where none may, what is against the first."""
    answers = [_judged(debtor, stage, work, invoices, on) for work in ongoing(debtor) if work.since <= on]
    found = next((one for one in answers if isinstance(one, Halt)), None)
    return found or (answers[0] if answers else Refusal(NOTHING))


def _judged(debtor: Debtor, stage: Stage, work: OngoingWork, invoices: Sequence[int], on: date, *, name: str = "") -> Halt | Refusal:
    answers = answers_of(work, invoices=invoices, stopped_on=on if stage.step == STOPPED else None)
    found = judge_at(stage, debtor=debtor, answers=answers, on=on)
    if not found.allowed:
        return found.against[0]
    fear = work.fear if found.article == "6:263" else ""
    return Halt(Stop(name or work.name, found.article, fear, answers.stopped_on), work.id)
