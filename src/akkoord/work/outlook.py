"""What happens next for each invoice of a debtor, on which day and why: the decision of the run, asked ahead of time."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from akkoord.core.ladder.facts import DebtorFacts
from akkoord.core.ladder.next_step import Decision, next_step
from akkoord.core.problem import Text
from akkoord.store.models import Creditor, Debtor
from akkoord.work.facts import Situation, situation

_LOUDEST = ("", "bank-not-up-to-date", "payment-under-way", "insolvency", "vulnerable", "dispute", "hold", "promise", "no-contact-day")


@dataclass(frozen=True, slots=True)
class Outlook:
    """One invoice: the next step (empty where there is none), its day, what it waits for, and the reason in words."""

    invoice_id: int
    number: str
    open: int
    step: str
    on: date | None
    wait: str
    because: Text


@dataclass(frozen=True, slots=True)
class Quiet:
    """A debtor where nothing happens today; `until` is the day on which something may."""

    debtor_id: int
    debtor: str
    wait: str
    because: Text
    until: date | None
    open: int


def outlook(*, debtor: Debtor, on: date) -> list[Outlook]:
    """The next step of every open invoice of a debtor."""
    today = situation(debtor.creditor, on=on, debtors=[debtor.id], with_future=True)
    return [
        Outlook(one.invoice.id, one.invoice.number, one.invoice.open, one.step, one.on, one.wait, one.because)
        for facts in today.debtors
        for one in _decisions(today, facts, on)
    ]


def quiet(*, creditor: Creditor, on: date, debtors: Sequence[int] | None = None) -> list[Quiet]:
    """Debtors, or those of these, with something open where nothing happens today, and why not; the soonest first."""
    today = situation(creditor, on=on, debtors=debtors, with_future=True)
    rows = Debtor.objects.filter(creditor=creditor)
    names = dict((rows if debtors is None else rows.filter(id__in=debtors)).values_list("id", "name"))
    found = []
    for facts in today.debtors:
        decisions = _decisions(today, facts, on)
        if any(not one.wait for one in decisions):
            continue
        first = min(decisions, key=_weight)
        total = sum(one.open for one in facts.invoices)
        found.append(Quiet(facts.id, names[facts.id], first.wait, first.because, first.on, total))
    return sorted(found, key=lambda one: (one.until is None, one.until or on, one.debtor))


def _decisions(today: Situation, facts: DebtorFacts, on: date) -> Sequence[Decision]:
    rules = today.rules(facts)
    return [next_step(one, debtor=facts, creditor=today.creditor, rules=rules, on=on) for one in facts.invoices]


def _weight(one: Decision) -> tuple[int, date]:
    place = _LOUDEST.index(one.wait) if one.wait in _LOUDEST else len(_LOUDEST)
    return place, one.on or date.max
