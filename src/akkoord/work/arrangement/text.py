"""The text of an arrangement: what its letter holds, from the law's sums and the plan."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from akkoord.core.arrangement.fits import reference_of
from akkoord.core.arrangement.plan import Plan, Rate
from akkoord.core.arrangement.terms import Interest
from akkoord.core.letter import LetterContent, LetterInvoice, LetterPart, LetterPlan
from akkoord.store.models import Creditor, Debtor
from akkoord.work.books import law_kind
from akkoord.work.letters.make_letter import addressee, reached_at, sender
from akkoord.work.owed import Owed, OwedInvoice

KIND = "arrangement"


def content_of(creditor: Creditor, debtor: Debtor, due: Owed, letter_plan: LetterPlan, *, first_id: int, on: date) -> LetterContent:
    """The letter that lays the arrangement down, dated `on`."""
    parties = (sender(creditor), addressee(debtor, *reached_at(debtor, debtor.contacts.order_by("id").first())))
    lines = tuple(_line(one, debtor.language) for one in due.invoices)
    plain = LetterContent(KIND, debtor.language, reference_of(first_id), on, *parties, lines, due.principal)
    with_sums = replace(plain, interest=due.interest, costs=due.costs, asked=due.total, costs_vat=due.vat)
    cost_lines, consumer = due.cost_lines if due.costs else (), law_kind(debtor) == "consumer"
    explained = replace(with_sums, interest_lines=due.interest_lines, movements=due.movements, cost_lines=cost_lines)
    explained = replace(explained, consumer=consumer, plan=letter_plan)
    return replace(explained, partner=creditor.partner if creditor.has_partner else "", signed_by=creditor.signed_by)


def _line(one: OwedInvoice, language: str) -> LetterInvoice:
    line = LetterInvoice(one.number, one.issued_on, one.due_on, one.total, one.principal, one.days_overdue)
    started = replace(line, interest_from=one.interest_from, because=one.because.in_language(language), source=one.source)
    return replace(started, costs_from=one.costs_from, costs_base=one.costs_base)


def letter_plan(plan: Plan, *, rate: Rate | None, version: int, valid_until: date | None, creditor: Creditor) -> LetterPlan:
    """The plan as its letter shows it."""
    running = plan.terms.interest == Interest.RUNNING and rate is not None
    return LetterPlan(
        parts=numbered(plan),
        total=plan.total,
        interest=plan.terms.interest,
        rate=f"{rate.percent}" if running and rate else "",
        per=rate.per if running and rate else 12,
        added=plan.added,
        waived=plan.waived,
        discount=plan.terms.discount,
        version=version,
        valid_until=valid_until,
        with_partner=creditor.has_partner,
    )


def numbered(plan: Plan) -> tuple[LetterPart, ...]:
    """The parts with their numbers; the down payment is 0."""
    first = 0 if plan.terms.down else 1
    parts: Sequence[tuple[int, date, int]] = [(first + place, part.day, part.cents) for place, part in enumerate(plan.parts)]
    return tuple(LetterPart(*one) for one in parts)
