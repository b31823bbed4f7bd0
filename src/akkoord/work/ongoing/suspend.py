"""Stops work for who does not pay: makes the draft of the letter about it, and keeps on what it rests."""

from __future__ import annotations

from dataclasses import asdict, replace
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import Max

from akkoord.core.letter import LetterContent, Stop
from akkoord.core.problem import Refusal, Text
from akkoord.steps import all_steps
from akkoord.store.access import Desk
from akkoord.store.models import Case, Creditor, Debtor, Letter, StepTaken
from akkoord.store.queries.merged import ids_of
from akkoord.work.letters.billed import billed
from akkoord.work.letters.make_letter import Wanted, content_of, keep_letter, new_letter, reached_at
from akkoord.work.may_not import MAY_NOT
from akkoord.work.ongoing.ongoing_work import keep_as_answered, warned_work
from akkoord.work.ongoing.suspension_answers import Answers, chosen_of, judge_at, warning_of
from akkoord.work.ongoing.suspension_stage import STOPPED, Stage, stage_of
from akkoord.work.record import Log

LONGEST = 300  # characters of the work, and of the ground to fear


def draft_suspension(*, desk: Desk, debtor_id: int, answers: Answers, on: date, at: datetime | None = None) -> Letter | tuple[Refusal, ...]:
    """Make the draft of the warning, or of the letter that the work has stopped where the warning ran out. A person reads
    and approves it, whatever else leaves by itself. Gives the letter, or everything that is against it."""
    if not desk.may_work:
        return (MAY_NOT,)
    with transaction.atomic():
        creditor = Creditor.objects.select_for_update().get(id=desk.creditor.id)  # so that two at once make one letter
        debtor = desk.debtors().get(id=debtor_id)
        stage = stage_of(debtor, on=on)
        known = _as_warned(stage, debtor, answers)
        answer = judge_at(stage, debtor=debtor, answers=known, on=on)
        if not answer.allowed:
            return answer.against
        wanted = _wanted(stage, debtor, known, answer.article)
        content = content_of(creditor, wanted, on=on, invoices=billed(creditor, wanted.main))
        if isinstance(content, Refusal):
            return (content,)
        return _keep(wanted, content, known, log=Log(creditor.id, on, at, desk.user.email))


def rests_on(desk: Desk, debtor_id: int) -> dict[str, Any] | None:
    """The answers on which the last letter about stopping work was made, as they were given."""
    event = desk.events().filter(debtor_id__in=ids_of(desk.creditor.pk, debtor_id), kind="suspension-allowed").order_by("-seq").first()
    return dict(event.data["rests_on"]) if event else None


def _as_warned(stage: Stage, debtor: Debtor, answers: Answers) -> Answers:
    """What has stopped is what was announced, whatever a form says."""
    warning = warning_of(debtor) if stage.step == STOPPED else None
    if warning is None:
        return answers
    work = warned_work(debtor, invoices=answers.invoices)
    return replace(answers, work=warning.work, work_id=work.id if work else None)


def _wanted(stage: Stage, debtor: Debtor, answers: Answers, article: str) -> Wanted:
    main = chosen_of(stage, answers)
    earlier = {(done.step, done.left_on) for one in main for done in one.steps if done.left_on}
    return Wanted(
        debtor,
        all_steps()[stage.step],
        tuple(one.id for one in main),
        (),
        {one.id: one.open for one in main},
        tuple(sorted(earlier, key=lambda pair: (pair[1], pair[0]))),
        *reached_at(debtor, debtor.contacts.order_by("id").first()),
        stop=Stop(_line(answers.work), article, _line(answers.fear) if article == "6:263" else "", answers.stopped_on),
    )


def _line(text: str) -> str:
    """What a person typed, for the middle of a sentence: on one line, without a full stop of its own."""
    return " ".join(text.split())[:LONGEST].rstrip(" .;")


def _keep(wanted: Wanted, content: LetterContent, answers: Answers, *, log: Log) -> Letter:
    """The draft, its steps, and in the log on what it rests: within the transaction of the caller."""
    creditor, debtor = wanted.debtor.creditor, wanted.debtor
    case, _ = Case.objects.get_or_create(creditor=creditor, debtor_id=debtor.id, closed_on=None, defaults={"opened_on": log.on})
    work = keep_as_answered(debtor, answers, on=log.on)
    letter = new_letter(creditor, replace(wanted, work_id=work.id), content, case_id=case.id)
    keep_letter(letter)
    known: dict[str, Any] = {**asdict(answers), "stopped_on": str(answers.stopped_on or ""), "work_id": work.id}
    log.add("suspension-allowed", debtor_id=debtor.id, letter=letter.id, article=content.article, work=content.work, rests_on=known)
    taken = StepTaken.objects.filter(creditor=creditor, invoice_id__in=wanted.main, step=letter.kind)
    rounds = dict(taken.values_list("invoice_id").annotate(Max("round")))
    StepTaken.objects.bulk_create(_step(letter, invoice, rounds.get(invoice, 0) + 1) for invoice in wanted.main)
    for invoice, line in zip(wanted.main, content.invoices, strict=True):
        why = _why(line.number, line.days_overdue, content.article)
        log.add("step-decided", debtor_id=debtor.id, invoice_id=invoice, step=letter.kind, nl=why.nl, en=why.en)
    log.add("letter-drafted", debtor_id=debtor.id, step=letter.kind, subject=letter.subject, asked=letter.asked, letter=letter.id)
    log.write()
    return letter


def _step(letter: Letter, invoice: int, number: int) -> StepTaken:
    return StepTaken(
        creditor_id=letter.creditor_id,
        case_id=letter.case_id,
        invoice_id=invoice,
        step=letter.kind,
        round=number,
        decided_on=letter.made_on,
        letter_id=letter.id,
    )


def _why(number: str, days: int, article: str) -> Text:
    return Text(
        f"Factuur {number} is {days} {'dag' if days == 1 else 'dagen'} te laat; stilleggen rust op artikel {article} BW",
        f"Invoice {number} is {days} {'day' if days == 1 else 'days'} late; stopping work rests on article {article} BW",
    )
