"""The command line: one verb a file, found by name, loaded only when it is called."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from importlib import import_module
from typing import NoReturn

from akkoord import __version__
from akkoord.cli.frame import WrongCall

VERBS = {
    "serve": "starts the web application with its worker, on loopback",
    "demo": "fills the administration with an example company",
    "import": "reads invoices, credit notes and bank statements",
    "inspect": "the same reading, storing nothing",
    "export": "writes open invoices, all invoices, debtors, payments or letters as CSV or Excel",
    "run": "the daily run: decides for every debtor, makes letters and tasks, sends what may be sent",
    "today": "the work list in order, and why",
    "owed": "what a debtor owes on a day, every euro explained",
    "interest": "statutory interest, first and last day included",
    "costs": "extrajudicial collection costs",
    "letter-dates": "the fourteen-day letter: presumed receipt and the days that follow",
    "prescription": "when a claim prescribes, and how interruptions start the term anew",
    "reason": "which reason a debtor gives, what to ask, and the way back to the arrears",
    "negotiate": "negotiates inside a policy: one JSON event a line in, one answer a line out",
    "simulate": "plays ways to negotiate against simulated debtors",
    "dossier": "makes the file of a debtor that goes to a collector, a bailiff or a court",
    "verify": "proves that nothing in such a file was changed, or says what was",
    "story": "plays stories day by day in a database in memory",
    "bench": "how long the day takes, beside a bare script over the same rows",
    "worker": argparse.SUPPRESS,  # started by serve
}


class _Parser(argparse.ArgumentParser):
    """Says in one line what is wrong with a call."""

    def error(self, message: str) -> NoReturn:
        raise WrongCall(message)


def main(argv: Sequence[str] | None = None) -> int:
    """Run one verb; gives its exit code: 0 done, 1 done with problems, 2 the call was wrong."""
    words = list(sys.argv[1:] if argv is None else argv)
    verb = next((word for word in words if not word.startswith("-")), "")
    try:
        return _run(words, verb)
    except WrongCall as wrong:
        print(f"akkoord {verb}: {wrong}".replace(" :", ":"), file=sys.stderr)
        return 2
    except BrokenPipeError:
        return 0
    except KeyboardInterrupt:
        return 130


def _run(words: Sequence[str], verb: str) -> int:
    parser = _Parser(prog="akkoord", description="Gets your invoices paid and keeps your customers.")
    parser.add_argument("--version", action="version", version=f"akkoord {__version__}")
    verbs = parser.add_subparsers(metavar="VERB", parser_class=_Parser)
    for name, does in VERBS.items():
        if name != verb and (does == argparse.SUPPRESS or verb in VERBS):
            continue  # what is not called needs no parser of its own
        one = verbs.add_parser(name, help=does, description=does)
        if name == verb:
            module = import_module(f"akkoord.cli.{name.replace('-', '_')}_verb")
            one.add_argument("--json", action="store_true", help="print exactly one JSON value")
            module.arguments(one)
            one.set_defaults(run=module.run)
    args = parser.parse_args(words)
    if not verb:
        raise WrongCall(f"name what to do: {', '.join(name for name in VERBS if name != 'worker')}")
    result: int = args.run(args)
    return result
