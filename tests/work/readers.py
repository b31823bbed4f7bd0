"""Two real workers on one database, one of which reads a large file: `python -m tests.work.readers KIND FOLDER`.

KIND `outage`: while the first reads, the second starts and loses its disk (SQLite: no room more for its connections) or its line
(PostgreSQL: a line of our own, cut) in the middle of a file of its own. KIND `gone`: the first is killed while it reads. KIND
`stopped`: it is asked to stop while it reads. A trigger of the database counts how often a file was taken. Prints as JSON what became
of the files.

`python -m tests.work.readers worker [narrow]` is such a worker: `akkoord worker` with a quicker pulse.
"""

from __future__ import annotations

import argparse
import json
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

DAY = date(2026, 3, 2)
LARGE, LESS, SMALL = 150_000, 40_000, 3_000  # lines
PULSE, PAUSE = 0.3, 0.1  # seconds
AWAY = 1.5  # seconds that an outage lasts
LONG = 120.0  # seconds within which everything is done
COUNTED = {
    "sqlite": (
        "CREATE TRIGGER counted AFTER UPDATE OF state ON store_importedfile WHEN NEW.state = 'reading' AND OLD.state = 'queued'"
        " BEGIN INSERT INTO readings VALUES (NEW.id); END",
    ),
    "postgresql": (
        "CREATE FUNCTION count_reading() RETURNS trigger LANGUAGE plpgsql AS"
        " $$ BEGIN INSERT INTO readings VALUES (NEW.id); RETURN NEW; END $$",
        "CREATE TRIGGER counted AFTER UPDATE OF state ON store_importedfile FOR EACH ROW"
        " WHEN (NEW.state = 'reading' AND OLD.state = 'queued') EXECUTE FUNCTION count_reading()",
    ),
}


def worker(*, narrow: bool) -> None:
    """The real worker, with signs of life close together."""
    from akkoord.cli import alive, worker_verb
    from akkoord.cli.frame import start

    alive.SIGN_EVERY, worker_verb.PAUSE = PULSE, PAUSE
    start()
    if narrow:
        _narrow()
    worker_verb.run(argparse.Namespace(parent=os.getppid()))


def _narrow() -> None:
    """No room for another page, until some time after the reading of a file met that."""
    from django.db import connection
    from django.db.backends.signals import connection_created

    met = False

    def widen() -> None:
        connection_created.disconnect(narrow)

    def narrow(connection: Any, **kwargs: Any) -> None:
        nonlocal met
        if threading.current_thread() is threading.main_thread():
            if met:  # it let go of its first connection
                threading.Timer(AWAY, widen).start()
            met = True
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA page_count")
            cursor.execute(f"PRAGMA max_page_count = {cursor.fetchone()[0]}")

    connection.close()
    connection_created.connect(narrow, weak=False)


def main(kind: str, folder: Path) -> None:
    """Fill, let them work, look."""
    os.environ["AKKOORD_DATA"] = str(folder)
    os.environ["AKKOORD_ON"] = DAY.isoformat()  # and no run: the day is over
    from akkoord.cli.frame import start

    start()
    from django.db import connection

    with connection.cursor() as cursor:
        for words in ("CREATE TABLE readings (file bigint)", *COUNTED[connection.vendor]):
            cursor.execute(words)
    json.dump({"outage": _outage, "gone": _gone, "stopped": _stopped}[kind](), sys.stdout)


def _outage() -> dict[str, Any]:
    from django.db import connection

    large = _file("large", large=LARGE)
    first = _start(os.environ)
    _until(lambda: _state(large) == "reading")
    small = _file("small")
    line = _line() if connection.vendor == "postgresql" else None
    second = _start(os.environ | ({"AKKOORD_DATABASE_URL": line[1]} if line else {}), "worker", *([] if line else ["narrow"]))
    _until(lambda: _taken(small) > 0)
    if line:
        line[0].break_for(AWAY)
    _until(lambda: _state(small) == "done")
    beside = _state(large)
    _until(lambda: _state(large) not in ("queued", "reading"))
    return {"beside": beside, "large": _became(large), "small": _became(small), "told": _end(first, second)}


def _gone() -> dict[str, Any]:
    large = _file("large", large=LESS)
    first = _start(os.environ)
    _until(lambda: _state(large) == "reading")
    first.kill()
    first.wait()
    second = _start(os.environ)
    _until(lambda: _state(large) not in ("queued", "reading"))
    return {"large": _became(large), "told": _end(second)}


def _stopped() -> dict[str, Any]:
    large = _file("large", large=LESS)
    first = _start(os.environ)
    _until(lambda: _state(large) == "reading")
    first.terminate()
    code, after = first.wait(timeout=LONG), _state(large)
    second = _start(os.environ)
    _until(lambda: _state(large) not in ("queued", "reading"))
    return {"ended": code == -signal.SIGTERM, "after": after, "large": _became(large), "told": _end(second)}


def _file(name: str, *, large: int = 0) -> int:
    """The number of a file that waits: one of so many lines, of which reading takes long and that brings one payment (the rest is
    in dollars), or a list of invoices."""
    from akkoord.store.models import Creditor
    from akkoord.work.demo.camt_file import statement
    from akkoord.work.demo.scenes import Transfer
    from akkoord.work.intake.import_files import receive
    from tests.factories import make_creditor

    creditor = Creditor.objects.first() or make_creditor()
    account: dict[str, Any] = {"account": "NL91ABNA0417164300", "number": 1, "opening": 0, "since": DAY, "until": DAY}
    if large:
        paid = statement([Transfer(DAY, 500, "Klant", "NL02RABO0123456789", "nog iets")], **account).partition(b"<Stmt>")[2]
        entries = [Transfer(DAY, 100 + one, "Klant", "NL91ABNA0417164300", f"F{one}") for one in range(large)]
        content = (
            statement(entries, **account)
            .replace(b"EUR", b"USD")
            .replace(b"<Stmt>", b"<Stmt>" + paid.partition(b"</Stmt>")[0] + b"</Stmt><Stmt>")
        )
    else:
        lines = (f"F{one};D{one};Klant {one};16-02-2026;15-03-2026;10,00" for one in range(SMALL))
        content = "\r\n".join(("Factuurnummer;Debiteurnummer;Naam;Factuurdatum;Vervaldatum;Bedrag", *lines)).encode()
    return receive(creditor=creditor, name=name, content=content, on=DAY).id


def _start(environment: Any, *words: str) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "tests.work.readers", *(words or ("worker",))]
    return subprocess.Popen(command, env=dict(environment), stderr=subprocess.PIPE, text=True)


def _line() -> tuple[Any, str]:
    """A line to the server that can be cut, and the address of the database behind it."""
    from tests.work.faults import line_to

    return line_to(os.environ["AKKOORD_DATABASE_URL"])


def _until(happened: Callable[[], bool]) -> None:
    began = time.monotonic()
    while not happened():
        assert time.monotonic() - began < LONG, "it did not come so far"
        time.sleep(0.05)


def _state(file: int) -> str:
    from akkoord.store.models import ImportedFile

    return ImportedFile.objects.values_list("state", flat=True).get(id=file)


def _taken(file: int) -> int:
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM readings WHERE file = %s", [file])
        return int(cursor.fetchone()[0])


def _became(file: int) -> dict[str, Any]:
    from akkoord.store.models import Event, ImportedFile, Invoice, Payment

    row = ImportedFile.objects.get(id=file)
    stored = [one for one in Event.objects.filter(kind="file-read") if one.data["file"] == file]
    return {
        "state": row.state,
        "taken": _taken(file),
        "broken_off": row.broken_off,
        "taken_by": row.taken_by,
        "stored": len(stored),
        "rows": Invoice.objects.filter(file_id=file).count() + Payment.objects.filter(file_id=file).count(),
    }


def _end(*workers: subprocess.Popen[str]) -> list[str]:
    """What they said, after they were asked to stop."""
    for one in workers:
        one.terminate()
    return [one.communicate(timeout=LONG)[1] for one in workers]


if __name__ == "__main__":
    if sys.argv[1] == "worker":
        worker(narrow=sys.argv[2:] == ["narrow"])
    else:
        main(sys.argv[1], Path(sys.argv[2]))
