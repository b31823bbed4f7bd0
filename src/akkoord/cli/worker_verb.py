"""The worker that `akkoord serve` starts beside the web: reads files and mail, runs the day once, sends, plays ladders back."""

from __future__ import annotations

import argparse
import logging
import os
import threading
import time
from collections.abc import Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from akkoord.cli.frame import moment, now, start, today
from akkoord.cli.turns import Turn, for_each

if TYPE_CHECKING:
    from akkoord.store.models import Creditor
    from akkoord.work.questions.queue import Queue

log_line = logging.getLogger(__name__)
PAUSE = 0.5  # seconds between looks at the queue of files
SEND_EVERY = 20.0  # seconds between looks at the outbox
READ_EVERY = 120.0  # seconds between looks at the mailboxes
CARRY_EVERY, ACROSS_EVERY = 10.0, 2.0  # seconds between turns of the lines to partners elsewhere, and in this installation
RUN_FROM = 7  # the hour from which the day's run may be made


def arguments(parser: argparse.ArgumentParser) -> None:
    """What the verb takes."""
    parser.add_argument("--parent", type=int, default=0)


def run(args: argparse.Namespace) -> int:
    """Work until the web is gone."""
    start()
    from akkoord.cli.alive import leave, leave_when_stopped, signs_of_life
    from akkoord.work.in_hand import Watch, new_worker
    from akkoord.work.intake.import_files import FILES
    from akkoord.work.lab.ask import LABS
    from akkoord.work.replay.ask import REPLAYS

    worker = new_worker()
    watch = Watch((FILES, REPLAYS.in_hand, LABS.in_hand), worker)
    slow = [_slow("playing a ladder back", REPLAYS, worker), _slow("playing the strategy lab", LABS, worker)]
    for turns in ([signs_of_life(watch)], slow, [lines_turn()]):
        threading.Thread(target=_work, args=(turns, args.parent), daemon=True).start()
    leave_when_stopped(watch)
    _work(all_turns(worker), args.parent)
    leave(watch)
    return 0


def _work(turns: Sequence[Turn], parent: int) -> None:
    while not parent or os.getppid() == parent:
        more = [turn.take() for turn in turns]
        if not any(more):
            time.sleep(PAUSE)


def lines_turn() -> Turn:
    """The lines to partners elsewhere, beside the rest: a partner that answers slowly must hold up nothing."""
    return Turn("the lines to partners", CARRY_EVERY, _carry)


def _slow(name: str, queue: Queue[Any], worker: int) -> Turn:
    """What takes long, and for which no letter waits: it goes on beside the rest."""
    return Turn(name, PAUSE, lambda: queue.work_off(most=1, worker=worker) > 0, after=lambda: queue.in_hand.give_back(worker))


def all_turns(worker: int) -> list[Turn]:
    """Everything that the worker of this number does, in this order."""
    from akkoord.work.intake.import_files import FILES, work_off_queue

    return [
        Turn("reading files", PAUSE, lambda: work_off_queue(most=1, worker=worker) > 0, after=lambda: FILES.give_back(worker)),
        Turn("the day's run", PAUSE, _Daily().run),
        Turn("handing over", SEND_EVERY, _hand_over),
        Turn("sending", SEND_EVERY, _send),
        Turn("reading mail", READ_EVERY, _read_mail),
        Turn("the lines here", ACROSS_EVERY, _carry_here),
    ]


class _Daily:
    """The run of all companies, once a day and not before seven; not of a day that is over, which somebody only looks at
    (`akkoord serve --on`). Only a company whose run went wrong gets it again."""

    def __init__(self) -> None:
        self.ran: date | None = None
        self.done: set[tuple[int, date]] = set()

    def run(self) -> None:
        """Make it if it is due."""
        if not self._due(now()):
            return
        from akkoord.store.models import Creditor, Run

        on = today()
        if not Run.objects.filter(on__gt=on).exists():
            left = [one for one in Creditor.objects.order_by("name", "id") if (one.pk, on) not in self.done]
            for_each(left, lambda one: self._run_one(one, on), name="the day's run")
        self.ran, self.done = on, set()

    def _due(self, current: datetime) -> bool:
        return self.ran != today() and current.hour >= RUN_FROM

    def _run_one(self, creditor: Creditor, on: date) -> None:
        from akkoord.cli.run_verb import run_one
        from akkoord.work.totals import keep_totals

        counts = run_one(creditor, on=on, at=moment(on))
        keep_totals(creditor=creditor, on=on)
        self.done.add((creditor.pk, on))
        log_line.info("run of %s for company %s: %s", on, creditor.pk, counts)


def _read_mail() -> None:
    from akkoord.store.models import Creditor
    from akkoord.work.mail.read_inbox import read_inbox

    at = moment(today())
    for_each(Creditor.objects.exclude(imap_host=""), lambda one: read_inbox(creditor=one, at=at), name="reading mail")


def _hand_over() -> None:
    from akkoord.work.handover.turn import concerned, hand_over_turn

    on, at = today(), moment(today())
    for_each(concerned(), lambda one: hand_over_turn(creditor=one, on=on, at=at), name="handing over")


def _send() -> None:
    from akkoord.store.models import Creditor
    from akkoord.work.handover.mail_out import send_hand_overs
    from akkoord.work.handover.notes import send_notes, waiting_notes
    from akkoord.work.mail.send_outbox import send_outbox
    from akkoord.work.ongoing.send_notices import send_notices

    at = moment(today())
    for_each(Creditor.objects.filter(sending_on=True), lambda one: send_outbox(creditor=one, at=at), name="sending")
    for_each(Creditor.objects.all(), lambda one: send_notices(creditor=one, at=at), name="telling who does the work")
    for_each(Creditor.objects.filter(sending_on=True), lambda one: send_hand_overs(creditor=one, at=at), name="handing over by e-mail")
    telling = Creditor.objects.filter(id__in=waiting_notes().values("creditor_id"))
    for_each(telling, lambda one: send_notes(creditor=one, at=at), name="telling partners by e-mail")


def _carry() -> None:
    from akkoord.store.models import Creditor, Line
    from akkoord.work.line.carry import carry_all

    with_lines = Line.objects.filter(here_id=None).exclude(state="invited").values("creditor_id")
    for_each(Creditor.objects.filter(id__in=with_lines), lambda one: carry_all(creditor=one, on=today(), at=now()), name="the lines")


def _carry_here() -> None:
    from akkoord.work.line.carry import carry_here

    carry_here(on=today(), at=now())
