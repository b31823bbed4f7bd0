"""Looks again at letters that have not left: who paid, promised or complained since gets none, and dates are made today's."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import asdict
from datetime import date, datetime
from typing import Any

from django.utils import timezone

from akkoord.core.ladder.facts import DebtorFacts, InvoiceFacts
from akkoord.core.letter_json import packed, unpacked
from akkoord.core.money import shown
from akkoord.core.problem import Refusal, Text
from akkoord.jurisdictions import jurisdiction
from akkoord.letters.texts import blocks_for, subject_for
from akkoord.steps import all_steps
from akkoord.store.models import Creditor, Debtor, Letter, Outbox, StepTaken
from akkoord.work.facts import Situation, situation
from akkoord.work.letter_left import mark_left
from akkoord.work.make_letter import Wanted, content_of, invoices_by_id
from akkoord.work.record import Log

_WAITING = ("draft", "approved")


def recheck(*, creditor: Creditor, on: date, at: datetime | None, facts: Situation, debtors: Sequence[int]) -> int:
    """Go over every waiting letter to these debtors, in the transaction of the caller; gives how many were withdrawn. A
    draft that nobody changed becomes today's, so that what a person reads is what would leave."""
    waiting = Letter.objects.filter(creditor=creditor, state__in=_WAITING, debtor_id__in=debtors)
    letters = list(waiting.defer("pdf"))
    main = _main_invoices(creditor, letters)
    by_debtor = {one.id: one for one in facts.debtors}
    log = Log(creditor.id, on, at)
    gone = 0
    for letter in letters:
        why = wrong(letter, debtor=by_debtor.get(letter.debtor_id), main=main[letter.id])
        if why and letter.messages.filter(state="sent").exists():
            end_halfway(letter, because=why, log=log)
        elif why:
            withdraw(letter, because=why, on=on, log=log)
            gone += 1
        elif letter.state == "draft" and not letter.changed:
            redate(letter, creditor=creditor, on=on)
    log.write()
    return gone


def check_now(letter: Letter, *, creditor: Creditor, on: date) -> Text | None:
    """The last look before a letter leaves: why it must not, or None."""
    facts = situation(creditor, on=on, debtors=[letter.debtor_id])
    debtor = next(iter(facts.debtors), None)
    why = wrong(letter, debtor=debtor, main=_main_invoices(creditor, [letter])[letter.id])
    if why is None and debtor is not None and debtor.payment_under_way:
        return Text("Er kwam een betaling binnen die nog geplaatst moet worden", "A payment came in that has still to be placed")
    return why


def _main_invoices(creditor: Creditor, letters: Iterable[Letter]) -> dict[int, list[int]]:
    found: dict[int, list[int]] = defaultdict(list)
    kinds = {letter.id: letter.kind for letter in letters}
    rows = StepTaken.objects.filter(creditor=creditor, letter_id__in=list(kinds), withdrawn_on=None)
    for letter, invoice, step in rows.values_list("letter_id", "invoice_id", "step"):
        if letter is not None and kinds[letter] == step:
            found[letter].append(invoice)
    return found


def wrong(letter: Letter, *, debtor: DebtorFacts | None, main: list[int]) -> Text | None:
    """What changed since the letter was made, so that it may not leave."""
    invoices: dict[int, InvoiceFacts] = {} if debtor is None else {one.id: one for one in debtor.invoices}
    for number in main:
        invoice = invoices.get(number)
        if invoice is None:
            return Text("Er is intussen betaald", "It was paid in the meantime")
        if letter.basis.get(str(number)) != invoice.open:
            left = invoice.open
            return Text(
                f"Op factuur {invoice.number} staat nu {shown(left)} open",
                f"{shown(left, language='en')} is open on invoice {invoice.number} now",
            )
        holds = (*invoice.holds, *(debtor.holds if debtor else ()))
        if holds:
            return Text("Er is een reden om te wachten bijgekomen", "A reason to wait came up")
    return None


def withdraw(letter: Letter, *, because: Text, on: date, log: Log) -> None:
    """Take a letter back before it leaves, and its steps with it, so that the ladder decides anew."""
    letter.state, letter.withdrawn_because = "withdrawn", because.nl[:300]
    letter.save(update_fields=["state", "withdrawn_because"])
    Outbox.objects.filter(creditor_id=letter.creditor_id, letter_id=letter.id, state__in=("queued", "failed")).update(state="cancelled")
    StepTaken.objects.filter(creditor_id=letter.creditor_id, letter_id=letter.id, left_on=None).update(withdrawn_on=on)
    said: dict[str, Any] = {"subject": letter.subject, "step": letter.kind, "nl": because.nl, "en": because.en}
    log.add("letter-withdrawn", debtor_id=letter.debtor_id, letter=letter.id, **said)


def end_halfway(letter: Letter, *, because: Text, log: Log) -> None:
    """A letter of which one copy left already stays a letter that left; what was still to leave of it does not."""
    left = letter.messages.filter(state="sent").order_by("-sent_at").first()
    Outbox.objects.filter(creditor_id=letter.creditor_id, letter_id=letter.id, state__in=("queued", "failed")).update(state="cancelled")
    zone = timezone.get_current_timezone()
    day = left.sent_at.astimezone(zone).date() if left and left.sent_at else letter.made_on
    mark_left(letter, on=day, log=log)
    log.add("message-cancelled", debtor_id=letter.debtor_id, letter=letter.id, nl=because.nl, en=because.en)


def redate(letter: Letter, *, creditor: Creditor, on: date) -> Refusal | None:
    """Make a letter that waited today's: its date, interest and last day to pay. What a person wrote stays as it is, and
    may leave while the last day it names is still far enough away."""
    if letter.made_on == on:
        return None
    if letter.changed:
        return too_near(letter, on=on)
    content = unpacked(letter.content)
    debtor = Debtor.objects.get(creditor=creditor, id=letter.debtor_id)
    main = _main_invoices(creditor, [letter])[letter.id]
    left = {int(number): cents for number, cents in letter.basis.items()}
    also = tuple(number for number in left if number not in main)
    to = content.addressee
    wanted = Wanted(debtor, all_steps()[letter.kind], tuple(main), also, left, content.earlier, to.email, to.contact)
    fresh = content_of(creditor, wanted, on=on, invoices=invoices_by_id(creditor, left))
    if isinstance(fresh, Refusal):
        return fresh
    letter.made_on, letter.asked, letter.last_day = on, fresh.asked, fresh.last_day
    letter.subject, letter.blocks, letter.content = subject_for(fresh), [asdict(one) for one in blocks_for(fresh)], packed(fresh)
    letter.save(update_fields=["made_on", "asked", "last_day", "subject", "blocks", "content"])
    return None


def too_near(letter: Letter, *, on: date) -> Refusal | None:
    """Why the last day a letter names is too near if it leaves on this day; None where it is not."""
    needed = all_steps()[letter.kind].last_day(on, jurisdiction())
    if needed is None or letter.last_day is None or letter.last_day >= needed:
        return None
    return Refusal(
        Text(
            f"De brief noemt {letter.last_day:%d-%m-%Y} als uiterste dag. Gaat hij vandaag weg, "
            f"dan moet dat {needed:%d-%m-%Y} of later zijn.",
            f"The letter names {letter.last_day:%d %b %Y} as the last day. If it leaves today, that must be {needed:%d %b %Y} or later.",
        ),
        "6:82 lid 1 BW" if letter.kind != "fourteen-day-letter" else "6:96 lid 6 BW",
    )
