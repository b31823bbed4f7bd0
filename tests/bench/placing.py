"""How long payments take from the database to their bookings, beside matching alone.

`python -m tests.bench.placing [--payments N]`: so many payments and as many open invoices in an embedded database of their own;
what is certain is booked in one transaction, as an import does it. The floor is matching the same payments with nothing stored.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import sys
import tempfile
import time
from typing import Any

from akkoord.cli.frame import start
from akkoord.core.matching.book import Discount
from tests.bench._payments import TODAY, Made, made
from tests.bench.matching import book_of, certain_ones

DISCOUNT = Discount(200, 10)


def placed(one: Made) -> tuple[int, float, float]:
    """How many were booked, and the seconds of the clock and of the processor that took."""
    from akkoord.store.models import Creditor, Payment
    from akkoord.work.payments.allocate import allocate
    from tests.bench._stored import MANY, store

    creditor = Creditor.objects.create(name="Bench B.V.", discount_share=DISCOUNT.share, discount_days=DISCOUNT.days)
    store(creditor, one)
    rows = [_row(creditor, place, truth.payment) for place, truth in enumerate(one.payments)]
    Payment.objects.bulk_create(rows, batch_size=MANY)
    del rows
    began, cpu = time.perf_counter(), time.process_time()
    many = allocate(creditor=creditor, on=TODAY)
    return many, time.perf_counter() - began, time.process_time() - cpu


def _row(creditor: Any, place: int, one: Any) -> Any:
    from akkoord.store.models import Payment

    told = {"counterparty_iban": one.iban, "counterparty_name": one.name, "reference": one.reference}
    texts = dict(zip(("remittance", "end_to_end_id"), one.texts, strict=False))
    return Payment(creditor=creditor, on=one.on, amount=one.amount, free=one.amount, fingerprint=f"{place}", **told, **texts)


def main() -> int:
    """Print one line of JSON."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--payments", type=int, default=20_000)
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        os.environ["AKKOORD_DATA"] = folder
        os.environ.pop("AKKOORD_DATABASE_URL", None)
        start()
        one = made(args.payments, numbering="year-and-count", seed=9, standing=args.payments)
        many, seconds, cpu = placed(one)
        began = time.process_time()
        certain = certain_ones(one, book_of(one, DISCOUNT))
        least = time.process_time() - began
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    figures = {"payments": args.payments, "booked": many, "certain_in_memory": certain, "seconds": round(seconds, 2)}
    times = {
        "cpu_seconds": round(cpu, 2),
        "matching_cpu_seconds": round(least, 2),
        "times_matching": round(cpu / least, 2),
        "peak_mb": peak,
    }
    print(json.dumps({**figures, **times}))
    return 0


if __name__ == "__main__":
    sys.exit(main())
