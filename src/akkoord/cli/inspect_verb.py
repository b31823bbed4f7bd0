"""`akkoord inspect FILE`: what a file says, storing nothing."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from akkoord.cli.frame import WrongCall, language, output
from akkoord.core.reading import SourceFile


def arguments(parser: argparse.ArgumentParser) -> None:
    """What the verb takes."""
    parser.add_argument("file", type=Path, metavar="FILE")


def run(args: argparse.Namespace) -> int:
    """Read and print; 1 where the file has problems."""
    from akkoord.importers.as_json import reading_as_json
    from akkoord.importers.recognise import read_file

    value = reading_as_json(read_file(SourceFile(args.file.name, content_of(args.file))), language=language())
    output(value, as_json=args.json, plain=lambda: _lines(value))
    return 1 if value["problems"] else 0


def content_of(path: Path) -> bytes:
    """The bytes of a file; a wrong call where it cannot be read."""
    try:
        return path.read_bytes()
    except OSError as wrong:
        raise WrongCall(f"{path} cannot be read: {wrong.strerror}") from wrong


def _lines(value: dict[str, Any]) -> Iterator[str]:
    yield f"{value['kind']}: {len(value['invoices'])} facturen, {len(value['statements'])} afschriften"
    for one in value["invoices"]:
        days = f"{one['issued_on']}  {one['due_on'] or '-':<10}"
        yield f"  {one['number']:<20} {days} {one['total']:>14} {one['currency']}  {one['buyer_name']}"
    for statement in value["statements"]:
        yield f"  {statement['iban']} {statement['number']}: {len(statement['entries'])} boekingen"
        for entry in statement["entries"]:
            yield f"    {entry['date']} {entry['amount']:>14}  {entry['counterparty_name']}  {entry['remittance']}"
    for problem in value["problems"]:
        yield f"  ! {problem['line'] or '-'} {problem['where']}: {problem['message']}"
