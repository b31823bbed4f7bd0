"""When invoices prescribe, made ready for the page of one and for that of its debtor."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from akkoord.jurisdictions import jurisdiction
from akkoord.store.access import Desk
from akkoord.store.models import Invoice
from akkoord.store.queries.open_on import was_open
from akkoord.work.prescription import as_service, claim_kind, prescribing, prescriptions


def prescribed(desk: Desk, invoice: Invoice, *, on: date) -> dict[str, Any]:
    """What invoices/prescription.html shows; nothing where there is nothing left to claim."""
    if invoice.kind != "invoice" or not invoice.open:
        return {}
    answer, rule = prescriptions([invoice], on=on)[invoice.id], jurisdiction().prescription
    passed = answer.prescribes_on <= on
    return {
        "prescription": answer,
        "claim": rule.kinds[claim_kind(invoice.debtor)],
        "service": as_service(invoice, on=on),
        "service_kind": rule.kinds["business"],
        "prescribed": passed,
        "prescribes_soon": not passed and answer.last_day <= on + timedelta(days=rule.warning_days),
        "days_left": (answer.last_day - on).days,
        "kept": desk.interruptions().filter(invoice_id=invoice.id, withdrawn_on=None, on__lte=on).order_by("on", "id"),
    }


def nearest(desk: Desk, debtor_id: int, *, on: date) -> dict[str, Any] | None:
    """The invoice of a debtor that prescribes first within the warning time, else the one that did last; None where there is
    neither."""
    mine = was_open(desk.creditor, on=on).filter(debtor_id=debtor_id)
    found = prescribing(mine, on=on, tolerance=desk.creditor.tolerance)
    if not found:
        return None
    one = next((row for row in found if not row.passed(on)), found[-1])
    return {"invoice": one.invoice, "day": one.answer.prescribes_on, "passed": one.passed(on)}
