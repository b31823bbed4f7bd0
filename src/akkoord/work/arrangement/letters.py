"""The letters of an arrangement: the text itself, a reminder before a part, and the one warning after a part that did not come."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from akkoord.core.arrangement.watch import Standing
from akkoord.core.letter import LetterPlan
from akkoord.core.letter_json import plain, unpacked
from akkoord.core.problem import Refusal
from akkoord.jurisdictions import jurisdiction
from akkoord.steps import letter_step
from akkoord.store.models import Arrangement, Case, Creditor, Debtor, Invoice, Letter
from akkoord.work.arrangement.agreement import agreement_of
from akkoord.work.letters.approve import approve_if_automatic
from akkoord.work.letters.make_letter import Wanted, content_of, keep_letter, new_letter, reached_at
from akkoord.work.record import Log

REMINDER, WARNING = "instalment-reminder", "instalment-missed"


def draft_agreement(creditor: Creditor, one: Arrangement, *, log: Log) -> Letter:
    """The letter that brings the text to the debtor, word for word. Call it in a transaction, before its log is written."""
    said = agreement_of(one)
    debtor = one.debtor
    left = dict(one.invoices.values_list("invoice_id", "open"))
    wanted = Wanted(debtor, letter_step("arrangement"), tuple(left), (), left)
    letter = new_letter(creditor, wanted, said.content, case_id=_case(creditor, debtor, log))
    letter.subject, letter.blocks = said.subject, plain(said.blocks)
    return _kept(creditor, letter, log)


def remind(creditor: Creditor, one: Arrangement, now: Standing, invoices: Sequence[int], *, held: bool, log: Log) -> Letter | None:
    """A reminder of the next part, where that was wanted and its day is near; once for each part."""
    part = now.next
    if one.remind_days is None or part is None or held or not jurisdiction().calendar.is_contact_day(log.on):
        return None
    number = _number(one, part.day)
    if part.day <= log.on or log.on < part.day - timedelta(days=one.remind_days) or one.reminded == number:
        return None
    letter = _draft(creditor, one, REMINDER, now, due=now.next_left, due_on=part.day, invoices=invoices, log=log)
    if letter is not None:
        one.reminded = number
        one.save(update_fields=["reminded"])
    return letter


def warn(creditor: Creditor, one: Arrangement, now: Standing, invoices: Sequence[int], *, log: Log) -> Letter | None:
    """The warning that a part is missing; its last day counts from the day it leaves."""
    if now.missed is None or not jurisdiction().calendar.is_contact_day(log.on):
        return None
    letter = _draft(creditor, one, WARNING, now, due=now.due, due_on=now.missed.day, invoices=invoices, log=log)
    if letter is not None:
        one.warning_id = letter.id
        one.save(update_fields=["warning_id"])
        said: dict[str, Any] = {"arrangement": one.id, "amount": now.due, "day": str(now.missed.day), "letter": letter.id}
        log.add("instalment-missed", debtor_id=one.debtor_id, **said)
    return letter


def _number(one: Arrangement, day: date) -> int | None:
    rows = one.instalments.filter(due_on=day).order_by("number").values_list("number", flat=True)
    return rows.first()


def _draft(
    creditor: Creditor, one: Arrangement, kind: str, now: Standing, *, due: int, due_on: date, invoices: Sequence[int], log: Log
) -> Letter | None:
    rows = {row.id: row for row in Invoice.objects.filter(creditor=creditor, id__in=invoices, open__gt=0).order_by("due_on", "id")}
    plan = unpacked(one.content).plan
    if plan is None or not rows:
        return None
    left = {number: row.open for number, row in rows.items()}
    said = asked(plan, one, now, due=due, due_on=due_on)
    debtor = one.debtor
    reach = reached_at(debtor, debtor.contacts.order_by("id").first())
    wanted = Wanted(debtor, letter_step(kind), tuple(left), (), left, (), *reach, plan=said, reference=unpacked(one.content).reference)
    content = content_of(creditor, wanted, on=log.on, invoices=rows)
    if isinstance(content, Refusal):
        return None
    return _kept(creditor, new_letter(creditor, wanted, content, case_id=_case(creditor, debtor, log)), log)


def asked(plan: LetterPlan, one: Arrangement, now: Standing, *, due: int, due_on: date) -> LetterPlan:
    """The plan as a reminder or a warning shows it: what is due, for which day, and what would be due at once."""
    left = now.left + one.waived + one.discount
    return replace(plan, due=due, due_on=due_on, left=left, agreed_on=one.agreed_on, valid_until=None)


def _case(creditor: Creditor, debtor: Debtor, log: Log) -> int:
    own = {"creditor": creditor, "debtor_id": debtor.id}
    case, _ = Case.objects.get_or_create(closed_on=None, **own, defaults={"opened_on": log.on})
    return case.id


def _kept(creditor: Creditor, letter: Letter, log: Log) -> Letter:
    keep_letter(letter)
    said: dict[str, Any] = {"step": letter.kind, "subject": letter.subject, "asked": letter.asked, "letter": letter.id}
    log.add("letter-drafted", debtor_id=letter.debtor_id, **said)
    approve_if_automatic(creditor, letter, log)
    return letter
