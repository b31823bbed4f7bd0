"""What the pages of an arrangement show: the plan while it is built, and one that was proposed, that runs, or that is over."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.utils.translation import gettext as _

from akkoord.core.arrangement.plan import Plan
from akkoord.core.arrangement.terms import Interest, Part, unpacked_terms
from akkoord.core.arrangement.watch import progress
from akkoord.core.money import shown
from akkoord.core.negotiation.plan_worth import Worth, worth_of
from akkoord.core.problem import Refusal, Text
from akkoord.store.access import Desk
from akkoord.store.models import Arrangement, Debtor
from akkoord.web.forms.arrangement import PlanForm
from akkoord.work.arrangement.reckon import Subject, planned, running_of, subject_of
from akkoord.work.arrangement.watch import Watched, looked_at
from akkoord.work.bargain.limits import outside
from akkoord.work.bargain.policy import bounds_for, kind_for

TO_AGREE = timedelta(days=14)  # how long a proposal holds where nobody says otherwise
FIRST = timedelta(days=14)


@dataclass(frozen=True, slots=True)
class Preview:
    """A plan while it is built: what it is about, the plan or why it may not be, and what it is worth."""

    subject: Subject | None = None
    plan: Plan | None = None
    refusal: Refusal | None = None
    worth: Worth | None = None
    past: tuple[Text, ...] = ()  # what of it lies outside the creditor's bounds

    @property
    def rows(self) -> list[tuple[str, Part]]:
        """Each payment with its name."""
        if self.plan is None:
            return []
        first = 0 if self.plan.terms.down else 1
        return [(_("aanbetaling") if number == 0 else str(number), part) for number, part in enumerate(self.plan.parts, first)]


def previewed(desk: Desk, debtor: Debtor, form: PlanForm, *, on: date) -> Preview:
    """The plan that a form gives; empty while it is not filled in."""
    if not form.is_valid():
        return Preview()
    subject = subject_of(desk.creditor, debtor, frozenset(form.cleaned_data["invoices"]), on=on)
    if isinstance(subject, Refusal):
        return Preview(refusal=subject)
    waived = subject.due.interest if form.cleaned_data["interest"] == Interest.WAIVED else 0
    terms = form.terms(asked=subject.due.total - waived, on=on)
    plan = planned(subject, terms, on=on)
    if isinstance(plan, Refusal):
        return Preview(subject, refusal=plan)
    past = outside(desk.creditor, debtor, terms, plan.total + plan.terms.discount + plan.waived, on=on)
    return Preview(
        subject,
        plan,
        past=past,
        worth=worth_of(plan.parts, debt=subject.due.total, on=on, bounds=bounds_for(desk.creditor, kind_for(debtor))),
    )


def choices(desk: Desk, debtor: Debtor, *, on: date, language: str) -> list[tuple[int, str]]:
    """The open invoices that could be taken in."""
    rows = desk.invoices().filter(debtor_id=debtor.id, kind="invoice", open__gt=0, issued_on__lte=on).order_by("due_on", "id")
    return [(row.id, f"{row.number} · {shown(row.open, language=language)}") for row in rows]


def beginning(desk: Desk, debtor: Debtor, *, on: date) -> dict[str, Any]:
    """What is filled in: what a call wished, the version that runs, or three parts from two weeks on."""
    subject = subject_of(desk.creditor, debtor, None, on=on)
    invoices = sorted(subject.invoices) if isinstance(subject, Subject) else []
    said: dict[str, Any] = {"invoices": invoices, "count": 3, "every": "month", "interest": Interest.FROZEN.value, "first_on": on + FIRST}
    said |= {"down_on": on + timedelta(days=7), "valid_until": on + TO_AGREE, "remind_days": desk.creditor.remind_days}
    running = running_of(desk.creditor, debtor.id)
    if running is not None:
        terms = unpacked_terms(running.terms)
        own = [row.invoice_id for row in running.invoices.filter(invoice__open__gt=0)]
        said |= {"invoices": own, "every": terms.every, "payday": terms.payday, "interest": terms.interest.value}
        said |= {"remind_days": running.remind_days, "count": max(1, running.instalments.filter(due_on__gt=on).count())}
    wish = desk.agreed().filter(debtor_id=debtor.id, kind="arrangement", state="open").order_by("-id").first()
    if wish is not None:
        said |= {"count": wish.parts or 3, "first_on": max(wish.day, on) if wish.day else on + FIRST}
    return said


@dataclass(frozen=True, slots=True)
class Row:
    """One payment of an arrangement: its name, day and cents, and how many of those are there."""

    name: str
    day: date
    amount: int
    there: int
    late: bool


def rows_of(one: Arrangement, watched: Watched | None, *, on: date) -> list[Row]:
    """The schedule with what came in; of an arrangement that is over, as it was agreed."""
    parts = list(one.instalments.order_by("due_on", "number"))
    paid = watched.now.paid if watched else one.total if one.state == "kept" else 0
    there = progress([Part(part.due_on, part.amount) for part in parts], paid=paid)
    found = []
    for part, cents in zip(parts, there, strict=True):
        late = watched is not None and part.due_on < on and cents < part.amount
        found.append(Row(_("aanbetaling") if part.number == 0 else str(part.number), part.due_on, part.amount, cents, late))
    return found


def standing_of(desk: Desk, one: Arrangement, *, on: date) -> Watched | None:
    """How one that runs stands."""
    return looked_at(desk.creditor, [one], on=on)[0] if one.state == "running" else None
