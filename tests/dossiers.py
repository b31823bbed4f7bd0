"""A dossier for tests: small, whole, and signed by a key of its own."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from akkoord.core.handover.chain import SAID, chain_hash
from akkoord.core.handover.dossier import EVENTS, PDF, packed_event, sealed
from akkoord.core.handover.signed import key_from, public_of, signature_of
from tests.documents import pdf

KEY = key_from(bytes(range(32)))


def events(count: int) -> list[dict[str, Any]]:
    """So many events of one debtor, chained."""
    made: list[dict[str, Any]] = []
    previous = "0" * 64
    for seq in range(1, count + 1):
        said = dict(zip(SAID, (1, seq, 7, None, "2026-03-02", None, "call", "", {"outcome": "no-answer"}, previous), strict=True))
        made.append(said)
        previous = chain_hash(said)
    return made


def manifest(**changed: Any) -> dict[str, Any]:
    """A manifest of one business debtor with one invoice; `changed` takes the place of what stands here."""
    nobody = {"street": "", "postcode": "", "city": "", "country": "NL", "email": "", "phone": ""}
    told = events(3)
    said: dict[str, Any] = {
        "format": "akkoord-dossier", "version": 1, "reference": "D1", "made_on": "2026-05-01", "made_at": None, "made_with": "Akkoord",
        "language": "nl",
        "creditor": {**nobody, "name": "Drukkerij De Linde", "kvk": "", "vat": "", "iban": "", "contact": "", "vat_deductible": True},
        "mandate": {"partner": "Incasso Jansen", "kind": "agency", "registration": "", "given_on": None},
        "debtor": {
            **nobody, "name": "Bakkerij Bos", "number": "", "legal_form": "bv", "kvk": "12345678", "vat": "", "language": "nl",
            "kind": "business", "kind_doubtful": False, "natural_person": False, "vulnerable": False, "insolvency": False, "contacts": [],
        },
        "claim": {
            "on": "2026-05-01", "currency": "EUR", "principal": 100_000, "interest": 1_234, "costs": 15_000, "vat": 0, "total": 116_234,
            "interest_lines": [], "cost_lines": [], "movements": [],
        },
        "invoices": [{
            "number": "F1", "kind": "invoice", "description": "", "issued_on": "2026-01-05", "due_on": "2026-02-04", "received_on": None,
            "performed_on": None, "delivered_from": None, "delivered_until": None, "term_source": "contract", "total": 100_000,
            "open": 100_000, "interest_from": None, "interest": 1_234, "costs": 15_000, "prescribes_on": None, "files": ["facturen/F1.pdf"],
        }],
        "payments": [], "letters": [], "calls": [], "mails": [], "agreed": [], "promises": [], "arrangements": [], "defences": [],
        "interruptions": [], "work": [], "checks": [], "files": [],
        "events": {"count": 3, "first_seq": 1, "last_seq": 3, "last_hash": chain_hash(told[-1])},
    }  # fmt: skip
    return {**said, **changed}


def files() -> dict[str, bytes]:
    """The files that belong to it."""
    return {PDF: pdf(), "facturen/F1.pdf": pdf(script=True), EVENTS: b"".join(packed_event(one) for one in events(3))}


def dossier(said: Mapping[str, Any] | None = None, content: Mapping[str, bytes] | None = None) -> bytes:
    """The archive."""
    return sealed(said or manifest(), content or files(), sign=lambda raw: signature_of(KEY, raw), public=public_of(KEY))
