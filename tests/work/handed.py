"""A case that is ready to go out of hands, for tests: announced, with its papers, a call and a defence that was answered."""

from __future__ import annotations

from datetime import date, timedelta

from akkoord.store.models import Case, Creditor, Debtor, HandOver, Invoice
from akkoord.work.handover.begin import begin
from akkoord.work.record import Log
from tests.cast import MONDAY
from tests.documents import pdf
from tests.factories import (
    at_hour,
    make_call,
    make_case,
    make_debtor,
    make_document,
    make_hold,
    make_invoice,
    make_letter,
    make_message,
    make_said,
    make_step,
)

AT = at_hour(MONDAY)
LADDER = (("reminder", date(2026, 9, 2)), ("notice-of-default", date(2026, 9, 16)), ("collection-warning", date(2026, 9, 28)))


def case_at_its_end(
    creditor: Creditor, *, number: str = "2026-0101", total: int = 250_000, last: str = "collection-warning"
) -> tuple[Debtor, Invoice, Case]:
    """A business that got every letter, up to the `last`, and did not pay."""
    debtor = make_debtor(creditor)
    invoice = make_invoice(debtor, number=number, total=total, due_on=date(2026, 9, 1), term_source="contract")
    case = make_case(debtor, opened_on=date(2026, 9, 2))
    make_document(invoice, pdf(), name="factuur.pdf", mime="application/pdf")
    make_document(invoice, pdf(script=True), name="bon.pdf", mime="application/pdf", proves_delivery=True)
    for kind, day in LADDER[: 1 + [kind for kind, _ in LADDER].index(last)]:
        until = day + timedelta(days=9) if kind == "notice-of-default" else None
        letter = make_letter(case, kind=kind, on=day, state="sent", sent_on=day, basis={f"{invoice.id}": total}, last_day=until, pdf=pdf())
        make_message(letter, state="sent", sent_at=at_hour(day), receipt="<1@example>")
        make_step(case, invoice, kind, on=day, left_on=day, last_day=until, letter_id=letter.id)
    call = make_call(debtor, "reached", at=at_hour(date(2026, 9, 10)))
    make_said(debtor, "quality-dispute", call=call, words="het gras is geel")
    done = {"ended_on": date(2026, 9, 20), "ended_because": "settled", "answer": "Opnieuw gezaaid op 18 september."}
    make_hold(debtor, kind="dispute", since=date(2026, 9, 12), invoice_id=invoice.id, note="Het gras kwam niet op.", **done)
    return debtor, invoice, case


def handed_over(creditor: Creditor, on: date = MONDAY) -> HandOver:
    """The same, decided: its file is still to be made."""
    debtor, invoice, case = case_at_its_end(creditor)
    make_step(case, invoice, "handover", on=on, left_on=on)
    log = Log(creditor.id, on, AT, "marieke@delinde.example")
    row = begin(creditor, debtor_id=debtor.id, case_id=case.id, invoices=[invoice.id], log=log)
    log.write()
    return row
