"""A disk under PostgreSQL that can run full: a small one of its own, or where none may be mounted the error of the server itself.

A whole database stands on it (a tablespace); the log of the server does not, as every guide to PostgreSQL asks.
"""

from __future__ import annotations

import os
import random
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg

SIZE = "96m"
PAGE = 8192  # bytes
TABLES = ("store_steptaken", "store_letter", "store_outbox", "store_event", "store_case", "store_run")
REFUSING = """
CREATE TABLE room (narrow boolean, most integer);
INSERT INTO room VALUES (false, 0);
CREATE SEQUENCE used;
CREATE FUNCTION take_room() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
  IF (SELECT narrow FROM room) AND nextval('used') > (SELECT most FROM room) THEN
    RAISE EXCEPTION 'could not extend file "base/1/1": No space left on device' USING ERRCODE = '53100';
  END IF;
  RETURN NEW;
END $$;
"""


class Disk:
    """A disk that is filled up, all but a few pages, and emptied again."""

    def __init__(self, folder: Path) -> None:
        self.filler = folder / "filler"

    def narrow(self, chance: random.Random) -> None:
        """From now on there is room for a few pages."""
        left = shutil.disk_usage(self.filler.parent).free - chance.randrange(6) * PAGE
        with self.filler.open("wb") as file:
            os.posix_fallocate(file.fileno(), 0, max(left, 1))

    def widen(self) -> None:
        """There is room again."""
        self.filler.unlink()


class Refusing:
    """A server that says that its disk is full, from some row on."""

    def __init__(self, url: str) -> None:
        self.url = url
        with psycopg.connect(url, autocommit=True) as link:
            link.execute(REFUSING)
            for table in TABLES:
                link.execute(f"CREATE TRIGGER room BEFORE INSERT OR UPDATE ON {table} FOR EACH ROW EXECUTE FUNCTION take_room()")

    def narrow(self, chance: random.Random) -> None:
        """From now on there is room for a few rows."""
        with psycopg.connect(self.url, autocommit=True) as link:
            link.execute("ALTER SEQUENCE used RESTART")
            link.execute("UPDATE room SET narrow = true, most = %s", [chance.randrange(12)])

    def widen(self) -> None:
        """There is room again."""
        with psycopg.connect(self.url, autocommit=True) as link:
            link.execute("UPDATE room SET narrow = false")


@contextmanager
def small_disk(url: str, folder: Path) -> Iterator[str]:
    """The address of a database on a small disk, to which FOLDER/disk leads; of an ordinary one where nothing may be mounted."""
    with _mounted() as disk, psycopg.connect(url, autocommit=True) as link:
        name = f"small_{os.urandom(4).hex()}"
        if disk:
            (folder / "disk").symlink_to(disk)
            link.execute(f"CREATE TABLESPACE {name} LOCATION '{disk}'")
        link.execute(f"CREATE DATABASE {name}" + (f" TABLESPACE {name}" if disk else ""))
        try:
            yield url.rpartition("/")[0] + f"/{name}"
        finally:
            link.execute(f"DROP DATABASE {name} WITH (FORCE)")
            if disk:
                link.execute(f"DROP TABLESPACE {name}")


@contextmanager
def _mounted() -> Iterator[Path | None]:
    """A small disk of the server's user, in a folder that he can reach; None where it could not be mounted."""
    folder = Path(tempfile.mkdtemp(prefix="akkoord-disk-"))
    folder.chmod(0o755)
    words = ["mount", "-t", "tmpfs", "-o", f"size={SIZE},mode=0700,uid=postgres", "tmpfs", str(folder)]
    mounted = os.geteuid() == 0 and subprocess.run(words, capture_output=True, check=False).returncode == 0
    try:
        yield folder if mounted else None
    finally:
        if mounted:
            subprocess.run(["umount", folder], check=True)
        folder.rmdir()
