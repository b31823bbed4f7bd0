"""Shows what merging two debtors would do before anything happens: what moves, what holds where they differ, what speaks against it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.apps import apps
from django.db.models import Sum

from akkoord.core.problem import Refusal
from akkoord.store.access import Desk
from akkoord.store.models import Debtor, Hold, Invoice
from akkoord.work.order.merge_debtors import KEPT, against
from akkoord.work.order.moving import MOVES

UNTOLD = frozenset(("Answer", "Double", "MergedDebtor"))  # these move too, and mean nothing to a person by themselves
_NOT_COMPARED = frozenset(("kind_doubtful", "note", "payer"))


@dataclass(frozen=True, slots=True)
class Differs:
    """One thing that both know otherwise: what holds afterwards is `stays`."""

    name: str
    stays: str
    goes: str


@dataclass(frozen=True, slots=True)
class Preview:
    """What would happen; sums in cents. `moves` counts by table, `holds` are the reasons to wait that then hold for all of it."""

    into: Debtor
    old: Debtor
    open_into: int
    open_old: int
    moves: Mapping[str, int]
    differs: tuple[Differs, ...]
    holds: tuple[Hold, ...]
    refusal: Refusal | None
    asks_kind: bool

    @property
    def open(self) -> int:
        """What both owe together."""
        return self.open_into + self.open_old


def preview_merge(*, desk: Desk, into_id: int, old_id: int, on: date, kind: str = "") -> Preview:
    """Look at two debtors side by side. Raises Debtor.DoesNotExist where either is another company's."""
    into, old = desk.debtors().get(id=into_id), desk.debtors().get(id=old_id)
    refusal = against(into, old, on=on, kind=kind)
    asks = against(into, old, on=on) != against(into, old, on=on, kind="business")
    standing = desk.holds().filter(debtor_id__in=(into.id, old.id), invoice_id=None, ended_on=None, since__lte=on)
    holds = tuple(one for one in standing.select_related("debtor") if one.until is None or one.until >= on)
    sums = (_open(desk, into.id), _open(desk, old.id))
    return Preview(into, old, *sums, _moves(desk, old.id), _differs(into, old), holds, refusal, asks)


def _open(desk: Desk, debtor_id: int) -> int:
    rows: dict[str, int | None] = desk.invoices().filter(debtor_id=debtor_id, kind="invoice", open__gt=0).aggregate(sum=Sum("open"))
    return rows["sum"] or 0


def _moves(desk: Desk, old_id: int) -> dict[str, int]:
    """How many rows of each table belong to the one who goes."""
    found: dict[str, int] = {}
    for name in MOVES:
        table, _, column = name.partition(".")
        if table not in UNTOLD:
            rows = apps.get_model("store", table)._default_manager.filter(creditor_id=desk.creditor.pk, **{column: old_id})
            found[table] = rows.count()
    return {name: count for name, count in found.items() if count}


def _differs(into: Debtor, old: Debtor) -> tuple[Differs, ...]:
    pairs = ((name, getattr(into, name), getattr(old, name)) for name in KEPT if name not in _NOT_COMPARED)
    return tuple(Differs(name, str(one), str(other)) for name, one, other in pairs if other and one != other)


def invoices_of(desk: Desk, debtor_id: int) -> list[Invoice]:
    """His invoices, the last ones in front; so many as one looks at."""
    return list(desk.invoices().filter(debtor_id=debtor_id).order_by("-issued_on", "-id")[:5])
