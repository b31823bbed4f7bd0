"""Row numbers made before the row exists: rising, 63 bits, unique without asking the database."""

from __future__ import annotations

import itertools
import os
import secrets
import threading
import time

_STEP_BITS = 22
_EPOCH = 1_704_067_200_000  # 1 January 2024 in milliseconds: from there 41 bits last until 2093
_lock = threading.Lock()
_last = 0


def new_id() -> int:
    """The next number: milliseconds in the high bits, so that rows made together lie together, chance in the low ones.

    Two processes can only meet in the same millisecond with the same chance; the primary key refuses that row.
    """
    global _last  # one counter a process is the whole point
    with _lock:
        first = time.time_ns() // 1_000_000 - _EPOCH << _STEP_BITS
        _last = _last + 1 if first <= _last else first | secrets.randbits(_STEP_BITS - 2)
        return _last


def new_ids(count: int) -> list[int]:
    """`count` rising numbers at once."""
    first = new_id()
    global _last
    with _lock:
        if _last != first:
            first = _last + 1
        _last = first + count
    return list(itertools.islice(itertools.count(first), count))


def _forget() -> None:
    global _last
    _last = 0


os.register_at_fork(after_in_child=_forget)
