"""`akkoord run`: the daily run of every company."""

from __future__ import annotations

import argparse
import time
from collections import Counter
from collections.abc import Iterator
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from akkoord.cli.frame import creditor_argument, creditors, moment, on_argument, output, start, today
from akkoord.cli.rates_notice import warn_of

if TYPE_CHECKING:
    from akkoord.store.models import Creditor

COUNTED = ("decisions", "waiting", "refused")


def arguments(parser: argparse.ArgumentParser) -> None:
    """What the verb takes."""
    on_argument(parser)
    creditor_argument(parser)


def run(args: argparse.Namespace) -> int:
    """Run the day and print what was decided."""
    start()
    began, on = time.perf_counter(), args.on or today()
    value = run_all(on, args.creditor)
    value["seconds"] = round(time.perf_counter() - began, 3)
    refused = value.pop("refused")
    warn_of("run", creditors(args.creditor), on=on)
    output(value, as_json=args.json, plain=lambda: _lines(value, refused))
    return 0


def run_all(on: date, name: str = "") -> dict[str, Any]:
    """The run of all companies (or one) on a day, its counts added up; letters that may leave are sent.
    `refused` counts the steps that could not be taken, for who reads along."""
    total: dict[str, Any] = {"on": on.isoformat(), "debtors": 0, **{key: Counter() for key in COUNTED}, "letters": 0, "tasks": 0, "sent": 0}
    for creditor in creditors(name):
        counts = run_one(creditor, on=on, at=moment(on))
        for key in ("debtors", "letters", "tasks", "sent"):
            total[key] += counts[key]
        for key in COUNTED:
            total[key].update(counts[key])
    for key in COUNTED:
        total[key] = dict(sorted(total[key].items()))
    return total


def run_one(creditor: Creditor, *, on: date, at: datetime) -> dict[str, Any]:
    """The same for one company: what came in is placed, the day is decided, and letters, and word of work that stops or goes
    on, leave."""
    from akkoord.work.handover.turn import hand_over_turn
    from akkoord.work.mail.send_outbox import send_outbox
    from akkoord.work.ongoing.send_notices import send_notices
    from akkoord.work.payments.allocate import allocate
    from akkoord.work.run_day import run_day

    allocate(creditor=creditor, on=on, at=at)
    counts = run_day(creditor=creditor, on=on, at=at)
    hand_over_turn(creditor=creditor, on=on, at=at)
    sent = send_outbox(creditor=creditor, at=at)
    send_notices(creditor=creditor, at=at)
    return {**counts, "sent": sent}


def _lines(value: dict[str, Any], refused: dict[str, int]) -> Iterator[str]:
    yield f"{value['on']}: {value['debtors']} debiteuren, {value['letters']} brieven, {value['tasks']} taken, {value['sent']} verstuurd"
    for step, count in value["decisions"].items():
        yield f"  {step:<22} {count:>6}"
    for wait, count in value["waiting"].items():
        yield f"  wacht: {wait:<15} {count:>6}"
    for step, count in refused.items():
        yield f"  kon niet: {step:<12} {count:>6}"
