"""Run and sender killed at two hundred random moments: every step once, every letter at most once, none lost, the chain whole."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import psycopg
import pytest
from django.db import connection

KILLS = 200  # two a day, each at a moment of its own
CLEAN = ("steps_twice", "mails_twice", "mails_unknown", "sent_and_not_arrived", "stuck", "never_reminded")


@pytest.fixture
def database() -> str:
    """A database of its own, of the kind these tests run on, because whole processes work in it."""
    if connection.vendor == "sqlite":
        return ""
    url, name = os.environ["AKKOORD_DATABASE_URL"], f"killed_{os.urandom(4).hex()}"
    with psycopg.connect(url, autocommit=True) as link:
        link.execute(f"CREATE DATABASE {name}")
    return url.rpartition("/")[0] + f"/{name}"


@pytest.mark.database
def test_killed_at_random_moments_nothing_is_lost_and_nothing_leaves_twice(database: str, tmp_path: Path) -> None:
    words = [sys.executable, "-m", "tests.work.killed", str(tmp_path), str(KILLS // 2), "5"]
    ran = subprocess.run(words, env={**os.environ, "AKKOORD_DATABASE_URL": database}, capture_output=True, text=True, check=False)
    assert ran.returncode == 0, ran.stderr[-4000:]
    found = json.loads(ran.stdout)
    assert {name: found[name] for name in CLEAN} == {name: [] for name in CLEAN}
    assert found["broken_link"] is None
    assert found["caught"] >= KILLS // 2, "most kills came after the work was done"
    assert found["mails"] > KILLS // 4
