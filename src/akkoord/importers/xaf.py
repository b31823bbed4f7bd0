"""Reads the Dutch XML Auditfile Financieel (XAF) 3.1, 3.2 and 4.0: the invoices on the debtor accounts, and what was paid on them when."""

from __future__ import annotations

from collections.abc import Iterator

from akkoord.core.money import plain
from akkoord.core.problem import Problem, Text
from akkoord.core.reading import Progress, Reading, SourceFile, no_progress
from akkoord.importers._xaf import words
from akkoord.importers._xaf.accounts import is_debtors
from akkoord.importers._xaf.groups import grouped
from akkoord.importers._xaf.invoices import made_of
from akkoord.importers._xaf.lines import Line
from akkoord.importers._xaf.stream import Books, books_of
from akkoord.importers._xml import DOCTYPE, NO_XML, OTHER_ENCODING, broken, gate, is_wrong_encoding, root_of

NAME = "xaf"
HEAD = 64 * 1024


def recognises(head: bytes) -> bool:
    """Whether the root is an auditfile of the financial administration: those of wages (XAS) and tills (XAA) are others."""
    namespace, name = root_of(head)
    return name.lower() == "auditfile" and (not namespace or "XAF" in namespace.upper())


def read(file: SourceFile, *, progress: Progress = no_progress) -> Reading:
    """Every invoice and credit note of the file with what is open of it. Half a file is not taken: it cannot say who paid."""
    content = file.content.lstrip()
    refused = gate(content) or (None if root_of(content[:HEAD])[1] else Problem(NO_XML))
    if refused is not None:
        return Reading(NAME, problems=(refused,))
    books = books_of(content, progress)
    before: list[Problem] = []
    if books.error is not None and is_wrong_encoding(books.error):
        books, before = books_of(content, progress, encoding="windows-1252"), [Problem(OTHER_ENCODING, 1, "encoding")]
    if books.refused:
        return Reading(NAME, problems=(Problem(DOCTYPE, where="DOCTYPE"),))
    if books.error is not None:
        return Reading(NAME, problems=(*before, Problem(words.CUT_OFF), broken(books.error)))
    return _made(books, before)


def _made(books: Books, before: list[Problem]) -> Reading:
    lines = books.debtor_lines()
    missing = _nothing(books, lines)
    if missing is not None:
        return Reading(NAME, problems=(*before, Problem(missing), *books.problems))
    currency = books.header.get("curCode", "").upper() or "EUR"
    made = made_of(grouped(lines), books.relations, seller=books.company, currency=currency)
    problems = (*before, *_differences(books), *_unsplit(books), *books.problems, *made.problems)
    sure = not any(paid < 0 for paid in made.paid.values()) and not made.strays
    return Reading(NAME, tuple(made.invoices), problems=problems, knows_who_paid=sure)


def _nothing(books: Books, lines: list[Line]) -> Text | None:
    """Why there is nothing to read, where that is so."""
    if lines:
        return None
    if not books.counted and not books.accounts:
        return words.OTHER_VERSION
    named = books.offsets or any(is_debtors(account) for account in books.accounts.values())
    return words.NO_LINES if named else words.NO_DEBTORS


def _differences(books: Books) -> Iterator[Problem]:
    """Where the totals of the file are not what its lines come to."""
    if books.said is None:
        return
    lines, debit, credit = books.said
    if lines.isdecimal() and (lines.lstrip("0") or "0") != str(books.counted):  # as text: no number has thousands of digits
        what = Text("als aantal regels", "as number of lines")
        yield Problem(words.totals_differ(what, str(books.counted), lines[:20]), None, "linesCount")
    for said, counted, where, what in (
        (debit, books.debit, "totalDebit", Text("als totaal debet", "as total debit")),
        (credit, books.credit, "totalCredit", Text("als totaal credit", "as total credit")),
    ):
        if said is not None and said != counted:
            yield Problem(words.totals_differ(what, plain(counted), plain(said)), None, where)


def _unsplit(books: Books) -> Iterator[Problem]:
    """An opening balance of debtors that no subledger explains."""
    explained: dict[str, int] = {}
    for line in books.lines:
        if line.is_opening and not line.journal:
            explained[line.account] = explained.get(line.account, 0) + line.amount
    for account, amount in books.opening.values():
        known = books.accounts.get(account)
        rest = amount - explained.get(account, 0)
        if known is not None and is_debtors(known) and rest and not explained.get(""):
            yield Problem(words.opening_not_split(rest, account), None, "openingBalance")
