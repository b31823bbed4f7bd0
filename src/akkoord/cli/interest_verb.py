"""`akkoord interest`: statutory interest, first and last day included."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from datetime import date

from akkoord.cli.frame import WrongCall, amount, day, money, output, refused
from akkoord.core.law.account import DAY_COUNTS
from akkoord.core.law.interest import Interest, statutory_interest
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


def _payment(raw: str) -> tuple[date, int]:
    when, _, cents = raw.partition(":")
    if not cents:
        raise WrongCall(f"{raw!r} is no payment; write it as 2026-02-19:100.00")
    return day(when), amount(cents)


def run(args: argparse.Namespace) -> int:
    """Reckon and print."""
    answer = statutory_interest(
        series=jurisdiction().interest[args.kind],
        principal=args.principal,
        first=args.first,
        last=args.last,
        day_count=args.day_count,
        payments=args.payment,
    )
    if isinstance(answer, Refusal):
        raise refused(answer)
    value = {
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
    output(value, as_json=args.json, plain=lambda: _lines(answer))
    return 0


def _lines(answer: Interest) -> Iterator[str]:
    for line in answer.lines:
        span = f"{line.first} .. {line.last}  {line.days:>5} d  {line.rate:>6} %"
        yield f"{span}  over {money(line.base)} = {money(line.interest)}   {line.source}"
    yield f"{'':<40}  {'':>22} {money(answer.interest)}"
