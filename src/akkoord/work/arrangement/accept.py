"""A proposal is accepted, declined or withdrawn. What is accepted is kept as it was read, and from then on its invoices wait."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from akkoord.core.day_words import day_shown
from akkoord.core.problem import Refusal, Text
from akkoord.jurisdictions import jurisdiction
from akkoord.store.models import Arrangement, ArrangementInvoice, Creditor, Hold, Interruption, Invoice
from akkoord.work.arrangement.agreement import agreement_of
from akkoord.work.arrangement.end import end
from akkoord.work.arrangement.reckon import running_of
from akkoord.work.ongoing.resume_work import follow_and_write
from akkoord.work.record import Log

HOW: dict[str, Text] = {
    "portal": Text("via de persoonlijke pagina", "on the personal page"),
    "paper": Text("met een handtekening op papier", "with a signature on paper"),
    "spoken": Text("mondeling", "by word of mouth"),
}
_NOT_OPEN = Refusal(Text("Dit voorstel staat niet meer open.", "This proposal is not open any more."))
_OTHER_TEXT = Refusal(
    Text(
        "De tekst is niet meer de tekst die u zag. Lees haar opnieuw, en ga dan akkoord.",
        "The text is not the one you saw any more. Read it again, and agree then.",
    ),
    "6:217 BW",
)
_NAME = Refusal(Text("Vul de naam in van wie akkoord gaat.", "Fill in the name of who agrees."))
_HOW = Refusal(Text("Kies hoe er akkoord is gegeven.", "Choose how it was accepted."))
_PAID = Refusal(Text("Er staat niets meer open: een regeling is niet nodig.", "Nothing is open any more: no arrangement is needed."))


@dataclass(frozen=True, slots=True)
class Acceptance:
    """How somebody agreed: on his own page, on paper, or spoken; his name, the address on the network where there is one, and the
    hash of the text he saw."""

    how: str
    name: str
    address: str = ""
    text_sha256: str = ""


def accept(
    *, creditor: Creditor, arrangement_id: int, acceptance: Acceptance, on: date, at: datetime | None, by: str
) -> Arrangement | Refusal:
    """From today it runs, and the ladder stands still for its invoices. Refuses when it is not open any more, or when the hash is
    not that of the text: on the debtor's page that is always asked. What ran before is replaced.

    Raises Arrangement.DoesNotExist for another company's.
    """
    with transaction.atomic():
        Creditor.objects.select_for_update().only("id").get(id=creditor.id)
        one = Arrangement.objects.select_for_update().get(creditor=creditor, id=arrangement_id)
        refused = _refused(one, acceptance, on)
        if refused:
            return refused
        log = Log(creditor.id, on, at, by)
        before = running_of(creditor, one.debtor_id)
        if before is not None:
            end(before, "replaced", Text("Er kwam een nieuwe versie.", "A new version came in its place."), log)
        _run(one, acceptance, log)
        _holds(one, log)
        _acknowledged(one, acceptance, log)
        follow_and_write(creditor, log)
    return one


def _refused(one: Arrangement, acceptance: Acceptance, on: date) -> Refusal | None:
    if one.state != "proposed" or (one.valid_until is not None and one.valid_until < on):
        return _NOT_OPEN
    if acceptance.how not in HOW:
        return _HOW
    if not acceptance.name.strip():
        return _NAME
    asked = acceptance.text_sha256 or acceptance.how == "portal"
    if asked and acceptance.text_sha256 != agreement_of(one).sha256:
        return _OTHER_TEXT
    rows = ArrangementInvoice.objects.filter(creditor_id=one.creditor_id, arrangement_id=one.id, invoice__open__gt=0)
    return None if rows.exists() else _PAID


def _run(one: Arrangement, acceptance: Acceptance, log: Log) -> None:
    one.state, one.agreed_on = "running", log.on
    one.accepted_how, one.accepted_by = acceptance.how, acceptance.name.strip()[:200]
    one.accepted_at, one.accepted_from = log.at, acceptance.address[:60]
    agreement = agreement_of(one)
    content = agreement.content
    if content.plan is not None:
        said = accepted_words(one).in_language(content.language)
        content = replace(content, plan=replace(content.plan, agreed_on=log.on, accepted=said))
    one.pdf = replace(agreement, content=content).pdf()
    one.pdf_sha256 = hashlib.sha256(one.pdf).hexdigest()
    one.save()
    _tell(one, log)


def _tell(one: Arrangement, log: Log) -> None:
    told: dict[str, Any] = {
        "arrangement": one.id,
        "version": one.version,
        "amount": one.total,
        "how": one.accepted_how,
        "name": one.accepted_by,
    }
    rows = one.instalments.order_by("number").values_list("due_on", "amount")
    told["instalments"] = [{"on": str(day), "amount": cents} for day, cents in rows]
    log.add("arrangement-agreed", debtor_id=one.debtor_id, sha256=one.text_sha256, pdf=one.pdf_sha256, address=one.accepted_from, **told)


def accepted_words(one: Arrangement) -> Text:
    """How it was accepted, in a sentence: who, when, how, from where, and the hash of the text."""
    local = one.accepted_at.astimezone(timezone.get_current_timezone()) if one.accepted_at else None
    how, day = HOW[one.accepted_how], one.agreed_on or one.proposed_on
    clock = f"{local:%H:%M}" if local else ""
    at = Text(f" om {clock} uur" if clock else "", f" at {clock}" if clock else "")
    where = Text(f", vanaf {one.accepted_from}" if one.accepted_from else "", f", from {one.accepted_from}" if one.accepted_from else "")
    nl, en = day_shown(day, language="nl"), day_shown(day, language="en")
    return Text(
        f"{one.accepted_by} ging akkoord op {nl}{at.nl}, {how.nl}{where.nl}. Hash van de tekst (SHA-256): {one.text_sha256}",
        f"{one.accepted_by} agreed on {en}{at.en}, {how.en}{where.en}. Hash of the text (SHA-256): {one.text_sha256}",
    )


def _holds(one: Arrangement, log: Log) -> None:
    """Each of its invoices waits from today."""
    rows = list(ArrangementInvoice.objects.filter(creditor_id=one.creditor_id, arrangement_id=one.id))
    for row in rows:
        said: dict[str, Any] = {
            "debtor_id": one.debtor_id,
            "invoice_id": row.invoice_id,
            "since": log.on,
            "by": log.by,
        }
        row.hold_id = Hold.objects.create(creditor_id=one.creditor_id, kind="arrangement-kept", **said).id
        row.save(update_fields=["hold_id"])


def _acknowledged(one: Arrangement, acceptance: Acceptance, log: Log) -> None:
    """Who agrees acknowledges the debt: the prescription of each invoice begins anew (art. 3:318 BW)."""
    numbers = ArrangementInvoice.objects.filter(creditor_id=one.creditor_id, arrangement_id=one.id).values_list("invoice_id", flat=True)
    rule = jurisdiction().prescription
    note = f"Betalingsregeling, akkoord {HOW[acceptance.how].nl} door {one.accepted_by}"
    for row in Invoice.objects.filter(creditor_id=one.creditor_id, id__in=list(numbers)):
        if rule.too_early(log.on, due=row.due_on):
            continue
        own: dict[str, Any] = {"on": log.on, "how": "acknowledgement", "note": note, "by": log.by or one.accepted_by}
        kept = Interruption.objects.create(creditor_id=one.creditor_id, invoice_id=row.id, **own)
        said: dict[str, Any] = {"interruption": kept.id, "number": row.number, "day": str(log.on), "how": kept.how, "note": note}
        log.add("prescription-interrupted", debtor_id=one.debtor_id, invoice_id=row.id, **said)


def decline(*, creditor: Creditor, arrangement_id: int, because: str, on: date, at: datetime | None, by: str) -> Arrangement | Refusal:
    """The debtor does not want it; `because` in his words."""
    words = because.strip() or "De klant wil deze regeling niet."
    return _closed(creditor, arrangement_id, "declined", Text(words, because.strip() or "The customer does not want it."), on, at, by)


def withdraw(*, creditor: Creditor, arrangement_id: int, because: str, on: date, at: datetime | None, by: str) -> Arrangement | Refusal:
    """The creditor takes the proposal back."""
    words = because.strip() or "Wij trokken het voorstel in."
    return _closed(creditor, arrangement_id, "withdrawn", Text(words, because.strip() or "We took the proposal back."), on, at, by)


def _closed(
    creditor: Creditor, arrangement_id: int, how: str, because: Text, on: date, at: datetime | None, by: str
) -> Arrangement | Refusal:
    with transaction.atomic():
        one = Arrangement.objects.select_for_update().get(creditor=creditor, id=arrangement_id)
        if one.state != "proposed":
            return _NOT_OPEN
        log = Log(creditor.id, on, at, by)
        end(one, how, because, log)
        log.write()
    return one
