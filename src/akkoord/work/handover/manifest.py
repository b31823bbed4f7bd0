"""What a dossier says of its case, as JSON (core.handover.schema): every date, sum and word as it stands in the books."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import asdict
from datetime import UTC, date, datetime
from typing import Any

from akkoord import __version__
from akkoord.core.handover.chain import chain_hash
from akkoord.core.handover.readiness import readiness
from akkoord.core.handover.schema import FORMAT, VERSION
from akkoord.store.models import Allocation, Event, Invoice, Letter, Outbox
from akkoord.work.handover.ready import is_natural, known_of
from akkoord.work.handover.rows import Rows
from akkoord.work.handover.talk import talk_of
from akkoord.work.owed import Owed, OwedInvoice
from akkoord.work.record import said_by

Data = dict[str, Any]
Paths = dict[tuple[str, int], str]  # a kind of thing and its number: where its file stands


def manifest_of(rows: Rows, *, sums: Owed, ref: str, at: datetime | None, paths: Paths, events: Sequence[Event]) -> Data:
    """The manifest without its list of files: that is made when it is sealed."""
    return {
        "format": FORMAT,
        "version": VERSION,
        "reference": ref,
        "made_on": rows.on.isoformat(),
        "made_at": moment(at),
        "made_with": f"Akkoord {__version__}",
        "language": "nl",
        **_parties(rows),
        "claim": claim_of(sums, rows.on),
        "invoices": _invoices(rows, sums, paths),
        "payments": _payments(rows),
        "letters": _letters(rows, paths),
        **talk_of(rows, paths),
        "checks": [{"key": one.key, "state": one.state, "because": one.because.nl} for one in readiness(known_of(rows))],
        "files": [],
        "events": _events(events),
    }  # fmt: skip


def moment(at: datetime | None) -> str | None:
    """A moment as it is written: ISO 8601, in UTC."""
    return at.astimezone(UTC).isoformat(timespec="seconds") if at else None


def day(value: date | None) -> str | None:
    """A day as it is written, or nothing."""
    return value.isoformat() if value else None


def _parties(rows: Rows) -> Data:
    creditor, debtor = rows.creditor, rows.debtor
    place = ("name", "street", "postcode", "city", "country", "email", "phone")
    ours = {name: getattr(creditor, name) for name in (*place, "kvk", "vat", "iban", "vat_deductible")}
    his = {name: getattr(debtor, name) for name in (*place, "number", "legal_form", "kvk", "vat", "language", "kind", "kind_doubtful")}
    contacts = [{"name": one.name, "role": one.role, "email": one.email, "phone": one.phone} for one in rows.contacts]
    stands = {kind: bool(rows.standing(kind)) for kind in ("vulnerable", "insolvency")}
    mandate = {"partner": creditor.partner, "kind": creditor.partner_kind, "registration": creditor.partner_registration}
    return {
        "creditor": {**ours, "contact": creditor.signed_by},
        "mandate": {**mandate, "given_on": day(creditor.partner_mandated_on)},
        "debtor": {**his, **stands, "natural_person": is_natural(debtor), "contacts": contacts},
    }


def claim_of(sums: Owed, on: date) -> Data:
    """The sums with every line behind them."""
    return {
        "on": on.isoformat(),
        "currency": "EUR",
        "principal": sums.principal,
        "interest": sums.interest,
        "costs": sums.costs,
        "vat": sums.vat,
        "total": sums.total,
        "interest_lines": [_plain(line) for line in sums.interest_lines],
        "cost_lines": [_plain(line) for line in sums.cost_lines],
        "movements": [_plain(line) for line in sums.movements],
    }


def _plain(line: Any) -> Data:
    return {name: value.isoformat() if isinstance(value, date) else value for name, value in asdict(line).items()}


def _invoices(rows: Rows, sums: Owed, paths: Paths) -> list[Data]:
    owed_of = {one.id: one for one in sums.invoices}
    found: dict[int, list[str]] = defaultdict(list)
    for one in rows.documents:
        found[one.invoice_id].append(paths["document", one.id])
    return [_invoice(row, owed_of.get(row.id), rows, found[row.id]) for row in (*rows.invoices, *rows.credit_notes)]


def _invoice(row: Invoice, sums: OwedInvoice | None, rows: Rows, files: list[str]) -> Data:
    days = ("issued_on", "due_on", "received_on", "performed_on", "delivered_from", "delivered_until")
    prescribes = rows.prescriptions.get(row.id)
    return {
        "number": row.number,
        "kind": row.kind,
        "description": row.description,
        **{name: day(getattr(row, name)) for name in days},
        "term_source": row.term_source,
        "total": row.total,
        "open": sums.principal if sums else row.open,
        "interest_from": day(sums.interest_from) if sums else None,
        "interest": sums.interest if sums else 0,
        "costs": sums.costs if sums else 0,
        "prescribes_on": day(prescribes.prescribes_on) if prescribes else None,
        "files": files,
    }


def _payments(rows: Rows) -> list[Data]:
    """The money and the credit notes that were booked, each with the invoices it went to."""
    found: dict[tuple[str, int], list[Allocation]] = defaultdict(list)
    for one in rows.bookings:
        found[("payment", one.payment_id) if one.payment_id else ("other", one.id)].append(one)
    return [_payment(parts) for parts in found.values()]


def _payment(parts: list[Allocation]) -> Data:
    first, paid = parts[0], parts[0].payment
    return {
        "on": first.on.isoformat(),
        "amount": paid.amount if paid else first.amount,
        "counterparty": paid.counterparty_name if paid else "",
        "iban": paid.counterparty_iban if paid else "",
        "remittance": paid.remittance if paid else first.credit_note.number if first.credit_note else "",
        "because": first.because,
        "booked": [{"invoice": one.invoice.number, "amount": one.amount} for one in parts],
    }


def _letters(rows: Rows, paths: Paths) -> list[Data]:
    sent: dict[int, list[Outbox]] = defaultdict(list)
    for one in rows.messages:
        sent[one.letter_id].append(one)
    return [_letter(row, sent[row.id], paths) for row in rows.letters]


def _letter(row: Letter, sent: list[Outbox], paths: Paths) -> Data:
    ways = [{"channel": one.channel, "recipient": one.recipient, "at": moment(one.sent_at), "receipt": one.receipt} for one in sent]
    return {
        "kind": row.kind,
        "subject": row.subject,
        "made_on": row.made_on.isoformat(),
        "sent_on": day(row.sent_on),
        "asked": row.asked,
        "last_day": day(row.last_day),
        "file": paths.get(("letter", row.id), ""),
        "sent": ways,
    }


def _events(events: Sequence[Event]) -> Data:
    ends = {"first_seq": events[0].seq, "last_seq": events[-1].seq} if events else {"first_seq": 0, "last_seq": 0}
    return {"count": len(events), **ends, "last_hash": chain_hash(said_by(events[-1])) if events else ""}
