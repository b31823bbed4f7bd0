"""Says what was agreed about the payment of an invoice; from that follows from when interest runs, and which costs may be asked
(art. 6:83 a, 6:119a and 6:119b BW, Besluit BIK art. 2a)."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import date, datetime

from django.db import transaction

from akkoord.core.problem import Refusal, Text
from akkoord.store.access import Desk
from akkoord.store.models import Invoice
from akkoord.store.models.invoice import TermSource
from akkoord.work.keep_debtor import READER
from akkoord.work.record import Log


@dataclass(frozen=True, slots=True)
class Terms:
    """Where the term was agreed; when the invoice and the work came, where that is known; whether a term longer than the law
    allows by itself was agreed expressly; and what contract this is an instalment of."""

    term_source: str
    received_on: date | None = None
    performed_on: date | None = None
    longer_holds: bool = True
    contract: str = ""


def keep_terms(*, desk: Desk, invoice_id: int, terms: Terms, on: date, at: datetime) -> dict[str, Refusal]:
    """Stores what was agreed; an empty answer means it is done. Raises Invoice.DoesNotExist for another company's invoice."""
    if not desk.may_work:
        return {"": READER}
    with transaction.atomic():
        invoice = desk.invoices().select_for_update().get(id=invoice_id)
        refusals = _wrong(invoice, terms, on)
        if refusals:
            return refusals
        changed = {name: [getattr(invoice, name), value] for name, value in asdict(terms).items() if getattr(invoice, name) != value}
        if changed:
            for name, (_, value) in changed.items():
                setattr(invoice, name, value)
            invoice.save(update_fields=list(changed))
            log = Log(desk.creditor.pk, on, at, desk.user.email)
            told = {name: [_told(before), _told(value)] for name, (before, value) in changed.items()}
            log.add("terms-changed", debtor_id=invoice.debtor_id, invoice_id=invoice.id, number=invoice.number, changed=told)
            log.write()
    return {}


def _told(value: object) -> object:
    return value.isoformat() if isinstance(value, date) else value


def _wrong(invoice: Invoice, terms: Terms, on: date) -> dict[str, Refusal]:
    """What cannot be: an unknown source, a day before the invoice was sent, a day that has not come yet, a name too long."""
    refusals: dict[str, Refusal] = {}
    if terms.term_source not in TermSource.values:
        refusals["term_source"] = Refusal(Text("Kies een van de mogelijkheden.", "Choose one of the answers."))
    if terms.received_on and terms.received_on < invoice.issued_on:
        why = Text("Een factuur komt niet aan voordat zij is verstuurd.", "An invoice does not arrive before it was sent.")
        refusals["received_on"] = Refusal(why, "6:119a lid 2 BW")
    for name in ("received_on", "performed_on"):
        day = getattr(terms, name)
        if day and day > on:
            refusals[name] = Refusal(Text("Die dag moet nog komen.", "That day has not come yet."), "6:119a lid 2 BW")
    if len(terms.contract) > 60:
        refusals["contract"] = Refusal(Text("Hoogstens 60 tekens.", "At most 60 characters."))
    return refusals
