"""A dossier with something in each of its tables, as what goes to a partner by e-mail is made from it."""

from __future__ import annotations

from typing import Any

from akkoord.core.handover.dossier import EVENTS, PDF, sealed
from akkoord.core.handover.schema import FORMAT, VERSION
from akkoord.core.handover.signed import key_from, public_of, signature_of

KEY = key_from(b"d" * 32)
PDF_BYTES = b"%PDF-1.7 een dossier"


def a_manifest(**changes: Any) -> dict[str, Any]:
    """What a dossier of one invoice says; `changes` replace whole parts, or fields of `debtor`."""
    texts = dict.fromkeys(("street", "postcode", "country", "email", "phone", "kvk", "vat"), "")
    debtor = {
        **texts, "name": "=Vermeer; Bouw", "city": "Leiden", "number": "1001", "legal_form": "bv", "language": "nl", "kind": "business",
        "kind_doubtful": False, "natural_person": False, "vulnerable": False, "insolvency": False, "contacts": [],
        **changes.pop("debtor", {}),
    }  # fmt: skip
    invoice: dict[str, Any] = {
        "number": "2026-0001", "kind": "invoice", "description": "", "issued_on": "2026-01-05", "due_on": "2026-02-04",
        "received_on": None, "performed_on": None, "delivered_from": None, "delivered_until": None, "term_source": "terms",
        "total": 131_245, "open": 121_245, "interest_from": "2026-02-05", "interest": 1_234, "costs": 20_000,
        "prescribes_on": "2031-02-04", "files": [],
    }  # fmt: skip
    line = {
        "invoice": "2026-0001", "from_day": "2026-02-05", "to_day": "2026-03-02", "days": 26, "rate": "10.15", "base": 121_245,
        "interest": 1_234, "source": "art. 6:119a BW", "of": 26, "per": 365,
    }  # fmt: skip
    payment = {
        "on": "2026-02-10", "amount": 10_000, "counterparty": "Vermeer", "iban": "NL91ABNA0417164300", "remittance": "deel;\n1",
        "because": "", "booked": [{"invoice": "2026-0001", "amount": 10_000}],
    }  # fmt: skip
    claim = {
        "on": "2026-03-02", "currency": "EUR", "principal": 121_245, "interest": 1_234, "costs": 20_000, "vat": 0, "total": 142_479,
        "interest_lines": [line], "cost_lines": [], "movements": [],
    }  # fmt: skip
    lists = ("letters", "calls", "mails", "agreed", "promises", "arrangements", "defences", "interruptions", "work", "checks", "files")
    return {
        "format": FORMAT, "version": VERSION, "reference": "Z-1", "made_on": "2026-03-02", "made_at": None, "made_with": "Akkoord",
        "language": "nl",
        "creditor": {**texts, "name": "De Linde", "city": "Utrecht", "iban": "", "contact": "J. Linde", "vat_deductible": True},
        "mandate": {"partner": "Incasso", "kind": "agency", "registration": "1", "given_on": "2026-01-02"},
        "debtor": debtor, "claim": claim, "invoices": [invoice], "payments": [payment],
        **{name: [] for name in lists},
        "events": {"count": 0, "first_seq": 0, "last_seq": 0, "last_hash": ""},
        **changes,
    }  # fmt: skip


def a_dossier(*, pdf: bytes = PDF_BYTES, **changes: Any) -> bytes:
    """The archive."""
    files = {PDF: pdf, EVENTS: b""}
    return sealed(a_manifest(**changes), files, sign=lambda said: signature_of(KEY, said), public=public_of(KEY))
