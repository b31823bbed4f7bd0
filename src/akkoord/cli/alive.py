"""How a process that has rows in hand shows that it is alive, sees who is gone, and gives back what it has when it is stopped."""

from __future__ import annotations

import contextlib
import os
import signal
import threading
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from akkoord.cli.turns import Turn

if TYPE_CHECKING:
    from akkoord.work.in_hand import Watch

SIGN_EVERY = 5.0  # seconds between signs of life
LEAVING = 2.0  # seconds that leaving may take when the program is stopped


def signs_of_life(watch: Watch) -> Turn:
    """A turn for a thread of its own. After an outage it never waits longer than between two signs: others are counting."""
    return Turn("showing that somebody is at work", SIGN_EVERY, watch.turn, after=watch.forget, longest=SIGN_EVERY)


@contextlib.contextmanager
def alive(watch: Watch) -> Iterator[None]:
    """Signs of life beside what is done here, for who has no other turns to take. What is broken off waits for whoever is next."""
    over = threading.Event()
    thread = threading.Thread(target=_sign, args=(watch, over), daemon=True)
    thread.start()
    try:
        yield
    finally:
        over.set()
        thread.join()
        leave(watch)


def _sign(watch: Watch, over: threading.Event) -> None:
    from akkoord.store.outage import let_go

    turn = signs_of_life(watch)
    while not over.wait(SIGN_EVERY):
        turn.take()
    let_go()


def leave_when_stopped(watch: Watch) -> None:
    """Who stops the program blames no file for it: what this process has waits again, and then it ends. Where the database does
    not answer in time, others see that this process is gone."""

    def stop(number: int, frame: Any) -> None:
        leaving = threading.Thread(target=leave, args=(watch,), daemon=True)
        leaving.start()
        leaving.join(LEAVING)
        signal.signal(number, signal.SIG_DFL)
        os.kill(os.getpid(), number)

    signal.signal(signal.SIGTERM, stop)


def leave(watch: Watch) -> None:
    """Give back what this process has, as far as that can be."""
    with contextlib.suppress(Exception):  # the database may be what is away; then whoever looks finds that this process is gone
        watch.leave()
