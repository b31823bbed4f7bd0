"""What is asked of a replay: which two ladders, over which days, and whose debtors they are played for."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from akkoord.core.ladder.candidates import Rules
from akkoord.core.ladder.ladder import Ladder
from akkoord.jurisdictions import jurisdiction
from akkoord.ladders import names, text_of
from akkoord.steps import all_steps
from akkoord.store.access import Desk
from akkoord.store.models import Creditor, Debtor, LadderVersion
from akkoord.work.ladders.which import Rulebook, read_ladder
from akkoord.work.ladders.who_walks import Way, ways


@dataclass(frozen=True, slots=True)
class Side:
    """One ladder as it is played: its name, its version (0 as shipped), and its text. A draft has no version yet."""

    name: str
    version: int | None
    text: str

    @property
    def ladder(self) -> Ladder:
        """The ladder itself."""
        return read_ladder(self.text, self.name, self.version or 0)

    @property
    def rules(self) -> Rules:
        """What a walk decides by."""
        return Rules(self.ladder, all_steps(), jurisdiction())


@dataclass(frozen=True, slots=True)
class Question:
    """Two ladders and the days they are played over."""

    before: Side
    after: Side
    first: date
    last: date

    def written(self) -> dict[str, Any]:
        """As it is kept."""
        return {"before": asdict(self.before), "after": asdict(self.after), "first": str(self.first), "last": str(self.last)}

    @classmethod
    def read(cls, kept: dict[str, Any]) -> Question:
        """What was kept, read back."""
        first, last = (date.fromisoformat(kept[one]) for one in ("first", "last"))
        return cls(Side(**kept["before"]), Side(**kept["after"]), first, last)


def side_of(desk: Desk, name: str, version: int | None = None) -> Side | None:
    """A kept version of a ladder, the one that is shipped (0), or the newest; None where there is no such one."""
    kept = desk.ladders().filter(name=name)
    if version:
        kept = kept.filter(version=version)
    row: LadderVersion | None = None if version == 0 else kept.order_by("-version").first()
    if row is not None:
        return Side(name, row.version, row.text)
    return Side(name, 0, text_of(name)) if name in names() and not version else None


def whose(creditor: Creditor, question: Question) -> list[int]:
    """The debtors it is played for, by number: who walks the first of the ladders now, or would where nobody does; of those
    whom both ladders are for."""
    book, kinds = Rulebook.of(creditor), set(question.before.ladder.kinds) & set(question.after.ladder.kinds)
    known = [(way, leads) for way, leads, _ in ways(book)]
    walking = [way for way, leads in known if leads == question.before.name] or [way for way, _ in known]
    found: set[int] = set()
    for way in walking:
        if ("consumer" if way.doubtful else way.kind) in kinds:
            found.update(_debtors(creditor, way))
    return sorted(found)


def _debtors(creditor: Creditor, way: Way) -> Iterable[int]:
    rows = Debtor.objects.filter(creditor=creditor, kind=way.kind, kind_doubtful=way.doubtful, ladder=way.own)
    rows = rows.filter(group_id=None) if way.group is None else rows.filter(group__ladder=way.group)
    return rows.values_list("id", flat=True)
