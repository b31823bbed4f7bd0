"""`akkoord bench daily --invoices N`: how long the day takes beside a bare script over the same rows, in a database of its own."""

from __future__ import annotations

import argparse
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from secrets import token_hex
from typing import Any
from urllib.parse import urlsplit, urlunsplit

from akkoord.cli.frame import WrongCall, output, start

MOST = 5_000_000


def arguments(parser: argparse.ArgumentParser) -> None:
    """What the verb takes."""
    parser.add_argument("what", choices=["daily"])
    parser.add_argument("--invoices", type=_count, required=True, metavar="N", help="how many open invoices")
    parser.add_argument("--database", default="", metavar="URL", help="a PostgreSQL server; a database is made there and dropped")
    parser.add_argument("--ordinary", action="store_true", help="a day on which one debtor in twenty has something due")


def _count(raw: str) -> int:
    if not raw.isascii() or not raw.isdecimal() or not 0 < int(raw) <= MOST:
        raise WrongCall(f"--invoices {raw!r} must be a number from 1 to {MOST}")
    return int(raw)


def run(args: argparse.Namespace) -> int:
    """Measure, print, and leave nothing behind."""
    with tempfile.TemporaryDirectory() as folder, _database(args.database) as url:
        os.environ["AKKOORD_DATA"] = folder
        os.environ["AKKOORD_DATABASE_URL"] = url
        start()
        from django.db import connection

        from akkoord.work.bench.daily import measure

        found = measure(args.invoices, ordinary=args.ordinary)
        connection.close()
    output(found, as_json=args.json, plain=lambda: _lines(found))
    return 0


def _lines(found: dict[str, Any]) -> Iterator[str]:
    yield f"{found['invoices']} facturen van {found['debtors']} debiteuren: {found['seconds']} s, bodem {found['floor_seconds']} s"
    yield f"verhouding {found['ratio']}; {found['letters']} brieven ({found['letters_per_second']} per seconde); {found['peak_mb']} MB"


@contextmanager
def _database(url: str) -> Iterator[str]:
    """A database of its own on that server, gone afterwards; without one the embedded database in the scratch folder."""
    if not url or url.startswith("sqlite://"):
        yield ""
        return
    import psycopg

    name, parts = f"akkoord_bench_{token_hex(4)}", urlsplit(url)
    try:
        with psycopg.connect(url, autocommit=True) as link:
            link.execute(f'CREATE DATABASE "{name}"')
    except psycopg.Error as wrong:
        raise WrongCall(f"--database: {str(wrong).splitlines()[0]}") from wrong
    try:
        yield urlunsplit(parts._replace(path=f"/{name}"))
    finally:
        with psycopg.connect(url, autocommit=True) as link:
            link.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
