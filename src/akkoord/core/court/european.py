"""A debtor elsewhere in the Union: whether a European payment order fits, and the data of its form A (Reg. (EC) 1896/2006).

The form, with its codes: Delegated Regulation (EU) 2017/1260, https://eur-lex.europa.eu/eli/reg_del/2017/1260/oj. Sums are cents.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from akkoord.core.money import plain
from akkoord.core.problem import Refusal, Text

GROUNDS: Mapping[str, Text] = {
    "02": Text("plaats van uitvoering van de verbintenis", "place of performance of the obligation"),
    "12": Text("door de partijen gekozen gerecht", "choice of court agreed by the parties"),
    "14": Text("andere", "other"),
}
"""Why a court here may hear it (section 3). Code 01 is the defendant's own domicile, which is not here."""
CLAIMS: Mapping[str, Text] = {
    "01": Text("koopovereenkomst", "sales contract"),
    "12": Text("dienstverlening: andere", "contract of services: other"),
    "13": Text("bouwovereenkomst", "building contract"),
    "25": Text("andere", "other"),
}
"""What the claim is about (section 6, code 1)."""
CIRCUMSTANCES: Mapping[str, Text] = {
    "30": Text("niet-betaling", "non-payment"),
    "31": Text("ontoereikende betaling", "insufficient payment"),
}
STATUTORY, CONTRACTUAL, OTHER_COSTS, WRITTEN = "01", "02", "02", "01"
_CLAIMANT, _DEFENDANT = "01", "02"


@dataclass(frozen=True, slots=True)
class EuropeanRule:
    """One court of this country hears it, in its language; `small_claim` in cents bounds the other European procedure."""

    court: str
    language: str
    countries: frozenset[str]
    small_claim: int
    source: str
    small_source: str


@dataclass(frozen=True, slots=True)
class FormParty:
    """One party as section 2 asks for it."""

    code: str
    name: str
    identification: str
    street: str
    postcode: str
    city: str
    country: str
    email: str = ""
    phone: str = ""


@dataclass(frozen=True, slots=True)
class FormInterest:
    """One line of section 7: percent a year as text, over so many cents, from a day on; `until` the end of the day named."""

    code: str
    rate: str
    over: int
    first: date
    until: date
    amount: int
    invoice: str


@dataclass(frozen=True, slots=True)
class FormEvidence:
    """One line of section 10."""

    code: str
    description: str
    on: date | None


@dataclass(frozen=True, slots=True)
class FormA:
    """Everything the form asks that is known. `missing` names what a person has to fill in himself."""

    court: str
    language: str
    grounds: str
    claimant: FormParty
    defendant: FormParty
    currency: str
    principal: int
    claim_code: str
    circumstances: str
    since: date | None
    interest: Sequence[FormInterest]
    costs: int
    evidence: Sequence[FormEvidence]
    iban: str
    missing: Sequence[Text]


def fits(*, country: str, kind: str, home: str, rule: EuropeanRule) -> Refusal | None:
    """Why no European payment order can be asked for here; None where it can. `kind` is business, consumer or government."""
    if country == home:
        return _refuse("De debiteur zit in hetzelfde land als u.", "The debtor is in the same country as you.", "art. 3", rule)
    if country not in rule.countries:
        return _refuse(
            "De debiteur zit niet in een land dat meedoet: de Europese Unie zonder Denemarken.",
            "The debtor is in no country that takes part: the European Union without Denmark.",
            "art. 2",
            rule,
        )
    if kind == "consumer":
        return _refuse(
            "Tegen een consument kan het alleen bij het gerecht van zijn eigen land, en in de taal daarvan.",
            "Against a consumer it can only be asked of the court of his own country, and in its language.",
            "art. 6 lid 2",
            rule,
        )
    return None


def _refuse(nl: str, en: str, article: str, rule: EuropeanRule) -> Refusal:
    return Refusal(Text(nl, en), f"{rule.source} {article}")


def party(code_of: str, **known: str) -> FormParty:
    """The claimant or the defendant."""
    return FormParty(code=_CLAIMANT if code_of == "claimant" else _DEFENDANT, **known)


def as_json(form: FormA) -> dict[str, Any]:
    """The form for a machine: whole cents, days ISO, sections by the numbers they have on the form."""
    return {
        "form": "EU-1896/2006-A",
        "version": 1,
        "1_court": form.court,
        "language": form.language,
        "2_parties": [asdict(form.claimant), asdict(form.defendant)],
        "3_jurisdiction": form.grounds,
        "4_cross_border": {"claimant": form.claimant.country, "defendant": form.defendant.country, "court": "NL"},
        "5_payment_to": form.iban,
        "6_principal": {"currency": form.currency, "cents": form.principal, "code_1": form.claim_code, "code_2": form.circumstances},
        "7_interest": [{**asdict(one), "first": f"{one.first}", "until": f"{one.until}"} for one in form.interest],
        "9_costs": [{"code": OTHER_COSTS, "cents": form.costs}] if form.costs else [],
        "10_evidence": [{**asdict(one), "on": f"{one.on}" if one.on else None} for one in form.evidence],
        "to_fill_in": [one.nl for one in form.missing],
    }


def as_rows(form: FormA) -> list[tuple[str, str, str]]:
    """The same as lines of (section, field, value), for a spreadsheet; sums in euro with a point."""
    rows = [("1", "court", form.court), ("1", "language", form.language)]
    for one in (form.claimant, form.defendant):
        rows += [("2", f"{one.code} {name}", f"{value}") for name, value in asdict(one).items() if name != "code" and value]
    rows += [("3", "jurisdiction", form.grounds), ("4", "claimant", form.claimant.country), ("4", "defendant", form.defendant.country)]
    rows += [("5", "iban", form.iban), ("6", "currency", form.currency), ("6", "principal", plain(form.principal))]
    rows += [("6", "code 1", form.claim_code), ("6", "code 2", form.circumstances)]
    rows += [("7", f"{x.code} {x.invoice} {x.rate}% {x.first} {x.until}", f"{plain(x.over)} {plain(x.amount)}") for x in form.interest]
    rows += [("9", OTHER_COSTS, plain(form.costs))] if form.costs else []
    rows += [("10", x.code, f"{x.description} {x.on or ''}".strip()) for x in form.evidence]
    return rows
