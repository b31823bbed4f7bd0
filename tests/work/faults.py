"""A worker whose disk is full, or whose database goes away, day after day: `python -m tests.work.faults KIND FOLDER DAYS SEED`.

KIND `full` gives the embedded database no more room than a few pages at a random moment. KIND `small` fills the disk on which a
database of PostgreSQL stands (FOLDER/disk; where nothing is mounted there, the server says so itself), under two workers. KIND
`away` puts a line of our own between two workers and PostgreSQL, and cuts it. KIND `down` makes the server itself break off, as it
does when the disk of its log is full; it must be a server of this test alone, and it comes up again by itself.
After every fault the room, the line or the server is back, and the workers go on by themselves. Prints as JSON what is in the
database and what arrived at the mail server.
"""

from __future__ import annotations

import contextlib
import json
import mmap
import os
import random
import signal
import socket
import subprocess
import sys
import threading
import time
from datetime import date
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit, urlunsplit

from tests.work.killed import DAY, MONDAY, fall_due, found_wrong, warm
from tests.work.small_disk import Disk, Refusing

LONG = 60.0  # seconds within which a worker is done again
AGAIN = mmap.mmap(-1, 1)  # shared with workers that are forked: whether one had to try again


class Line:
    """A line between workers and a server, which can be cut."""

    def __init__(self, host: str, port: int) -> None:
        self.server, self.cut, self.pairs = (host, port), False, list[socket.socket]()
        self.listening = socket.create_server(("127.0.0.1", 0), backlog=50)
        threading.Thread(target=self._take, daemon=True).start()

    def break_for(self, seconds: float) -> None:
        """Cut everything that runs, take nothing new for so long, and mend it."""
        self.cut, broken, self.pairs = True, self.pairs, []
        for one in broken:
            with contextlib.suppress(OSError):
                one.shutdown(socket.SHUT_RDWR)
        time.sleep(seconds)
        self.cut = False

    def _take(self) -> None:
        while True:
            here, _ = self.listening.accept()
            if self.cut:
                here.close()
                continue
            there = socket.create_connection(self.server)
            self.pairs += [here, there]
            for one, other in ((here, there), (there, here)):
                threading.Thread(target=self._carry, args=(one, other), daemon=True).start()

    def _carry(self, one: socket.socket, other: socket.socket) -> None:
        with contextlib.suppress(OSError):
            while data := one.recv(65536):
                other.sendall(data)
        for end in (one, other):
            with contextlib.suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)


def main(kind: str, folder: Path, days: int, seed: int) -> None:
    """Fill, break, look."""
    os.environ["AKKOORD_DATA"] = str(folder)
    line = _line() if kind == "away" else None
    disk = folder / "disk" if kind == "small" else None
    from akkoord.cli.frame import start

    start()
    arrived = folder / "arrived"
    arrived.touch()
    mail = subprocess.Popen([sys.executable, "-m", "tests.work.counting_mail", str(arrived)], stdout=subprocess.PIPE, text=True)
    try:
        port = int(mail.stdout.readline()) if mail.stdout else 0
        json.dump(_torment(kind, port, days, random.Random(seed), arrived, line, disk), sys.stdout)
    finally:
        mail.kill()


def _line() -> Line:
    """The line, and the address of the database behind it in its place."""
    line, os.environ["AKKOORD_DATABASE_URL"] = line_to(os.environ["AKKOORD_DATABASE_URL"])
    return line


def line_to(database: str) -> tuple[Line, str]:
    """A line to the server of a database, and the address of that database behind the line."""
    parts = urlsplit(database)
    line = Line(parts.hostname or "127.0.0.1", parts.port or 5432)
    user = f"{parts.username}{f':{parts.password}' if parts.password else ''}@" if parts.username else ""
    away = parts._replace(netloc=f"{user}127.0.0.1:{line.listening.getsockname()[1]}")
    return line, urlunsplit(away)


def _torment(kind: str, port: int, days: int, chance: random.Random, arrived: Path, line: Line | None, disk: Path | None) -> dict[str, Any]:
    from tests.factories import make_creditor

    room = _room(disk) if disk else None
    warm()
    creditor = make_creditor(
        sending_on=True, approval="automatic", post="automatic", smtp_host="127.0.0.1", smtp_port=port, smtp_security="none"
    )
    day, broken = MONDAY, 0
    for number in range(days):
        fall_due(creditor.id, number, day)
        if room:
            broken += _day_small(creditor.id, day, chance, room)
        elif kind == "down":
            broken += _day_down(creditor.id, day, chance)
        else:
            broken += _day_away(creditor.id, day, chance, line) if line else _day_full(creditor.id, day, chance)
        day += DAY
    for _ in range(3):
        _work(creditor.id, day)
        day += DAY
    return {"broken": broken, **found_wrong(creditor.id, day, arrived)}


def _work(creditor_id: int, day: date) -> int:
    """What a worker does on a day, until all of it is done; gives how often it had to try again."""
    from akkoord.cli.run_verb import run_one
    from akkoord.cli.turns import Turn
    from akkoord.store.models import Creditor
    from tests.factories import at_hour

    tries, done = 0, []

    def work() -> None:
        nonlocal tries
        tries += 1
        if tries > 1:
            AGAIN[0] = 1
        run_one(Creditor.objects.get(id=creditor_id), on=day, at=at_hour(day))
        done.append(day)

    turn, began = Turn("the day", 3600.0, work), time.monotonic()
    while not done:
        turn.take()
        time.sleep(0.01)
        assert time.monotonic() - began < LONG, "the worker did not go on by itself"
    return tries - 1


def _day_full(creditor_id: int, day: date, chance: random.Random) -> int:
    """There is room for a few pages more; after a while there is room again."""
    from django.db import connection
    from django.db.backends.signals import connection_created

    room = chance.randrange(12)

    def narrow(connection: Any, **kwargs: Any) -> None:
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA page_count")
            cursor.execute(f"PRAGMA max_page_count = {cursor.fetchone()[0] + room}")

    def widen() -> None:
        connection_created.disconnect(narrow)

    connection.close()
    connection_created.connect(narrow)
    threading.Timer(0.5, widen).start()
    return _work(creditor_id, day)


def _room(disk: Path) -> Disk | Refusing:
    return Disk(disk) if disk.resolve().is_mount() else Refusing(os.environ["AKKOORD_DATABASE_URL"])


def _day_small(creditor_id: int, day: date, chance: random.Random, room: Disk | Refusing) -> int:
    """Two workers at once, for which there is hardly any room; after a while there is room again."""
    from django.db import connections

    connections.close_all()
    room.narrow(chance)
    AGAIN[0] = 0
    workers = [_fork(creditor_id, day) for _ in range(2)]
    _until_met(workers)
    room.widen()
    codes = [os.waitstatus_to_exitcode(os.waitpid(one, 0)[1]) for one in workers]
    assert max(codes) < GAVE_UP, f"workers ended with {codes}"
    return sum(codes)


def _until_met(workers: list[int]) -> None:
    """Until one of them has to try again, or all are done."""
    while not AGAIN[0]:
        if all(os.waitid(os.P_PID, one, os.WEXITED | os.WNOHANG | os.WNOWAIT) for one in workers):
            return
        time.sleep(0.02)
    time.sleep(0.2)


def _day_away(creditor_id: int, day: date, chance: random.Random, line: Line) -> int:
    """Two workers at once, and the line is cut while they work."""
    from django.db import connections

    connections.close_all()
    workers = [_fork(creditor_id, day) for _ in range(2)]
    time.sleep(chance.uniform(0.02, 0.3))
    line.break_for(0.3)
    codes = [os.waitstatus_to_exitcode(os.waitpid(one, 0)[1]) for one in workers]
    assert max(codes) < GAVE_UP, f"workers ended with {codes}"
    return sum(codes)


def _day_down(creditor_id: int, day: date, chance: random.Random) -> int:
    """Two workers at once, and one of the server's own processes is killed while they work: all of it starts anew, from its log."""
    from django.db import connection, connections

    with connection.cursor() as cursor:
        cursor.execute("SELECT pid FROM pg_stat_activity WHERE backend_type = 'walwriter'")
        ((pid,),) = cursor.fetchall()
    connections.close_all()
    workers = [_fork(creditor_id, day) for _ in range(2)]
    time.sleep(chance.uniform(0.02, 0.3))
    os.kill(pid, signal.SIGKILL)
    codes = [os.waitstatus_to_exitcode(os.waitpid(one, 0)[1]) for one in workers]
    _until_up()
    assert max(codes) < GAVE_UP, f"workers ended with {codes}"
    return sum(codes)


def _until_up() -> None:
    from django.db import OperationalError, connection

    began = time.monotonic()
    while True:
        try:
            return connection.ensure_connection()
        except OperationalError:
            assert time.monotonic() - began < LONG, "the server did not come up"
            time.sleep(0.05)


GAVE_UP = 100


def _fork(creditor_id: int, day: date) -> int:
    """A worker in a process of its own; it ends with the number of times that it had to try again."""
    child = os.fork()
    if child:
        return child
    code = GAVE_UP
    try:
        code = min(_work(creditor_id, day), GAVE_UP - 1)
    finally:
        os._exit(code)


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]), int(sys.argv[3]), int(sys.argv[4]))
