"""The specification of a claim as PDF: who owes whom, which invoices, and every euro of interest and costs with its ground.

It holds what art. 3.1 of the Besluit kwaliteit incassodienstverlening asks of a description of the claim, so that it can go
along to a collection partner, a bailiff or a court as it is.
"""

from __future__ import annotations

import json
from datetime import UTC, datetime, time

from akkoord.core.day_words import day_shown
from akkoord.core.letter import LetterContent, LetterParty
from akkoord.core.money import shown
from akkoord.letters.annex import Data, annex
from akkoord.letters.days import day_short
from akkoord.letters.fields import iban_shown, main_invoices
from akkoord.letters.files import SHELF, shared
from akkoord.letters.glyphs import breakable, printable
from akkoord.letters.page import LONGEST, address_lines
from akkoord.letters.render import set_pdf


def render_specification(content: LetterContent) -> bytes:
    """The specification of everything in `content` that is due on its day. The same input gives the same bytes."""
    dated = datetime.combine(content.dated, time(12), tzinfo=UTC)
    return set_pdf(SHELF / "_specification.typ", {"specification": json.dumps(specification_data(content))}, dated=dated)


def specification_data(content: LetterContent) -> Data:
    """Everything it prints, as JSON."""
    words, language = shared(content.language).words, content.language
    parties = [(words["creditor"], _party(content.sender, content)), (words["debtor"], _party(content.addressee, content))]
    if content.partner:
        parties.append((words["partner"], [breakable(content.partner, longest=LONGEST)]))
    return {
        "language": language,
        "subject": breakable(f"{words['specification']} {content.reference}", longest=LONGEST),
        "sender": {"name": printable(content.sender.name)},
        "dated": f"{words['at_the_end_of']} {day_shown(content.dated, language=language, weekday=False)}",
        "parties": parties,
        "tables": [_invoices(content), *annex(content)],
        "closing": words["specification_note"],
        "page": [words["page"], words["of"]],
    }


def _party(party: LetterParty, content: LetterContent) -> list[str]:
    """A party with its address and the numbers it is known by."""
    words = shared(content.language).words
    numbers = ((words["kvk"], party.kvk), (words["vat"], party.vat), ("IBAN", iban_shown(party.iban)))
    known = [*address_lines(party, language=content.language), *(f"{label} {value}" for label, value in numbers if value)]
    return [breakable(line, longest=LONGEST) for line in (*known, party.email, party.phone) if line]


def _invoices(content: LetterContent) -> Data:
    """The invoices with what is left of each, and what everything comes to."""
    words, language = shared(content.language).words, content.language
    head = [words[name] for name in ("invoice", "issued_on", "due_on", "total", "open")]
    rows = [
        [
            breakable(one.number, longest=LONGEST),
            day_short(one.issued_on),
            day_short(one.due_on),
            *(shown(cents, language=language, sign=False) for cents in (one.total, one.open)),
        ]
        for one in main_invoices(content)
    ]
    sums = ((words["principal_sum"], content.principal), (words["annex_interest"], content.interest), (words["costs"], content.costs))
    totals = [[label, shown(cents, language=language, sign=False)] for label, cents in sums]
    totals.append([words["all_together"], shown(content.asked, language=language)])
    made = {"kind": "invoices", "title": words["claim"], "head": head, "rows": rows, "totals": totals}
    return {**made, "notes": [words["term_note"]]}
