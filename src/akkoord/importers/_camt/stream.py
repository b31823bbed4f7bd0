"""Reads a CAMT message as a stream: each entry is read and let go, so that memory follows the rows and not the file."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

from akkoord.core.problem import Problem, Text
from akkoord.core.reading import Progress, Reading, SourceFile, StatementRead
from akkoord.importers._camt.statement import Gathered, statement_of
from akkoord.importers._told import Told, let_go
from akkoord.importers._xml import DOCTYPE, OTHER_ENCODING, broken, gate, has_doctype, is_wrong_encoding, root_of, streamed

STATEMENTS = ("Stmt", "Rpt", "Ntfctn")
HEAD = 64 * 1024
_MESSAGE = re.compile(r"camt\.05[234](?=\.001\.\d\d)")
_NAMED = re.compile(rb"""xmlns(?::[\w.-]+)?\s*=\s*["']([\w:.-]*camt\.05[234]\.001\.\d\d)["']""", re.ASCII)

NO_STATEMENT = Text(
    "Er staat geen afschrift (Stmt, Rpt of Ntfctn) in dit bericht.", "There is no statement (Stmt, Rpt or Ntfctn) in this message."
)


def message_of(head: bytes) -> str:
    """The message the namespace of its Document names, such as camt.053; "" for other files."""
    found = _MESSAGE.search(_namespace(head))
    return found.group() if found else ""


def _namespace(head: bytes) -> str:
    """The namespace of the Document: the root, or the first CAMT that the envelope around it names."""
    namespace, name = root_of(head)
    if name in ("", "Document"):
        return namespace
    named = _NAMED.search(head)
    return named[1].decode("ascii") if named else ""


def read_message(name: str, file: SourceFile, progress: Progress) -> Reading:
    """Every statement of the message; where it is cut off, those that were complete."""
    content = file.content.lstrip()
    refused = gate(content)
    if refused is not None:
        return Reading(name, problems=(refused,))
    namespace = _namespace(content[:HEAD])
    if not namespace:
        return Reading(name, problems=(Problem(NO_STATEMENT),))
    outcome = _streamed(content, namespace, progress, None)
    if outcome.error is not None and is_wrong_encoding(outcome.error):
        outcome = _streamed(content, namespace, progress, "windows-1252")
        outcome.problems.insert(0, Problem(OTHER_ENCODING, 1, "encoding"))
    return Reading(name, statements=tuple(outcome.statements), problems=tuple(_ended(outcome)))


@dataclass(slots=True)
class Outcome:
    """What a run over the stream gave, and what stopped it."""

    open: Gathered
    statements: list[StatementRead] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    error: etree.XMLSyntaxError | None = None
    refused: bool = False


def _streamed(content: bytes, namespace: str, progress: Progress, encoding: str | None) -> Outcome:
    outcome = Outcome(Gathered())
    tags = (f"{{{namespace}}}{name}" for name in ("Ntry", *STATEMENTS))
    try:
        _run(streamed(Told(content, progress), tags, encoding=encoding), outcome)
    except etree.XMLSyntaxError as error:
        outcome.error = error
    return outcome


def _run(elements: Iterator[etree._Element], outcome: Outcome) -> None:
    """Reads each entry at its end tag; the one before it is taken out of the tree by then nobody looks at it any more."""
    before: etree._Element | None = None
    for element in elements:
        if element.tag.endswith("}Ntry"):
            outcome.open.add(element)
            let_go(before)
            element.clear()
            before = element
            continue
        if has_doctype(element):
            outcome.refused = True
            return
        statement, problems = statement_of(element, outcome.open)
        outcome.statements.append(statement)
        outcome.problems.extend(problems)
        outcome.open, before = Gathered(), None
        element.clear()


def _ended(outcome: Outcome) -> list[Problem]:
    """The problems of the run; a statement that was cut off is not stored by half, and that is told."""
    if outcome.refused:
        outcome.statements.clear()
        return [Problem(DOCTYPE, where="DOCTYPE")]
    if outcome.error is not None:
        return [*outcome.problems, *_cut_off(outcome.open), broken(outcome.error)]
    return outcome.problems or ([] if outcome.statements else [Problem(NO_STATEMENT)])


def _cut_off(begun: Gathered) -> list[Problem]:
    if begun.account is None:
        return []
    count, account = len(begun.entries), begun.account
    nl = f"Het afschrift van {account} breekt af na {count} boekingen. Een half afschrift wordt niet overgenomen."
    return [Problem(Text(nl, f"The statement of {account} breaks off after {count} entries. Half a statement is left out."), where="Stmt")]
