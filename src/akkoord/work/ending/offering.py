"""The letter that brings an offer to settle: drafted with the offer, and withdrawn with it while it has not left."""

from __future__ import annotations

from typing import Any

from akkoord.core.letter import LetterSettlement
from akkoord.core.problem import Refusal, Text
from akkoord.steps import letter_step
from akkoord.store.models import Case, Creditor, Debtor, Ending, Hold, Invoice, Letter
from akkoord.work.ending.about import OFFER
from akkoord.work.ending.closing import CARE
from akkoord.work.letters.approve import approve_if_automatic
from akkoord.work.letters.make_letter import Wanted, content_of, keep_letter, new_letter, reached_at
from akkoord.work.letters.recheck import withdraw
from akkoord.work.record import Log

_OVER = Text("Het aanbod om te schikken is vervallen", "The offer to settle has lapsed")


def draft_offer(creditor: Creditor, debtor: Debtor, ending: Ending, log: Log) -> Letter | None:
    """The draft, named by its offer; none where the last day is today, or the law gives no sum. Who has a reason for care gets it
    only after somebody read it. Call it in the transaction of the offer, before its log is written."""
    letter = _letter(creditor, debtor, ending, log)
    if letter is None:
        return None
    keep_letter(letter)
    told: dict[str, Any] = {"step": letter.kind, "subject": letter.subject, "asked": letter.asked, "letter": letter.id}
    log.add("letter-drafted", debtor_id=debtor.id, **told)
    held = Hold.objects.filter(creditor=creditor, debtor_id=debtor.id, kind__in=CARE, ended_on=None).exclude(id=ending.hold_id or 0)
    if not held.exists():
        approve_if_automatic(creditor, letter, log)
    ending.offer_letter_id = letter.id
    ending.save(update_fields=["offer_letter_id"])
    return letter


def _letter(creditor: Creditor, debtor: Debtor, ending: Ending, log: Log) -> Letter | None:
    """Not saved yet."""
    if ending.last_day is None or ending.last_day <= log.on:
        return None
    numbers = [int(one) for one in ending.basis]
    rows = {row.id: row for row in Invoice.objects.filter(creditor=creditor, id__in=numbers).order_by("due_on", "id")}
    left, reach = {number: row.open for number, row in rows.items()}, reached_at(debtor, debtor.contacts.order_by("id").first())
    said = LetterSettlement(ending.pay, ending.last_day, ending.pay + ending.let_go)
    wanted = Wanted(debtor, letter_step(OFFER), tuple(left), (), left, (), *reach, settlement=said)
    content = content_of(creditor, wanted, on=log.on, invoices=rows)
    if isinstance(content, Refusal):
        return None
    case, _ = Case.objects.get_or_create(creditor=creditor, debtor_id=debtor.id, closed_on=None, defaults={"opened_on": log.on})
    return new_letter(creditor, wanted, content, case_id=case.id)


def withdraw_offer(ending: Ending, log: Log) -> None:
    """Its letter does not leave any more. Call it in the transaction in which the offer ends."""
    rows = Letter.objects.filter(creditor_id=ending.creditor_id, id=ending.offer_letter_id or 0, state__in=("draft", "approved"))
    for letter in rows:
        withdraw(letter, because=_OVER, on=log.on, log=log)
