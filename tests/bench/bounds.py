"""That no offer leaves the bounds or is worth less than handing over, whatever the bounds, the debt and the debtor are.

`python -m tests.bench.bounds [--offers N] [--seed N]`: so many offers, made in whole talks under random bounds and debts, in which
the debtor refuses, offers anything himself, says something, is silent or takes what lies there, in any order; and as many that are
made out or brought inside from anywhere. Two processes share the work. Ends with 1 where one offer is outside.
"""

from __future__ import annotations

import argparse
import json
import multiprocessing
import random
import sys
import time
from collections.abc import Iterator
from decimal import Decimal

from akkoord.cli.frame import seldom_collected
from akkoord.core.negotiation.bounds import Bounds, within
from akkoord.core.negotiation.engine import begin, step
from akkoord.core.negotiation.event import Accept, Answer, Counter, Event, Open, Reject, Say, Silence
from akkoord.core.negotiation.offer import Offer, as_json
from akkoord.core.negotiation.plan import candidates, made_out, nearest
from akkoord.core.negotiation.value import worth

TALKS = 40  # talks under one policy
SAID = ("Ik kan 50 euro per maand", "dat lukt niet", "€ 100 nu en de rest later", "ik ben ziek", "hallo", "dat klopt niet", "", "3 x 200")
Found = tuple[int, int, int, list[str]]


def some_bounds(chance: random.Random) -> Bounds:
    """Any policy."""
    down, discount, handover, rate = (Decimal(chance.randint(0, 1000)) / 1000 for _ in range(4))
    count, days, offers, valid, cost = (chance.randint(*ends) for ends in ((0, 120), (0, 2000), (1, 8), (1, 30), (0, 5000)))
    return Bounds(down, count, days, discount, offers, valid, handover, rate, cost)


def any_offer(chance: random.Random, debt: int) -> Offer:
    """What a debtor may come with: nothing about it needs to make sense."""
    down, each, off = (chance.randint(0, debt) for _ in range(3))
    return Offer(down, chance.randint(0, 80), each, chance.randint(1, 90), chance.randint(0, 90), off)


def any_event(chance: random.Random, debt: int) -> Event:
    """What he may do; most often he refuses, so that talks last."""
    kind = chance.random()
    if kind < 0.45:
        return Reject("c")
    if kind < 0.75:
        return Counter("c", any_offer(chance, debt))
    if kind < 0.85:
        return Say("c", chance.choice(SAID))
    return Silence("c", chance.randint(0, 40)) if kind < 0.98 else Accept("c")


def talk_of(chance: random.Random, bounds: Bounds, debt: int) -> Iterator[Answer]:
    """Every answer of one talk."""
    opened = Open(
        "c", debt, chance.choice(("business", "consumer", "government")), chance.randint(0, 400), chance.random(), chance.randint(0, 3)
    )
    talk, answer = begin(opened, bounds=bounds, seed=chance.randrange(2**31))
    yield answer
    for _ in range(12):
        if talk.closed:
            return
        talk, answer = step(talk, any_event(chance, debt), bounds=bounds)
        yield answer


def outside(offer: Offer, debt: int, bounds: Bounds) -> str:
    """Empty where it lies inside and is worth what handing over brings."""
    if not within(offer, debt=debt, bounds=bounds):
        return f"outside: {as_json(offer)} of {debt} under {bounds}"
    if worth(offer, debt=debt, bounds=bounds) < bounds.handover(debt):
        return f"below hand-over: {as_json(offer)} of {debt} under {bounds}"
    return ""


def in_talks(many: int, seed: int) -> Found:
    """Offers of talks: how many, in how many talks, under how many policies, and those that are wrong."""
    chance, made, talks, policies, wrong = random.Random(seed), 0, 0, 0, []
    while made < many:
        bounds, policies = some_bounds(chance), policies + 1
        for _ in range(TALKS):
            debt, talks = int(10 ** chance.uniform(0, 9)), talks + 1
            offers = [one.offer for one in talk_of(chance, bounds, debt) if one.offer is not None]
            made += len(offers)
            wrong += [said for offer in offers if (said := outside(offer, debt, bounds))]
    return made, talks, policies, wrong


def made_from_anywhere(many: int, seed: int) -> Found:
    """The same of plans that are made out in cents, and of offers brought inside from anywhere: within the bounds, each of them."""
    chance, made, policies, wrong = random.Random(-seed), 0, 0, []
    while made < many:
        bounds, policies = some_bounds(chance), policies + 1
        plans = candidates(bounds)
        for _ in range(500):
            debt = int(10 ** chance.uniform(0, 9))
            offer = made_out(plans, chance.randrange(len(plans)), debt=debt, bounds=bounds) if len(plans) else None
            near = nearest(any_offer(chance, debt), debt=debt, bounds=bounds)
            found = [one for one in (offer, near) if one is not None]
            made += len(found)
            wrong += [f"outside: {as_json(one)} of {debt} under {bounds}" for one in found if not within(one, debt=debt, bounds=bounds)]
    return made, 0, policies, wrong


def share(job: tuple[int, int]) -> tuple[Found, Found]:
    """What one process does."""
    seldom_collected()
    many, seed = job
    return in_talks(many, seed), made_from_anywhere(many, seed)


def main() -> int:
    """Print one line of JSON, and each offer that is wrong."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--offers", type=int, default=40_000)
    parser.add_argument("--seed", type=int, default=1)
    args = parser.parse_args()
    began = time.perf_counter()
    with multiprocessing.Pool(2) as pool:
        both = pool.map(share, [(args.offers // 2, 2 * args.seed), (args.offers - args.offers // 2, 2 * args.seed + 1)], chunksize=1)
    talked, anywhere = ([sum(part[place] for part in parts) for place in range(3)] for parts in zip(*both, strict=True))
    wrong = [line for parts in both for part in parts for line in part[3]]
    figures = {"offers_in_talks": talked[0], "talks": talked[1], "policies": talked[2], "offers_made_out": anywhere[0]}
    print(json.dumps({**figures, "outside": len(wrong), "seconds": round(time.perf_counter() - began, 1)}))
    for line in wrong[:20]:
        print(line, file=sys.stderr)
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
