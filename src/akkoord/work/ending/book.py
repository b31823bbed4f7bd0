"""Books what is let go, and takes it back: each part is a booking of its own with what it is for, so that nothing is rewritten."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from akkoord.core.problem import Text
from akkoord.store.models import Allocation, Case, Creditor, Ending, Hold, Invoice, Letter
from akkoord.work.close_cases import close_cases
from akkoord.work.letters.recheck import withdraw
from akkoord.work.ongoing.resume_work import follow
from akkoord.work.payments.bookings import take_off, undo
from akkoord.work.record import Log

SETTLED, WRITTEN_OFF = "settled", "written-off"
_OPEN_AGAIN = Text("Wat was afgehandeld, staat weer open", "What was settled is open again")


def let_go(creditor: Creditor, ending: Ending, sums: Mapping[int, int], because: str, log: Log) -> None:
    """Take these cents off these invoices. Call it in the transaction of the ending, which is saved by it."""
    rows = {row.id: row for row in Invoice.objects.filter(creditor=creditor, id__in=list(sums))}
    parts = [
        Allocation(creditor=creditor, invoice_id=number, on=log.on, amount=cents, because=because)
        for number, cents in sums.items()
        if 0 < cents <= rows[number].open
    ]
    Allocation.objects.bulk_create(parts)
    take_off(creditor, parts)
    ending.parts = [one.id for one in parts]
    ending.let_go = sum(one.amount for one in parts)
    done(creditor, ending, [rows[one.invoice_id].number for one in parts], log)


def done(creditor: Creditor, ending: Ending, numbers: Sequence[str], log: Log) -> None:
    """It is settled: it says so on the time line, and a case in which nothing is left is closed with it."""
    ending.state, ending.done_on = "done", log.on
    ending.case_id = case_of(creditor, ending.debtor_id)
    end_hold(ending, log)
    ending.save()
    told: dict[str, Any] = {"ending": ending.id, "what": ending.kind, "amount": ending.let_go, "reason": ending.reason, "note": ending.note}
    log.add("ending-done", debtor_id=ending.debtor_id, numbers=list(numbers), beyond=ending.beyond, **told)
    follow(creditor, log)
    log.write()
    close_cases(creditor=creditor, on=log.on, at=log.at)


def case_of(creditor: Creditor, debtor_id: int) -> int | None:
    """The case it belongs to: the one that goes on, or the last."""
    rows = Case.objects.filter(creditor=creditor, debtor_id=debtor_id).order_by("-opened_on", "-id")
    found = rows.filter(closed_on=None).first() or rows.first()
    return found.id if found else None


def end_hold(ending: Ending, log: Log) -> None:
    """What waited for it waits no more."""
    rows = Hold.objects.filter(creditor_id=ending.creditor_id, id=ending.hold_id or 0, ended_on=None)
    rows.update(ended_on=log.on, ended_because="settled")


def take_back(creditor: Creditor, ending: Ending, log: Log) -> None:
    """Everything as it was before: what was let go is asked again, its case goes on where it stood, and its last letter does not
    leave. Call it in a transaction; its log is written."""
    for part in list(Allocation.objects.filter(creditor=creditor, id__in=ending.parts, undone_on=None).select_related("invoice")):
        undo(creditor, part, log, why="ending")
    if ending.credit_note_id is not None:
        Invoice.objects.filter(creditor=creditor, id=ending.credit_note_id).update(open=0, settled_on=log.on)
    if ending.case_id is not None and not Case.objects.filter(creditor=creditor, debtor_id=ending.debtor_id, closed_on=None).exists():
        Case.objects.filter(creditor=creditor, id=ending.case_id).update(closed_on=None, closed_because="")
    letter = Letter.objects.filter(creditor=creditor, id=ending.letter_id or 0, state__in=("draft", "approved")).first()
    if letter is not None:
        withdraw(letter, because=_OPEN_AGAIN, on=log.on, log=log)
    ending.state, ending.ended_on = "undone", log.on
    ending.save(update_fields=["state", "ended_on"])
    log.add("ending-undone", debtor_id=ending.debtor_id, ending=ending.id, what=ending.kind, amount=ending.let_go)
    log.write()
