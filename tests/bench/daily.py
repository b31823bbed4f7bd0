"""How long the day takes beside a bare script, and how that grows: `python -m tests.bench.daily [--invoices N]`.

`akkoord bench daily` for N and ten times N invoices, everybody and an ordinary day, on SQLite and on a PostgreSQL of its own where
there is one. A line of JSON for each, with what the verb prints; on the larger one `growth`, how many times as long it took.
"""

from __future__ import annotations

import argparse
import contextlib
import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from tests import postgres

AKKOORD = Path(sys.executable).with_name("akkoord")
MOST = {"everybody": 5.0, "ordinary": 2.0}  # times the bare script
GROWTH = 11.0  # times as long, for ten times the invoices


def main() -> int:
    """Measure and print; each in a database of its own."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--invoices", type=int, default=10_000)
    smaller = parser.parse_args().invoices
    for kind in ("sqlite", "postgresql"):
        with _server(kind) as address:
            for day in MOST if address is not None else ():
                _both(kind, day, smaller, address or "")
    return 0


def _both(kind: str, day: str, smaller: int, address: str) -> None:
    """A company, and one ten times as large."""
    said: dict[str, Any] = {"database": kind, "day": day, "wanted": MOST[day]}
    small, large = (_measured(invoices, day, address) for invoices in (smaller, 10 * smaller))
    growth = round(large["seconds"] / small["seconds"], 1)
    print(json.dumps(said | small), json.dumps(said | large | {"growth": growth, "wanted_growth": GROWTH}), sep="\n", flush=True)


@contextlib.contextmanager
def _server(kind: str) -> Iterator[str | None]:
    """The address of a server of its own; empty for the embedded database, None where there is no such server."""
    try:
        server = postgres.start() if kind == "postgresql" else None
    except postgres.PostgresError:
        yield None
        return
    try:
        yield server.url if server else ""
    finally:
        if server:
            server.stop()


def _measured(invoices: int, day: str, address: str) -> dict[str, Any]:
    words = [str(AKKOORD), "bench", "daily", "--invoices", str(invoices), "--database", address, "--json"]
    ran = subprocess.run([*words, *(["--ordinary"] if day == "ordinary" else [])], stdout=subprocess.PIPE, check=True)
    found: dict[str, Any] = json.loads(ran.stdout)
    return found


if __name__ == "__main__":
    sys.exit(main())
