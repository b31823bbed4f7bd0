"""What is signed of a question over a line and of its answer, so that nobody else can ask, and nobody else answer.

A question is signed over its method, its path with what is asked, the line and the time; the answer over that signature, the
status and the body, so that it belongs to this question and no other.
"""

from __future__ import annotations

WINDOW = 600  # seconds: to bring a large file over a slow line, and for the difference of two clocks
TIME, SIGNATURE, MESSAGE_SIGNATURE = "Akkoord-Time", "Akkoord-Signature", "Akkoord-Message-Signature"


def question(*, method: str, path: str, mark: str, moment: int, body: bytes = b"") -> bytes:
    """The bytes of a question that are signed; `moment` in seconds since 1970, `body` only where the whole of it is signed."""
    return b"\n".join((b"akkoord question", method.encode(), path.encode(), mark.encode(), b"%d" % moment, body))


def answer(*, to: str, status: int, body: bytes) -> bytes:
    """The bytes of an answer that are signed; `to` is the signature of its question."""
    return b"\n".join((b"akkoord answer", to.encode(), b"%d" % status, body))


def in_time(moment: str, *, now: int) -> bool:
    """Whether a question of that moment may still be answered.

    >>> in_time("1000", now=1600), in_time("1000", now=1601), in_time("1e3", now=1000)
    (True, False, False)
    """
    return moment.isascii() and moment.isdecimal() and len(moment) <= 12 and abs(now - int(moment)) <= WINDOW
