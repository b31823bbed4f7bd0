"""Says something over a line: the message is written with what it tells of, in one transaction, and carried afterwards.

Within this installation it can be carried as soon as that transaction is done; what is not, because nobody said the time or the
process ended, is carried by the worker a few seconds later.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from functools import partial
from typing import Any

from django.db import transaction

from akkoord.store.models import Line, LineMessage
from akkoord.work.line.write import write_message


def say(
    line: Line,
    *,
    kind: str,
    ref: str,
    body: Mapping[str, Any],
    on: date,
    attachment: bytes | None = None,
    uid: str = "",
    at: datetime | None = None,
) -> LineMessage:
    """One more message of ours. Call it in the transaction of what it tells; with `at`, a company in this installation hears it right
    after that. Raises ValueError for a message that the other end would refuse: that is a mistake of the caller."""
    made = write_message(line, kind=kind, ref=ref, body=body, on=on, attachment=attachment, uid=uid)
    if at is not None and line.here_id is not None:
        transaction.on_commit(partial(_carry, line, on=on, at=at), robust=True)
    return made


def _carry(line: Line, *, on: date, at: datetime) -> None:
    from akkoord.work.line.carry import carry  # it ends at the verbs that hear, which say things themselves

    carry(line, on=on, at=at)


def hold_line(creditor_id: int, line_id: int | None) -> None:
    """Take the line before a case of it: who hears it has it first too, and so the two never wait for each other."""
    Line.objects.select_for_update().only("id").filter(creditor_id=creditor_id, id=line_id or 0).first()
