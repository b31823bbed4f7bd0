"""Row numbers: rising, unique, and small enough for every database for a long time."""

from __future__ import annotations

import threading
from datetime import UTC, datetime

from akkoord.store import ids
from akkoord.store.ids import new_id, new_ids


def test_new_id_rises() -> None:
    made = [new_id() for _ in range(5_000)]
    assert made == sorted(set(made))


def test_new_ids_rise_and_the_next_one_comes_after_them() -> None:
    made = [new_id(), *new_ids(1_000), new_id(), *new_ids(3), new_id()]
    assert made == sorted(set(made))


def test_new_id_is_unique_over_threads() -> None:
    made: list[int] = []

    def make() -> None:
        made.extend([new_id() for _ in range(2_000)] + new_ids(100))

    threads = [threading.Thread(target=make) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(set(made)) == 8_400


def test_new_id_fits_until_long_after_us() -> None:
    day = datetime(2090, 1, 1, tzinfo=UTC)
    assert ((int(day.timestamp() * 1000) - ids._EPOCH) << ids._STEP_BITS) < 2**63
    assert 0 < new_id() < 2**63
