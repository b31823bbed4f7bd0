"""`akkoord letter-dates`: the fourteen-day letter, presumed receipt and the days that follow."""

from __future__ import annotations

import argparse
from dataclasses import asdict

from akkoord.cli.frame import day, one_of, output
from akkoord.jurisdictions import jurisdiction


def arguments(parser: argparse.ArgumentParser) -> None:
    """What the verb takes."""
    parser.add_argument("--posted", type=day, required=True, metavar="D")
    parser.add_argument("--channel", type=one_of("channel", dict.fromkeys(("post", "email"), "")), default="post")


def run(args: argparse.Namespace) -> int:
    """Count the days and print them."""
    found = asdict(jurisdiction().fourteen_days(args.posted, channel=args.channel))
    value = {name: one.isoformat() for name, one in found.items()}
    output(value, as_json=args.json, plain=lambda: (f"{name.replace('_', ' '):<16} {one}" for name, one in value.items()))
    return 0
