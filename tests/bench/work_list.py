"""How soon the page of the work list answers: `python -m tests.bench.work_list [--invoices N] [--database URL]`.

A company with N open invoices of N/10 debtors after the run of the day: as many letters to read as complaints to answer. Printed
are milliseconds for the page, its first opening in a process that has just begun, the number of queries, and beside it what the page
of the settings takes, which reads one row; and the seconds that the worker took to add up everybody for the first time.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from datetime import date
from typing import Any

ON = date(2026, 6, 10)
WANTED = 100  # milliseconds, at a million open invoices
TIMES = 15
WHO = "bench@example.nl"


def main() -> int:
    """Fill, run the day, open the page, and print one line of JSON."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--invoices", type=int, default=100_000)
    parser.add_argument("--database", default="")
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        os.environ.update(AKKOORD_DATA=folder, AKKOORD_DATABASE_URL=args.database, AKKOORD_ON=ON.isoformat())
        from akkoord.cli.frame import start

        start()
        took = _filled(args.invoices)
        asked = subprocess.run([sys.executable, "-m", "tests.bench.work_list", "--open"], check=True, capture_output=True)
        json.dump({"invoices": args.invoices, **took, **json.loads(asked.stdout), "wanted_ms": WANTED}, sys.stdout)
    print()
    return 0


def _filled(invoices: int) -> dict[str, float]:
    """A company after its run of the day, with the totals that the worker keeps beside `akkoord serve`; gives what those took."""
    from django.db import connection

    from akkoord.store.models import Membership, User
    from akkoord.work.bench.fill import fill
    from akkoord.work.bench.settle import settle
    from akkoord.work.run_day import run_day
    from akkoord.work.totals import keep_totals

    creditor = fill(invoices, on=ON)
    run_day(creditor=creditor, on=ON)
    Membership.objects.create(user=User.objects.create(email=WHO), creditor=creditor, role="owner")
    began = time.perf_counter()
    keep_totals(creditor=creditor, on=ON)
    took = time.perf_counter() - began
    settle()
    connection.close()
    return {"totals_s": round(took, 2)}


def opened() -> int:
    """Open the page in a process that did nothing else, as that of `akkoord serve`; a line of JSON."""
    from akkoord.cli.frame import start

    start()
    from django.conf import settings
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    from akkoord.store.models import User

    settings.ALLOWED_HOSTS = ["testserver"]
    client = Client()
    client.force_login(User.objects.get(email=WHO))
    first = _ms(client, "/")
    with CaptureQueriesContext(connection) as queries:
        client.get("/")
    asked = len(queries)
    page, floor = (statistics.median(_ms(client, address) for _ in range(TIMES)) for address in ("/", "/instellingen/"))
    json.dump({"first_ms": round(first), "page_ms": round(page), "floor_ms": round(floor), "queries": asked}, sys.stdout)
    return 0


def _ms(client: Any, address: str) -> float:
    began = time.perf_counter()
    answer = client.get(address)
    assert answer.status_code == 200, answer.status_code
    return 1000 * (time.perf_counter() - began)


if __name__ == "__main__":
    sys.exit(opened() if "--open" in sys.argv else main())
