"""The shape of a dossier's manifest, version 1, as JSON Schema (draft 2020-12). Published in docs/formats, and in every dossier.

Money is whole cents of euro, days are ISO 8601, text is UTF-8; what is not known is an empty text or null, never left out.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

FORMAT, VERSION = "akkoord-dossier", 1
PLACE = "docs/formats/akkoord-dossier-1.schema.json"

_Shape = dict[str, Any]
_TEXT: _Shape = {"type": "string"}
_DAY: _Shape = {"type": "string", "pattern": r"^\d{4}-\d{2}-\d{2}$"}
_MAYBE_DAY: _Shape = {"type": ["string", "null"], "pattern": r"^\d{4}-\d{2}-\d{2}$"}
_MOMENT: _Shape = {"type": ["string", "null"]}
_CENTS: _Shape = {"type": "integer"}
_COUNT: _Shape = {"type": "integer", "minimum": 0}
_YES: _Shape = {"type": "boolean"}
_SHA: _Shape = {"type": "string", "pattern": r"^[0-9a-f]{64}$"}


def _fields(**fields: _Shape) -> _Shape:
    return {"type": "object", "properties": fields, "required": list(fields), "additionalProperties": False}


def _each(**fields: _Shape) -> _Shape:
    return {"type": "array", "items": _fields(**fields)}


def _texts(*names: str) -> dict[str, _Shape]:
    return dict.fromkeys(names, _TEXT)


_ADDRESS = _texts("name", "street", "postcode", "city", "country", "email", "phone")
_PATHS: _Shape = {"type": "array", "items": _TEXT}
_INTEREST = _each(
    invoice=_TEXT, from_day=_DAY, to_day=_DAY, days=_COUNT, rate=_TEXT, base=_CENTS, interest=_CENTS, source=_TEXT, of=_COUNT, per=_COUNT
)
_CLAIM = _fields(
    on=_DAY,
    currency={"const": "EUR"},
    principal=_CENTS,
    interest=_CENTS,
    costs=_CENTS,
    vat=_CENTS,
    total=_CENTS,
    interest_lines=_INTEREST,
    cost_lines=_each(over=_CENTS, percentage=_TEXT, amount=_CENTS, source=_TEXT),
    movements=_each(
        invoice=_TEXT, on=_DAY, what=_TEXT, amount=_CENTS, costs=_CENTS, interest=_CENTS, principal=_CENTS, over=_CENTS
    ),
)  # fmt: skip
_DEBTOR = _fields(
    **_ADDRESS,
    **_texts("number", "legal_form", "kvk", "vat", "language"),
    kind={"enum": ["business", "consumer", "government"]},
    kind_doubtful=_YES,
    natural_person=_YES,
    vulnerable=_YES,
    insolvency=_YES,
    contacts=_each(**_texts("name", "role", "email", "phone")),
)
_INVOICES = _each(
    number=_TEXT,
    kind={"enum": ["invoice", "credit_note"]},
    description=_TEXT,
    issued_on=_DAY,
    due_on=_DAY,
    received_on=_MAYBE_DAY,
    performed_on=_MAYBE_DAY,
    delivered_from=_MAYBE_DAY,
    delivered_until=_MAYBE_DAY,
    term_source=_TEXT,
    total=_CENTS,
    open=_CENTS,
    interest_from=_MAYBE_DAY,
    interest=_CENTS,
    costs=_CENTS,
    prescribes_on=_MAYBE_DAY,
    files=_PATHS,
)
_LETTERS = _each(
    kind=_TEXT,
    subject=_TEXT,
    made_on=_DAY,
    sent_on=_MAYBE_DAY,
    asked=_CENTS,
    last_day=_MAYBE_DAY,
    file=_TEXT,
    sent=_each(channel=_TEXT, recipient=_TEXT, at=_MOMENT, receipt=_TEXT),
)
SCHEMA: Mapping[str, Any] = {
    "$schema": "https://json-schema.org/draft/2020-12/schema",
    "$id": "urn:akkoord:dossier:1",
    "title": "Akkoord dossier, version 1",
    "description": "What goes along when a claim is handed over. Money in whole cents of euro, days in ISO 8601.",
    **_fields(
        format={"const": FORMAT},
        version={"const": VERSION},
        reference=_TEXT,
        made_on=_DAY,
        made_at=_MOMENT,
        made_with=_TEXT,
        language={"enum": ["nl", "en"]},
        creditor=_fields(**_ADDRESS, **_texts("kvk", "vat", "iban", "contact"), vat_deductible=_YES),
        mandate=_fields(**_texts("partner", "kind", "registration"), given_on=_MAYBE_DAY),
        debtor=_DEBTOR,
        claim=_CLAIM,
        invoices=_INVOICES,
        payments=_each(
            on=_DAY,
            amount=_CENTS,
            counterparty=_TEXT,
            iban=_TEXT,
            remittance=_TEXT,
            because=_TEXT,
            booked=_each(invoice=_TEXT, amount=_CENTS),
        ),
        letters=_LETTERS,
        calls=_each(on=_DAY, at=_MOMENT, by=_TEXT, spoke_with=_TEXT, outcome=_TEXT, note=_TEXT, said=_each(reason=_TEXT, words=_TEXT)),
        mails=_each(on=_DAY, sender=_TEXT, subject=_TEXT, text=_TEXT),
        agreed=_each(kind=_TEXT, what=_TEXT, amount={"type": ["integer", "null"]}, made_on=_DAY, day=_MAYBE_DAY, state=_TEXT, ours=_YES),
        promises=_each(made_on=_DAY, until=_MAYBE_DAY, amount={"type": ["integer", "null"]}, outcome=_TEXT, note=_TEXT),
        arrangements=_each(state=_TEXT, agreed_on=_MAYBE_DAY, total=_CENTS, accepted_how=_TEXT, accepted_by=_TEXT, text_sha256=_TEXT,
                           ended_on=_MAYBE_DAY, file=_TEXT, instalments=_each(due_on=_DAY, amount=_CENTS)),
        defences=_each(on=_DAY, invoice=_TEXT, about=_TEXT, answer=_TEXT, ended_on=_MAYBE_DAY),
        interruptions=_each(invoice=_TEXT, on=_DAY, how=_TEXT, note=_TEXT),
        work=_each(name=_TEXT, state=_TEXT, stopped_on=_MAYBE_DAY),
        checks=_each(key=_TEXT, state={"enum": ["there", "missing", "not-needed", "person"]}, because=_TEXT),
        files=_each(path=_TEXT, sha256=_SHA, size=_COUNT, mime=_TEXT, what=_TEXT),
        events=_fields(count=_COUNT, first_seq=_COUNT, last_seq=_COUNT, last_hash=_TEXT),
    ),
}  # fmt: skip
