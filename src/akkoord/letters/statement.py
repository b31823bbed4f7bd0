"""The statement of a month as PDF: what a desk received for a client, what it keeps, and what it pays out, case by case."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import UTC, date, datetime, time

from akkoord.core.day_words import day_shown
from akkoord.core.handover.fees import Statement, Terms
from akkoord.core.letter import LetterParty
from akkoord.core.money import shown
from akkoord.letters.annex import Data
from akkoord.letters.fields import iban_shown
from akkoord.letters.files import SHELF, shared
from akkoord.letters.glyphs import breakable, printable
from akkoord.letters.page import LONGEST, address_lines
from akkoord.letters.render import set_pdf

MONTHS = {
    "nl": ("januari", "februari", "maart", "april", "mei", "juni", "juli", "augustus", "september", "oktober", "november", "december"),
    "en": (
        "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December",
    ),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class StatementPage:
    """What it says besides its sums: whose it is, for whom, over which month (2026-11), and when it was made."""

    desk: LetterParty
    client: LetterParty
    month: str
    dated: date
    language: str = "nl"


def render_statement(page: StatementPage, made: Statement, terms: Terms) -> bytes:
    """The PDF. The same input gives the same bytes."""
    dated = datetime.combine(page.dated, time(12), tzinfo=UTC)
    return set_pdf(SHELF / "_specification.typ", {"specification": json.dumps(statement_data(page, made, terms))}, dated=dated)


def statement_data(page: StatementPage, made: Statement, terms: Terms) -> Data:
    """Everything it prints, as JSON."""
    words, language = shared(page.language).words, page.language
    return {
        "language": language,
        "subject": breakable(f"{words['statement']} {month_shown(page.month, language=language)}", longest=LONGEST),
        "sender": {"name": printable(page.desk.name)},
        "dated": day_shown(page.dated, language=language, weekday=False),
        "parties": [(words["desk"], _party(page.desk, language)), (words["client"], _party(page.client, language))],
        "tables": [_table(page, made, terms)],
        "closing": words["statement_note"],
        "page": [words["page"], words["of"]],
    }


def month_shown(month: str, *, language: str) -> str:
    """A month in words.

    >>> month_shown("2026-11", language="nl"), month_shown("2026-01", language="en")
    ('november 2026', 'January 2026')
    """
    year, number = month.split("-")
    return f"{MONTHS[language][int(number) - 1]} {year}"


def _party(party: LetterParty, language: str) -> list[str]:
    words = shared(language).words
    numbers = (
        (words["kvk"], party.kvk),
        (words["vat"], party.vat),
        ("IBAN", iban_shown(party.iban)),
        (words["register"], party.registration),
    )
    known = [*address_lines(party, language=language), *(f"{label} {value}" for label, value in numbers if value)]
    return [breakable(line, longest=LONGEST) for line in known if line]


def _table(page: StatementPage, made: Statement, terms: Terms) -> Data:
    words, language = shared(page.language).words, page.language
    rows = [
        [
            breakable(one.number, longest=14),
            breakable(f"{one.debtor} ({one.ref})", longest=LONGEST),
            *_sums(one.received, one.costs, one.fee, language),
        ]
        for one in made.lines
    ]
    parts = ((words["received"], made.received), (words["less_costs"], made.costs), (words["less_fee"], made.fee))
    vat = (f"{words['less_vat']} {terms.vat}%", made.vat)
    totals = [[label, shown(cents, language=language, sign=False)] for label, cents in (*parts, vat)]
    last = [words["pay_out"] if made.pay_out >= 0 else words["pay_in"], shown(abs(made.pay_out), language=language)]
    head = [words[name] for name in ("case", "debtor", "received", "costs_kept", "fee")]
    return {"kind": "statement", "title": words["cases"], "head": head, "rows": rows, "totals": [*totals, last], "notes": []}


def _sums(received: int, costs: int, fee: int, language: str) -> list[str]:
    return [shown(cents, language=language, sign=False) for cents in (received, costs, fee)]
