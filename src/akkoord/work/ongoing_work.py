"""Work that goes on for a debtor: whether it may be announced to stop or stopped by the run, and on what that rests."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from akkoord.core.ladder.work import NOTHING
from akkoord.core.letter import Stop
from akkoord.core.problem import Refusal
from akkoord.store.models import Debtor, OngoingWork
from akkoord.work.suspension_answers import Answers, judge_at, warning_of
from akkoord.work.suspension_stage import STOPPED, stage_of


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
    )


def keep_as_answered(debtor: Debtor, answers: Answers, *, on: date) -> OngoingWork:
    """The work that a person answered about, as work that goes on: the row that is there, or a new one."""
    name = " ".join(answers.work.split()).rstrip(" .;")[:200]
    said = {
        "name": name,
        "sector": answers.sector,
        "relation": answers.relation,
        "order": answers.order,
        "fear": answers.fear[:300],
        "measures": list(answers.measures),
        "share": answers.share,
    }
    rows = OngoingWork.objects.filter(creditor_id=debtor.creditor_id, debtor_id=debtor.id, state="ongoing").order_by("id")
    work = rows.filter(name=name).first() or rows.first() or OngoingWork(creditor_id=debtor.creditor_id, debtor_id=debtor.id, since=on)
    for field, value in said.items():
        setattr(work, field, value)
    work.save()
    return work


def stop_by_itself(debtor: Debtor, *, invoices: Sequence[int], on: date) -> Stop | Refusal:
    """What the letter about stopping the work says that comes now, or the first thing that stands against it."""
    rows = OngoingWork.objects.filter(creditor_id=debtor.creditor_id, debtor_id=debtor.id, state="ongoing")
    work = rows.order_by("id").first()
    if work is None:
        return Refusal(NOTHING)
    stage = stage_of(debtor, on=on)
    answers = answers_of(work, invoices=invoices, stopped_on=on if stage.step == STOPPED else None)
    warning = warning_of(debtor) if stage.step == STOPPED else None
    found = judge_at(stage, debtor=debtor, answers=answers, on=on)
    if not found.allowed:
        return found.against[0]
    fear = work.fear if found.article == "6:263" else ""
    return Stop(warning.work if warning else work.name, found.article, fear, answers.stopped_on)
