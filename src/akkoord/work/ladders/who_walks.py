"""Who walks which ladder: debtors by how they come to it, and open cases by the version they say."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import reduce
from operator import or_
from typing import NamedTuple

from django.db.models import Count, Q

from akkoord.store.models import Case, Debtor
from akkoord.work.ladders.which import Rulebook


class Way(NamedTuple):
    """How some debtors come to their ladder: their kind, whether that is doubtful, their own ladder, that of their group."""

    kind: str
    doubtful: bool
    own: str
    group: str | None

    @property
    def asked(self) -> Q:
        """These debtors, seen from an invoice."""
        said = {"debtor__kind": self.kind, "debtor__kind_doubtful": self.doubtful, "debtor__ladder": self.own}
        return Q(**said, debtor__group__ladder=self.group) if self.group is not None else Q(**said, debtor__group_id=None)


@dataclass(slots=True)
class Walks:
    """How many debtors a ladder is for, and how many open cases walk each of its versions (by the number of its row)."""

    debtors: int = 0
    cases: Counter[int] = field(default_factory=Counter)


def ways(book: Rulebook) -> Iterator[tuple[Way, str, int]]:
    """Every way there is, the ladder it leads to, and for how many debtors; in one query, however many there are."""
    columns = ("kind", "kind_doubtful", "ladder", "group__ladder")
    rows = Debtor.objects.filter(creditor=book.creditor).order_by().values_list(*columns).annotate(Count("id"))
    for kind, doubtful, own, group, count in rows:
        yield Way(kind, doubtful, own, group), book.name_for("consumer" if doubtful else kind, own, group or ""), count


def leads_to(book: Rulebook, name: str) -> Q | None:
    """The debtors of a ladder, seen from an invoice; None where there are none."""
    found = [way.asked for way, leads, _ in ways(book) if leads == name]
    return reduce(or_, found) if found else None


def who_walks(book: Rulebook) -> dict[str, Walks]:
    """By the name of the ladder; counted by the database, in two queries."""
    found: dict[str, Walks] = defaultdict(Walks)
    for _, name, count in ways(book):
        found[name].debtors += count
    columns = ("ladder_id", "debtor__kind", "debtor__kind_doubtful", "debtor__ladder", "debtor__group__ladder")
    cases = Case.objects.filter(creditor=book.creditor, closed_on=None).order_by().values_list(*columns).annotate(Count("id"))
    for says, kind, doubtful, own, group, count in cases:
        name = book.name_for("consumer" if doubtful else kind, own, group or "")
        version = book.version_for(name, says)
        if version is not None:
            found[name].cases[version] += count
    return found
