"""What all verbs share: the wrong call, reading dates and amounts, printing, the company, and the clock of this door."""

from __future__ import annotations

import argparse
import gc
import json
import os
import sys
from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime, time
from functools import cache
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from akkoord.core.dates import date_of
from akkoord.core.money import cents_of, shown
from akkoord.core.problem import Refusal, Text

if TYPE_CHECKING:
    from akkoord.store.models import Creditor, Debtor

ZONE = ZoneInfo("Europe/Amsterdam")
NOON = time(10, 0)  # the hour that stands in for the hour of another day


class WrongCall(Exception):
    """What is wrong with a call and what is allowed, in one line."""


def language() -> str:
    """The language of what is printed for people: AKKOORD_LANGUAGE, Dutch otherwise."""
    return os.environ.get("AKKOORD_LANGUAGE", "nl")


def said(text: Text) -> str:
    """A sentence in the language of this call."""
    return text.in_language(language())


def refused(refusal: Refusal) -> WrongCall:
    """A refusal as the end of a call."""
    source = f" ({refusal.source})" if refusal.source else ""
    return WrongCall(said(refusal.why) + source)


def day(raw: str) -> date:
    """An argument that is a date."""
    found = date_of(raw)
    if found is None:
        raise WrongCall(f"{raw!r} is no date; write it as 2026-02-19")
    return found


def amount(raw: str) -> int:
    """An argument that is an amount of money, in cents."""
    cents = cents_of(raw, decimal="." if "." in raw else "")
    if cents is None:
        raise WrongCall(f"{raw!r} is no amount of at most two decimals; write it as 1234.50")
    return cents


def one_of(what: str, allowed: Mapping[str, str]) -> Callable[[str], str]:
    """An argument that is one of some words, each with the article it stands for."""

    def read(raw: str) -> str:
        if raw not in allowed:
            words = ", ".join(f"{word} ({article})" if article else word for word, article in allowed.items())
            raise WrongCall(f"{raw!r} is no {what}; allowed: {words}")
        return raw

    return read


def on_argument(parser: argparse.ArgumentParser) -> None:
    """`--on DATE` stands in for today."""
    parser.add_argument("--on", type=day, default=None, metavar="DATE", help="the day that stands in for today")


def creditor_argument(parser: argparse.ArgumentParser) -> None:
    """`--creditor NAME` where there is more than one company."""
    parser.add_argument("--creditor", default="", metavar="NAME", help="the company, where there is more than one")


def now() -> datetime:
    """The time in the Netherlands."""
    return datetime.now(ZONE)


def today() -> date:
    """Today in the Netherlands; AKKOORD_ON stands in for it."""
    named = os.environ.get("AKKOORD_ON", "")
    return day(named) if named else now().date()


def moment(on: date) -> datetime:
    """Now, or ten in the morning of another day."""
    current = now()
    return current if current.date() == on else datetime.combine(on, NOON, ZONE)


@cache
def start() -> None:
    """Load Django and bring the database up to date; once in a process."""
    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "akkoord.site.settings")
    try:
        django.setup()
        _migrate()
        seldom_collected()
    except ValueError as wrong:
        raise WrongCall(str(wrong)) from wrong
    except OSError as unreachable:
        raise WrongCall(f"the data folder cannot be used: {unreachable}") from unreachable


def seldom_collected() -> None:
    """What is loaded stays, so the collector of garbage need not look at it again; and where a query makes thousands of things
    that go by themselves, to look every few hundred of them took a quarter of the time of a run."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(100_000, 20, 20)


def _migrate() -> None:
    from django.core.management import call_command
    from django.db import connection
    from django.db.migrations.executor import MigrationExecutor
    from django.db.utils import OperationalError

    if connection.vendor == "sqlite" and not connection.is_in_memory_db():  # type: ignore[attr-defined]  # SQLite's wrapper has it
        from pathlib import Path

        Path(connection.settings_dict["NAME"]).parent.mkdir(mode=0o700, parents=True, exist_ok=True)  # debtors are nobody else's business
    try:
        executor = MigrationExecutor(connection)
        if executor.migration_plan(executor.loader.graph.leaf_nodes()):
            call_command("migrate", verbosity=0, interactive=False)
    except OperationalError as away:
        raise WrongCall(f"the database cannot be reached: {str(away).splitlines()[0]}") from away


def creditors(name: str) -> list[Creditor]:
    """The company that was named, or all of them."""
    from akkoord.store.models import Creditor

    rows = list(Creditor.objects.order_by("name", "id"))
    if not name:
        return rows
    chosen = [row for row in rows if row.name.casefold() == name.casefold()]
    if not chosen:
        raise WrongCall(f"there is no company {name!r}; there is {', '.join(row.name for row in rows) or 'none yet'}")
    return chosen


def one_creditor(name: str, *, make: bool = False) -> Creditor:
    """The one company a verb works for; `make` makes the first one where there is none. What is brought in (`make`) goes into
    the example only where that is named."""
    from akkoord.store.models import Creditor
    from akkoord.work.demo.company import example

    rows = creditors(name)
    if make and not name:
        rows = [row for row in rows if row != example()]
    if not rows and make:
        return Creditor.objects.create(name="Mijn bedrijf")
    if len(rows) != 1:
        raise WrongCall(f"name the company with --creditor: {', '.join(row.name for row in rows)}" if rows else "there is no company yet")
    return rows[0]


def one_debtor(args: argparse.Namespace) -> Debtor:
    """The debtor that a call names by his number or his name, of the company it is about."""
    from akkoord.store.models import Debtor

    mine = Debtor.objects.filter(creditor=one_creditor(args.creditor)).select_related("creditor")
    found = list(mine.filter(number=args.debtor)[:2]) or list(mine.filter(name__iexact=args.debtor)[:2])
    if len(found) != 1:
        raise WrongCall(f"{'more than one debtor is' if found else 'no debtor is'} called {args.debtor!r}; use his number")
    return found[0]


def output(value: Any, *, as_json: bool, plain: Callable[[], Iterable[str]]) -> None:
    """Print exactly one JSON value, or lines for people."""
    if as_json:
        json.dump(value, sys.stdout, ensure_ascii=False)
        sys.stdout.write("\n")
    else:
        for line in plain():
            print(line)
    sys.stdout.flush()


def money(cents: int) -> str:
    """An amount for people, right-aligned."""
    return f"{shown(cents, language=language()).replace(chr(160), ' '):>16}"
