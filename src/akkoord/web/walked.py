"""Along which steps a debtor is walked, in which version, and why: for his page."""

from __future__ import annotations

from typing import NamedTuple

from akkoord.store.access import Desk
from akkoord.store.models import Debtor
from akkoord.web.ladder_words import title_of
from akkoord.web.payer_words import payer_evidence, payer_words
from akkoord.work.ladders.which import Rulebook


class Walked(NamedTuple):
    """`version` is 0 as it is shipped; `case` says that a case runs; `newest` is the version a new case would begin with."""

    name: str
    title: str
    version: int
    newest: int
    case: bool
    group: str
    pays: str
    evidence: list[str]


def walked(desk: Desk, debtor: Debtor) -> Walked:
    """Read in a fixed number of queries."""
    book = Rulebook.of(desk.creditor)
    group = desk.groups().filter(id=debtor.group_id).first() if debtor.group_id else None
    case = desk.cases().filter(debtor_id=debtor.id, closed_on=None).first()
    name = book.name_for("consumer" if debtor.kind_doubtful else debtor.kind, debtor.ladder, group.ladder if group else "")
    version = book.version_for(name, case.ladder_id if case else None)
    newest = desk.ladders().filter(id=book.newest.get(name, 0)).first()
    number = book.ladders[version].version if version is not None else 0
    return Walked(
        name,
        title_of(name, newest),
        number,
        newest.version if newest else 0,
        case is not None,
        group.name if group else "",
        payer_words(debtor),
        payer_evidence(debtor),
    )
