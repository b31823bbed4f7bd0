"""Two real workers on one database: a file is read once, and what a reader who is gone left is taken up again."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.work.readers import SMALL
from tests.work.test_killed import database

__all__ = ["database"]
pytestmark = pytest.mark.database


def played(kind: str, database: str, folder: Path) -> dict[str, Any]:
    words = [sys.executable, "-m", "tests.work.readers", kind, str(folder)]
    ran = subprocess.run(words, env={**os.environ, "AKKOORD_DATABASE_URL": database}, capture_output=True, text=True, check=False)
    assert ran.returncode == 0, ran.stderr[-4000:]
    found: dict[str, Any] = json.loads(ran.stdout)
    return found


def test_file_that_one_reads_is_not_read_by_another_that_starts_and_has_an_outage(database: str, tmp_path: Path) -> None:
    found = played("outage", database, tmp_path)
    quiet, waited = found["told"]
    assert found["beside"] == "reading", "the large file was read too soon to tell anything"
    assert found["large"] == {"state": "done", "taken": 1, "broken_off": 0, "taken_by": None, "stored": 1, "rows": 1}
    assert found["small"].pop("taken") > 1
    assert found["small"] == {"state": "done", "broken_off": 0, "taken_by": None, "stored": 1, "rows": SMALL}
    assert (quiet, "reading files has to wait" in waited, "reading files: it works again" in waited) == ("", True, True)


def test_file_of_a_killed_reader_is_taken_up_again(database: str, tmp_path: Path) -> None:
    found = played("gone", database, tmp_path)
    assert found["large"] == {"state": "done", "taken": 2, "broken_off": 1, "taken_by": None, "stored": 1, "rows": 1}


def test_file_of_a_reader_that_is_asked_to_stop_waits_at_once_and_is_not_blamed(database: str, tmp_path: Path) -> None:
    found = played("stopped", database, tmp_path)
    assert (found["ended"], found["after"]) == (True, "queued")
    assert found["large"] == {"state": "done", "taken": 2, "broken_off": 0, "taken_by": None, "stored": 1, "rows": 1}
