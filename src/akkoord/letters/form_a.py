"""The data of form A of the European payment order on paper, section by section, to be copied onto the form itself.

The form: Delegated Regulation (EU) 2017/1260, https://eur-lex.europa.eu/eli/reg_del/2017/1260/oj.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime, time

from akkoord.core.court.european import CIRCUMSTANCES, CLAIMS, GROUNDS, FormA, FormParty
from akkoord.core.money import shown
from akkoord.core.problem import Text
from akkoord.letters.annex import Data, rate_shown
from akkoord.letters.days import day_short
from akkoord.letters.fields import iban_shown
from akkoord.letters.files import SHELF
from akkoord.letters.glyphs import breakable
from akkoord.letters.page import LONGEST
from akkoord.letters.render import set_pdf

OPEN = "[in te vullen]"
_NOTE = (
    "Gegevens voor formulier A van Verordening (EG) 1896/2006, met bedragen van {dag}. Neem ze over op het formulier van het Europese "
    "e-justitieportaal en controleer elke code. Dit is een concept en geen juridisch advies: een mens beslist en ondertekent."
)
Section = tuple[str, Sequence[tuple[str, str]]]
_INTEREST = {"01": "wettelijk", "02": "overeengekomen"}


def render_form_a(form: FormA, *, dated: date) -> bytes:
    """The data as PDF of that day. The same input gives the same bytes."""
    moment = datetime.combine(dated, time(12), tzinfo=UTC)
    return set_pdf(SHELF / "_form_a.typ", {"form": json.dumps(form_a_data(form, dated))}, dated=moment)


def form_a_data(form: FormA, dated: date) -> Data:
    """Everything it prints, as JSON."""
    return {
        "language": "nl",
        "subject": breakable(f"Europees betalingsbevel: {form.claimant.name} tegen {form.defendant.name}", longest=LONGEST),
        "sender": {"name": breakable(form.claimant.name, longest=LONGEST)},
        "note": _NOTE.replace("{dag}", day_short(dated)),
        "sections": [[title, [[_line(label), _line(value)] for label, value in rows]] for title, rows in _sections(form) if rows],
        "missing": [_line(one.nl) for one in form.missing],
        "page": ["pagina", "van"],
    }


def _sections(form: FormA) -> tuple[Section, ...]:
    return (
        ("1. Gerecht", [("Gerecht", form.court), ("Taal", "Nederlands")]),
        ("2. Partijen", [*_party("01 Eiser", form.claimant), *_party("02 Verweerder", form.defendant)]),
        ("3. Gronden voor de bevoegdheid", [("Code", _code(form.grounds, GROUNDS))]),
        ("4. Grensoverschrijdend", [("Eiser", form.claimant.country), ("Verweerder", form.defendant.country), ("Gerecht", "NL")]),
        ("5. Bankgegevens", [("Betaling aan eiser op", iban_shown(form.iban) or OPEN)]),
        ("6. Hoofdvordering", _principal(form)),
        ("7. Rente", [(_rate(one.code, one.rate), _span(form, place)) for place, one in enumerate(form.interest)]),
        ("9. Kosten", [("02 Andere: incassokosten", shown(form.costs))] if form.costs else []),
        ("10. Bewijs", [(f"{one.code} Schriftelijk", f"{one.description}{_of(one.on)}") for one in form.evidence]),
    )


def _line(text: str) -> str:
    return breakable(text, longest=LONGEST)


def _code(code: str, known: Mapping[str, Text]) -> str:
    return f"{code} {known[code].nl}" if code else OPEN


def _party(title: str, one: FormParty) -> Sequence[tuple[str, str]]:
    place = f"{one.postcode} {one.city}".strip()
    known = ", ".join(text for text in (one.name, one.identification, one.street, place, one.country, one.email, one.phone) if text)
    return [(title, known if one.street and place else f"{known} {OPEN}")]


def _principal(form: FormA) -> list[tuple[str, str]]:
    since = [("Sinds", day_short(form.since))] if form.since else []
    codes = [("Code 1", _code(form.claim_code, CLAIMS)), ("Code 2", _code(form.circumstances, CIRCUMSTANCES))]
    return [("Munt", form.currency), ("Bedrag", shown(form.principal)), *codes, *since]


def _rate(code: str, rate: str) -> str:
    return f"{code} {_INTEREST[code]}, {rate_shown(rate, language='nl')}"


def _span(form: FormA, place: int) -> str:
    one = form.interest[place]
    days = f"{day_short(one.first)} tot en met {day_short(one.until)}"
    return f"factuur {one.invoice}: over {shown(one.over)}, {days}: {shown(one.amount)}"


def _of(on: date | None) -> str:
    return f" ({day_short(on)})" if on else ""
