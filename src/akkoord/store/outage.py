"""When it is not the work that is wrong but what it stands on: the database went away, or the disk is full."""

from __future__ import annotations

import errno

from django.db import connections
from django.db.utils import InterfaceError, OperationalError

_FULL = ("disk is full", "no space left", "disk full", "disk quota")
_NO_ROOM = "53100"  # disk_full: the words of a server are in its own language
_MISTAKES = ("54",)  # classes of SQLSTATE: a question that is too much for any server, however long one waits
_MISTAKEN = (1, 18, 25)  # codes of SQLite: SQLITE_ERROR (the question itself is wrong), SQLITE_TOOBIG, SQLITE_RANGE
_UNDONE = ("transaction", "savepoint")  # what SQLite says of a transaction that it undid itself when the disk was full


def is_outage(error: BaseException) -> bool:
    """Whether the same work can succeed later, as it is."""
    if is_full(error):
        return True
    return isinstance(error, OperationalError | InterfaceError) and not _is_mistake(error)


def _is_mistake(error: BaseException) -> bool:
    """What a database calls operational, but goes wrong again whenever it is tried: the work is wrong, not what it stands on."""
    said = error.__cause__ or error
    state, code = getattr(said, "sqlstate", None) or "", getattr(said, "sqlite_errorcode", None)
    if code is not None and code & 0xFF in _MISTAKEN:
        return not any(word in str(said) for word in _UNDONE)
    return state[:2] in _MISTAKES


def is_full(error: BaseException) -> bool:
    """Whether it is for want of room."""
    if isinstance(error, OSError) and error.errno in (errno.ENOSPC, errno.EDQUOT):
        return True
    if getattr(error.__cause__, "sqlstate", "") == _NO_ROOM:
        return True
    return isinstance(error, OperationalError) and any(word in str(error).lower() for word in _FULL)


def let_go() -> None:
    """Close the connections of this thread, so that the next question makes a new one."""
    for connection in connections.all(initialized_only=True):
        connection.close()
