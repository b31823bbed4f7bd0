"""Form A of the European payment order for one debtor elsewhere in the Union: what is known of it, and what a person fills in."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from akkoord.core.court.european import (
    CLAIMS,
    CONTRACTUAL,
    GROUNDS,
    STATUTORY,
    WRITTEN,
    EuropeanRule,
    FormA,
    FormEvidence,
    FormInterest,
    FormParty,
    fits,
    party,
)
from akkoord.core.letter import InterestLine
from akkoord.core.problem import Refusal, Text
from akkoord.store.access import Desk
from akkoord.store.models import Creditor, Debtor
from akkoord.work.books import law_kind
from akkoord.work.court.case import CourtCase
from akkoord.work.court.evidence import exhibits
from akkoord.work.law import law_of

PARTLY, NOT = "31", "30"


@dataclass(frozen=True, slots=True)
class Codes:
    """What a person chose on the form: why a court here may hear it, and what the claim is about; empty while he did not."""

    grounds: str = ""
    claim: str = ""


def form_a(desk: Desk, case: CourtCase, codes: Codes) -> FormA | Refusal:
    """The data of the form; a refusal where no European payment order can be asked for here."""
    rule, debtor = law_of(desk.creditor.pk).european, case.debtor
    refused = fits(country=debtor.country, kind=law_kind(debtor), home=desk.creditor.country, rule=rule)
    if refused:
        return refused
    return _filled(desk, case, rule, codes)


def _filled(desk: Desk, case: CourtCase, rule: EuropeanRule, codes: Codes) -> FormA:
    grounds, claim = (codes.grounds if codes.grounds in GROUNDS else ""), (codes.claim if codes.claim in CLAIMS else "")
    claimant, defendant = _party("claimant", desk.creditor), _party("defendant", case.debtor)
    paid = any(one.principal < one.total for one in case.sums.invoices)
    known: dict[str, Any] = {"court": rule.court, "language": rule.language, "currency": "EUR", "iban": desk.creditor.iban}
    return FormA(
        **known,
        grounds=grounds,
        claimant=claimant,
        defendant=defendant,
        principal=case.claimed.principal,
        claim_code=claim,
        circumstances=PARTLY if paid else NOT,
        since=min((one.due_on for one in case.sums.invoices), default=None),
        interest=_interest(desk, case),
        costs=case.claimed.costs,
        evidence=_evidence(desk, case),
        missing=tuple(_missing(claimant, defendant, grounds, claim)),
    )


def _evidence(desk: Desk, case: CourtCase) -> list[FormEvidence]:
    """What is at hand, and the invoices in any case: the form describes evidence and does not carry it."""
    found = (one for one in exhibits(desk, case) if one.at_hand or one.what.startswith("factuur "))
    return [FormEvidence(WRITTEN, one.what, one.on) for one in found]


def _party(code_of: str, one: Creditor | Debtor) -> FormParty:
    known = {name: getattr(one, name) for name in ("name", "street", "postcode", "city", "country", "email", "phone")}
    return party(code_of, identification=one.kvk or one.vat, **known)


def _interest(desk: Desk, case: CourtCase) -> list[FormInterest]:
    """Every line of interest: by law where the rate is that of the table, else agreed."""
    table = law_of(desk.creditor.pk).series_for(law_kind(case.debtor))

    def code(line: InterestLine) -> str:
        value = table.at(line.from_day)
        return STATUTORY if not isinstance(value, Refusal) and value.value == Decimal(line.rate) else CONTRACTUAL

    return [
        FormInterest(
            code(line),
            line.rate,
            line.base,
            line.from_day,
            line.to_day,
            line.interest,
            line.invoice,
        )
        for line in case.sums.interest_lines
    ]


def _missing(claimant: FormParty, defendant: FormParty, grounds: str, claim: str) -> Iterator[Text]:
    if not grounds:
        yield Text("Waarom een Nederlandse rechter bevoegd is (vak 3).", "Why a Dutch court has jurisdiction (section 3).")
    if not claim:
        yield Text("Waar de vordering over gaat (vak 6, code 1).", "What the claim is about (section 6, code 1).")
    for nl, en, one in (("u", "you", claimant), ("de debiteur", "the debtor", defendant)):
        if not (one.street and one.postcode and one.city):
            yield Text(f"Het volledige adres van {nl} (vak 2).", f"The full address of {en} (section 2).")
    yield Text("Het griffierecht van de rechtbank (vak 5 en 9).", "The fee of the court (sections 5 and 9).")
    yield Text(
        "Uw verklaring dat alles naar waarheid is, met datum en handtekening.", "Your declaration that all is true, dated and signed."
    )
