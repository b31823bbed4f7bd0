"""People end a matter amicably: an offer to settle at once for less, a write-off, a credit note; and take it back."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction

from akkoord.core.money import shown
from akkoord.core.negotiation.offer import Offer
from akkoord.core.negotiation.plan import MONTH
from akkoord.core.problem import Refusal, Text
from akkoord.store.access import Desk
from akkoord.store.models import Creditor, Debtor, Ending, Hold, Invoice
from akkoord.work.bargain.limits import may_go_beyond, outside
from akkoord.work.ending.book import WRITTEN_OFF, done, end_hold, let_go, take_back
from akkoord.work.ending.closing import close_with_letter, draft_closing
from akkoord.work.ending.offering import draft_offer, withdraw_offer
from akkoord.work.may_not import MAY_NOT
from akkoord.work.owed import owed
from akkoord.work.payments.allocate import set_off
from akkoord.work.record import Log

REASONS = ("small", "uncollectable", "goodwill")
WAITS = "Aanbod om ineens te schikken; tot die dag gaat er niets uit."
_NOTHING = Refusal(Text("Hier staat niets open.", "Nothing is open here."))
_DAY = Refusal(Text("Kies een laatste dag vanaf vandaag.", "Choose a last day from today on."))
_WHY = Refusal(Text("Kies waarom u dit laat gaan.", "Choose why you let this go."))
_RUNS = Refusal(Text("Er ligt al een aanbod om te schikken.", "There is an offer to settle already."))
_GONE = Refusal(Text("Dit is al afgehandeld.", "This was settled already."))
_LEFT = Refusal(
    Text(
        "De laatste brief is al weg. Wat u hebt toegezegd, kunt u niet meer terugdraaien.",
        "The last letter has left. What you promised cannot be taken back.",
    )
)
_NUMBER = Refusal(Text("Dit nummer heeft al een creditnota, of is leeg.", "This number has a credit note already, or is empty."))


@dataclass(frozen=True, slots=True)
class WriteOff:
    """What is written off: the invoices, why, and in words."""

    invoices: frozenset[int]
    reason: str
    note: str = ""


def offer_settlement(
    *, desk: Desk, debtor_id: int, pay: int, last_day: date, beyond: str = "", on: date, at: datetime | None = None
) -> Ending | Refusal:
    """Offer that `pay` cents by `last_day` end it all. What is let go stays within the bounds, or an owner says why not. Nothing is
    booked until the money is there; until that day the ladder waits."""
    if not desk.may_work:
        return MAY_NOT
    with transaction.atomic():
        debtor = desk.debtors().select_for_update(of=("self",)).select_related("creditor").get(id=debtor_id)
        rows = _open(desk, debtor)
        found = owed(debtor=debtor, on=on, only=frozenset(rows))
        total = sum(rows.values()) if isinstance(found, Refusal) else found.total
        refused = _no_offer(desk, debtor, rows, pay, last_day, on)
        if refused:
            return refused
        offer = Offer(pay, 0, 0, MONTH, (last_day - on).days, total - pay)
        past = outside(desk.creditor, debtor, offer, total, on=on)
        refused = may_go_beyond(desk, past, beyond)
        if refused:
            return refused
        return _offered(desk, debtor, rows, offer, beyond if past else "", Log(desk.creditor.id, on, at, desk.user.email), last_day)


def _open(desk: Desk, debtor: Debtor) -> dict[int, int]:
    rows = desk.invoices().filter(debtor_id=debtor.id, kind="invoice", open__gt=0).order_by("due_on", "id")
    return dict(rows.values_list("id", "open"))


def _no_offer(desk: Desk, debtor: Debtor, rows: dict[int, int], pay: int, last_day: date, on: date) -> Refusal | None:
    if not rows:
        return _NOTHING
    if last_day < on:
        return _DAY
    if desk.endings().filter(debtor_id=debtor.id, state="offered").exists():
        return _RUNS
    most = sum(rows.values())
    if not 0 < pay < most:
        nl, en = shown(most), shown(most, language="en")
        return Refusal(Text(f"Noem een bedrag boven nul en onder {nl}.", f"Name a sum above nothing and below {en}."))
    return None


def _offered(desk: Desk, debtor: Debtor, rows: dict[int, int], offer: Offer, beyond: str, log: Log, last_day: date) -> Ending:
    own: dict[str, Any] = {"creditor": desk.creditor, "debtor_id": debtor.id, "by": log.by}
    hold = Hold.objects.create(kind="hold", since=log.on, until=last_day, note=WAITS, **own)
    made = Ending.objects.create(
        kind="settled",
        state="offered",
        basis={str(number): cents for number, cents in rows.items()},
        pay=offer.down,
        let_go=offer.discount,
        last_day=last_day,
        made_on=log.on,
        beyond=beyond,
        hold_id=hold.id,
        **own,
    )
    told: dict[str, Any] = {"ending": made.id, "pay": made.pay, "amount": made.let_go, "day": str(last_day), "beyond": beyond}
    log.add("ending-offered", debtor_id=debtor.id, **told)
    draft_offer(desk.creditor, debtor, made, log)
    log.write()
    return made


def withdraw_settlement(*, desk: Desk, ending_id: int, on: date, at: datetime | None = None) -> Refusal | None:
    """The offer stands no more; the whole sum does."""
    if not desk.may_work:
        return MAY_NOT
    with transaction.atomic():
        one = desk.endings().select_for_update(of=("self",)).get(id=ending_id)
        if one.state != "offered":
            return _GONE
        log = Log(desk.creditor.id, on, at, desk.user.email)
        end_hold(one, log)
        withdraw_offer(one, log)
        one.state, one.ended_on = "lapsed", on
        one.save(update_fields=["state", "ended_on"])
        log.add("ending-lapsed", debtor_id=one.debtor_id, ending=one.id, why="withdrawn")
        log.write()
    return None


def write_off(*, desk: Desk, debtor_id: int, wanted: WriteOff, on: date, at: datetime | None = None) -> Ending | Refusal:
    """Write off what is open of these invoices. More than the small sum that nobody is chased for asks an owner."""
    if not desk.may_work:
        return MAY_NOT
    if wanted.reason not in REASONS:
        return _WHY
    with transaction.atomic():
        debtor = desk.debtors().select_for_update().get(id=debtor_id)
        rows = {number: cents for number, cents in _open(desk, debtor).items() if number in wanted.invoices}
        refused = _may_not(desk, sum(rows.values()), wanted.reason)
        if refused:
            return refused
        own: dict[str, Any] = {"creditor": desk.creditor, "debtor_id": debtor.id, "by": desk.user.email, "made_on": on}
        basis = {str(number): cents for number, cents in rows.items()}
        one = Ending(kind="written-off", reason=wanted.reason, note=wanted.note.strip()[:2_000], basis=basis, **own)
        one.save(force_insert=True)
        log = Log(desk.creditor.id, on, at, desk.user.email)
        let_go(desk.creditor, one, rows, WRITTEN_OFF, log)
        close_with_letter(desk.creditor, one, log)
    return one


def _may_not(desk: Desk, total: int, reason: str) -> Refusal | None:
    if not total:
        return _NOTHING
    most = desk.creditor.tolerance
    if total <= most or desk.may_manage:
        return None
    nl, en = shown(most), shown(most, language="en")
    return Refusal(Text(f"Alleen een eigenaar schrijft meer af dan {nl}.", f"Only an owner writes off more than {en}."))


def give_credit(
    *, desk: Desk, invoice_id: int, amount: int, number: str, note: str, on: date, at: datetime | None = None
) -> Ending | Refusal:
    """A credit note of our own on an invoice, under the number that the bookkeeping gave it, and set off at once."""
    if not desk.may_work:
        return MAY_NOT
    with transaction.atomic():
        Creditor.objects.select_for_update().only("id").get(id=desk.creditor.pk)
        invoice = desk.invoices().get(id=invoice_id, kind="invoice")
        if not 0 < amount <= invoice.open:
            return _too_much(invoice)
        name = number.strip()[:100]
        if not name or desk.invoices().filter(number=name, kind="credit_note").exists():
            return _NUMBER
        own: dict[str, Any] = {"creditor": desk.creditor, "debtor_id": invoice.debtor_id}
        made = Invoice(number=name, kind="credit_note", issued_on=on, due_on=on, total=amount, open=amount, refers_to=invoice.number, **own)
        made.description = note.strip()[:500]
        made.save(force_insert=True)
        log = Log(desk.creditor.id, on, at, desk.user.email)
        return _credited(desk, invoice, made, log)


def _too_much(invoice: Invoice) -> Refusal:
    nl, en = shown(invoice.open), shown(invoice.open, language="en")
    return Refusal(Text(f"Noem een bedrag boven nul, hoogstens {nl}.", f"Name a sum above nothing, at most {en}."))


def _credited(desk: Desk, invoice: Invoice, made: Invoice, log: Log) -> Ending:
    one = Ending(
        creditor=desk.creditor,
        debtor_id=invoice.debtor_id,
        kind="credited",
        note=made.description,
        basis={str(invoice.id): invoice.open},
        let_go=made.total,
        made_on=log.on,
        by=log.by,
        credit_note_id=made.id,
    )
    one.save(force_insert=True)
    set_off(desk.creditor, made, invoice, log)
    one.parts = list(desk.allocations().filter(credit_note_id=made.id, undone_on=None).values_list("id", flat=True))
    done(desk.creditor, one, [invoice.number], log)
    close_with_letter(desk.creditor, one, log)
    return one


def undo_ending(*, desk: Desk, ending_id: int, on: date, at: datetime | None = None) -> Refusal | None:
    """Take an ending back while its last letter has not left."""
    if not desk.may_work:
        return MAY_NOT
    with transaction.atomic():
        Creditor.objects.select_for_update().only("id").get(id=desk.creditor.pk)
        one = desk.endings().select_related("letter").get(id=ending_id)
        if one.state != "done" or not one.parts:
            return _GONE
        if one.letter is not None and one.letter.state == "sent":
            return _LEFT
        take_back(desk.creditor, one, Log(desk.creditor.id, on, at, desk.user.email))
    return None


def write_closing(*, desk: Desk, ending_id: int, on: date, at: datetime | None = None) -> Ending | Refusal:
    """A person makes the last letter where none was made by itself."""
    if not desk.may_work:
        return MAY_NOT
    with transaction.atomic():
        one = desk.endings().select_for_update(of=("self",)).get(id=ending_id)
        if one.state != "done":
            return _GONE
        made = draft_closing(desk.creditor, one, Log(desk.creditor.id, on, at, desk.user.email))
        return made if isinstance(made, Refusal) else one
