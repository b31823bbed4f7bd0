"""How well the negotiator does against simulated debtors, and how fast it answers; `bounds.py` beside it looks at its offers.

`python -m tests.bench.negotiation [--debtors N]`: the table of all strategies in the own population, ours in the others beside the
best descending sequence that hindsight finds there, and the time of an answer beside a bare line of JSON read and written.
"""

from __future__ import annotations

import argparse
import json
import statistics
import time
from dataclasses import replace

from akkoord.core.negotiation.bounds import EXAMPLE, Bounds, bounds_of_toml
from akkoord.core.negotiation.desk import Talks
from akkoord.core.negotiation.population import COUNTERS, FEIGNS, OWN, PLAIN, POPULATIONS, SILENT, TALKS, WAITS
from akkoord.core.negotiation.strategies import NAMES, OURS, compare

# Written down after the engine was done, and looked at once: nothing was chosen by them.
HELD_OUT = {
    "wages": replace(
        OWN, means=(0.2, 0.5), income=(25_000, 0.5), relative=0.2, at_hand=(0.3, 0.5), gives=(4.0, 3.0), willing=0.5, refusing=0.18,
        limit=(0.6, 1.0), leaves=0.12, styles={PLAIN: 0.35, COUNTERS: 0.2, TALKS: 0.2, SILENT: 0.15, WAITS: 0.1},
    ),
    "firms": replace(
        OWN, means=(0.3, 1.3), income=(200_000, 1.2), relative=0.3, at_hand=(2.5, 1.2), gives=(6.0, 2.0), willing=0.65, refusing=0.08,
        limit=(0.75, 1.0), leaves=0.05, debt=(600_000, 1.2), styles={COUNTERS: 0.45, PLAIN: 0.25, WAITS: 0.2, FEIGNS: 0.1},
    ),
}  # fmt: skip


def table(debtors: int, bounds: Bounds) -> None:
    """One line a strategy, and one a population."""
    others = {**POPULATIONS, **HELD_OUT}
    for population, names in [("own", NAMES), *((name, ("single-plan", "descending-3", OURS)) for name in others if name != "own")]:
        for one in compare(names, others[population], bounds=bounds, debtors=debtors, seed=1):
            low, high = one.efficiency_95
            print(
                f"{population:<10}{one.strategy:<14} efficiency {one.efficiency:.3f} ({low:.3f} - {high:.3f})  skill {one.skill:+.3f} "
                f"({one.skill_95[0]:+.3f} - {one.skill_95[1]:+.3f})  recovered {one.recovered_share:.3f}  kept {one.kept_share:.3f}",
                flush=True,
            )


def speed(bounds: Bounds, cases: int) -> dict[str, float]:
    """Milliseconds an answer: in the middle, for 95 in a hundred, and of a bare line."""
    talks, took, bare = Talks(bounds), [], []
    for number in range(cases):
        counter = {"down": "50.00", "instalments": 5, "instalment": f"{10 + number}.00", "every_days": 30, "first_on_day": 7}
        for more in (
            {"type": "open", "debt": f"{100 + number * 7}.00", "debtor": "business"},
            {"type": "reject"},
            {"type": "counter", "offer": counter},
            {"type": "reject"},
        ):
            said = {"case": f"c{number}", **more}
            line = json.dumps(said)
            began = time.perf_counter()
            answer = json.dumps(talks.answer(json.loads(line)).as_json())
            took.append(1000 * (time.perf_counter() - began))
            began = time.perf_counter()
            json.dumps(json.loads(answer))
            bare.append(1000 * (time.perf_counter() - began))
    took.sort()
    return {
        "answers": len(took),
        "ms": round(statistics.median(took), 3),
        "ms_95": round(took[len(took) * 95 // 100], 3),
        "floor_ms": round(statistics.median(bare), 4),
    }


def main() -> None:
    """Print a line of JSON and the table."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--debtors", type=int, default=1000)
    args = parser.parse_args()
    bounds = bounds_of_toml(EXAMPLE)
    assert isinstance(bounds, Bounds)
    print(json.dumps(speed(bounds, 300)), flush=True)
    table(args.debtors, bounds)


if __name__ == "__main__":
    main()
