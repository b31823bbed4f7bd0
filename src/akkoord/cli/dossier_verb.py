"""`akkoord dossier DEBTOR --out FILE.zip`: the file that goes along when a case is handed over, with what is still missing in it."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from akkoord.cli.frame import WrongCall, creditor_argument, moment, on_argument, one_debtor, output, refused, said, start, today
from akkoord.core.handover.archive import unarchived
from akkoord.core.handover.dossier import problems
from akkoord.core.problem import Refusal


def arguments(parser: argparse.ArgumentParser) -> None:
    """What the verb takes."""
    parser.add_argument("debtor", metavar="DEBTOR", help="the debtor's number or name")
    parser.add_argument("--out", required=True, metavar="FILE.zip", help="where the file is written")
    on_argument(parser)
    creditor_argument(parser)


def run(args: argparse.Namespace) -> int:
    """Make it, write it, and look at it once more. Its own files are listed, and as problems what a collector will ask for."""
    place = Path(args.out)
    if place.is_dir() or not place.parent.is_dir():
        raise WrongCall(f"{args.out} cannot be written: name a file in a folder that exists")
    start()
    from akkoord.core.handover.readiness import missing
    from akkoord.work.handover.dossier import make_dossier
    from akkoord.work.handover.ready import checked

    debtor, on = one_debtor(args), args.on or today()
    made = make_dossier(debtor=debtor, invoices=None, ref=debtor.number or debtor.name, on=on, at=moment(on))
    if isinstance(made, Refusal):
        raise refused(made)
    _write(place, made.raw)
    lacking = [f"{said(one.name)}: {said(one.because)}" for one in missing(checked(debtor=debtor, invoices=None, on=on))]
    wrong = [said(one) for one in problems(made.raw)]
    value = {"files": sorted(unarchived(made.raw) or {}), "valid": not wrong, "problems": wrong + lacking}
    output(value, as_json=args.json, plain=lambda: _lines(value, args.out))
    return int(bool(value["problems"]))


def _write(place: Path, raw: bytes) -> None:
    try:
        place.write_bytes(raw)
    except OSError as wrong:
        raise WrongCall(f"{place} cannot be written: {wrong.strerror}") from wrong


def _lines(value: dict[str, Any], place: str) -> Iterator[str]:
    yield f"{place}: {len(value['files'])} bestanden"
    yield from (f"  ontbreekt nog: {one}" for one in value["problems"])
