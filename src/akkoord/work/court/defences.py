"""The defences a debtor raised and what we answer, as the writ must name them (art. 111 lid 3 Rv)."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction

from akkoord.core.court.annex import Defence
from akkoord.core.problem import Refusal, Text
from akkoord.store.access import Desk
from akkoord.store.models import Hold
from akkoord.store.models.hold import HoldKind
from akkoord.work.may_not import MAY_NOT
from akkoord.work.record import Log

LONGEST = 4_000  # characters of an answer
_TOO_LONG = Refusal(Text(f"Hoogstens {LONGEST} tekens.", f"At most {LONGEST} characters."))
_NO_DEFENCE = Refusal(Text("Dit is geen bezwaar van de debiteur.", "This is no objection of the debtor."))


def raised(desk: Desk, debtor_id: int, *, on: date) -> list[Hold]:
    """What he objected up to that day, settled or not, oldest first, with its invoice."""
    rows = desk.holds().filter(debtor_id=debtor_id, kind=HoldKind.DISPUTE, since__lte=on)
    return list(rows.select_related("invoice").order_by("since", "id"))


def defences(desk: Desk, debtor_id: int, *, on: date) -> tuple[Defence, ...]:
    """The same as the writ names them."""
    return tuple(
        Defence(one.since, one.invoice.number if one.invoice else "", one.note, one.answer, one.ended_on)
        for one in raised(desk, debtor_id, on=on)
    )


def answer_defence(*, desk: Desk, hold_id: int, answer: str, on: date, at: datetime) -> Refusal | None:
    """Keeps what we say to an objection; empty takes it away. It changes nothing else: whether the objection stands is another matter."""
    said = answer.strip()
    if not desk.may_work:
        return MAY_NOT
    if len(said) > LONGEST:
        return _TOO_LONG
    with transaction.atomic():
        hold = desk.holds().select_for_update().get(id=hold_id)
        if hold.kind != HoldKind.DISPUTE:
            return _NO_DEFENCE
        if hold.answer != said:
            hold.answer = said
            hold.save(update_fields=["answer"])
            log = Log(desk.creditor.pk, on, at, desk.user.email)
            log.add("defence-answered", debtor_id=hold.debtor_id, invoice_id=hold.invoice_id, hold=hold.id, answer=said)
            log.write()
    return None
