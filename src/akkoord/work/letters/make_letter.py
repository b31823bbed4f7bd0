"""Makes the draft of a letter: freezes the sums of the day, fills in the words, and says over which channels it may leave."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from akkoord.core.dates import ONE_DAY
from akkoord.core.ladder.step import Step
from akkoord.core.law.jurisdiction import Jurisdiction
from akkoord.core.letter import (
    USUAL_TONE,
    LetterContent,
    LetterEnding,
    LetterInvoice,
    LetterParty,
    LetterPlan,
    LetterPromise,
    LetterSettlement,
    Stop,
    Talk,
)
from akkoord.core.letter_json import packed, plain, unpacked
from akkoord.core.problem import Refusal, Text
from akkoord.jurisdictions import jurisdiction
from akkoord.letters.check import check
from akkoord.letters.own import texts_for
from akkoord.letters.texts import Block
from akkoord.steps import letter_step
from akkoord.store.bulk import insert_rows, new_row
from akkoord.store.ids import new_id
from akkoord.store.models import Contact, Creditor, Debtor, Invoice, Letter
from akkoord.work.books import Books, law_kind
from akkoord.work.letters.billed import Billed
from akkoord.work.letters.own_texts import OwnTexts, own_for, own_texts
from akkoord.work.owed import Owed, cost_line, demanded, owed
from akkoord.work.portal.links import in_letter, links_for


@dataclass(frozen=True, slots=True)
class Wanted:
    """One letter to make: what it is about (`main`), what else is open (`also`), and each invoice's open cents that day."""

    debtor: Debtor
    step: Step
    main: tuple[int, ...]
    also: tuple[int, ...]
    open: dict[int, int]
    earlier: tuple[tuple[str, date], ...] = ()
    email: str = ""
    contact: str = ""
    books: Books | None = None  # where they were read for many debtors at once
    law: Jurisdiction | None = None  # likewise
    stop: Stop | None = None  # where the letter is about stopping work
    tone: str = USUAL_TONE
    own: OwnTexts | None = None  # what the company writes itself, where that was read for many letters at once
    work_id: int | None = None  # and which work that is
    promise: LetterPromise | None = None  # that was not kept, and no letter named yet
    talk: Talk | None = None  # where the letter confirms a call
    plan: LetterPlan | None = None  # where the letter is about an arrangement
    ending: LetterEnding | None = None  # of a last letter
    settlement: LetterSettlement | None = None  # of an offer to settle
    reference: str = ""  # what the debtor names, where it is not that of the letter itself


def content_of(creditor: Creditor, wanted: Wanted, *, on: date, invoices: Mapping[int, Billed | Invoice]) -> LetterContent | Refusal:
    """What the letter holds if it is dated `on`. A refusal where the law gives no sum for that day."""
    plain = _plain(creditor, wanted, on, invoices)
    content = _with_claims(plain, wanted, on=on) if wanted.step.FORMAL else plain
    if wanted.plan is not None and not isinstance(content, Refusal):
        content = replace(content, plan=wanted.plan, last_day=wanted.step.last_day(on, jurisdiction()))
    if wanted.settlement is not None and not isinstance(content, Refusal):
        content = _settling(content, wanted, wanted.settlement, on)
    return content if isinstance(content, Refusal) or wanted.stop is None else _stopping(content, wanted.stop)


def _settling(content: LetterContent, wanted: Wanted, one: LetterSettlement, on: date) -> LetterContent | Refusal:
    """With what is due on that day where it is not paid in time."""
    found = owed(debtor=wanted.debtor, on=on, only=frozenset(wanted.main))
    if isinstance(found, Refusal):
        return found
    return replace(content, settlement=replace(one, whole=found.total), last_day=one.last_day)


def _plain(creditor: Creditor, wanted: Wanted, on: date, invoices: Mapping[int, Billed | Invoice]) -> LetterContent:
    """The letter without what the law adds to the principal."""
    lines, principal = _lines(wanted, on, invoices)
    return LetterContent(
        kind=wanted.step.NAME,
        language=wanted.debtor.language,
        reference=wanted.reference or reference(wanted.debtor, on),
        dated=on,
        sender=sender(creditor),
        addressee=addressee(wanted.debtor, wanted.email, wanted.contact),
        invoices=lines,
        principal=principal,
        asked=principal,
        partner=creditor.partner,
        signed_by=creditor.signed_by,
        consumer=law_kind(wanted.debtor) == "consumer",
        **{name: getattr(wanted, name) for name in ("earlier", "tone", "promise", "talk", "ending")},
    )


def _with_claims(plain: LetterContent, wanted: Wanted, *, on: date) -> LetterContent | Refusal:
    found = demanded(debtor=wanted.debtor, on=on, only=frozenset(wanted.main), books=wanted.books, law=wanted.law)
    if isinstance(found, Refusal):
        return found
    due, later = found
    return replace(
        plain,
        invoices=tuple(_claimed(line, due, plain.language) if line.main else line for line in plain.invoices),
        capped=plain.consumer and not later.total and not due.costs,
        principal=due.principal,
        interest=due.interest,
        costs=due.costs,
        costs_if_late=later.total,
        asked=due.total,
        last_day=wanted.step.last_day(on, jurisdiction()),
        interest_lines=due.interest_lines,
        cost_lines=tuple(cost_line(line) for line in later.lines) if later.total else due.cost_lines,
        movements=due.movements,
        costs_vat=due.vat,
        vat_if_late=later.vat,
    )


def _claimed(line: LetterInvoice, due: Owed, language: str) -> LetterInvoice:
    """An invoice with what is left of its principal by law, and from when its interest runs."""
    one = next((one for one in due.invoices if one.number == line.number), None)
    if one is None:
        return line
    started = replace(line, interest_from=one.interest_from, because=one.because.in_language(language), source=one.source)
    return replace(started, open=one.principal, costs_from=one.costs_from, costs_base=one.costs_base)


def _stopping(content: LetterContent, stop: Stop) -> LetterContent:
    """The letter with the work that stops, and when; it announces no costs."""
    after = content.last_day
    stops_on = stop.stops_on if after is None else jurisdiction().calendar.contact_day_from(after + ONE_DAY)
    lines = () if content.costs_if_late else content.cost_lines
    quiet = replace(content, costs_if_late=0, vat_if_late=0, capped=False, cost_lines=lines)
    return replace(quiet, work=stop.work, article=stop.article, fear=stop.fear, stops_on=stops_on)


def stop_of(content: LetterContent) -> Stop | None:
    """What a letter says of the work that stops; None where it is about something else."""
    return Stop(content.work, content.article, content.fear, content.stops_on) if content.work else None


def _lines(wanted: Wanted, on: date, invoices: Mapping[int, Billed | Invoice]) -> tuple[tuple[LetterInvoice, ...], int]:
    """The invoices of the letter, and the cents open on those it is about."""
    all_of_them = (*wanted.main, *wanted.also)
    lines = tuple(_line(invoices[number], wanted.open[number], on, main=number in wanted.main) for number in all_of_them)
    return lines, sum(line.open for line in lines if line.main)


def _line(row: Billed | Invoice, left: int, on: date, *, main: bool) -> LetterInvoice:
    late = max(0, (on - row.due_on).days) if left else 0  # what is paid is not late any more
    return LetterInvoice(row.number, row.issued_on, row.due_on, row.total, left, late, main)


def sender(creditor: Creditor) -> LetterParty:
    """The company as it stands on its letters."""
    names = ("name", "street", "postcode", "city", "country", "email", "phone", "kvk", "vat", "iban", "website")
    registration = creditor.desk_registration if creditor.desk_on else ""
    return LetterParty(registration=registration, **{name: getattr(creditor, name) for name in names})


def addressee(debtor: Debtor, email: str, contact: str) -> LetterParty:
    """The debtor as he stands in the window."""
    names = ("name", "street", "postcode", "city", "country", "phone", "kvk", "vat")
    return LetterParty(email=email or usable(debtor), contact=contact, **{name: getattr(debtor, name) for name in names})


def reached_at(debtor: Debtor, contact: Contact | None) -> tuple[str, str]:
    """The e-mail address a letter goes to, and the name on its "t.a.v." line."""
    return usable(debtor) or (usable(contact) if contact else ""), contact.name if contact else ""


def usable(row: Debtor | Contact) -> str:
    """The e-mail address, unless mail to it came back."""
    return "" if row.email.lower() == row.bounced else row.email


def reference(debtor: Debtor, on: date) -> str:
    """What the debtor may quote when he answers."""
    return f"{debtor.number or debtor.id % 1_000_000:>06}-{on:%y%m%d}" if not debtor.number else f"{debtor.number}-{on:%y%m%d}"


def new_letter(creditor: Creditor, wanted: Wanted, content: LetterContent, *, case_id: int) -> Letter:
    """The draft as a row, not saved yet: `keep_letter` does that; who saves many at once saves `links_for` them as well."""
    number = new_id()
    content = _linked(content, "" if content.desk else in_letter(creditor, number))
    subject, blocks = texts_for(content, own=own_for(content, own_texts(creditor) if wanted.own is None else wanted.own))
    row = new_row(
        Letter,
        creditor_id=creditor.id,
        id=number,
        debtor_id=wanted.debtor.id,
        case_id=case_id,
        made_on=content.dated,
        subject=subject,
        blocks=plain(blocks),
        content=packed(content),
        work_id=wanted.work_id,
        basis={str(number): wanted.open[number] for number in (*wanted.main, *wanted.also)},
        **{name: getattr(content, name) for name in ("kind", "language", "asked", "last_day")},
    )
    row.creditor = creditor
    return row


def _linked(content: LetterContent, portal: str) -> LetterContent:
    return content if portal == content.portal else replace(content, portal=portal)


def keep_letter(letter: Letter) -> None:
    """Save a new draft, and the link to the debtor's page that it carries. Call it in the transaction that it belongs to."""
    letter.save(force_insert=True)
    insert_rows(links_for(letter.creditor, [letter]))


def said_in(letter: Letter) -> LetterContent:
    """The letter's content, unpacked once for as long as it stays the same."""
    kept: tuple[object, LetterContent] | None = letter.__dict__.get("_said")
    if kept is None or kept[0] is not letter.content:
        kept = letter.__dict__["_said"] = letter.content, unpacked(letter.content)
    return kept[1]


def blocks_of(letter: Letter) -> tuple[Block, ...]:
    """The letter's texts as they stand now."""
    return tuple(Block(**raw) for raw in letter.blocks)


def channels_of(letter: Letter) -> list[tuple[str, str]]:
    """(channel, recipient) for each way this letter can leave; what the step asks for first, what is left to us otherwise."""
    content = said_in(letter)
    to = content.addressee
    known = {"email": to.email, "post": f"{to.street}, {to.postcode} {to.city}" if to.street and (to.postcode or to.city) else ""}
    wanted = letter.channels or letter_step(letter.kind).CHANNELS
    found = [(channel, known[channel]) for channel in wanted if known[channel]]
    return found or [(channel, place) for channel, place in known.items() if place][:1]


def refusals(letter: Letter) -> tuple[Refusal, ...]:
    """Why this letter may not leave; empty when it may."""
    found = list(check(said_in(letter), blocks=blocks_of(letter), subject=letter.subject))
    if not channels_of(letter):
        found.append(
            Refusal(
                Text(
                    "Er is geen postadres en geen e-mailadres bekend. Vul een van beide in bij de debiteur.",
                    "No postal address and no e-mail address is known. Add one of them to the debtor.",
                )
            )
        )
    return tuple(found)
