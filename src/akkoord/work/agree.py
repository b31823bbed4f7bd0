"""Writes down a payment arrangement: what is paid when; while it is kept the ladder stands still."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction

from akkoord.core.problem import Refusal, Text
from akkoord.store.access import Desk
from akkoord.store.models import Arrangement, Debtor, Hold, Instalment
from akkoord.work.may_not import MAY_NOT
from akkoord.work.ongoing.resume_work import follow_and_write
from akkoord.work.record import Log

LONGEST = 60  # instalments


@dataclass(frozen=True, slots=True)
class Terms:
    """Cents at once (`down`, on the day it is agreed or after) and in equal parts, the last of which takes the rounding."""

    down: int
    instalments: int
    every_days: int
    first_on: date


def plan_of(debt: int, terms: Terms, *, on: date) -> list[tuple[date, int]]:
    """The last day for each payment, and its cents: together the debt.

    >>> plan_of(10_000, Terms(1_000, 4, 30, date(2026, 3, 1)), on=date(2026, 2, 20))[-1]
    (datetime.date(2026, 5, 30), 2250)
    >>> sum(cents for _, cents in plan_of(10_000, Terms(0, 3, 7, date(2026, 3, 1)), on=date(2026, 2, 20)))
    10000
    """
    left = debt - terms.down
    part = left // terms.instalments if terms.instalments else 0
    days = [terms.first_on + timedelta(days=terms.every_days * number) for number in range(terms.instalments)]
    parts = [(day, part) for day in days]
    if parts:
        parts[-1] = (days[-1], left - part * (len(parts) - 1))
    return ([(on, terms.down)] if terms.down else []) + parts


def agree(
    *, desk: Desk, debtor_id: int, debt: int, terms: Terms, on: date, note: str = "", at: datetime | None = None
) -> Arrangement | Refusal:
    """From today the debtor pays by these terms. `debt` in cents is what they are about."""
    if not desk.may_work:
        return MAY_NOT
    refused = _refused(debt, terms, on)
    if refused:
        return refused
    with transaction.atomic():
        debtor = desk.debtors().select_for_update().get(id=debtor_id)
        if desk.arrangements().filter(debtor_id=debtor.id, state="running").exists():
            return Refusal(Text("Er loopt al een regeling met deze klant.", "There is an arrangement with this customer already."))
        log = Log(desk.creditor.id, on, at, desk.user.email)
        made = _made(debtor, plan_of(debt, terms, on=on), note.strip(), log)
        follow_and_write(desk.creditor, log)
    return made


def _made(debtor: Debtor, plan: Sequence[tuple[date, int]], note: str, log: Log) -> Arrangement:
    """The arrangement, its instalments, and the hold that keeps the ladder still."""
    own: dict[str, Any] = {"creditor_id": debtor.creditor_id, "note": note}
    hold = Hold.objects.create(debtor_id=debtor.id, kind="arrangement-kept", since=log.on, **own)
    made = Arrangement(debtor_id=debtor.id, hold_id=hold.id, agreed_on=log.on, **own)
    made.save(force_insert=True)
    Instalment.objects.bulk_create(
        Instalment(creditor_id=made.creditor_id, arrangement_id=made.id, number=number, due_on=day, amount=cents)
        for number, (day, cents) in enumerate(plan)
    )
    told, debt = [{"on": str(day), "amount": cents} for day, cents in plan], sum(cents for _, cents in plan)
    log.add("arrangement-agreed", debtor_id=debtor.id, arrangement=made.id, amount=debt, instalments=told, note=note)
    return made


def _refused(debt: int, terms: Terms, on: date) -> Refusal | None:
    if debt <= 0:
        return Refusal(Text("Er staat niets open.", "Nothing is open."))
    if not 0 <= terms.down <= debt or (terms.down == debt) != (terms.instalments == 0):
        return Refusal(Text("De aanbetaling en de termijnen zijn samen de schuld.", "What is paid at once and in parts is the debt."))
    if not 0 <= terms.instalments <= LONGEST or (terms.instalments > 1 and not 1 <= terms.every_days <= 366):
        return Refusal(Text("Kies 1 tot 60 termijnen, elk op een eigen dag.", "Choose 1 to 60 instalments, each on a day of its own."))
    if terms.instalments and terms.first_on < on:
        return Refusal(Text("Kies een eerste dag vanaf vandaag.", "Choose a first day from today on."))
    if terms.instalments and (debt - terms.down) // terms.instalments < 1:
        return Refusal(Text("Een termijn is ten minste een cent.", "An instalment is at least a cent."))
    return None
