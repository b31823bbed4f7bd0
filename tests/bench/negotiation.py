"""How well the negotiator does against simulated debtors, how fast it answers, and that no offer leaves the bounds.

`python -m tests.bench.negotiation [--debtors N] [--offers N]`: the table of all strategies in the own population, ours in the
others beside the best descending sequence that hindsight finds there, offers under random bounds, debts and events, and the time
of an answer beside a bare line of JSON read and written.
"""

from __future__ import annotations

import argparse
import json
import random
import statistics
import time
from dataclasses import replace
from decimal import Decimal

from akkoord.core.negotiation.bounds import EXAMPLE, Bounds, bounds_of_toml, within
from akkoord.core.negotiation.desk import Talks
from akkoord.core.negotiation.engine import begin, step
from akkoord.core.negotiation.event import Answer, Open, Reject
from akkoord.core.negotiation.offer import Offer
from akkoord.core.negotiation.plan import candidates, made_out, nearest
from akkoord.core.negotiation.population import COUNTERS, FEIGNS, OWN, PLAIN, POPULATIONS, SILENT, TALKS, WAITS
from akkoord.core.negotiation.strategies import NAMES, OURS, compare
from akkoord.core.negotiation.value import worth

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


def some_bounds(chance: random.Random) -> Bounds:
    """Any policy."""
    down, discount, handover, rate = (Decimal(chance.randint(0, 1000)) / 1000 for _ in range(4))
    count, days, offers, valid, cost = (chance.randint(*ends) for ends in ((0, 60), (0, 900), (1, 8), (1, 30), (0, 1000)))
    return Bounds(down, count, days, discount, offers, valid, handover, rate, cost)


def outside(many: int) -> dict[str, int]:
    """How many of so many offers, made out or brought inside from anywhere, lie outside their bounds; then of whole talks."""
    chance, made, wrong, talks = random.Random(1), 0, 0, 0
    while made < many:
        bounds = some_bounds(chance)
        plans = candidates(bounds)
        for _ in range(500):
            debt = int(10 ** chance.uniform(0, 9))
            offer = made_out(plans, chance.randrange(len(plans)), debt=debt, bounds=bounds) if len(plans) else None
            near = nearest(_any_offer(chance, debt), debt=debt, bounds=bounds)
            found = [one for one in (offer, near) if one is not None]
            made, wrong = made + len(found), wrong + sum(not within(one, debt=debt, bounds=bounds) for one in found)
        talks += 1
        wrong += sum(_talk(chance, bounds))
    return {"offers": made, "talks": talks, "outside": wrong}


def _any_offer(chance: random.Random, debt: int) -> Offer:
    down, each, off = (chance.randint(0, debt) for _ in range(3))
    return Offer(down, chance.randint(0, 80), each, chance.randint(1, 90), chance.randint(0, 90), off)


def _talk(chance: random.Random, bounds: Bounds) -> list[bool]:
    debt = int(10 ** chance.uniform(0, 9))
    talk, answer = begin(Open("c", debt, "consumer"), bounds=bounds)
    answers: list[Answer] = [answer]
    while not talk.closed and len(answers) < 20:
        talk, answer = step(talk, Reject("c"), bounds=bounds)
        answers.append(answer)
    offers = [one.offer for one in answers if one.offer is not None]
    return [not within(one, debt=debt, bounds=bounds) or worth(one, debt=debt, bounds=bounds) < bounds.handover(debt) for one in offers]


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
    """Print the table and two lines of JSON."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--debtors", type=int, default=1000)
    parser.add_argument("--offers", type=int, default=1_000_000)
    args = parser.parse_args()
    bounds = bounds_of_toml(EXAMPLE)
    assert isinstance(bounds, Bounds)
    print(json.dumps(speed(bounds, 300)), flush=True)
    table(args.debtors, bounds)
    print(json.dumps(outside(args.offers)))


if __name__ == "__main__":
    main()
