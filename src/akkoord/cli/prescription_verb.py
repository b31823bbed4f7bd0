"""`akkoord prescription`: when a claim prescribes, and how interruptions start the term anew."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from datetime import date

from akkoord.cli.frame import day, output, refused, said
from akkoord.core.law.prescription import Interruption, Prescription, prescription
from akkoord.core.problem import Refusal
from akkoord.jurisdictions import jurisdiction


def arguments(parser: argparse.ArgumentParser) -> None:
    """What the verb takes."""
    parser.add_argument("--due", type=day, required=True, metavar="D", help="the last day to pay")
    parser.add_argument("--kind", required=True, metavar="|".join(jurisdiction().prescription.kinds), help="the kind of claim")
    parser.add_argument(
        "--interrupted", type=day, nargs="+", action="extend", default=[], metavar="D", help="a letter received, an acknowledgement"
    )


def run(args: argparse.Namespace) -> int:
    """Count the years and print them."""
    answer = _answer(args.due, args.kind, args.interrupted)
    value = {
        "prescribes_on": answer.prescribes_on.isoformat(),
        "lines": [
            {
                "from": line.first and line.first.isoformat(),
                "to": line.last and line.last.isoformat(),
                "years": line.years,
                "source": line.source,
                "because": said(line.because).replace("\u00a0", " "),
            }
            for line in answer.lines
        ],
    }
    output(value, as_json=args.json, plain=lambda: _lines(answer))
    return 0


def _answer(due: date, name: str, interrupted: list[date]) -> Prescription:
    """The answer; raises WrongCall where the kind is unknown or a day comes before the due day."""
    rule = jurisdiction().prescription
    kind = rule.kind(name)
    early = next((refusal for on in sorted(interrupted) if (refusal := rule.too_early(on, due=due))), None)
    if isinstance(kind, Refusal):
        raise refused(kind)
    if early:
        raise refused(early)
    return prescription(rule=rule, kind=kind, due=due, interruptions=[Interruption(on) for on in interrupted])


def _lines(answer: Prescription) -> Iterator[str]:
    for line in answer.lines:
        span = f"{line.first} .. {line.last}  {line.years:>2} y" if line.first else ""
        yield f"{span:<30}  {said(line.because)}   {line.source}".replace("\u00a0", " ")
    yield f"{answer.prescribes_on}"
