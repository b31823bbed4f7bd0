"""Reads MT940 and MT942: statements and interim reports of a bank account in SWIFT text, in the dialects of the Dutch banks.

The fields are read here and not with the library mt-940: that stops at the first field it cannot read and so loses the good
entries, gives no line numbers, needs to be told that a file is from ASN or SNS, fails on a broken field 28C and on a balance
without an amount, and leaves the code words of field 86 as they are.
"""

from __future__ import annotations

from akkoord.core.problem import Problem, Text
from akkoord.core.reading import Progress, Reading, SourceFile, StatementRead, no_progress
from akkoord.importers._mt940.fields import fields_of, looks_like_mt940, text_of
from akkoord.importers._mt940.statement import Open, begins, closed, next_of

NAME = "mt940"
TELL_EVERY = 5000  # fields between two calls to the progress listener

NOT_TEXT = Text("Dit is geen tekstbestand; verwacht een MT940.", "This is no text file; expected an MT940.")
NO_STATEMENT = Text(
    "Er staat geen afschrift in dit bestand; verwacht velden zoals :20:, :25: en :61:.",
    "There is no statement in this file; expected fields such as :20:, :25: and :61:.",
)


def recognises(head: bytes) -> bool:
    """Whether the first bytes hold fields that only these messages have."""
    text = text_of(head, whole=False)
    return text is not None and looks_like_mt940(text)


def read(file: SourceFile, *, progress: Progress = no_progress) -> Reading:
    """Every statement and every page of the file, with its balances and entries."""
    text = text_of(file.content)
    if text is None:
        return Reading(NAME, problems=(Problem(NOT_TEXT),))
    statements: list[StatementRead] = []
    problems: list[Problem] = []
    open_: Open | None = None
    lines = text.count("\n") + 1
    for count, one in enumerate(fields_of(text), start=1):
        if count % TELL_EVERY == 0:
            progress(one.line, lines)
        if begins(open_, one):
            _finish(open_, statements, problems)
            open_ = next_of(open_, one)
        if open_ is not None:
            open_.take(one)
    _finish(open_, statements, problems)
    progress(lines, lines)
    return Reading(NAME, statements=tuple(statements), problems=tuple(problems) if statements or problems else (Problem(NO_STATEMENT),))


def _finish(open_: Open | None, statements: list[StatementRead], problems: list[Problem]) -> None:
    """Adds the statement that was open, or the problems of what was none."""
    done = closed(open_) if open_ is not None else None
    if done is not None:
        statements.append(done[0])
        problems.extend(done[1])
    elif open_ is not None:
        problems.extend(open_.problems)
