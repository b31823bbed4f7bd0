"""Keeps cases that run on a version of a ladder, so that nobody walks another one than his case says."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from akkoord.store.models import Case, Creditor
from akkoord.work.ladders.which import Rulebook

BATCH = 500


@dataclass(frozen=True, slots=True)
class Walker:
    """An open case: the ladder its debtor walks by name, and the version it says; None where it says none."""

    case: int
    debtor: int
    ladder: str
    says: int | None


def walkers(book: Rulebook, *, debtors: Collection[int] | None = None) -> Iterator[Walker]:
    """Every open case of the company, or those of some debtors; in one query."""
    rows = Case.objects.filter(creditor=book.creditor, closed_on=None)
    if debtors is not None:
        rows = rows.filter(debtor_id__in=debtors)
    columns = ("id", "debtor_id", "ladder_id", "debtor__kind", "debtor__kind_doubtful", "debtor__ladder", "debtor__group__ladder")
    for case, debtor, says, kind, doubtful, own, group in rows.order_by("id").values_list(*columns):
        yield Walker(case, debtor, book.name_for("consumer" if doubtful else kind, own, group or ""), says)


def pin(creditor: Creditor, cases: Collection[int], *, version: int) -> None:
    """These cases walk this version from now on."""
    numbers = list(cases)
    for first in range(0, len(numbers), BATCH):
        Case.objects.filter(creditor=creditor, id__in=numbers[first : first + BATCH]).update(ladder_id=version)


def pin_unsaid(book: Rulebook, found: Iterable[Walker], *, name: str) -> None:
    """Cases of this ladder that say no version of it walk the newest one there is, before there is a newer one."""
    unsaid = [one.case for one in found if one.ladder == name and book.version_for(name, one.says) != one.says]
    if unsaid and name in book.newest:
        pin(book.creditor, unsaid, version=book.newest[name])


def pin_cases(creditor: Creditor, *, on: date, debtors: Collection[int] | None = None) -> int:
    """Cases of debtors who were given another ladder go on along its newest version; gives how many. Call it in a transaction."""
    book = Rulebook.of(creditor)
    other: dict[str, list[int]] = {}
    for one in walkers(book, debtors=debtors):
        if book.version_for(one.ladder, one.says) != one.says or one.says is None:
            other.setdefault(one.ladder, []).append(one.case)
    for name, cases in other.items():
        pin(creditor, cases, version=book.keep(name, on=on))
    return sum(len(cases) for cases in other.values())
