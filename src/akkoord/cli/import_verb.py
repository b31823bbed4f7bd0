"""`akkoord import FILE…`: takes files in; the same file or entry twice changes nothing."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from akkoord.cli.bar import bar
from akkoord.cli.frame import creditor_argument, language, moment, on_argument, one_creditor, output, start, today
from akkoord.cli.inspect_verb import content_of


def arguments(parser: argparse.ArgumentParser) -> None:
    """What the verb takes."""
    parser.add_argument("files", type=Path, nargs="+", metavar="FILE")
    on_argument(parser)
    creditor_argument(parser)


def run(args: argparse.Namespace) -> int:
    """Take in every file in turn; 1 where one has problems; a notice, such as an invoice that was corrected, is none."""
    contents = [(path, content_of(path)) for path in args.files]
    start()
    from akkoord.cli.alive import alive
    from akkoord.work.in_hand import Watch, new_worker
    from akkoord.work.intake.import_files import FILES, receive, take_in

    on = args.on or today()
    creditor = one_creditor(args.creditor, make=True)
    reports: list[dict[str, Any]] = []
    watch = Watch((FILES,), new_worker())
    for place, (path, content) in enumerate(contents, 1):
        file = receive(creditor=creditor, name=path.name, content=content, on=on, at=moment(on), worker=watch.worker)
        bar_name = f"{place}/{len(contents)} {path.name}" if len(contents) > 1 else path.name
        with alive(watch):
            report = take_in(file, listen=bar(bar_name))
        reports.append(_told(path, report))
    output({"files": reports}, as_json=args.json, plain=lambda: _lines(reports))
    return 1 if any(one["problems"] for one in reports) else 0


def _told(path: Path, report: dict[str, Any]) -> dict[str, Any]:
    """A report as it is printed; notices only where there are any."""
    said = {name: [_problem(one) for one in report[name]] for name in ("problems", "notices")}
    if not said["notices"]:
        report = {name: value for name, value in report.items() if name != "notices"}
        del said["notices"]
    return {"path": str(path), **report, **said}


def _problem(one: dict[str, Any]) -> dict[str, Any]:
    message = one["message_en"] if language().startswith("en") else one["message"]
    return {"line": one["line"], "where": one["where"], "message": message}


def _lines(reports: list[dict[str, Any]]) -> Iterator[str]:
    for one in reports:
        counts = f"{one['invoices']} facturen, {one['credit_notes']} creditnota's, {one['payments']} boekingen, {one['debtors']} debiteuren"
        yield f"{one['path']} ({one['kind']}): {counts} nieuw, {one['duplicates']} al bekend"
        for problem in one["problems"]:
            yield f"  ! {problem['line'] or '-'} {problem['where']}: {problem['message']}"
        for notice in one.get("notices", []):
            yield f"  - {notice['line'] or '-'} {notice['where']}: {notice['message']}"
