"""A company to measure with: N open invoices of N/10 debtors, each at some place of the ladder, written as columns."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from django.db import transaction

from akkoord.ladders import text_of
from akkoord.store.bulk import insert_rows
from akkoord.store.ids import new_ids
from akkoord.store.models import Case, Creditor, Debtor, Hold, Invoice, LadderVersion, StepTaken

EACH = 10  # invoices a debtor
OVERDUE = 3  # of which so many are late, where a debtor is late at all
DAY = timedelta(days=1)
# Of a hundred debtors: due a reminder today, the same tomorrow, reminded a few days ago, with a dispute, and nothing late.
DUE_TODAY, DUE_TOMORROW, REMINDED, DISPUTED = 5, 5, 20, 5


def fill(invoices: int, *, on: date) -> Creditor:
    """The company with its bank up to date on that day. All of it lies in one transaction."""
    with transaction.atomic():
        address = {"street": "Kade 1", "postcode": "8161 AA", "city": "Epe", "email": "geld@example.nl"}
        creditor = Creditor.objects.create(name="Bench B.V.", iban="NL91ABNA0417164300", bank_until=on, **address)
        numbers = new_ids(max(1, -(-invoices // EACH)))
        insert_rows((_debtor(creditor, place, number) for place, number in enumerate(numbers)))
        ids = new_ids(invoices)
        insert_rows(_invoice(creditor, numbers, place, ids[place], on) for place in range(invoices))
        insert_rows(_hold(creditor, number, on) for number in _of(numbers, DISPUTED, before=DUE_TODAY + DUE_TOMORROW + REMINDED))
        _reminded(creditor, numbers, ids, on)
    return creditor


def _share(place: int) -> int:
    return place % 100


def _of(numbers: Sequence[int], share: int, *, before: int) -> Iterator[int]:
    return (number for place, number in enumerate(numbers) if before <= _share(place) < before + share)


def _debtor(creditor: Creditor, place: int, number: int) -> Debtor:
    said = {"street": f"Laan {place % 400 + 1}", "postcode": "3511 AB", "city": "Utrecht", "email": f"d{place}@example.nl"}
    return Debtor(creditor=creditor, id=number, number=str(place), name=f"Debiteur {place} B.V.", phone="030 123 45 67", **said)


def _due_on(debtor: int, which: int, on: date) -> date:
    """The due day of one of a debtor's invoices: a few are late where his share says so, the others come later."""
    share = _share(debtor)
    if which >= OVERDUE or share >= DUE_TODAY + DUE_TOMORROW + REMINDED + DISPUTED:
        return on + (2 + (debtor + 7 * which) % 28) * DAY
    if share < DUE_TODAY:
        return on - DAY
    return on if share < DUE_TODAY + DUE_TOMORROW else on - 5 * DAY


def _invoice(creditor: Creditor, numbers: Sequence[int], place: int, number: int, on: date) -> Invoice:
    debtor, which = divmod(place, EACH)
    due = _due_on(debtor, which, on)
    total = 10_000 + place % 90_000
    return Invoice(
        creditor=creditor,
        id=number,
        debtor_id=numbers[debtor],
        number=f"F{place:08}",
        issued_on=due - 30 * DAY,
        due_on=due,
        term_source="terms",
        total=total,
        open=total,
    )


def _hold(creditor: Creditor, debtor: int, on: date) -> Hold:
    return Hold(creditor=creditor, debtor_id=debtor, kind="dispute", since=on - 3 * DAY)


def _reminded(creditor: Creditor, numbers: Sequence[int], ids: Sequence[int], on: date) -> None:
    """Reminders that left four days ago, with their cases: what comes next is not due yet."""
    version = LadderVersion.objects.create(creditor=creditor, name="nl_business", version=1, text=text_of("nl_business"), made_on=on)
    first = DUE_TODAY + DUE_TOMORROW
    places = [place for place in range(len(numbers)) if first <= _share(place) < first + REMINDED]
    cases, left = new_ids(len(places)), on - 4 * DAY
    insert_rows(
        (
            Case(creditor=creditor, id=case, debtor_id=numbers[place], opened_on=left, ladder_id=version.id)
            for case, place in zip(cases, places, strict=True)
        ),
    )
    insert_rows(
        (
            StepTaken(creditor=creditor, case_id=case, invoice_id=ids[place * EACH + which], step="reminder", decided_on=left, left_on=left)
            for case, place in zip(cases, places, strict=True)
            for which in range(OVERDUE)
            if place * EACH + which < len(ids)
        ),
    )
