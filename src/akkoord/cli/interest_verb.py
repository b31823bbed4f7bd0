"""`akkoord interest`: statutory interest, first and last day included."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from datetime import date
from typing import Any

from akkoord.cli.frame import WrongCall, amount, creditor_argument, day, money, one_creditor, output, refused, start
from akkoord.cli.rates_notice import warn
from akkoord.core.law.freshness import ending
from akkoord.core.law.interest import DAY_COUNTS, Interest, statutory_interest
from akkoord.core.law.series import Series
from akkoord.core.money import plain
from akkoord.core.problem import Refusal
from akkoord.jurisdictions import jurisdiction


def arguments(parser: argparse.ArgumentParser) -> None:
    """What the verb takes."""
    parser.add_argument("--principal", type=amount, required=True, metavar="A")
    parser.add_argument("--from", dest="first", type=day, required=True, metavar="D", help="the first day of interest")
    parser.add_argument("--to", dest="last", type=day, required=True, metavar="D", help="the last day, included")
    parser.add_argument("--kind", choices=("consumer", "commercial"), required=True)
    parser.add_argument("--day-count", choices=DAY_COUNTS, default=DAY_COUNTS[0])
    parser.add_argument("--payment", action="append", default=[], metavar="D:A", type=_payment)
    creditor_argument(parser)


def _payment(raw: str) -> tuple[date, int]:
    when, _, cents = raw.partition(":")
    if not cents:
        raise WrongCall(f"{raw!r} is no payment; write it as 2026-02-19:100.00")
    return day(when), amount(cents)


def _table(kind: str, creditor: str) -> Series:
    """The shipped table of rates; with what a company entered where one is named, which needs the database."""
    if not creditor:
        return jurisdiction().interest[kind]
    start()
    from akkoord.work.law import law_of

    return law_of(one_creditor(creditor).pk).interest[kind]


def run(args: argparse.Namespace) -> int:
    """Reckon and print."""
    table = _table(args.kind, args.creditor)
    answer = statutory_interest(
        series=table,
        principal=args.principal,
        first=args.first,
        last=args.last,
        day_count=args.day_count,
        payments=args.payment,
    )
    if isinstance(answer, Refusal):
        raise refused(answer)
    warn("interest", ending([table], on=args.last))
    output(_value(answer), as_json=args.json, plain=lambda: _lines(answer))
    return 0


def _value(answer: Interest) -> dict[str, Any]:
    return {
        "interest": plain(answer.interest),
        "days": answer.days,
        "principal_left": plain(answer.principal_left),
        "lines": [
            {
                "from": line.first.isoformat(),
                "to": line.last.isoformat(),
                "days": line.days,
                "rate": f"{line.rate}",
                "base": plain(line.base),
                "interest": plain(line.interest),
                "source": line.source,
            }
            for line in answer.lines
        ],
    }


def _lines(answer: Interest) -> Iterator[str]:
    for line in answer.lines:
        span = f"{line.first} .. {line.last}  {line.days:>5} d  {line.rate:>6} %"
        yield f"{span}  over {money(line.base)} = {money(line.interest)}   {line.source}"
    yield f"{'':<40}  {'':>22} {money(answer.interest)}"
