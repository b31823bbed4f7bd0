"""What a debtor says against it while the partner has his case: the partner hears it the same day, whoever wrote it down here."""

from __future__ import annotations

from akkoord.core.handover.message import LONGEST_TEXT
from akkoord.store.models import HandOver, Hold, Invoice
from akkoord.work.handover.tell import tell
from akkoord.work.record import Log

TELLS = {
    "dispute": "De debiteur heeft bezwaar gemaakt.",
    "insolvency": "Wij hoorden dat de debiteur insolvent is, of surseance of schuldsanering heeft.",
    "vulnerable": "Wij hoorden iets waarom deze debiteur extra zorg nodig heeft. Beslis eerst zelf hoe u verder gaat.",
}


def pass_objection(hold: Hold, log: Log) -> None:
    """Tell the partner of each running case that it is about. Of somebody's circumstances nothing more is said than that. Call it
    in the transaction that writes it down."""
    if hold.kind not in TELLS:
        return
    running = HandOver.objects.filter(creditor_id=hold.creditor_id, debtor_id=hold.debtor_id, ended_on=None).exclude(sent_at=None)
    for one in running.exclude(state="withdrawing"):
        if hold.invoice_id is None or hold.invoice_id in one.invoices:
            words = f" {hold.note}" if hold.kind == "dispute" and hold.note else ""
            mine = [hold.invoice_id] if hold.invoice_id else one.invoices
            numbers = list(Invoice.objects.filter(creditor_id=hold.creditor_id, id__in=mine).values_list("number", flat=True))
            text = f"{TELLS[hold.kind]}{words}"[:LONGEST_TEXT]
            tell(one, "objection", {"text": text, "on": log.on.isoformat(), "invoices": numbers}, log)
            log.add("partner-objection", debtor_id=one.debtor_id, ref=one.ref, text=text)
