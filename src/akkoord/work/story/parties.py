"""The company, the debtor and the invoices of a story as rows in the database."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from akkoord.ladders import names, text_of
from akkoord.store.models import Creditor, Debtor, Invoice, LadderVersion
from akkoord.work.story.fields import DEBTOR, INVOICE, SETTINGS, cents, day, read, slip

_LINDE = {
    "street": "Dorpsstraat 1",
    "postcode": "3811 AA",
    "city": "Amersfoort",
    "email": "administratie@example.nl",
    "phone": "033 123 45 67",
    "kvk": "12345678",
    "iban": "NL91ABNA0417164300",
    "signed_by": "J. de Linde",
}
_PARTNER = {"partner_registration": "INC-0001", "partner_mandated_on": date(2020, 1, 1)}
_GOES_BY_ITSELF = {"sending_on": True, "approval": "automatic", "post": "automatic"}


def creditor_of(said: Mapping[str, Any]) -> Creditor:
    """The company of a story. Raises ValueError for a setting that cannot be."""
    partner, ladder = str(said.get("partner", "Incassobureau De Brug")), said.get("ladder")
    ladders = {"ladder_business": str(ladder), "ladder_consumer": str(ladder)} if ladder else {}
    return Creditor.objects.create(
        name=said.get("name", "De Linde"),
        partner="" if partner == "none" else partner,
        partner_mandated=partner != "none",
        **_PARTNER,
        handover="person" if said.get("handover") == "person" else "automatic",
        bank_days=int(said.get("bank_days", 0)),
        tolerance=cents(said["tolerance"]) if "tolerance" in said else 500,
        **_LINDE,
        **_GOES_BY_ITSELF,
        **ladders,
        **read(SETTINGS, said),
    )


def with_pre_due_notice(creditor: Creditor, *, on: date) -> None:
    """Ladders of its own, as shipped but with the notice before the due day turned on."""
    for name in names():
        before, found, after = text_of(name).partition('step = "pre-due-notice"\non = false')
        if not found:
            raise ValueError(f"the ladder {name} has no pre-due-notice that is off")
        text = f"{before}{found.replace('false', 'true')}{after}"
        LadderVersion.objects.create(creditor=creditor, name=name, version=1, text=text, made_on=on)


def settings_of(said: Mapping[str, Any]) -> dict[str, Any]:
    """What a story changes of its company on the way. Raises ValueError for what cannot be."""
    found = read(SETTINGS, said)
    if "partner" in said:
        there = said["partner"] != "none"
        found |= {"partner": str(said["partner"]) if there else "", "partner_mandated": there}
    if "handover" in said:
        found["handover"] = "person" if said["handover"] == "person" else "automatic"
    if "tolerance" in said:
        found["tolerance"] = cents(said["tolerance"])
    return found


def debtor_of(creditor: Creditor, said: Mapping[str, Any]) -> Debtor:
    """The debtor of a story; a rate of his own is his own clause. Raises ValueError for what cannot be."""
    return Debtor.objects.create(
        creditor=creditor,
        number="1",
        name=said.get("name", "Debiteur"),
        kind_doubtful=bool(said.get("doubtful", False)),
        street="Laan 2",
        postcode="3511 AB",
        city="Utrecht",
        email="debiteur@example.nl" if said.get("email", True) else "",
        phone="030 123 45 67" if said.get("phone", True) else "",
        **{"kind": "business", "interest_clause": "own" if "agreed_rate" in said else "terms", **read(DEBTOR, said)},
    )


def invoice_of(debtor: Debtor, on: date, said: Mapping[str, Any]) -> Invoice:
    """An invoice of a story, sent on the day of its event unless it says otherwise. Raises ValueError for what cannot be."""
    wrong = slip("invoice", said)
    if wrong:
        raise ValueError(wrong)
    total, number = cents(said.get("total")), str(said.get("number", ""))
    known = Invoice.objects.filter(creditor=debtor.creditor, kind="invoice", number=number).first()
    if known and known.total == total:
        return known  # the same invoice twice is one, as in an import
    if known or not number or total <= 0:
        raise ValueError(f"{on} invoice: {number or 'without a number'} of {said.get('total')} cannot be, or is another one already")
    return Invoice.objects.create(
        creditor=debtor.creditor,
        debtor_id=debtor.id,
        number=number,
        due_on=day(said.get("due_on")),
        term_source="contract" if said.get("term_agreed") else "invoice",
        total=total,
        open=total,
        **{"issued_on": on, **read(INVOICE, said)},
    )
