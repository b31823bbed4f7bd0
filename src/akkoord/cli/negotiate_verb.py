"""`akkoord negotiate --policy FILE`: negotiates over standard input and output, one JSON event a line in, one answer a line out."""

from __future__ import annotations

import argparse
import json
import sys
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

from akkoord.cli.frame import WrongCall, said
from akkoord.cli.inspect_verb import content_of
from akkoord.core.problem import Refusal, Text

if TYPE_CHECKING:
    from akkoord.core.negotiation.bounds import Bounds
    from akkoord.core.negotiation.event import Answer

LONGEST = 100_000  # bytes of a line


def arguments(parser: argparse.ArgumentParser) -> None:
    """What the verb takes."""
    parser.add_argument("--policy", type=Path, required=True, metavar="FILE", help="the bounds of the creditor, as TOML")
    parser.add_argument("--seed", type=int, default=0, metavar="N", help="how many offers which case gets; the same gives the same")


def run(args: argparse.Namespace) -> int:
    """Answer every line at once, until the input ends. A line that cannot be read gets an answer that says why."""
    bounds = policy(args.policy)
    from akkoord.core.negotiation.desk import Talks

    talks = Talks(bounds, seed=args.seed)
    for line in sys.stdin.buffer:
        if line.strip():
            json.dump(_answer(talks.answer, line).as_json(), sys.stdout)
            sys.stdout.write("\n")
            sys.stdout.flush()
    return 0


def policy(path: Path) -> Bounds:
    """The bounds in a policy file. Raises WrongCall with what is wrong and what is allowed."""
    from akkoord.core.negotiation.bounds import bounds_of_toml

    try:
        text = content_of(path).decode("utf-8-sig")
    except UnicodeDecodeError as wrong:
        raise WrongCall(f"{path} is not UTF-8 (byte {wrong.start})") from wrong
    found = bounds_of_toml(text)
    if isinstance(found, Refusal):
        source = f" ({found.source})" if found.source else ""
        raise WrongCall(f"{path}: {' '.join(said(found.why).split())}{source}")
    return found


def _answer(answer: Any, line: bytes) -> Answer:
    from akkoord.core.negotiation.engine import unread

    if len(line) > LONGEST:
        return unread("", Text(f"de regel is langer dan {LONGEST} bytes.", f"the line is longer than {LONGEST} bytes."))
    try:
        event = json.loads(line.decode("utf-8"), parse_float=Decimal)
    except (ValueError, RecursionError) as wrong:  # of JSON, of UTF-8, or of a number with thousands of digits
        return unread("", Text(f"de regel is geen JSON ({type(wrong).__name__}).", f"the line is no JSON ({type(wrong).__name__})."))
    found: Answer = answer(event)
    return found
