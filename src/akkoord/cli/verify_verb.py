"""`akkoord verify FILE.zip`: whether anything in a dossier was changed since it was made, and what; it needs no administration."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from akkoord.cli.frame import WrongCall, output, said
from akkoord.core.handover.archive import LARGEST
from akkoord.core.handover.dossier import opened, problems
from akkoord.core.handover.signed import fingerprint
from akkoord.core.problem import Refusal


def arguments(parser: argparse.ArgumentParser) -> None:
    """What the verb takes."""
    parser.add_argument("file", metavar="FILE.zip", help="a dossier")


def run(args: argparse.Namespace) -> int:
    """Look at every byte of it."""
    raw = _read(Path(args.file))
    found, whole = problems(raw), opened(raw)
    value: dict[str, Any] = {"files": [], "valid": not found, "problems": [said(one) for one in found]}
    if not isinstance(whole, Refusal):
        value["files"] = sorted(whole.files)
        value |= {"reference": whole.manifest["reference"], "made_on": whole.manifest["made_on"], "signed_by": fingerprint(whole.public)}
    output(value, as_json=args.json, plain=lambda: _lines(value, args.file))
    return int(bool(found))


def _read(place: Path) -> bytes:
    try:
        if place.stat().st_size > LARGEST:
            raise WrongCall(f"{place} is too large for a dossier")
        return place.read_bytes()
    except OSError as wrong:
        raise WrongCall(f"{place} cannot be read: {wrong.strerror}") from wrong


def _lines(value: dict[str, Any], place: str) -> Iterator[str]:
    if value["valid"]:
        yield f"{place}: onveranderd, {len(value['files'])} bestanden, ondertekend met sleutel {value['signed_by']}"
    yield from (f"{place}: {one}" for one in value["problems"])
