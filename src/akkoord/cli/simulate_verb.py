"""`akkoord simulate`: plays ways to negotiate against simulated debtors; one as JSON, or all of them as a table."""

from __future__ import annotations

import argparse
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from akkoord.cli.bar import bar
from akkoord.cli.frame import WrongCall, output

if TYPE_CHECKING:
    from akkoord.core.negotiation.bounds import Bounds
    from akkoord.core.negotiation.simulate import Measure

MOST = 100_000
_SHOWN = ("efficiency", "regret", "skill", "recovered_share", "agreements", "kept_share", "mean_offers", "mean_days")


def arguments(parser: argparse.ArgumentParser) -> None:
    """What the verb takes."""
    parser.add_argument("--strategy", default="", metavar="NAME", help="one way to negotiate; ours with --json, all of them without")
    parser.add_argument("--debtors", type=int, default=500, metavar="N")
    parser.add_argument("--seed", type=int, default=1, metavar="N")
    parser.add_argument("--population", default="own", metavar="NAME", help="how the debtors are spread")
    parser.add_argument("--policy", type=Path, default=None, metavar="FILE", help="the bounds of the creditor, as TOML")


def run(args: argparse.Namespace) -> int:
    """Play and print."""
    from akkoord.core.negotiation.population import POPULATIONS
    from akkoord.core.negotiation.strategies import NAMES, OURS, compare

    _check(args, NAMES, POPULATIONS)
    names = [args.strategy] if args.strategy else [OURS] if args.json else list(NAMES)
    measures: list[Measure] = []
    draw = bar("simulate")
    for one in compare(names, POPULATIONS[args.population], bounds=_bounds(args.policy), debtors=args.debtors, seed=args.seed):
        measures.append(one)
        draw(len(measures), len(names))
    output(_value(measures[0]), as_json=args.json, plain=lambda: _lines(measures))
    return 0


def _check(args: argparse.Namespace, names: Iterable[str], populations: Iterable[str]) -> None:
    if args.strategy and args.strategy not in names:
        raise WrongCall(f"{args.strategy!r} is no strategy; allowed: {', '.join(names)}")
    if args.population not in populations:
        raise WrongCall(f"{args.population!r} is no population; allowed: {', '.join(populations)}")
    if not 1 <= args.debtors <= MOST:
        raise WrongCall(f"--debtors is {args.debtors}; allowed is 1 to {MOST}")
    if args.seed < 0:
        raise WrongCall(f"--seed is {args.seed}; allowed is 0 and more")


def _bounds(path: Path | None) -> Bounds:
    from akkoord.cli.negotiate_verb import policy
    from akkoord.core.negotiation.bounds import EXAMPLE, Bounds, bounds_of_toml

    if path is not None:
        return policy(path)
    found = bounds_of_toml(EXAMPLE)
    assert isinstance(found, Bounds)
    return found


def _value(one: Measure) -> dict[str, Any]:
    return {"strategy": one.strategy, "debtors": one.debtors, **{name: round(getattr(one, name), 4) for name in _SHOWN}}


def _lines(measures: list[Measure]) -> Iterator[str]:
    yield f"{'strategie':<14}{'efficiëntie (95 %)':>24}{'spijt':>8}{'winst op één plan (95 %)':>28}{'geïnd':>8}{'akkoord':>9}" + (
        f"{'gehouden':>10}{'voorstellen':>13}{'dagen':>7}"
    )
    for one in measures:
        sure = (
            f"{value:.3f} ({low:.3f} – {high:.3f})"
            for value, (low, high) in ((one.efficiency, one.efficiency_95), (one.skill, one.skill_95))
        )
        first, second = sure
        yield f"{one.strategy:<14}{first:>24}{one.regret:>8.3f}{second:>28}{one.recovered_share:>8.3f}{one.agreements:>9.3f}" + (
            f"{one.kept_share:>10.3f}{one.mean_offers:>13.2f}{one.mean_days:>7.1f}"
        )
