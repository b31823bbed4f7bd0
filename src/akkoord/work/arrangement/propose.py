"""Proposes an arrangement: the sums of the day, the plan and the text are laid down, and wait until somebody accepts them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from django.db import transaction

from akkoord.core.arrangement.plan import Plan
from akkoord.core.arrangement.terms import Terms, packed_terms
from akkoord.core.letter import LetterContent
from akkoord.core.letter_json import packed, plain
from akkoord.core.problem import Refusal, Text
from akkoord.letters.own import texts_for
from akkoord.letters.plain import paragraphs
from akkoord.letters.plan import text_sha256
from akkoord.letters.texts import Block
from akkoord.store.ids import new_id
from akkoord.store.models import Arrangement, ArrangementInvoice, Creditor, Debtor, Instalment
from akkoord.work.arrangement.end import withdraw_open
from akkoord.work.arrangement.reckon import Subject, planned, running_of, subject_of
from akkoord.work.arrangement.text import content_of, letter_plan, numbered
from akkoord.work.letters.own_texts import own_for, own_texts
from akkoord.work.record import Log

LONGEST_REMINDER = 30  # days before an instalment


def propose(
    *,
    creditor: Creditor,
    debtor_id: int,
    terms: Terms,
    invoices: frozenset[int] | None,
    on: date,
    at: datetime | None,
    by: str,
    valid_until: date | None = None,
    note: str = "",
    remind_days: int | None = None,
) -> Arrangement | Refusal:
    """Lay down an arrangement as a proposal, in state "proposed". Where one runs already it is a new version of that; a proposal
    that was open is withdrawn. Refuses what the law or the sums do not allow, with the source.

    Raises Debtor.DoesNotExist for another company's.
    """
    log = Log(creditor.id, on, at, by)
    with transaction.atomic():
        found = _wrong(valid_until, remind_days, on) or _planned(creditor, debtor_id, terms, invoices, on)
        if not isinstance(found, Refusal):
            made = _made(creditor, *found, log, valid_until)
            _keep(made, *found, log, note=note.strip(), remind_days=remind_days)
    return found if isinstance(found, Refusal) else made


def _wrong(valid_until: date | None, remind_days: int | None, on: date) -> Refusal | None:
    if valid_until is not None and valid_until < on:
        return Refusal(Text("Kies een dag vanaf vandaag tot wanneer het voorstel geldt.", "Choose a day from today until which it holds."))
    if remind_days is not None and not 1 <= remind_days <= LONGEST_REMINDER:
        return Refusal(Text("Herinner 1 tot 30 dagen voor een termijn.", "Remind 1 to 30 days before an instalment."))
    return None


def _planned(creditor: Creditor, debtor_id: int, terms: Terms, invoices: frozenset[int] | None, on: date) -> tuple[Subject, Plan] | Refusal:
    debtor = Debtor.objects.select_for_update().get(creditor=creditor, id=debtor_id)
    subject = subject_of(creditor, debtor, invoices, on=on)
    if isinstance(subject, Refusal):
        return subject
    plan = planned(subject, terms, on=on)
    return plan if isinstance(plan, Refusal) else (subject, plan)


def _keep(made: Arrangement, subject: Subject, plan: Plan, log: Log, *, note: str, remind_days: int | None) -> None:
    """The one that was open is withdrawn first: there is one proposal at a time."""
    made.note, made.remind_days = note, remind_days
    withdraw_open(made.creditor, made.debtor_id, log)
    made.save(force_insert=True)
    _rows(made, subject, plan)
    _tell(made, log)
    log.write()


def _made(creditor: Creditor, subject: Subject, plan: Plan, log: Log, valid_until: date | None) -> Arrangement:
    before = running_of(creditor, subject.debtor.id)
    number = new_id()
    first, version = (before.first_id, _next_version(before)) if before else (number, 1)
    said = letter_plan(plan, rate=subject.rate, version=2 if before else 1, valid_until=valid_until, creditor=creditor)
    content = content_of(creditor, subject.debtor, subject.owed, said, first_id=first, on=log.on)
    subject_line, blocks = texts_for(content, own=own_for(content, own_texts(creditor)))
    made = Arrangement(creditor=creditor, id=number, debtor_id=subject.debtor.id, first_id=first, version=version)
    made.proposed_on, made.valid_until, made.by = log.on, valid_until, log.by
    made.subject, made.blocks, made.content = subject_line[:300], plain(blocks), packed(content)
    made.text_sha256 = hash_of(content, subject_line[:300], blocks)
    _sums(made, plan)
    return made


def _sums(made: Arrangement, plan: Plan) -> None:
    made.total, made.added, made.waived, made.discount = plan.total, plan.added, plan.waived, plan.terms.discount
    made.principal, made.interest, made.costs = plan.due.principal, plan.due.interest, plan.due.costs
    made.interest_rule, made.terms = plan.terms.interest, packed_terms(plan.terms)


def _next_version(before: Arrangement) -> int:
    """Versions count up over all that were ever proposed, so that each has a number of its own."""
    rows = Arrangement.objects.filter(creditor_id=before.creditor_id, first_id=before.first_id)
    return 1 + max(rows.values_list("version", flat=True))


def hash_of(content: LetterContent, subject: str, blocks: Sequence[Block]) -> str:
    """The hash of a text, the tables in it included."""
    return text_sha256(subject, paragraphs(content, blocks=blocks))


def _rows(made: Arrangement, subject: Subject, plan: Plan) -> None:
    own = {"creditor_id": made.creditor_id, "arrangement_id": made.id}
    Instalment.objects.bulk_create(Instalment(number=one.number, due_on=one.day, amount=one.amount, **own) for one in numbered(plan))
    left = {one.id: one.principal for one in subject.owed.invoices}
    ArrangementInvoice.objects.bulk_create(
        ArrangementInvoice(invoice_id=number, open=left.get(number, 0), **own) for number in sorted(subject.invoices)
    )


def _tell(made: Arrangement, log: Log) -> None:
    rows = made.instalments.order_by("number").values_list("due_on", "amount")
    told = [{"on": str(day), "amount": cents} for day, cents in rows]
    said: dict[str, Any] = {"arrangement": made.id, "version": made.version, "amount": made.total, "instalments": told}
    said |= {"sha256": made.text_sha256, "interest": made.interest_rule}
    log.add("arrangement-proposed", debtor_id=made.debtor_id, **said)
