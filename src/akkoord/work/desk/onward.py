"""The interest of a case at the desk after the day of its file: kept ready when the file comes in, and reckoned on from there."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any, NamedTuple

from akkoord.core.handover.onward import Since, kept, run_on, runs_from, runs_of
from akkoord.core.handover.owing import Owing
from akkoord.core.law.jurisdiction import Jurisdiction
from akkoord.core.law.series import Series
from akkoord.core.problem import Refusal
from akkoord.store.models import DeskCase


class Moved(NamedTuple):
    """Money that moved in a case, in cents: `kind` is payment, paid, cost debtor or cost client."""

    kind: str
    on: date
    amount: int


def _law_kind(said: Mapping[str, Any]) -> str:
    """The kind the law is applied by, as the file says it: who may be a consumer is treated as one."""
    return "consumer" if said["kind_doubtful"] else str(said["kind"])


def runs_kept(manifest: Mapping[str, Any], *, law: Jurisdiction) -> list[dict[str, Any]]:
    """The invoices of a file, to go on with."""
    kind = _law_kind(manifest["debtor"])
    return [{**one, "kind": kind} for one in kept(runs_of(manifest, series=law.series_for(kind)))]


def article_of(case: DeskCase, *, law: Jurisdiction) -> str:
    """By which article interest runs on in this case; empty where it does not."""
    return _series(case, law).article if case.runs else ""


def _series(case: DeskCase, law: Jurisdiction) -> Series:
    return law.series_for(str(case.runs[0]["kind"]))


def owing_by(case: DeskCase, moved: Iterable[Moved], *, law: Jurisdiction, on: date) -> Owing:
    """The sums of a case at the end of a day."""
    rows = list(moved)
    sums = {kind: sum(one.amount for one in rows if one.kind == kind) for kind in ("payment", "paid", "cost debtor", "cost client")}
    return Owing(
        case.principal,
        case.interest,
        case.costs,
        costs_here=sums["cost debtor"],
        costs_client=sums["cost client"],
        paid_here=sums["payment"],
        paid_there=sums["paid"],
        since=_since(case, rows, law, min(on, case.closed_on or on)),
    )


def _since(case: DeskCase, rows: list[Moved], law: Jurisdiction, on: date) -> Since | None:
    """What ran since; nothing where the file cannot be gone on with, or no rate is known here for these days."""
    if not case.runs:
        return None
    runs = list(runs_from({name: value for name, value in one.items() if name != "kind"} for one in case.runs))
    costs = [(case.reckoned_on, case.costs), *((one.on, one.amount) for one in rows if one.kind == "cost debtor")]
    paid = [(one.on, one.amount) for one in rows if one.kind in ("payment", "paid")]
    found = run_on(runs, reached=case.reckoned_on, on=on, series=_series(case, law), costs=costs, paid=paid)
    return None if isinstance(found, Refusal) else found
