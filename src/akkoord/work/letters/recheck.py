"""Looks again at letters that have not left: who paid, promised or complained since gets none, and dates are made today's."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from django.db.models import Q, QuerySet

from akkoord.core.day_words import in_words
from akkoord.core.ladder.facts import CreditorFacts, DebtorFacts, InvoiceFacts
from akkoord.core.letter import LetterContent, LetterParty, Stop
from akkoord.core.letter_json import packed, plain
from akkoord.core.money import shown
from akkoord.core.problem import Refusal, Text
from akkoord.jurisdictions import jurisdiction
from akkoord.letters.own import texts_for
from akkoord.letters.texts import Own
from akkoord.steps import beside_ladder, letter_step
from akkoord.store.models import Contact, Creditor, Debtor, Event, Invoice, Letter, OngoingWork, Outbox, Payment, StepTaken
from akkoord.store.queries.merged import ids_of
from akkoord.work.arrangement.about import AGREEMENT, arrangement_against
from akkoord.work.desk.letters import desk_letter_afresh, desk_letter_against
from akkoord.work.ending.about import settlement_against
from akkoord.work.facts import Situation, situation
from akkoord.work.letters.billed import billed
from akkoord.work.letters.letter_left import left_on, mark_left
from akkoord.work.letters.make_letter import Wanted, addressee, content_of, reached_at, refusals, said_in, sender, stop_of
from akkoord.work.letters.own_texts import own_for, own_texts
from akkoord.work.ongoing.suspension_stage import STOPPED, SUSPENSION, standing_holds
from akkoord.work.portal.links import letter_withdrawn
from akkoord.work.record import Log

_WAITING = ("draft", "approved")


def recheck(*, creditor: Creditor, on: date, at: datetime | None, facts: Situation, debtors: Sequence[int]) -> int:
    """Go over every waiting letter to these debtors, in the transaction of the caller; gives how many were withdrawn."""
    waiting = Letter.objects.filter(creditor=creditor, state__in=_WAITING, debtor_id__in=debtors)
    letters = list(waiting.defer("pdf", "content", "blocks"))
    main = _main_invoices(creditor, letters)
    by_debtor = {one.id: one for one in facts.debtors}
    log = Log(creditor.id, on, at)
    gone = 0
    for letter in letters:
        why = wrong(letter, debtor=by_debtor.get(letter.debtor_id), main=main[letter.id], creditor=facts.creditor, on=on)
        if why:
            withdraw(letter, because=why, on=on, log=log)
            gone += letter.state == "withdrawn"
    log.write()
    return gone


def check_now(letter: Letter, *, creditor: Creditor, on: date, known: Looked | None = None) -> Text | None:
    """The last look before a letter leaves: why it must not, or None. `known` is what was read before, while nothing happened."""
    known = known or looked_up(creditor, on=on, letters=[letter])
    debtor = known.debtors.get(letter.debtor_id)
    why = wrong(letter, debtor=debtor, main=known.main.get(letter.id, []), creditor=known.facts, on=on)
    if why is None and debtor is not None and debtor.payment_under_way and letter.kind not in beside_ladder():
        return Text("Er kwam een betaling binnen die nog geplaatst moet worden", "A payment came in that has still to be placed")
    return why


@dataclass(frozen=True, slots=True)
class Looked:
    """What the last look at some letters rests on, and the number of the last event before it was read."""

    upto: int
    facts: CreditorFacts
    debtors: dict[int, DebtorFacts]
    main: dict[int, list[int]]  # of each letter the invoices it is about
    rows: dict[int, Debtor]
    contacts: dict[int, Contact]  # the first of each debtor


def last_event(creditor: Creditor) -> int:
    """The number of the last event of a company."""
    return Event.objects.filter(creditor=creditor).order_by("-seq").values_list("seq", flat=True).first() or 0


def happened_since(creditor: int, *, debtor_id: int, upto: int) -> QuerySet[Event]:
    """What happened after that number that could matter to this debtor: to him, or to nobody by name, as a payment that came in."""
    return Event.objects.filter(Q(debtor_id=debtor_id) | Q(debtor_id=None), creditor_id=creditor, seq__gt=upto)


def likely_from(creditor: int, *, debtor_id: int) -> QuerySet[Payment]:
    """Money that is likely his and was not placed: that is written down without an event."""
    return Payment.objects.filter(creditor_id=creditor, likely_debtor_id=debtor_id, free__gt=0)


def looked_up(creditor: Creditor, *, on: date, letters: Sequence[Letter], upto: int | None = None) -> Looked:
    """What the last look at these letters rests on, in a fixed number of queries. `upto` is the number of the last event before
    the letters were read; without one it is asked first, so that what happens while the questions run is seen afterwards."""
    upto = last_event(creditor) if upto is None else upto
    debtors = [letter.debtor_id for letter in letters]
    facts = situation(creditor, on=on, debtors=debtors, with_future=True)
    contacts = Contact.objects.filter(creditor=creditor, debtor_id__in=debtors).order_by("-id")
    return Looked(
        upto,
        facts.creditor,
        {one.id: one for one in facts.debtors},
        _main_invoices(creditor, letters),
        {row.id: row for row in Debtor.objects.filter(creditor=creditor, id__in=debtors)},
        {one.debtor_id: one for one in contacts},
    )


def _main_invoices(creditor: Creditor, letters: Iterable[Letter]) -> dict[int, list[int]]:
    found: dict[int, list[int]] = defaultdict(list)
    kinds = {letter.id: letter.kind for letter in letters}
    rows = StepTaken.objects.filter(creditor=creditor, letter_id__in=list(kinds), withdrawn_on=None)
    for letter, invoice, step in rows.values_list("letter_id", "invoice_id", "step"):
        if letter is not None and kinds[letter] == step:
            found[letter].append(invoice)
    for one in letters:
        if one.kind in beside_ladder():
            found[one.id] = [int(number) for number in one.basis]
    return found


def wrong(letter: Letter, *, debtor: DebtorFacts | None, main: list[int], creditor: CreditorFacts, on: date) -> Text | None:
    """What changed since the letter was made, so that it may not leave. That goes for what it mentions besides as well."""
    invoices: dict[int, InvoiceFacts] = {} if debtor is None else {one.id: one for one in debtor.invoices}
    if letter.kind in beside_ladder():
        offered = arrangement_against(letter, on=on) or settlement_against(letter)
        return _of_no_use(letter, invoices) or offered or desk_letter_against(letter, on=on)
    mentioned = dict.fromkeys((*main, *(int(number) for number in letter.basis)))
    for number in mentioned:
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
        if any(hold.stands(on, bank_until=creditor.bank_until) for hold in holds):
            return Text("Er is een reden om te wachten bijgekomen", "A reason to wait came up")
    return None if debtor is None else _no_longer(letter, debtor, creditor, [invoices[number] for number in main], on)


def _of_no_use(letter: Letter, invoices: Collection[int]) -> Text | None:
    """Why a letter beside the ladder is not needed any more: what a call agreed stands while something is open of it. A reason to
    wait holds it not: often it is the one that it confirms."""
    open_ones = {int(number) for number in letter.basis} & set(invoices)
    if beside_ladder()[letter.kind].UNTIL_PAID and not open_ones:
        return Text("Er is intussen betaald", "It was paid in the meantime")
    if letter.kind == "closing" and open_ones:
        return Text("Er staat weer iets open", "Something is open again")
    return None


def _no_longer(letter: Letter, debtor: DebtorFacts, creditor: CreditorFacts, main: list[InvoiceFacts], on: date) -> Text | None:
    """Why this step is not for this debtor any more: what it announces is not set up, or its time went by."""
    step = letter_step(letter.kind)
    if letter.kind in SUSPENSION:
        return _work_goes_on(letter, debtor, creditor, main, on)
    if step.BEFORE_DUE and any(on >= one.due_on for one in main):
        return Text("De vervaldag is er al", "The due day has come already")
    return step.not_for(debtor, creditor)


def _work_goes_on(letter: Letter, debtor: DebtorFacts, creditor: CreditorFacts, main: list[InvoiceFacts], on: date) -> Text | None:
    """Why this work is not announced to stop, or stopped, any more. A sector of which a person answered the steps is his to judge."""
    if standing_holds(debtor, creditor=creditor, on=on, only=[one.id for one in main]):
        return Text("Er is een reden bijgekomen om niet te stoppen met het werk", "A reason not to stop the work came up")
    if letter.work_id is None:
        return letter_step(letter.kind).not_for(debtor, creditor)
    if not OngoingWork.objects.filter(creditor_id=letter.creditor_id, id=letter.work_id, state="ongoing").exists():
        return Text("Dit werk loopt niet meer, of ligt al stil", "This work has ended, or stopped already")
    if any("suspension" in one.withdrawn for one in main) and letter.kind == STOPPED:
        return Text("De aankondiging dat het werk stopt, is ingetrokken", "The announcement that the work stops was withdrawn")
    return None


def withdraw(letter: Letter, *, because: Text, on: date, log: Log) -> None:
    """Take a letter back before it leaves, and its steps with it, so that the ladder decides anew. Of a letter that left
    over one channel only the rest is taken back: it was sent, and is not sent again."""
    day = left_on(letter)
    if day is not None:
        end_halfway(letter, left=day, because=because, log=log)
        return
    letter.state, letter.withdrawn_because = "withdrawn", because.nl[:300]
    letter.save(update_fields=["state", "withdrawn_because"])
    Outbox.objects.filter(creditor_id=letter.creditor_id, letter_id=letter.id, state__in=("queued", "failed")).update(state="cancelled")
    StepTaken.objects.filter(creditor_id=letter.creditor_id, letter_id=letter.id, left_on=None).update(withdrawn_on=on)
    letter_withdrawn(letter, on=on, at=log.at)
    said: dict[str, Any] = {"subject": letter.subject, "step": letter.kind, "nl": because.nl, "en": because.en}
    log.add("letter-withdrawn", debtor_id=letter.debtor_id, letter=letter.id, **said)


def end_halfway(letter: Letter, *, left: date, because: Text, log: Log) -> None:
    """A letter of which one copy left already stays a letter that left; what was still to leave of it does not."""
    Outbox.objects.filter(creditor_id=letter.creditor_id, letter_id=letter.id).exclude(state="sent").update(
        state="cancelled", claimed_by=""
    )
    mark_left(letter, on=left, log=log)
    log.add("message-cancelled", debtor_id=letter.debtor_id, letter=letter.id, nl=because.nl, en=because.en)


def may_leave(letter: Letter, *, creditor: Creditor, on: date, log: Log, known: Looked | None = None) -> bool:
    """The check at the moment of leaving. What is not right any more is withdrawn, or goes back to be read; of a letter that
    left over one channel the rest stays behind when its last day has come too near by now. `known` as in `check_now`, where
    nothing of the letter left."""
    day = None if known else left_on(letter)
    known = known or looked_up(creditor, on=on, letters=[letter])
    why = check_now(letter, creditor=creditor, on=on, known=known)
    if why or (day is not None and too_near(letter, on=on)):
        withdraw(letter, because=why or Text("De uiterste dag is te dichtbij", "The last day is too near"), on=on, log=log)
        return False
    if day is not None:
        return True
    stale = redate(letter, creditor=creditor, on=on, known=known)
    against = [stale] if stale else [*refusals(letter)]
    if against:
        letter.state = "draft"
        letter.save(update_fields=["state"])
        Outbox.objects.filter(creditor=creditor, letter_id=letter.id).delete()
        for one in against:
            log.add("letter-back", debtor_id=letter.debtor_id, letter=letter.id, nl=one.why.nl, en=one.why.en)
    return not against


def redate(letter: Letter, *, creditor: Creditor, on: date, known: Looked | None = None) -> Refusal | None:
    """Make a letter of which nothing left today's: its date, interest, last day to pay, and the addresses as they stand now.
    What a person wrote stays as it is, and may leave while the last day it names is still far enough away."""
    content = said_in(letter)
    debtor = known.rows[letter.debtor_id] if known else Debtor.objects.get(creditor=creditor, id=letter.debtor_id)
    email, contact = reached_at(debtor, known.contacts.get(debtor.id) if known else debtor.contacts.order_by("id").first())
    parties = (sender(creditor), addressee(debtor, email, contact))
    of_desk = desk_letter_afresh(letter, on=on)  # a case at the desk has no invoices of its own
    moved = of_desk != content if of_desk else letter.kind in beside_ladder() and _take_sums(letter)
    if letter.kind == AGREEMENT or letter.made_on == on and not moved and not _says_otherwise(letter, content, creditor, parties):
        return None
    if letter.changed:
        return _keep_the_words(letter, content, parties, on)
    bare = Wanted(debtor, letter_step(letter.kind), (), (), {}, email=email, contact=contact)
    fresh = of_desk or _made_afresh(letter, content, creditor, bare, on)
    if isinstance(fresh, Refusal):
        return fresh
    _said_anew(letter, fresh, own=own_for(fresh, own_texts(creditor)))
    return None


def _made_afresh(letter: Letter, content: LetterContent, creditor: Creditor, wanted: Wanted, on: date) -> LetterContent | Refusal:
    """The same letter with the sums of this day."""
    main = _main_invoices(creditor, [letter])[letter.id]
    left = {int(number): cents for number, cents in letter.basis.items()}
    also = tuple(number for number in left if number not in main)
    wanted = replace(wanted, main=tuple(main), also=also, open=left, earlier=content.earlier)
    wanted = _as_before(wanted, content, _stop_as_it_leaves(letter, content, on))
    return content_of(creditor, wanted, on=on, invoices=billed(creditor, left))


def _as_before(wanted: Wanted, content: LetterContent, stop: Stop | None) -> Wanted:
    """What a letter was about stays: the work, the call, the promise, the arrangement."""
    own = content.reference if content.plan else ""
    wanted = replace(wanted, ending=content.ending, plan=content.plan, settlement=content.settlement, reference=own)
    return replace(wanted, stop=stop, tone=content.tone, talk=content.talk, promise=content.promise)


def _take_sums(letter: Letter) -> bool:
    """What is open by now on the invoices of a letter beside the ladder; gives whether that is something else."""
    rows = Invoice.objects.filter(creditor_id=letter.creditor_id, id__in=[int(number) for number in letter.basis], open__gt=0)
    left = {str(number): cents for number, cents in rows.order_by("due_on", "id").values_list("id", "open")}
    moved, letter.basis = bool(left) and left != letter.basis, left or letter.basis
    return moved


def _said_anew(letter: Letter, fresh: LetterContent, *, own: Own) -> None:
    fresh = replace(fresh, portal=said_in(letter).portal)
    letter.made_on, letter.asked, letter.last_day = fresh.dated, fresh.asked, fresh.last_day
    letter.subject, blocks = texts_for(fresh, own=own)
    letter.blocks, letter.content = plain(blocks), packed(fresh)
    letter.pdf, letter.sha256 = None, ""
    letter.save(update_fields=["made_on", "asked", "last_day", "subject", "blocks", "content", "basis", "pdf", "sha256"])


def _keep_the_words(letter: Letter, content: LetterContent, parties: tuple[LetterParty, LetterParty], on: date) -> Refusal | None:
    """What a person wrote stays; only the addresses move along."""
    letter.content = packed(replace(content, sender=parties[0], addressee=parties[1]))
    letter.pdf, letter.sha256 = None, ""
    letter.save(update_fields=["content", "pdf", "sha256"])
    return too_near(letter, on=on)


def _says_otherwise(letter: Letter, content: LetterContent, creditor: Creditor, parties: tuple[LetterParty, LetterParty]) -> bool:
    """Whether the addresses or the partner are others by now than the letter says."""
    partner = letter.kind == "collection-warning" and content.partner != creditor.partner
    return partner or parties != (content.sender, content.addressee)


def _stop_as_it_leaves(letter: Letter, content: LetterContent, on: date) -> Stop | None:
    """What it says of the work: that stops when the letter leaves, not when it was written, unless a person said since when."""
    stop = stop_of(content)
    if stop and letter.kind == STOPPED and not _said_by_a_person(letter):
        return replace(stop, stops_on=on)
    return stop


def _said_by_a_person(letter: Letter) -> bool:
    """Whether somebody said himself since when the work lies still."""
    whose = ids_of(letter.creditor_id, letter.debtor_id)
    said = Event.objects.filter(creditor_id=letter.creditor_id, debtor_id__in=whose, kind="suspension-allowed")
    return said.filter(data__letter=letter.id).exists()


def too_near(letter: Letter, *, on: date) -> Refusal | None:
    """Why the last day a letter names is too near if it leaves on this day; None where it is not."""
    needed = letter_step(letter.kind).last_day(on, jurisdiction())
    if needed is None or letter.last_day is None or letter.last_day >= needed:
        return None
    named, later = in_words(letter.last_day), in_words(needed)
    return Refusal(
        Text(
            f"De brief noemt {named.nl} als uiterste dag. Gaat hij vandaag weg, dan moet dat {later.nl} of later zijn.",
            f"The letter names {named.en} as the last day. If it leaves today, that must be {later.en} or later.",
        ),
        "6:82 lid 1 BW" if letter.kind != "fourteen-day-letter" else "6:96 lid 6 BW",
    )
