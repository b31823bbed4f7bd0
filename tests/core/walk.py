"""Walks debtors along a ladder, day by day and without a database: what is decided is done the same day."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from akkoord.core.ladder.candidates import Rules
from akkoord.core.ladder.day import DayPlan, plan_day
from akkoord.core.ladder.facts import CreditorFacts, DebtorFacts, HoldFact, InvoiceFacts, StepDone
from akkoord.core.ladder.next_step import Decision, next_step
from akkoord.jurisdictions import jurisdiction
from akkoord.ladders import ladder
from akkoord.steps import all_steps

LAW = jurisdiction()
STEPS = all_steps()
DAY = timedelta(days=1)


def rules_of(kind: str) -> Rules:
    """The shipped ladder for a kind of debtor."""
    name = "nl_consumer" if kind == "consumer" else "nl_business"
    return Rules(ladder(name, steps=STEPS), STEPS, LAW)


def claim(number: int = 1, *, due: date, open: int = 10_000, **more: Any) -> InvoiceFacts:
    """An open invoice."""
    return InvoiceFacts(number, f"F{number}", due, open, **more)


def debtor_of(*invoices: InvoiceFacts, kind: str = "business", **more: Any) -> DebtorFacts:
    """A debtor with a phone."""
    return DebtorFacts(1, kind, invoices, **{"has_phone": True, **more})


def creditor_of(on: date, **more: Any) -> CreditorFacts:
    """A creditor whose bank is up to date that day, with a partner."""
    return CreditorFacts(**{"bank_until": on, "tolerance": 500, "partner": True, **more})


def decide(debtor: DebtorFacts, on: date, *, creditor: CreditorFacts | None = None) -> Decision:
    """What happens to the first invoice of this debtor."""
    rules = rules_of(debtor.kind)
    return next_step(debtor.invoices[0], debtor=debtor, creditor=creditor or creditor_of(on), rules=rules, on=on)


def plan(debtor: DebtorFacts, on: date, *, creditor: CreditorFacts | None = None) -> DayPlan:
    """The day of this debtor."""
    return plan_day(debtor, creditor=creditor or creditor_of(on), rules=rules_of(debtor.kind), on=on)


def left(step: str, on: date) -> StepDone:
    """That step, decided and gone on a day, with the days that follow from it."""
    letter = STEPS[step].MAKES == "letter"
    return StepDone(step, on, on, LAW.received(on, channel="post") if letter else None, STEPS[step].last_day(on, LAW))


def carried_out(debtor: DebtorFacts, today: DayPlan, on: date) -> DebtorFacts:
    """The debtor after everything that was planned really left."""
    taken = {one.invoice.id: one.step for one in (*today.main, *today.folded, *today.tasks)}
    invoices = tuple(one._replace(steps=(*one.steps, left(taken[one.id], on))) if one.id in taken else one for one in debtor.invoices)
    return replace(debtor, invoices=invoices)


def walk(debtor: DebtorFacts, *, start: date, days: int, **more: Any) -> list[tuple[date, int, str]]:
    """Every step of every invoice on its day: (day, invoice, step)."""
    found: list[tuple[date, int, str]] = []
    for day in (start + n * DAY for n in range(days)):
        today = plan(debtor, day, creditor=creditor_of(day, **more))
        found += [(day, one.invoice.id, one.step) for one in (*today.main, *today.folded, *today.tasks)]
        debtor = carried_out(debtor, today, day)
    return found


def held(kind: str, until: date | None = None) -> tuple[HoldFact, ...]:
    """One reason to wait."""
    return (HoldFact(kind, until),)
