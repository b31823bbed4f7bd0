"""What a person answers about work that is to stop, and what the law says of it together with what Akkoord knows."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import TypeGuard, get_args

from django.db.models import Sum

from akkoord.core.day_words import in_words
from akkoord.core.ladder.facts import InvoiceFacts
from akkoord.core.law.suspension import ANY_WORK, MaySuspend, Order, Relation, SuspensionFacts, may_suspend
from akkoord.core.letter import LetterContent
from akkoord.core.letter_json import unpacked
from akkoord.core.problem import Refusal, Text
from akkoord.jurisdictions import jurisdiction
from akkoord.store.access import Desk
from akkoord.store.models import Allocation, Debtor
from akkoord.work.ongoing.suspension_stage import STOPPED, WARNING, Stage, stage_of

_NO_INVOICE = Refusal(Text("Kies ten minste één factuur die te laat is.", "Choose at least one invoice that is late."), "6:52 lid 1 BW")
_NO_SUCH = Refusal(Text("Dit antwoord bestaat niet.", "There is no such answer."))


@dataclass(frozen=True, slots=True)
class Answers:
    """What only a person knows. `invoices` are those the work is stopped for; `stopped_on` is asked once it has stopped."""

    work: str
    sector: str
    relation: str
    order: str
    invoices: tuple[int, ...]
    fear: str = ""
    share: int = 100
    own_default: bool = False
    security: bool = False
    measures: tuple[str, ...] = ()
    stopped_on: date | None = None
    work_id: int | None = None  # the work that is meant, where it is known already


def judge(*, desk: Desk, debtor_id: int, answers: Answers, on: date) -> MaySuspend:
    """Whether this work may be stopped for these invoices today, and everything that is against it."""
    debtor = desk.debtors().get(id=debtor_id)
    return judge_at(stage_of(debtor, on=on), debtor=debtor, answers=answers, on=on)


def judge_at(stage: Stage, *, debtor: Debtor, answers: Answers, on: date) -> MaySuspend:
    """The same, where it is known how far things are."""
    facts = _facts(stage, debtor, answers, on)
    if facts is None:
        return MaySuspend((_NO_SUCH,), "", ())
    answer = may_suspend(facts, on=on)
    own = [*stage.against]
    if stage.invoices and not chosen_of(stage, answers):
        own.append(_NO_INVOICE)
    if stage.step == STOPPED:
        own += _stopped(warning_of(debtor), answers, on)
    return replace(answer, against=tuple(dict.fromkeys((*own, *answer.against))))


def chosen_of(stage: Stage, answers: Answers) -> tuple[InvoiceFacts, ...]:
    """The invoices that were chosen, of those it can be about."""
    return tuple(one for one in stage.invoices if one.id in answers.invoices)


def warning_of(debtor: Debtor) -> LetterContent | None:
    """What the last warning that left said."""
    sent = debtor.letters.filter(kind=WARNING, state="sent").order_by("-sent_on", "-id").first()
    return unpacked(sent.content) if sent else None


def _facts(stage: Stage, debtor: Debtor, answers: Answers, on: date) -> SuspensionFacts | None:
    sector, relation, order = jurisdiction().suspension.get(answers.sector), answers.relation, answers.order
    if sector is None or not _is_relation(relation) or not _is_order(order):
        return None
    return replace(
        _known(stage, debtor, answers, on),
        sector=sector,
        relation=relation,
        order=order,
        fear=answers.fear,
        work=answers.work,
        share=answers.share,
        own_default=answers.own_default,
        security=answers.security,
        measures=frozenset(answers.measures),
    )


def _known(stage: Stage, debtor: Debtor, answers: Answers, on: date) -> SuspensionFacts:
    """What Akkoord knows by itself: the claim, the kind of debtor, what left before, what stands against it."""
    chosen = chosen_of(stage, answers)
    claim, since = sum(one.open for one in chosen), min((one.due_on for one in chosen), default=None)
    billed = claim + _paid(debtor, [one.id for one in chosen if one.part], on)
    reminded = all(one.id in stage.reminded for one in chosen)
    return SuspensionFacts(claim, billed, since, stage.kind, ANY_WORK, reminded=reminded, holds=stage.holds)


def _is_relation(value: str) -> TypeGuard[Relation]:
    return value in get_args(Relation)


def _is_order(value: str) -> TypeGuard[Order]:
    return value in get_args(Order)


def _paid(debtor: Debtor, invoices: list[int], on: date) -> int:
    """Cents that were paid on these invoices by that day; a credit note is no payment."""
    booked = Allocation.objects.filter(creditor_id=debtor.creditor_id, invoice_id__in=invoices, undone_on=None, on__lte=on)
    return booked.filter(credit_note_id=None).aggregate(paid=Sum("amount"))["paid"] or 0


def _stopped(warning: LetterContent | None, answers: Answers, on: date) -> tuple[Refusal, ...]:
    """The day on which the work stopped lies between the one that was announced and today."""
    if warning is None or warning.stops_on is None:
        return ()
    if answers.stopped_on and warning.stops_on <= answers.stopped_on <= on:
        return ()
    day = in_words(warning.stops_on)
    return (
        Refusal(
            Text(
                f"Kies de dag waarop het werk stopte: vanaf de aangekondigde dag, {day.nl}, tot en met vandaag.",
                f"Choose the day on which the work stopped: from the day announced, {day.en}, up to today.",
            ),
            "6:2 lid 1 BW",
        ),
    )
