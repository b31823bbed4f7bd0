"""Whether a debtor's case is ready to go out of hands."""

from __future__ import annotations

from datetime import date
from typing import Any

from akkoord.core.handover.readiness import Check, InvoiceKnown, Known, readiness
from akkoord.core.legal_form import likely_form
from akkoord.core.problem import Refusal, Text
from akkoord.store.models import Creditor, Debtor
from akkoord.work.books import law_kind
from akkoord.work.handover.rows import Rows

NATURAL = frozenset({"eenmanszaak", "vof", "maatschap"})
"""Forms behind which people stand with what they have: toward them the rules for natural persons are kept (art. 2 Wki)."""
_DEMANDS = ("notice-of-default", "fourteen-day-letter")
_NO_LETTER = frozenset({"call", "handover", "suspension"})
_ON_TERMS = frozenset({"terms"})


def checked(*, debtor: Debtor, invoices: frozenset[int] | None, on: date) -> tuple[Check, ...]:
    """What is asked of this case, and how it stands; of some invoices, or of all that are open."""
    return readiness(known_of(Rows(debtor, invoices=invoices, on=on)))


def keeps_here(*, debtor: Debtor, invoices: frozenset[int], on: date) -> Refusal | None:
    """Why these invoices cannot go out of hands yet, whoever decides it; None where they can."""
    found = next((one for one in checked(debtor=debtor, invoices=invoices, on=on) if one.must and one.state == "missing"), None)
    if found is None:
        return None
    return Refusal(Text(f"{found.name.nl}: {found.because.nl}", f"{found.name.en}: {found.because.en}"), found.source)


def is_natural(debtor: Debtor) -> bool:
    """Whether he is, or may be, a natural person."""
    return law_kind(debtor) == "consumer" or (debtor.legal_form or likely_form(debtor.name)) in NATURAL


def known_of(rows: Rows) -> Known:
    """The case as the check looks at it."""
    return Known(
        on=rows.on,
        invoices=_invoices(rows),
        letters=frozenset(one.kind for one in rows.letters)
        | {one.step for one in rows.steps if one.left_on and one.step not in _NO_LETTER},
        unproven=_unproven(rows),
        contract=_files(rows, "contract"),
        terms=_files(rows, "terms"),
        on_terms=any(one.term_source in _ON_TERMS for one in rows.invoices) or rows.creditor.agreed_rate is not None,
        sums=rows.owed.why if isinstance(rows.owed, Refusal) else None,
        insolvent=bool(rows.standing("insolvency")),
        vulnerable=bool(rows.standing("vulnerable")),
        looked={key: one.on for key, one in rows.looked.items()},
        **_who(rows.debtor),
        **_talked(rows),
        **_partner(rows.creditor),
    )


def _who(debtor: Debtor) -> dict[str, Any]:
    """Who he is, as far as it is known."""
    government = debtor.kind == "government"
    return {
        "name": debtor.name,
        "business": debtor.kind != "consumer",
        "doubtful": debtor.kind_doubtful,
        "natural": is_natural(debtor),
        "form": debtor.legal_form or likely_form(debtor.name) or ("government" if government else ""),
        "numbers": bool(debtor.kvk or debtor.vat) or government,
        "address": _lacking(debtor),
    }


def _talked(rows: Rows) -> dict[str, Any]:
    """What was said, promised and put forward."""
    disputes = [one for one in rows.holds if one.kind == "dispute"]
    return {
        "calls": len(rows.calls),
        "promises": sum(one.kind == "promise" for one in rows.holds),
        "arrangements": len(rows.arrangements),
        "defences": tuple((one.note, one.answer) for one in disputes),
        "open_defences": sum(one.ended_on is None for one in disputes),
        "unread": any(one.read_on is None for one in rows.mails),
    }


def _partner(creditor: Creditor) -> dict[str, Any]:
    """Whom it goes to."""
    names = {"kind": "partner_kind", "mandated": "partner_mandated", "mandated_on": "partner_mandated_on"}
    known = {f"partner_{name}" if name == "kind" else name: getattr(creditor, column) for name, column in names.items()}
    return {"partner": creditor.partner, "registration": creditor.partner_registration, **known}


def _lacking(debtor: Debtor) -> tuple[str, ...]:
    parts = (("straat", debtor.street), ("postcode", debtor.postcode), ("plaats", debtor.city))
    return tuple(name for name, value in parts if not value.strip())


def _invoices(rows: Rows) -> tuple[InvoiceKnown, ...]:
    pictured = {one.invoice_id for one in rows.documents if not one.proves_delivery}
    proven = {one.invoice_id for one in rows.documents if one.proves_delivery}
    demanded = _demanded(rows)
    return tuple(
        InvoiceKnown(
            number=one.number,
            document=one.id in pictured,
            delivered=one.delivered_until is not None,
            proof=one.id in proven,
            term=one.term_source,
            prescribes_on=rows.prescriptions[one.id].prescribes_on if one.id in rows.prescriptions else None,
            demanded_until=demanded.get(one.id),
        )
        for one in rows.invoices
    )


def _demanded(rows: Rows) -> dict[int, date]:
    """The last day that a formal demand named, by invoice."""
    left = [one for one in rows.steps if one.step in _DEMANDS and one.left_on is not None and one.last_day is not None]
    return {one.invoice_id: one.last_day for one in left if one.last_day is not None}


def _unproven(rows: Rows) -> tuple[str, ...]:
    proven = {one.letter_id for one in rows.messages if one.receipt or one.sent_at}
    return tuple(one.subject for one in rows.letters if one.id not in proven)


def _files(rows: Rows, kind: str) -> int:
    return sum(one.kind == kind for one in rows.files)
