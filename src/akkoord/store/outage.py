"""When it is not the work that is wrong but what it stands on: the database went away, or the disk is full."""

from __future__ import annotations

import errno

from django.db import connections
from django.db.utils import InterfaceError, OperationalError

_FULL = ("disk is full", "no space left", "disk full", "disk quota")


def is_outage(error: BaseException) -> bool:
    """Whether the same work can succeed later, as it is."""
    return isinstance(error, OperationalError | InterfaceError) or is_full(error)


def is_full(error: BaseException) -> bool:
    """Whether it is for want of room."""
    if isinstance(error, OSError) and error.errno in (errno.ENOSPC, errno.EDQUOT):
        return True
    return isinstance(error, OperationalError) and any(word in str(error).lower() for word in _FULL)


def let_go() -> None:
    """Close the connections of this thread, so that the next question makes a new one."""
    for connection in connections.all(initialized_only=True):
        connection.close()
