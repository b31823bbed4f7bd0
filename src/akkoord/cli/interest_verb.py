"""`akkoord interest`: interest over a sum, by the law or as agreed; first and last day included."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from akkoord.cli.frame import WrongCall, amount, creditor_argument, day, money, one_creditor, one_of, output, refused, start
from akkoord.cli.rates_notice import warn
from akkoord.core.law.account import DAY_COUNTS, MONTH, Line
from akkoord.core.law.agreed import Agreed, Basis, basis, wrong_rate
from akkoord.core.law.freshness import ending
from akkoord.core.law.interest import Interest, statutory_interest
from akkoord.core.law.jurisdiction import Jurisdiction
from akkoord.core.money import plain
from akkoord.core.problem import Refusal
from akkoord.jurisdictions import jurisdiction

KINDS = {"consumer": "6:119 BW", "commercial": "6:119a BW"}
PERIODS = {"year": "", "month": ""}
JOINS = {"never": "", "month": "", "year": ""}


def arguments(parser: argparse.ArgumentParser) -> None:
    """What the verb takes."""
    parser.add_argument("--principal", type=amount, required=True, metavar="A")
    parser.add_argument("--from", dest="first", type=day, required=True, metavar="D", help="the first day of interest")
    parser.add_argument("--to", dest="last", type=day, required=True, metavar="D", help="the last day, included")
    parser.add_argument("--kind", type=one_of("kind", KINDS), required=True, help=" or ".join(KINDS))
    parser.add_argument("--day-count", type=one_of("day count", dict.fromkeys(DAY_COUNTS, "")), default=DAY_COUNTS[0])
    parser.add_argument("--payment", action="append", default=[], metavar="D:A", type=_payment)
    parser.add_argument("--agreed", type=_rate, default=None, metavar="PERCENT", help="the rate that the contract agrees")
    parser.add_argument("--per", type=one_of("period", PERIODS), default="year", help="what that rate is of: year (default) or month")
    joins = "when agreed interest joins the sum: never (default), month or year"
    parser.add_argument("--compounding", type=one_of("compounding", JOINS), default="never", help=joins)
    creditor_argument(parser)


def _payment(raw: str) -> tuple[date, int]:
    when, _, cents = raw.partition(":")
    if not cents:
        raise WrongCall(f"{raw!r} is no payment; write it as 2026-02-19:100.00")
    return day(when), amount(cents)


def _rate(raw: str) -> Decimal:
    try:
        rate = Decimal(raw.replace(",", "."))
    except InvalidOperation as wrong:
        raise WrongCall(f"{raw!r} is no percentage; write it as 8.5") from wrong
    refusal = wrong_rate(rate) if rate.is_finite() else None
    if refusal or not rate.is_finite():
        raise refused(refusal) if refusal else WrongCall(f"{raw!r} is no percentage; write it as 8.5")
    return rate


def run(args: argparse.Namespace) -> int:
    """Reckon and print."""
    found = _basis(args, _law(args.creditor))
    answer = statutory_interest(
        series=found.series,
        principal=args.principal,
        first=args.first,
        last=args.last,
        day_count=args.day_count,
        payments=args.payment,
        per=found.per,
        joins=found.joins,
    )
    if isinstance(answer, Refusal):
        raise refused(answer)
    warn("interest", ending([found.series], on=args.last))
    output(_value(answer), as_json=args.json, plain=lambda: _lines(answer))
    return 0


def _law(creditor: str) -> Jurisdiction:
    """The shipped law; with what a company entered where one is named, which needs the database."""
    if not creditor:
        return jurisdiction()
    start()
    from akkoord.work.law import law_of

    return law_of(one_creditor(creditor).pk)


def _value(answer: Interest) -> dict[str, Any]:
    return {
        "interest": plain(answer.interest),
        "days": answer.days,
        "principal_left": plain(answer.principal_left),
        "lines": [_line(line) for line in answer.lines],
    }


def _basis(args: argparse.Namespace, law: Jurisdiction) -> Basis:
    agreed = None if args.agreed is None else Agreed(args.agreed, args.per, args.compounding)
    kind = "consumer" if args.kind == "consumer" else "business"
    return basis(agreed, kind=kind, law=law.interest[args.kind], first_day=args.first)


def _line(line: Line) -> dict[str, str | int]:
    return {
        "from": line.first.isoformat(),
        "to": line.last.isoformat(),
        "days": line.days,
        "rate": f"{line.rate}",
        "base": plain(line.base),
        "interest": plain(line.interest),
        "source": line.source,
    }


def _lines(answer: Interest) -> Iterator[str]:
    for line in answer.lines:
        part = f"{line.first} .. {line.last}  {line.days:>4}/{line.of:<3}"
        rate = f"{line.rate:>6} %{'/m' if line.per == MONTH else ''}"
        yield f"{part} {rate}  over {money(line.base)} = {money(line.interest)}   {line.source}"
    yield f"{'':<40}  {'':>22} {money(answer.interest)}"
