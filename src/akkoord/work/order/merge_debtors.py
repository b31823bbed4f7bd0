"""Merges two debtors that are one: everything of the one goes to the other, who stays, and nothing is lost."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.db import transaction

from akkoord.core.problem import Refusal, Text
from akkoord.store.access import Desk
from akkoord.store.models import Arrangement, Contact, Creditor, Debtor, MergedDebtor, Payment
from akkoord.store.models.debtor import DebtorKind
from akkoord.work.books import law_kind
from akkoord.work.ladders.pin_cases import pin_cases
from akkoord.work.may_not import MAY_NOT
from akkoord.work.order.find_doubles import find_doubles
from akkoord.work.order.moving import Move, move_all
from akkoord.work.record import Log

ADDRESS = ("street", "postcode", "city", "country")
FILLED = ("number", "phone", "kvk", "vat", "legal_form")
KEPT = ("name", "number", "kind", "kind_doubtful", *ADDRESS, "email", "phone", "kvk", "vat", "legal_form", "note", "large", "payer")
_SAME = Refusal(Text("Dit is dezelfde debiteur.", "This is the same debtor."))
_ARRANGED = Refusal(
    Text(
        "Met beide loopt een betalingsregeling. Beëindig er eerst een: twee regelingen naast elkaar kan niemand nakomen of bewaken.",
        "Both have a running arrangement. End one of them first: nobody can keep or watch two at once.",
    )
)
_KIND = Refusal(
    Text(
        "De een is in de wet een ander soort debiteur dan de ander. Kies wat hij is: consument, bedrijf of overheid.",
        "In law the one is another kind of debtor than the other. Choose what he is: a consumer, a business or an authority.",
    ),
    "6:96 lid 6 BW",
)


def merge_debtors(*, desk: Desk, into_id: int, old_id: int, on: date, at: datetime | None = None, kind: str = "") -> Refusal | None:
    """Everything of `old_id` goes to `into_id`. `kind` is what a person says he is, where the two are not the same in law.
    Raises Debtor.DoesNotExist where either is another company's."""
    if not desk.may_work:
        return MAY_NOT
    with transaction.atomic():
        Creditor.objects.select_for_update().only("id").get(id=desk.creditor.id)
        into, old = desk.debtors().select_for_update().get(id=into_id), desk.debtors().select_for_update().get(id=old_id)
        refused = against(into, old, on=on, kind=kind)
        if refused:
            return refused
        log = Log(desk.creditor.id, on, at, desk.user.email)
        _merge(into, old, kind, log)
        log.write()
        pin_cases(desk.creditor, on=on, debtors=[into.id])
        find_doubles(desk.creditor, on=on, about=[into.id])
    return None


def against(into: Debtor, old: Debtor, *, on: date, kind: str = "") -> Refusal | None:
    """Why these two cannot be merged as they are; None where they can."""
    if into.id == old.id:
        return _SAME
    if law_kind(into) != law_kind(old) and kind not in DebtorKind.values:
        return _KIND
    running = {one.debtor_id: one for one in Arrangement.objects.filter(creditor_id=into.creditor_id, state="running")}
    if into.id in running and old.id in running:
        return _ARRANGED
    for one, other in ((into, old), (old, into)):
        if one.id in running and _waits(running[one.id], other, on):
            return _counts_double(one, other)
    return None


def _waits(arrangement: Arrangement, other: Debtor, on: date) -> bool:
    """Whether money is likely the other's and booked on nothing yet: merged, it would count for the arrangement."""
    rows = Payment.objects.filter(creditor_id=other.creditor_id, likely_debtor_id=other.id, free__gt=0, set_aside=False)
    return rows.filter(on__gte=arrangement.proposed_on, on__lte=on).exists()


def _counts_double(one: Debtor, other: Debtor) -> Refusal:
    return Refusal(
        Text(
            f"Met {one.name} loopt een betalingsregeling, en van {other.name} wacht een betaling tot zij geplaatst wordt. Dat geld zou dan "
            "meetellen als termijn van de regeling. Plaats de betaling eerst.",
            f"{one.name} has a running arrangement, and a payment of {other.name} waits to be placed. That money would then count as "
            "an instalment. Place the payment first.",
        )
    )


def _merge(into: Debtor, old: Debtor, kind: str, log: Log) -> None:
    was = {name: getattr(old, name) for name in KEPT}
    moved = move_all(Move(into.creditor_id, old.id, into.id, log.on))
    known = {name: getattr(old, name) for name in ("number", "name", "kvk", "vat")}
    MergedDebtor.objects.create(creditor_id=into.creditor_id, old_id=old.id, debtor_id=into.id, on=log.on, by=log.by, **known)
    Debtor.objects.filter(creditor_id=old.creditor_id, id=old.id).delete()  # first: its number may be taken over
    told = _joined(into, old, kind)
    log.add("debtor-merged", debtor_id=into.id, old=old.id, name=old.name, customer=old.number, moved=moved, was=was, changed=told)


def _joined(into: Debtor, old: Debtor, kind: str) -> dict[str, Any]:
    """What the one does not know and the other did is added, and what both knew otherwise is not lost; gives what changed."""
    before = {name: getattr(into, name) for name in KEPT}
    if not into.street:
        for name in ADDRESS:
            setattr(into, name, getattr(old, name) or getattr(into, name))
    for name in FILLED:
        setattr(into, name, getattr(into, name) or getattr(old, name))
    if not into.email:
        into.email, into.bounced = old.email, old.bounced
    if into.phone == old.phone:
        into.wrong_phone = into.wrong_phone or old.wrong_phone
    into.note = "\n".join(dict.fromkeys(note for note in (into.note, old.note) if note))
    if kind:
        into.kind, into.kind_doubtful = kind, False
    elif into.kind_doubtful and not old.kind_doubtful:
        into.kind, into.kind_doubtful = old.kind, False
    into.save()
    _still_reached(into, old)
    return {name: [value, getattr(into, name)] for name, value in before.items() if getattr(into, name) != value}


def _still_reached(into: Debtor, old: Debtor) -> None:
    """Another address or number of the one that went is kept as a contact, so that mail from there is still known."""
    email = old.email if old.email.lower() != into.email.lower() else ""
    phone = old.phone if old.phone != into.phone else ""
    if email or phone:
        said = {"name": old.name, "email": email, "phone": phone, "bounced": old.bounced if email else ""}
        said["wrong_phone"] = old.wrong_phone if phone else ""
        Contact.objects.create(creditor_id=into.creditor_id, debtor_id=into.id, **said)
