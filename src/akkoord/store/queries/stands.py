"""What stands at a company at all, in one question: a run leaves alone what there is nothing of, and that is nearly everything."""

from __future__ import annotations

from dataclasses import dataclass

from django.db import connection

_EACH = (
    "SELECT 1 FROM store_hold WHERE creditor_id = %s AND kind = 'promise' AND ended_on IS NULL",
    "SELECT 1 FROM store_agreed WHERE creditor_id = %s AND state = 'open'",
    "SELECT 1 FROM store_arrangement WHERE creditor_id = %s AND state IN ('running', 'proposed')",
    "SELECT 1 FROM store_ongoingwork WHERE creditor_id = %s AND stops > 0",
    "SELECT 1 FROM store_case WHERE creditor_id = %s AND closed_on IS NULL",
    "SELECT 1 FROM store_announcement WHERE creditor_id = %s AND state = 'running'",
    "SELECT 1 FROM store_letter WHERE creditor_id = %s AND state IN ('draft', 'approved')",
    "SELECT 1 FROM store_paylink WHERE creditor_id = %s AND state = 'paid' AND settled_on IS NULL",
)
# Written out: both databases read it alike, and making it anew of parts took longer than answering it.
_QUESTION = f"SELECT {', '.join(f'EXISTS({one})' for one in _EACH)}"


@dataclass(frozen=True, slots=True)
class Stands:
    """Whether there is one at all: a promise that did not end, something agreed that is open, an arrangement that runs or is
    proposed, work that was ever stopped, a case that is open, an announcement that was not carried out, a letter that did not leave,
    a payment by a payment service that was not booked."""

    promises: bool
    agreed: bool
    arrangements: bool
    stopped: bool
    cases: bool
    announced: bool
    letters: bool
    paid: bool


def what_stands(creditor_id: int) -> Stands:
    """What stands at this company now."""
    with connection.cursor() as cursor:
        cursor.execute(_QUESTION, [creditor_id] * len(_EACH))
        row = cursor.fetchone()
    return Stands(*(bool(one) for one in row))
