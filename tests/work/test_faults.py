"""The disk is full, or the database goes away, in the middle of the work: it goes on by itself, nothing lost, nothing twice."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.db import connection

from tests.work.test_killed import CLEAN, database

__all__ = ["database"]
DAYS = 12


@pytest.mark.database
def test_work_goes_on_by_itself_after_a_full_disk_or_a_lost_database(database: str, tmp_path: Path) -> None:
    kind = "full" if connection.vendor == "sqlite" else "away"
    words = [sys.executable, "-m", "tests.work.faults", kind, str(tmp_path), str(DAYS), "7"]
    ran = subprocess.run(words, env={**os.environ, "AKKOORD_DATABASE_URL": database}, capture_output=True, text=True, check=False)
    assert ran.returncode == 0, ran.stderr[-4000:]
    found = json.loads(ran.stdout)
    assert {name: found[name] for name in CLEAN} == {name: [] for name in CLEAN}
    assert found["broken_link"] is None
    assert found["broken"] >= DAYS // 2, "most faults came when there was no work"
    assert found["mails"] >= DAYS
    told = "disk is full" if kind == "full" else "has to wait"
    assert told in ran.stderr
