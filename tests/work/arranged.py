"""An arrangement as two people make it: proposed and agreed in one go."""

from __future__ import annotations

from datetime import date
from typing import Any

from akkoord.core.arrangement.terms import Interest, Terms
from akkoord.core.problem import Refusal
from akkoord.store.models import Arrangement, Debtor
from akkoord.work.arrangement.accept import Acceptance, accept
from akkoord.work.arrangement.propose import propose


def terms(on: date, *, down: int = 0, instalments: int = 2, every: str = "30", first_on: date | None = None, **more: Any) -> Terms:
    """Terms of two parts a month apart from that day, or as a test says."""
    more = {"interest": Interest.WAIVED, "down_on": on, **more}
    return Terms(down=down, instalments=instalments, every=every, first_on=first_on or on, **more)


def proposed(debtor: Debtor, *, on: date, invoices: frozenset[int] | None = None, **said: Any) -> Arrangement:
    """A proposal over all that is open, unless it is said over what."""
    apart = {name: said.pop(name) for name in ("remind_days", "valid_until") if name in said}
    made = propose(
        creditor=debtor.creditor, debtor_id=debtor.id, terms=terms(on, **said), invoices=invoices, on=on, at=None, by="test", **apart
    )
    assert not isinstance(made, Refusal), made.why.en
    return made


def arranged(debtor: Debtor, *, on: date, **said: Any) -> Arrangement:
    """An arrangement that runs from that day."""
    made = proposed(debtor, on=on, **said)
    found = accept(
        creditor=debtor.creditor, arrangement_id=made.id, acceptance=Acceptance("spoken", debtor.name), on=on, at=None, by="test"
    )
    assert not isinstance(found, Refusal), found.why.en
    return found
