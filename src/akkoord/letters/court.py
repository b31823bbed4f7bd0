"""The draft that goes along with a writ, as PDF: parties, judge, facts, claim, defences and answers, evidence, and what is missing.

What the writ must hold: art. 111 lid 2 and 3 Rv, https://wetten.overheid.nl/BWBR0001827. Only in Dutch, the language of the court.
"""

from __future__ import annotations

import json
import tomllib
from datetime import UTC, date, datetime, time
from functools import cache
from typing import Any

from akkoord.core.court.annex import Defence, Exhibit, Ground, Litigant, WritAnnex
from akkoord.core.court.judge import NAMES
from akkoord.core.day_words import day_shown
from akkoord.core.money import shown
from akkoord.letters.annex import Data
from akkoord.letters.days import day_short
from akkoord.letters.files import SHELF
from akkoord.letters.glyphs import breakable
from akkoord.letters.page import LONGEST, address_lines
from akkoord.letters.render import set_pdf
from akkoord.letters.specification import specification_data

_CELL = 22  # characters of one word in a cell of a table before it may break


@cache
def _file() -> dict[str, Any]:
    return tomllib.loads((SHELF / "nl" / "_court.toml").read_text(encoding="utf-8"))


def render_court_annex(annex: WritAnnex) -> bytes:
    """The draft of the day of its claim. The same input gives the same bytes."""
    dated = datetime.combine(annex.claim.dated, time(12), tzinfo=UTC)
    return set_pdf(SHELF / "_court.typ", {"court": json.dumps(court_data(annex))}, dated=dated)


def court_data(annex: WritAnnex) -> Data:
    """Everything it prints, as JSON."""
    words, day = _file()["words"], day_shown(annex.claim.dated, language="nl", weekday=False)
    return {
        "language": "nl",
        "words": words,
        "subject": _line(f"{words['subject']}: {annex.plaintiff.party.name} tegen {annex.defendant.party.name}"),
        "sender": {"name": _line(annex.plaintiff.party.name)},
        "dated": f"{words['sums_at']} {day}.",
        "parties": [[words["plaintiff"], _litigant(annex.plaintiff)], [words["defendant"], _litigant(annex.defendant)]],
        "judge": _judge(annex),
        "facts": [_ground(one, annex) for one in annex.grounds],
        "tried": [_line(one) for one in annex.tried] or [words["nothing_tried"]],
        "claimed": _claimed(annex, day),
        "tables": specification_data(annex.claim)["tables"],
        "defences": [_defence(one) for one in annex.defences],
        "exhibits": [_exhibit(one) for one in annex.exhibits],
        "prescribes": [_prescribes(number, on, annex.claim.dated) for number, on in annex.prescribes],
        "missing": [_line(one.nl) for one in annex.missing],
        "page": [words["page"], words["of"]],
    }


def _line(text: str, longest: int = LONGEST) -> str:
    return breakable(text, longest=longest)


def _open(what: str) -> str:
    return str(_file()["words"]["open_spot"]).replace("{wat}", what)


def _litigant(one: Litigant) -> list[str]:
    """A party as the writ names it, with an open spot for whatever is not known."""
    words, forms = _file()["words"], _file()["forms"]
    form = forms[one.form] if one.form else _open(words["form"])
    lines = [*address_lines(one.party, language="nl"), f"{words['form_known']}: {form}"]
    if not one.party.street or not one.party.city:
        lines.append(_open(words["address"]))
    if one.form != "natural":
        lines.append(f"KvK {one.party.kvk}" if one.party.kvk else _open(words["kvk"]))
    return [_line(text) for text in lines]


def _judge(annex: WritAnnex) -> list[str]:
    words, venue = _file()["words"], annex.venue
    weighed = str(words["weighed"]).replace("{bedrag}", shown(venue.weighed))
    return [_line(f"{NAMES[venue.judge].nl.capitalize()} (art. {venue.source}). {weighed}"), words["ground_judge"]]


def _ground(one: Ground, annex: WritAnnex) -> list[str]:
    terms, due = _file()["terms"], {line.number: line.due_on for line in annex.claim.invoices}
    what = one.what or _open("wat er geleverd is")
    delivered = _span(one.delivered_from, one.delivered_until) or _open("wanneer")
    return [_line(one.invoice, _CELL), _line(what, _CELL), delivered, terms[one.term], day_short(due[one.invoice])]


def _span(first: date | None, last: date | None) -> str:
    days = [day_short(day) for day in (first, last) if day]
    return days[0] if len(set(days)) == 1 else " - ".join(days)


def _claimed(annex: WritAnnex, day: str) -> str:
    said = str(_file()["words"]["claimed"])
    sums = said.replace("{totaal}", shown(annex.claim.asked)).replace("{hoofdsom}", shown(annex.claim.principal))
    return sums.replace("{dag}", day)


def _defence(one: Defence) -> list[str]:
    """When and about what, his words, and our answer."""
    words = _file()["words"]
    about = f"{words['on_invoice']} {one.invoice}" if one.invoice else words["everything"]
    ended = f" ({words['settled']} {day_short(one.ended_on)})" if one.ended_on else ""
    title = f"{words['defence_of']} {day_shown(one.on, language='nl', weekday=False)}, {about}{ended}"
    return [_line(title), _line(one.words or words["no_words"]), _line(one.answer or words["answer_open"])]


def _exhibit(one: Exhibit) -> list[str]:
    words = _file()["words"]
    there = words["at_hand"] if one.at_hand else words["not_at_hand"]
    return [f"{one.number}", _line(one.what), day_short(one.on) if one.on else "", there]


def _prescribes(number: str, on: date, dated: date) -> str:
    said = str(_file()["words"]["prescribed" if on <= dated else "prescribes"])
    return _line(said.replace("{nummer}", number).replace("{dag}", day_shown(on, language="nl", weekday=False)))
