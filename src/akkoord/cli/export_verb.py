"""`akkoord export WHAT FILE`: writes a list of the company as CSV or Excel."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import cast

from akkoord.cli.frame import WrongCall, creditor_argument, language, on_argument, one_creditor, output, start, today

WHAT = ("open-invoices", "invoices", "debtors", "payments", "letters")


def arguments(parser: argparse.ArgumentParser) -> None:
    """What the verb takes."""
    parser.add_argument("what", choices=WHAT, metavar="WHAT", help=", ".join(WHAT))
    parser.add_argument("file", type=Path, metavar="FILE", help="its ending says how it is written: .csv or .xlsx")
    on_argument(parser)
    creditor_argument(parser)


def run(args: argparse.Namespace) -> int:
    """Write the file and print how many rows it has."""
    form = args.file.suffix.lower().removeprefix(".")
    if form not in ("csv", "xlsx"):
        raise WrongCall(f"{args.file} ends neither in .csv nor in .xlsx")
    start()
    from akkoord.work.export.export import Form, export

    creditor, on = one_creditor(args.creditor), args.on or today()
    try:
        with args.file.open("wb") as to:
            rows = export(
                creditor=creditor, what=args.what, on=on, past=args.on is not None, form=cast(Form, form), to=to, language=language()
            )
    except OSError as wrong:
        raise WrongCall(f"{args.file} cannot be written: {wrong.strerror}") from wrong
    value = {"what": args.what, "file": str(args.file), "rows": rows}
    output(value, as_json=args.json, plain=lambda: [f"{args.file}: {rows} regels"])
    return 0
