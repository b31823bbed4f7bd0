"""Both ends of a line for tests: handlers that write what they heard, and a line within one installation."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

import pytest

from akkoord.core.problem import Refusal, Text
from akkoord.store.models import Line, LineMessage
from akkoord.work.line.hearing import HEARD
from akkoord.work.line.invite import Invitation, invite
from akkoord.work.line.open import open_line
from akkoord.work.line.say import say
from akkoord.work.record import record
from tests.cast import MONDAY
from tests.factories import at_hour, make_creditor, make_desk

AT = at_hour(MONDAY)
BUREAU = {
    "name": "Incassobureau Eemvallei B.V.",
    "email": "dossiers@eemvallei.example",
    "phone": "033 461 00 10",
    "kvk": "81122334",
    "desk_on": True,
    "desk_registration": "100123",
}
FILE = b"PK\x03\x04 a dossier"
BODIES: dict[str, dict[str, Any]] = {
    "submit": {"total": 12_345, "debtor": "Vermeer Bouw", "invoices": ["2026-0001"]},
    "paid": {"amount": 100, "on": "2026-03-02", "left": 12_245, "invoice": ""},
    "received": {"number": "E-1"},
    "question": {"text": "Is er een contract?"},
    "payment": {"amount": 500, "on": "2026-03-02", "note": ""},
    "closed": {"because": "paid", "note": "", "on": "2026-03-02"},
}


@dataclass
class Ears:
    """What one side heard, in order. `refuses` and `breaks`: the uids of messages it will not or cannot hear."""

    uids: list[str] = field(default_factory=list)
    refuses: set[str] = field(default_factory=set)
    breaks: set[str] = field(default_factory=set)

    def __call__(self, line: Line, message: LineMessage, *, on: date, at: datetime) -> Refusal | None:
        """Write it down as a verb would: an event in the same transaction."""
        record("tested", creditor_id=line.creditor_id, on=on, at=at, uid=message.uid)
        if message.uid in self.breaks:
            raise RuntimeError("the handler broke down")
        if message.uid in self.refuses:
            return Refusal(Text("Dat kan niet.", "That cannot be."))
        self.uids.append(message.uid)
        return None


@dataclass
class Ends:
    """A line as both companies see it, and what they heard."""

    client: Line
    desk: Line
    at_client: Ears
    at_desk: Ears


def invited(desk_company: dict[str, Any] = BUREAU) -> Invitation:
    """An invitation of a company with a desk."""
    made = invite(
        desk=make_desk(make_creditor(desk_company), email="balie@eemvallei.example"), name="De Linde", email="", terms={}, on=MONDAY, at=AT
    )
    assert isinstance(made, Invitation)
    return made


def ears(monkeypatch: pytest.MonkeyPatch) -> tuple[Ears, Ears]:
    """What the client and the desk hear with from now on."""
    client, desk = Ears(), Ears()
    monkeypatch.setitem(HEARD, "client", client)
    monkeypatch.setitem(HEARD, "desk", desk)
    return client, desk


def ends(monkeypatch: pytest.MonkeyPatch) -> Ends:
    """Two companies in this installation with an open line."""
    client, desk = ears(monkeypatch)
    made = invited()
    line = open_line(desk=make_desk(), code=made.code, on=MONDAY, at=AT)
    assert isinstance(line, Line), line
    made.line.refresh_from_db()
    return Ends(line, made.line, client, desk)


def told(line: Line, kind: str, *, ref: str = "Z-1", file: bytes | None = None, **body: Any) -> LineMessage:
    """One more message of this side."""
    along = FILE if kind == "submit" and file is None else file
    return say(line, kind=kind, ref=ref, body=BODIES[kind] | body, on=MONDAY, attachment=along)
