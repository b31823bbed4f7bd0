"""Ends an arrangement or a proposal: what waited for it waits no longer, and what happened is written down with its reason."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from akkoord.core.problem import Text
from akkoord.store.models import Allocation, Arrangement, ArrangementInvoice, Creditor, Hold, Invoice, Payment
from akkoord.work.arrangement.paid import paid_for
from akkoord.work.payments.bookings import take_off
from akkoord.work.record import Log

LET_GO = "arrangement-kept"  # why something came off an invoice without money


def withdraw_open(creditor: Creditor, debtor_id: int, log: Log) -> None:
    """The proposal that is open with this debtor is withdrawn: a new one takes its place. Call it in a transaction."""
    for one in Arrangement.objects.filter(creditor=creditor, debtor_id=debtor_id, state="proposed").defer("pdf"):
        end(one, "withdrawn", Text("Er kwam een nieuw voorstel.", "A new proposal came in its place."), log)


def end(one: Arrangement, how: str, because: Text, log: Log, **said: Any) -> None:
    """It ends so, from this day; its invoices wait no longer. Call it in a transaction, before its log is written."""
    one.state, one.ended_on, one.ended_because = how, log.on, {"nl": because.nl, "en": because.en}
    one.save(update_fields=["state", "ended_on", "ended_because"])
    holds = ArrangementInvoice.objects.filter(creditor_id=one.creditor_id, arrangement_id=one.id).exclude(hold_id=None)
    standing = Hold.objects.filter(creditor_id=one.creditor_id, id__in=list(holds.values_list("hold_id", flat=True)), ended_on=None)
    standing.update(ended_on=log.on, ended_because=how)
    told = {"arrangement": one.id, "version": one.version, "nl": because.nl, "en": because.en, **said}
    log.add(f"arrangement-{how}", debtor_id=one.debtor_id, **told)


def keep(one: Arrangement, log: Log) -> None:
    """Everything was paid: what was to be let go is let go, and nothing is owed on these invoices any more. The event is the
    place for whoever wants to say thank you. Call it in a transaction."""
    creditor = Creditor.objects.get(id=one.creditor_id)
    invoices = list(ArrangementInvoice.objects.filter(creditor=creditor, arrangement_id=one.id).values_list("invoice_id", flat=True))
    paid = sum(cents for _, cents in paid_for(creditor, [one])[one.id])
    _set_rests_aside(creditor, one, invoices, over=max(0, paid - one.total), log=log)
    let_go = _let_go(creditor, invoices, log)
    words = Text("Alles is betaald zoals afgesproken.", "Everything was paid as agreed.")
    end(one, "kept", words, log, paid=paid, let_go=let_go, waived=one.waived, discount=one.discount)


def _let_go(creditor: Creditor, invoices: Sequence[int], log: Log) -> int:
    """What is still open on these invoices comes off without money: the discount, and a few cents too little."""
    rows = list(Invoice.objects.filter(creditor=creditor, id__in=invoices, open__gt=0))
    parts = [Allocation(creditor=creditor, invoice_id=row.id, on=log.on, amount=row.open, because=LET_GO) for row in rows]
    Allocation.objects.bulk_create(parts)
    take_off(creditor, parts)
    for row in rows:
        log.add("let-go", debtor_id=row.debtor_id, invoice_id=row.id, amount=row.open, invoice=row.number)
    return sum(part.amount for part in parts)


def _set_rests_aside(creditor: Creditor, one: Arrangement, invoices: Sequence[int], *, over: int, log: Log) -> None:
    """What is left of his payments was for the interest and the costs in the plan; what he paid beyond it stays free."""
    placed = Allocation.objects.filter(creditor=creditor, invoice_id__in=invoices, undone_on=None, id__gt=one.id).exclude(payment_id=None)
    rows = Payment.objects.filter(creditor=creditor, id__in=list(placed.values_list("payment_id", flat=True)), free__gt=0, set_aside=False)
    for payment in rows.order_by("-on", "-id"):
        if over > 0:
            over -= payment.free
            continue
        Payment.objects.filter(creditor=creditor, id=payment.id).update(set_aside=True)
        log.add("rest-for-claims", debtor_id=one.debtor_id, amount=payment.free, invoice="")
