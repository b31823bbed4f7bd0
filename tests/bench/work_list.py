"""How soon the page of the work list answers: `python -m tests.bench.work_list [--invoices N] [--database URL]`.

A company with N open invoices of N/10 debtors after the run of the day: as many letters to read as complaints to answer. Printed
are milliseconds for the page, the number of queries, and beside it what the page of the settings takes, which reads one row.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import sys
import tempfile
import time
from datetime import date
from typing import Any

ON = date(2026, 6, 10)
WANTED = 100  # milliseconds, at a million open invoices
TIMES = 7


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
        json.dump({"invoices": args.invoices, **_measured(args.invoices), "wanted_ms": WANTED}, sys.stdout)
    print()
    return 0


def _measured(invoices: int) -> dict[str, Any]:
    from django.conf import settings
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    from akkoord.store.models import Membership, User
    from akkoord.work.bench.fill import fill
    from akkoord.work.run_day import run_day

    settings.ALLOWED_HOSTS = ["testserver"]
    creditor = fill(invoices, on=ON)
    run_day(creditor=creditor, on=ON)
    user = User.objects.create(email="bench@example.nl")
    Membership.objects.create(user=user, creditor=creditor, role="owner")
    client = Client()
    client.force_login(user)
    first = _ms(client, "/")
    with CaptureQueriesContext(connection) as queries:
        client.get("/")
    asked = len(queries)
    page, floor = (statistics.median(_ms(client, address) for _ in range(TIMES)) for address in ("/", "/instellingen/"))
    connection.close()
    return {"first_ms": round(first), "page_ms": round(page), "floor_ms": round(floor), "queries": asked}


def _ms(client: Any, address: str) -> float:
    began = time.perf_counter()
    answer = client.get(address)
    assert answer.status_code == 200, answer.status_code
    return 1000 * (time.perf_counter() - began)


if __name__ == "__main__":
    sys.exit(main())
