"""`akkoord owed DEBTOR`: what a debtor owes on a day, every euro explained; `akkoord owed --all`: the sums of everybody."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from akkoord.cli.frame import WrongCall, creditor_argument, on_argument, one_creditor, one_debtor, output, refused, said, start, today
from akkoord.cli.rates_notice import warn
from akkoord.core.money import plain
from akkoord.core.problem import Refusal

if TYPE_CHECKING:
    from akkoord.core.letter import InterestLine, MovementLine
    from akkoord.work.owed import Owed, OwedInvoice
    from akkoord.work.owed_by_all import DebtorSum


def arguments(parser: argparse.ArgumentParser) -> None:
    """What the verb takes."""
    parser.add_argument("debtor", nargs="?", default="", metavar="DEBTOR", help="the debtor's number or name")
    parser.add_argument("--all", action="store_true", help="the sums of every debtor, without the lines")
    on_argument(parser)
    creditor_argument(parser)


def run(args: argparse.Namespace) -> int:
    """Reckon and print."""
    if args.all == bool(args.debtor):
        raise WrongCall("name one debtor by his number or name, or --all for everybody")
    start()
    return _everybody(args) if args.all else _one(args)


def _one(args: argparse.Namespace) -> int:
    from akkoord.work.books import law_kind
    from akkoord.work.law import rates_ending
    from akkoord.work.owed import owed

    debtor, on = one_debtor(args), args.on or today()
    answer = owed(debtor=debtor, on=on)
    if isinstance(answer, Refusal):
        raise refused(answer)
    warn("owed", rates_ending(debtor.creditor_id, on=on, debtor_kind=law_kind(debtor)))
    value = _value(answer)
    output(value, as_json=args.json, plain=lambda: _lines(value))
    return 0


def _everybody(args: argparse.Namespace) -> int:
    from akkoord.work.law import rates_ending
    from akkoord.work.owed_by_all import owed_by_all

    creditor, on = one_creditor(args.creditor), args.on or today()
    found = owed_by_all(creditor=creditor, on=on)
    warn("owed", rates_ending(creditor.id, on=on))
    value = [_sums(one) for one in found]
    output(value, as_json=args.json, plain=lambda: (_sum_line(one) for one in value))
    return int(any(one.refusal for one in found))


def _sums(one: DebtorSum) -> dict[str, Any]:
    sums = {name: plain(getattr(one, name)) for name in ("principal", "interest", "costs", "total")}
    refusal = f"{said(one.refusal.why)} ({one.refusal.source})" if one.refusal else None
    return {"debtor": one.debtor.name, "number": one.debtor.number, **sums, "refusal": refusal}


def _sum_line(one: dict[str, Any]) -> str:
    sums = "".join(f"{one[name]:>13}" for name in ("principal", "interest", "costs", "total"))
    return f"{one['debtor'][:40]:<40}{sums}" + (f"  {one['refusal']}" if one["refusal"] else "")


def _value(answer: Owed) -> dict[str, Any]:
    value: dict[str, Any] = {name: plain(getattr(answer, name)) for name in ("principal", "interest", "costs", "total")}
    value["invoices"] = [_invoice(one, answer) for one in answer.invoices]
    value["interest_lines"] = [_interest(line) for line in answer.interest_lines]
    value["cost_lines"] = [
        {"over": plain(line.over), "percentage": line.percentage, "amount": plain(line.amount), "source": line.source}
        for line in answer.cost_lines
    ]
    return value


def _movement(move: MovementLine) -> dict[str, Any]:
    parts = ("amount", "costs", "interest", "principal", "over")
    return {"on": move.on.isoformat(), "what": move.what, **{name: plain(getattr(move, name)) for name in parts}}


def _invoice(one: OwedInvoice, answer: Owed) -> dict[str, Any]:
    return {
        "number": one.number,
        "issued_on": one.issued_on.isoformat(),
        "due_on": one.due_on.isoformat(),
        "total": plain(one.total),
        "principal": plain(one.principal),
        "interest": plain(one.interest),
        "days_overdue": one.days_overdue,
        "costs": plain(one.costs),
        "interest_from": one.interest_from.isoformat() if one.interest_from else None,
        "because": said(one.because),
        "source": one.source,
        "payments": [_movement(move) for move in answer.movements if move.invoice == one.number],
    }


def _interest(line: InterestLine) -> dict[str, Any]:
    return {
        "invoice": line.invoice,
        "from": line.from_day.isoformat(),
        "to": line.to_day.isoformat(),
        "days": line.days,
        "rate": line.rate,
        "base": plain(line.base),
        "interest": plain(line.interest),
        "source": line.source,
    }


def _lines(value: dict[str, Any]) -> Iterator[str]:
    for one in value["invoices"]:
        yield f"{one['number']:<20} {one['due_on']}  {one['principal']:>12} + rente {one['interest']:>10}"
    for line in value["interest_lines"]:
        span = f"{line['from']} .. {line['to']} {line['days']:>4} d {line['rate']:>6} %"
        yield f"  {line['invoice']:<18} {span} over {line['base']:>12} = {line['interest']:>10}  {line['source']}"
    for line in value["cost_lines"]:
        yield f"  kosten {line['percentage']:>6} % over {line['over']:>12} = {line['amount']:>10}  {line['source']}"
    yield f"hoofdsom {value['principal']}, rente {value['interest']}, kosten {value['costs']}, samen {value['total']}"
