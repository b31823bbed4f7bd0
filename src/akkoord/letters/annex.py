"""The annex of a letter: every euro of interest and costs, so that somebody with pencil and paper can check it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from akkoord.core.balance import ADDED_UP
from akkoord.core.day_words import day_shown
from akkoord.core.law.charges import NAMED
from akkoord.core.law.costs import SURCHARGE
from akkoord.core.letter import CostLine, InterestLine, LetterContent, MovementLine
from akkoord.core.money import shown
from akkoord.letters.days import day_short
from akkoord.letters.fields import main_invoices
from akkoord.letters.files import shared
from akkoord.letters.glyphs import breakable

Data = dict[str, Any]  # JSON
_NUMBER, _SOURCE = 14, 46  # characters before a word may break
_MONTH = 1


def annex(content: LetterContent) -> list[Data]:
    """The tables behind the sums of a letter, each where it has something to say."""
    tables = ((content.interest_lines, _interest), (content.movements, _movements), (content.cost_lines, _costs))
    return [table(content) for lines, table in tables if lines]


Rows = Iterable[Sequence[str]]


def _table(kind: str, title: str, *, head: Sequence[str], rows: Rows, totals: Rows, notes: Sequence[str] = ()) -> Data:
    lists = {"head": list(head), "rows": [list(row) for row in rows], "totals": [list(row) for row in totals]}
    return {"kind": kind, "title": title, "notes": list(notes), **lists}


def _sum(cents: int, content: LetterContent) -> str:
    return shown(cents, language=content.language, sign=False)


def rate_shown(rate: str, *, language: str) -> str:
    """A rate in percent as it is written in the language; "10.40" is "10,40 %" in Dutch."""
    figures = rate.rstrip("% ")
    return f"{figures.replace('.', ',')}\u00a0%" if language == "nl" else f"{figures}%"


def _totals(content: LetterContent, whole: int, due: int) -> list[tuple[str, str]]:
    """What the lines come to; and where a part of it was paid, how much, and what is left."""
    words = shared(content.language).words
    if whole == due:
        return [(words["sum_of"], shown(due, language=content.language))]
    left = (words["still_due"], shown(due, language=content.language))
    return [(words["sum_of"], _sum(whole, content)), (words["paid_before"], _sum(due - whole, content)), left]


def _interest(content: LetterContent) -> Data:
    words = shared(content.language).words
    head = [words[name] for name in ("invoice", "from_day", "to_day", "of_year", "over", "rate", "source", "interest")]
    rows = [_interest_row(line, content) for line in content.interest_lines]
    totals = _totals(content, sum(line.interest for line in content.interest_lines), content.interest)
    notes = (words["day_sum_note"], *_starts(content))
    return _table("interest", words["annex_interest"], head=head, rows=rows, totals=totals, notes=notes)


def _interest_row(line: InterestLine, content: LetterContent) -> Sequence[str]:
    rate = rate_shown(line.rate, language=content.language)
    if line.per == _MONTH:
        rate = f"{rate} {shared(content.language).words['per_month']}"
    return (
        breakable(line.invoice, longest=_NUMBER),
        day_short(line.from_day),
        day_short(line.to_day),
        f"{line.days}\u2009/\u2009{line.of}",
        _sum(line.base, content),
        rate,
        breakable(line.source, longest=_NUMBER),
        _sum(line.interest, content),
    )


def _starts(content: LetterContent) -> list[str]:
    """From when interest runs on each invoice, and why then."""
    words = shared(content.language).words
    return [
        f"{one.number}: {words['runs_from']} {day_shown(one.interest_from, language=content.language, weekday=False)}, "
        f"{one.because} ({one.source})."
        for one in main_invoices(content)
        if one.interest_from and one.because
    ]


def _movements(content: LetterContent) -> Data:
    words = shared(content.language).words
    head = [words[name] for name in ("invoice", "moved_on", "what", "amount", "on_costs", "on_interest", "on_principal")]
    rows = [_movement_row(move, content) for move in content.movements]
    return _table("movements", words["annex_movements"], head=head, rows=rows, totals=[], notes=(words["movement_note"],))


def _movement_row(move: MovementLine, content: LetterContent) -> Sequence[str]:
    words = shared(content.language).words
    monthly = any(line.invoice == move.invoice and line.per == _MONTH for line in content.interest_lines)
    names = {"payment": "payment_made", "credit": "credit", "joined": "joined_month" if monthly else "joined"}
    parts = (0, 0, 0) if move.what == "joined" else (move.costs, move.interest, move.principal)
    shares = (_sum(cents, content) if cents else "" for cents in parts)
    return (breakable(move.invoice, longest=_NUMBER), day_short(move.on), words[names[move.what]], _sum(move.amount, content), *shares)


def _costs(content: LetterContent) -> Data:
    words = shared(content.language).words
    head = [words[name] for name in ("source", "over", "percentage", "amount")]
    late = content.costs_if_late > 0
    whole = sum(line.amount for line in content.cost_lines)
    totals = _totals(content, whole, content.costs_if_late if late else content.costs)
    title = words["annex_costs_late"] if late else words["annex_costs"]
    rows = [_cost_row(line, content) for line in content.cost_lines]
    return _table("costs", title, head=head, rows=rows, totals=totals, notes=_bases(content))


def _bases(content: LetterContent) -> list[str]:
    """What costs that are due were reckoned over, invoice by invoice."""
    words = shared(content.language).words
    return [
        f"{one.number}: {shown(one.costs_base, language=content.language)} {words['costs_over']} {day_short(one.costs_from)}."
        for one in main_invoices(content)
        if one.costs_from and one.costs_base and content.costs
    ]


def _cost_row(line: CostLine, content: LetterContent) -> Sequence[str]:
    words = shared(content.language).words
    named = {ADDED_UP: words["charged_before"], SURCHARGE: words["vat"], NAMED: words["beyond_named"]}.get(line.source)
    source = f"{named} ({line.source})" if named else line.source
    rate = rate_shown(line.percentage, language=content.language) if line.percentage != "0" else ""
    return (breakable(source, longest=_SOURCE), _sum(line.over, content) if line.over else "", rate, _sum(line.amount, content))
