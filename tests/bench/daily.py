"""How long the day takes beside a bare script that reads the same rows and writes the same number of rows back.

`python -m tests.bench.daily [--invoices N]`: N open invoices of N/10 debtors in an embedded database of their own; on the
first day every twentieth invoice has a reminder due, on the second day nothing has.
"""

from __future__ import annotations

import argparse
import contextlib
import io
import json
import os
import resource
import sqlite3
import sys
import tempfile
import time
from datetime import date, timedelta
from pathlib import Path
from typing import Any

ON = date(2026, 6, 10)


def fill(invoices: int) -> None:
    """N invoices, a twentieth of them a day overdue, the others not due yet or long past their reminder."""
    from akkoord.store.ids import new_ids
    from akkoord.store.models import Creditor, Debtor, Invoice

    creditor = Creditor.objects.create(name="Bench B.V.", iban="NL91ABNA0417164300", bank_until=ON, street="Kade 1", city="Epe")
    numbers = new_ids(max(1, invoices // 10))
    Debtor.objects.bulk_create(
        [
            Debtor(creditor=creditor, id=number, number=str(place), name=f"Debiteur {place} B.V.", email=f"d{place}@example.nl")
            for place, number in enumerate(numbers)
        ],
        batch_size=2000,
    )
    due = [ON - timedelta(days=1) if place % 20 == 0 else ON + timedelta(days=place % 30 + 2) for place in range(invoices)]
    Invoice.objects.bulk_create(
        [
            Invoice(
                creditor=creditor,
                debtor_id=numbers[place % len(numbers)],
                number=f"F{place}",
                issued_on=day - timedelta(days=30),
                due_on=day,
                term_source="terms",
                total=10000 + place,
                open=10000 + place,
            )
            for place, day in enumerate(due)
        ],
        batch_size=2000,
    )


def akkoord(*words: str) -> Any:
    """One call of the command line; gives its JSON."""
    from akkoord.cli import main

    out = io.StringIO()
    with contextlib.redirect_stdout(out):
        main([*words, "--json"])
    return json.loads(out.getvalue())


def floor(path: Path, rows: int) -> float:
    """Seconds of a bare script: read every open invoice with its debtor, look at the day, write `rows` rows in one transaction."""
    began = time.perf_counter()
    link = sqlite3.connect(path)
    read = link.execute(
        "SELECT i.id, i.number, i.due_on, i.total, i.open, i.debtor_id, d.kind, d.phone FROM store_invoice i "
        "JOIN store_debtor d ON d.creditor_id = i.creditor_id AND d.id = i.debtor_id WHERE i.open > 0"
    ).fetchall()
    due = [row for row in read if row[2] < ON.isoformat()]
    link.execute("CREATE TABLE floor (id INTEGER, step TEXT, day TEXT, text TEXT)")
    text = "x" * 400
    link.executemany("INSERT INTO floor VALUES (?, 'reminder', ?, ?)", [(due[place % len(due)][0], str(ON), text) for place in range(rows)])
    link.commit()
    link.close()
    return time.perf_counter() - began


def main() -> int:
    """Fill, run two days, and print one line of JSON."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--invoices", type=int, default=20_000)
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        os.environ["AKKOORD_DATA"] = folder
        os.environ.pop("AKKOORD_DATABASE_URL", None)
        from akkoord.cli.frame import start

        start()
        fill(args.invoices)
        busy = akkoord("run", "--on", str(ON))
        quiet = akkoord("run", "--on", str(ON))
        from akkoord.store.models import Event, Letter, StepTaken

        rows = Event.objects.count() + Letter.objects.count() + StepTaken.objects.count()
        bare = floor(Path(folder) / "akkoord.sqlite3", rows)
    print(
        json.dumps(
            {
                "invoices": args.invoices,
                "letters": busy["letters"],
                "seconds": busy["seconds"],
                "again_seconds": quiet["seconds"],
                "floor_seconds": round(bare, 3),
                "ratio": round(busy["seconds"] / bare, 1),
                "peak_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024,
            }
        )
    )
    return 0


if __name__ == "__main__":
    sys.exit(main())
