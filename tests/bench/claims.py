"""How long what is owed on a million claims takes, beside bare multiplication, and that each cent is that of one claim alone.

`python -m tests.bench.claims [--claims N] [--sample N]`: claims of up to five years, half of them with one or two part
payments, most of them with costs, of consumers and businesses. The floor is principal x rate x days over as many lines as
the claims have, in the same chunks, without cuts, rounding, years or payments. The sample is reckoned by core.balance too.
"""

from __future__ import annotations

import argparse
import json
import resource
import statistics
import sys
import time
from datetime import date

import numpy as np

from akkoord.core.balance import Balance, balance
from akkoord.core.law.charges import CostRules
from akkoord.core.law.many import CHUNK, Claims, Sums, balances, claim_at
from akkoord.jurisdictions import jurisdiction

ON = date(2026, 12, 31)
LAW = jurisdiction()
SERIES = (LAW.interest["consumer"], LAW.interest["commercial"])


def made(many: int) -> Claims:
    """The same claims every time."""
    chance = np.random.default_rng(44)
    days = np.datetime64(ON) - chance.integers(0, 5 * 365, many)
    principal = chance.lognormal(11, 1.5, many).astype(np.int64) + 100
    costs_from = np.where(chance.random(many) < 0.8, days + chance.integers(20, 60, many), np.datetime64("NaT"))
    payments = chance.choice(3, many, p=(0.5, 0.25, 0.25))
    paid_on = days[:, None] + (chance.random((many, 2)) * (np.datetime64(ON) - days).astype(np.int64)[:, None]).astype(np.int64)
    paid_on[payments[:, None] <= np.arange(2)] = np.datetime64("NaT")
    paid = (principal[:, None] * chance.random((many, 2)) * 0.6).astype(np.int64) + 1
    return Claims(principal, days, costs_from, paid_on, paid, which=chance.integers(0, 2, many).astype(np.int8))


def one_by_one(claims: Claims, sums: Sums, sample: int) -> tuple[float, float, int]:
    """Seconds that a sample takes alone, lines of interest a claim, and how many claims have another sum than together."""
    places = np.random.default_rng(6).choice(len(claims), sample, replace=False).tolist()
    singles = [(claim_at(claims, place), SERIES[claims.which[place]]) for place in places if claims.which is not None]
    began = time.perf_counter()
    answers = [balance([claim], series=series, costs=CostRules(LAW.costs), on=ON) for claim, series in singles]
    seconds = time.perf_counter() - began
    found = [one for one in answers if isinstance(one, Balance)]
    together = np.stack([sums.principal, sums.interest, sums.costs, sums.over], axis=1)[places].tolist()
    differ = sum([one.principal, one.interest, one.costs, one.over] != row for one, row in zip(found, together, strict=True))
    return seconds, sum(len(one.claims[0].lines) for one in found) / sample, differ


def floor(claims: Claims, lines: int) -> float:
    """Seconds of bare multiplication."""
    rate, days, interest = (np.full(len(claims), number) for number in (1015, 200, 0))
    began = time.perf_counter()
    for place in range(0, len(claims), CHUNK):
        at = slice(place, place + CHUNK)
        for _ in range(lines):
            interest[at] += claims.principal[at] * rate[at] * days[at]
    return time.perf_counter() - began


def main() -> int:
    """Reckon them three times and print one line of JSON; wrong where a sum differs."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--claims", type=int, default=1_000_000)
    parser.add_argument("--sample", type=int, default=2_000)
    args = parser.parse_args()
    claims, times = made(args.claims), []
    for _ in range(3):
        began = time.perf_counter()
        sums = balances(claims, series=SERIES, scale=LAW.costs, on=ON)
        times.append(time.perf_counter() - began)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    sample = min(args.sample, args.claims)
    alone, lines, differ = one_by_one(claims, sums, sample)
    seconds, bare = statistics.median(times), statistics.median(floor(claims, round(lines)) for _ in range(3))
    print(
        json.dumps(
            {
                "claims": args.claims,
                "seconds": round(seconds, 3),
                "first_seconds": round(times[0], 3),
                "floor_seconds": round(bare, 3),
                "ratio": round(seconds / bare, 1),
                "peak_mb": peak,
                "lines_a_claim": round(lines, 1),
                "claims_per_second": round(args.claims / seconds),
                "alone_per_second": round(sample / alone),
                "sample": sample,
                "different": differ,
            }
        )
    )
    return 1 if differ else 0


if __name__ == "__main__":
    sys.exit(main())
