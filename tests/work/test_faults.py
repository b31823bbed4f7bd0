"""The disk is full, or the database goes away, in the middle of the work: it goes on by itself, nothing lost, nothing twice."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.db import DatabaseError, connection, transaction

from akkoord.store.outage import is_full, is_outage
from tests import postgres
from tests.work.small_disk import small_disk
from tests.work.test_killed import CLEAN, database

__all__ = ["database"]
DAYS = 12
FULL = "DO $$ BEGIN RAISE EXCEPTION 'geen ruimte meer' USING ERRCODE = '53100'; END $$"


@pytest.mark.database
def test_work_goes_on_by_itself_after_a_lost_database_or_a_full_disk(database: str, tmp_path: Path) -> None:
    if connection.vendor == "sqlite":
        assert "disk is full" in tormented("full", database, tmp_path)
    else:
        assert "has to wait" in tormented("away", database, tmp_path)


@pytest.mark.database
def test_work_goes_on_by_itself_after_a_full_disk_under_its_server_or_with_less_room(database: str, tmp_path: Path) -> None:
    """Under PostgreSQL a disk of its own; the embedded database once more, with other chances."""
    if connection.vendor == "sqlite":
        assert "disk is full" in tormented("full", database, tmp_path, days=DAYS // 2, seed=8)
    else:
        with small_disk(os.environ["AKKOORD_DATABASE_URL"], tmp_path) as small:
            assert "No space left on device" in tormented("small", small, tmp_path, days=DAYS // 2)


def test_work_goes_on_by_itself_after_a_server_that_broke_off(tmp_path: Path) -> None:
    """As PostgreSQL does when the disk of its log is full. A server of the test's own, which keeps what it said it kept."""
    server = postgres.start(synchronous_commit="on")
    try:
        said = tormented("down", server.url, tmp_path, days=DAYS // 3)
    finally:
        server.stop()
    assert "recovery mode" in said or "closed the connection" in said


@pytest.mark.django_db(transaction=True)
def test_full_disk_is_known_by_what_the_driver_makes_of_it() -> None:
    words = FULL
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA page_count")
            cursor.execute(f"PRAGMA max_page_count = {cursor.fetchone()[0]}")
        words = "CREATE TABLE more AS SELECT zeroblob(10000000)"
    with pytest.raises(DatabaseError) as caught, transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(words)
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA max_page_count = 1073741823")
    assert (is_outage(caught.value), is_full(caught.value)) == (True, True)


def tormented(kind: str, database: str, folder: Path, *, days: int = DAYS, seed: int = 7) -> str:
    """What the workers said; what is in the database and what arrived is right."""
    words = [sys.executable, "-m", "tests.work.faults", kind, str(folder), str(days), str(seed)]
    ran = subprocess.run(words, env={**os.environ, "AKKOORD_DATABASE_URL": database}, capture_output=True, text=True, check=False)
    assert ran.returncode == 0, ran.stderr[-4000:]
    found = json.loads(ran.stdout)
    assert {name: found[name] for name in CLEAN} == {name: [] for name in CLEAN}
    assert found["broken_link"] is None
    assert found["broken"] >= days // 2, "most faults came when there was no work"
    assert found["mails"] >= days
    return ran.stderr
