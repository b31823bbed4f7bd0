"""The worker that `akkoord serve` starts beside the web: reads files and mail, runs the day once, sends, plays ladders back."""

from __future__ import annotations

import argparse
import logging
import os
import time
from collections.abc import Callable
from datetime import date, datetime

from akkoord.cli.frame import moment, now, start, today
from akkoord.cli.run_verb import run_all

log_line = logging.getLogger(__name__)
PAUSE = 0.5  # seconds between looks at the queue of files
SEND_EVERY = 20.0  # seconds between looks at the outbox
READ_EVERY = 120.0  # seconds between looks at the mailboxes
RUN_FROM = 7  # the hour from which the day's run may be made


def arguments(parser: argparse.ArgumentParser) -> None:
    """What the verb takes."""
    parser.add_argument("--parent", type=int, default=0)


def run(args: argparse.Namespace) -> int:
    """Work until the web is gone."""
    start()
    from akkoord.work.import_files import start_again
    from akkoord.work.replay.ask import start_replays_again

    start_again()
    start_replays_again()
    ran: date | None = None
    turns = [_Turn(SEND_EVERY, _send), _Turn(READ_EVERY, _read_mail)]
    while not args.parent or os.getppid() == args.parent:
        busy = _read_files() or _play_replays()
        if _due(ran, now()):
            ran = today()
            _run_day(ran)
        for turn in turns:
            turn.take()
        if not busy:
            time.sleep(PAUSE)
    return 0


class _Turn:
    """Something that is done every so many seconds, and at once when the worker starts."""

    def __init__(self, every: float, work: Callable[[], None]) -> None:
        self.every, self.work, self.last = every, work, float("-inf")

    def take(self) -> None:
        if time.monotonic() - self.last > self.every:
            self.last = time.monotonic()
            self.work()


def _due(ran: date | None, current: datetime) -> bool:
    return ran != today() and current.hour >= RUN_FROM


def _read_files() -> int:
    from akkoord.work.import_files import work_off_queue

    return work_off_queue(most=1)


def _play_replays() -> int:
    from akkoord.work.replay.ask import work_off_replays

    return work_off_replays(most=1)


def _run_day(on: date) -> None:
    """The day's run; not of a day that is over, which somebody only looks at (`akkoord serve --on`)."""
    from akkoord.store.models import Run

    if Run.objects.filter(on__gt=on).exists():
        return
    counts = run_all(on)
    log_line.info("run of %s: %s", on, counts)


def _read_mail() -> None:
    from akkoord.store.models import Creditor
    from akkoord.work.read_inbox import read_inbox

    for creditor in Creditor.objects.exclude(imap_host=""):
        read_inbox(creditor=creditor, at=moment(today()))


def _send() -> None:
    from akkoord.store.models import Creditor
    from akkoord.work.send_notices import send_notices
    from akkoord.work.send_outbox import send_outbox

    for creditor in Creditor.objects.filter(sending_on=True):
        send_outbox(creditor=creditor, at=moment(today()))
    for creditor in Creditor.objects.all():
        send_notices(creditor=creditor, at=moment(today()))
