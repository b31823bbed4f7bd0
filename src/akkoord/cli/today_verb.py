"""`akkoord today`: the work list in order, and why."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from datetime import date, time
from typing import TYPE_CHECKING, Any

from akkoord.cli.frame import creditor_argument, creditors, language, moment, on_argument, output, start, today
from akkoord.cli.rates_notice import warn_of
from akkoord.core.money import plain

if TYPE_CHECKING:
    from akkoord.store.models import Creditor


def arguments(parser: argparse.ArgumentParser) -> None:
    """What the verb takes."""
    on_argument(parser)
    creditor_argument(parser)


def run(args: argparse.Namespace) -> int:
    """Print what to do, first things first."""
    start()
    on, companies = args.on or today(), creditors(args.creditor)
    at = None if args.on else moment(on).time()
    warn_of("today", companies, on=on)
    value = [one for creditor in companies for one in _items(creditor, on, at)]
    output(value, as_json=args.json, plain=lambda: _lines(value))
    return 0


def _items(creditor: Creditor, on: date, at: time | None) -> Iterator[dict[str, Any]]:
    from akkoord.work import today as work_list

    for item in work_list.today(creditor=creditor, on=on, at=at):
        yield {
            "debtor": item.debtor,
            "step": item.step,
            "because": item.because.in_language(language()).replace("\u00a0", " "),
            "open": plain(item.open),
            "overdue_days": item.overdue_days,
            "expected_gain": plain(item.expected_gain),
            "suggested_time": item.suggested_time,
        }


def _lines(value: list[dict[str, Any]]) -> Iterator[str]:
    for place, one in enumerate(value, 1):
        yield f"{place:>3}. {one['debtor'] or '-':<36.36} {one['open']:>12}  {one['step']:<14} {one['because']}"
    if not value:
        yield "Niets te doen vandaag."
