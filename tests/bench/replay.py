"""How long it takes to play two ladders over a year: `python -m tests.bench.replay [--invoices N]`, in a database of its own.

N invoices of N/10 debtors over a year, paid between two weeks early and two months late, one in thirty not at all.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import resource
import sys
import tempfile
import time
from datetime import date, timedelta
from typing import Any

ON = date(2026, 6, 10)
DAY = timedelta(days=1)
LATER = ('after = [{ step = "due-day", days = 1 }]', 'after = [{ step = "due-day", days = 6 }]')


def fill(invoices: int, *, chance: random.Random) -> Any:
    """The company, its debtors, and invoices with what was paid."""
    from akkoord.store.bulk import insert_rows
    from akkoord.store.ids import new_ids
    from akkoord.store.models import Allocation, Creditor, Debtor, Invoice, Payment

    creditor = Creditor.objects.create(name="Bench B.V.", iban="NL91ABNA0417164300", bank_until=ON, partner="G", partner_mandated=True)
    own: dict[str, Any] = {"creditor": creditor}
    debtors = new_ids(max(1, invoices // 10))
    insert_rows(Debtor(id=id, number=str(n), name=f"Debiteur {n} B.V.", phone="030 123 45 67", **own) for n, id in enumerate(debtors))
    sent: list[Any] = []
    paid: list[Any] = []
    for place, (number, money) in enumerate(zip(new_ids(invoices), new_ids(invoices), strict=True)):
        issued, total = ON - chance.randrange(1, 365) * DAY, 10_000 + place
        due = issued + 30 * DAY
        on = due + chance.choice((-14, -2, -1, 0, 1, 3, 7, 12, 25, 60, 400)) * DAY
        free = 0 if on <= ON and place % 30 else total
        one = Invoice(id=number, debtor_id=debtors[place % len(debtors)], number=f"F{place}", issued_on=issued, due_on=due, **own)
        one.total, one.open, one.settled_on = total, free, None if free else on
        sent.append(one)
        if not free:
            paid.append((Payment(id=money, on=on, amount=total, free=0, fingerprint=str(place), **own), number))
    insert_rows(sent)
    insert_rows(payment for payment, _ in paid)
    insert_rows(Allocation(invoice_id=n, payment_id=p.id, on=p.on, amount=p.amount, because="reference", **own) for p, n in paid)
    return creditor


def read_only(creditor: Any) -> float:
    """The floor: CPU seconds to read every debtor's past once, of which nothing is decided."""
    from akkoord.store.models import Debtor
    from akkoord.work.replay.past import Reader
    from akkoord.work.replay.play import BATCH

    began, reader = time.process_time(), Reader(creditor, first=ON - 364 * DAY, last=ON)
    numbers = list(Debtor.objects.filter(creditor=creditor).values_list("id", flat=True))
    for place in range(0, len(numbers), BATCH):
        for _ in reader.read(numbers[place : place + BATCH]):
            pass
    return time.process_time() - began


def main() -> int:
    """Fill, play, and print one line of JSON."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--invoices", type=int, default=10_000)
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        os.environ["AKKOORD_DATA"] = folder
        os.environ.pop("AKKOORD_DATABASE_URL", None)
        from akkoord.cli.frame import start

        start()
        from akkoord.ladders import text_of
        from akkoord.work.replay.play import play
        from akkoord.work.replay.question import Question, Side

        creditor = fill(args.invoices, chance=random.Random(2026))
        text = text_of("nl_business")
        sides = Side("nl_business", 0, text), Side("nl_business", None, text.replace(*LATER))
        before, floor = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, read_only(creditor)
        began = time.process_time()
        outcome = play(creditor, Question(*sides, ON - 364 * DAY, ON), progress=lambda done, of: None)
        seconds, after = time.process_time() - began, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    letters = [sum(outcome[side]["letters"]) for side in ("before", "after")]
    said = {
        "invoices": args.invoices,
        "cpu_seconds": round(seconds, 2),
        "floor": round(floor, 2),
        "ratio": round(seconds / floor, 1),
        "letters": letters,
        "why": outcome["estimate"]["why"],
    }
    print(json.dumps({**said, "more_mb": (after - before) // 1024, "peak_mb": after // 1024}))
    return 0


if __name__ == "__main__":
    sys.exit(main())
