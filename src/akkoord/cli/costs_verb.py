"""`akkoord costs`: extrajudicial collection costs."""

from __future__ import annotations

import argparse
from collections.abc import Iterator

from akkoord.cli.frame import amount, money, one_of, output, refused
from akkoord.core.law.costs import Costs, collection_costs
from akkoord.core.money import plain
from akkoord.core.problem import Refusal
from akkoord.jurisdictions import jurisdiction

DEBTORS = {"consumer": "6:96 lid 5 BW", "business": "6:96 lid 4 BW"}


def arguments(parser: argparse.ArgumentParser) -> None:
    """What the verb takes."""
    parser.add_argument("--principal", type=amount, required=True, metavar="A")
    parser.add_argument("--debtor", type=one_of("debtor", DEBTORS), required=True, help=" or ".join(DEBTORS))
    parser.add_argument("--vat-surcharge", action="store_true", help="the creditor pays VAT over the collection and cannot deduct it")


def run(args: argparse.Namespace) -> int:
    """Reckon and print. The scale binds for a consumer; for a business it holds unless the contract says otherwise."""
    answer = collection_costs(scale=jurisdiction().costs, principal=args.principal, vat_surcharge=args.vat_surcharge)
    if isinstance(answer, Refusal):
        raise refused(answer)
    value = {
        "costs": plain(answer.costs),
        "vat": plain(answer.vat),
        "total": plain(answer.total),
        "lines": [
            {"over": plain(line.over), "percentage": f"{line.percentage}", "amount": plain(line.amount), "source": line.source}
            for line in answer.lines
        ],
    }
    output(value, as_json=args.json, plain=lambda: _lines(answer))
    return 0


def _lines(answer: Costs) -> Iterator[str]:
    for line in answer.lines:
        yield f"{line.percentage:>6} %  over {money(line.over)} = {money(line.amount)}   {line.source}"
    if answer.vat:
        yield f"{'btw':>8}  {'':>21} = {money(answer.vat)}"
    yield f"{'':>8}  {'':>21} = {money(answer.total)}"
