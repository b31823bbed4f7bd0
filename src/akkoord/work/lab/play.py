"""Plays the bounds of a company, variants of them and other strategies over debtors like its own, and gives what the page shows."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import asdict, replace
from datetime import date
from decimal import Decimal
from typing import Any

from akkoord.core.negotiation.bounds import Bounds
from akkoord.core.negotiation.lab import STRATEGIES, Way, play_ways
from akkoord.core.negotiation.strategies import OURS
from akkoord.core.problem import Refusal
from akkoord.store.models import Creditor
from akkoord.work.bargain.policy import bounds_of_table
from akkoord.work.lab.own import own_debtors

MANY = 300  # debtors that are played
FEW = 30  # own debtors below which it says little
MOST_PARTS, MOST_DAYS = 60, 1_830


def play(creditor: Creditor, asked: Mapping[str, Any], *, on: date, progress: Callable[[int, int], None]) -> dict[str, Any]:
    """The answer: how many own debtors it rests on, and what each way brings. Raises ValueError where the bounds that were asked
    cannot be read."""
    bounds = bounds_of_table(asked["bounds"])
    if isinstance(bounds, Refusal):
        raise ValueError(bounds.why.en)
    seen = own_debtors(creditor, asked["kind"], on=on)
    if not seen:
        return {"own": 0, "ways": []}
    ways = [Way(name, name, bounds) for name in STRATEGIES]
    ways += [Way(name, OURS, one) for name, one in variants(bounds).items() if one != bounds]
    found = play_ways(seen, ways, many=MANY, seed=int(asked["seed"]), tell=progress)
    return {
        "own": len(seen),
        "played": MANY,
        "few": len(seen) < FEW,
        "ways": [asdict(one) for one in found],
        "debt": sum(one.debt for one in seen),
    }


def variants(bounds: Bounds) -> dict[str, Bounds]:
    """The same bounds made easier, stricter, and with some discount."""
    parts, days = bounds.max_instalments, bounds.max_days
    return {
        "easier": replace(
            bounds,
            min_down_share=bounds.min_down_share / 2,
            max_instalments=min(MOST_PARTS, parts * 2),
            max_days=min(MOST_DAYS, days * 2),
        ),
        "stricter": replace(
            bounds,
            min_down_share=min(Decimal("0.9"), bounds.min_down_share + Decimal("0.15")),
            max_instalments=parts // 2,
            max_days=max(30, days // 2),
        ),
        "discount": replace(bounds, max_discount_share=min(Decimal("0.5"), bounds.max_discount_share + Decimal("0.05"))),
    }
