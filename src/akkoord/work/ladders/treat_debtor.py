"""Says how one debtor is treated: in which group, along which ladder of his own, and how he pays where a person knows better."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction

from akkoord.core.behaviour.payer import PAYERS
from akkoord.core.problem import Refusal, Text
from akkoord.store.access import Desk
from akkoord.store.models import Creditor, Debtor
from akkoord.work.keep_debtor import READER
from akkoord.work.know_payers import know_payers
from akkoord.work.ladders.pin_cases import pin_cases
from akkoord.work.ladders.which import Rulebook
from akkoord.work.record import record

HISTORY = "history"  # how he pays follows from his invoices


@dataclass(frozen=True, slots=True)
class Treatment:
    """`group_id` None is no group, `ladder` empty that of his group or kind; `payer` is one of PAYERS, empty where a person
    says that he is no kind of payer, or HISTORY."""

    group_id: int | None = None
    ladder: str = ""
    payer: str = HISTORY


def treat_debtor(*, desk: Desk, debtor_id: int, wish: Treatment, on: date, at: datetime | None = None) -> dict[str, Refusal]:
    """An empty answer means it is done. Raises Debtor.DoesNotExist for another company's."""
    if not desk.may_work:
        return {"": READER}
    with transaction.atomic():
        creditor = Creditor.objects.select_for_update().get(id=desk.creditor.id)
        debtor = desk.debtors().select_related("group").get(id=debtor_id)
        refusals = _wrong(desk, debtor, wish, Rulebook.of(creditor))
        if refusals:
            return refusals
        told = _change(desk, debtor, wish)
        if told:
            debtor.save(update_fields=["group_id", "ladder", "payer", "payer_said"])
            record("debtor-changed", creditor_id=creditor.id, debtor_id=debtor.id, on=on, at=at, by=desk.user.email, changed=told)
            pin_cases(creditor, on=on, debtors=[debtor.id])
    if not debtor.payer_said:
        know_payers(creditor=creditor, debtors=[debtor.id], on=on, at=at)
    return {}


def ladders_for(debtor: Debtor, book: Rulebook) -> list[str]:
    """The ladders that this debtor may walk: a consumer, or who may be one, never that of businesses."""
    kind = "consumer" if debtor.kind_doubtful else debtor.kind
    return sorted(name for name in book.all_names() if book.serves(name, kind))


def _wrong(desk: Desk, debtor: Debtor, wish: Treatment, book: Rulebook) -> dict[str, Refusal]:
    found = {}
    if wish.group_id is not None and not desk.groups().filter(id=wish.group_id).exists():
        found["group"] = Refusal(Text("Deze groep is er niet.", "There is no such group."))
    if wish.ladder and wish.ladder not in ladders_for(debtor, book):
        why = Text("Deze ladder is er niet voor dit soort debiteur.", "There is no such ladder for this kind of debtor.")
        found["ladder"] = Refusal(why, "art. 6:96 lid 6 BW")
    if wish.payer not in (*PAYERS, HISTORY, ""):
        found["payer"] = Refusal(Text("Kies een van de mogelijkheden.", "Choose one of the answers."))
    return found


def _change(desk: Desk, debtor: Debtor, wish: Treatment) -> dict[str, Any]:
    """What becomes of him, on the row that is not saved yet; gives what changes, as before and after."""
    told: dict[str, Any] = {}
    if debtor.group_id != wish.group_id:
        named = dict(desk.groups().filter(id__in=[one for one in (debtor.group_id, wish.group_id) if one]).values_list("id", "name"))
        told["group"] = [named.get(debtor.group_id or 0, ""), named.get(wish.group_id or 0, "")]
        debtor.group_id = wish.group_id
    if debtor.ladder != wish.ladder:
        told["ladder"] = [debtor.ladder, wish.ladder]
        debtor.ladder = wish.ladder
    said = wish.payer != HISTORY
    if said != debtor.payer_said or (said and debtor.payer != wish.payer):
        told["payer"] = [debtor.payer, wish.payer]
        debtor.payer_said, debtor.payer = said, wish.payer if said else debtor.payer
    return told
