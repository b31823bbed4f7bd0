"""The desk's half of opening a line: the code is spent, and whose key speaks on the line from then on is kept."""

from __future__ import annotations

import hmac
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from akkoord.core.problem import Refusal, Text
from akkoord.store.models import Line
from akkoord.work.line.find import line_of
from akkoord.work.line.invite import digest_of
from akkoord.work.record import record

UNKNOWN = Refusal(
    Text(
        "Deze koppelcode is hier niet bekend, is al gebruikt of is ingetrokken. Vraag uw partner om een nieuwe.",
        "This coupling code is not known here, was used already or was withdrawn. Ask your partner for a new one.",
    )
)
EXPIRED = Refusal(
    Text("Deze koppelcode is verlopen. Vraag uw partner om een nieuwe.", "This coupling code has expired. Ask your partner for a new one.")
)


@dataclass(frozen=True, slots=True)
class Client:
    """Who takes a code up: how he is called, his public key, and his company where it is in this installation."""

    name: str
    key: str
    email: str = ""
    kvk: str = ""
    here_id: int | None = None


def take_up(*, mark: str, secret: str, client: Client, on: date, at: datetime) -> Line | Refusal:
    """The line, open for this client. Asked again by the holder of the same key it is the same line: his first answer got lost.
    What is unknown, used or withdrawn is answered alike."""
    with transaction.atomic():
        found = line_of(mark)
        line = Line.objects.select_for_update().get(creditor_id=found.creditor_id, id=found.id) if found else None
        same = hmac.compare_digest(line.secret if line else "", digest_of(secret))
        if line is not None and line.state == "open" and (line.key, line.here_id) == (client.key, client.here_id):
            return line
        if line is None or line.state != "invited" or not same:
            return UNKNOWN
        if line.expires_on is None or on > line.expires_on:
            return EXPIRED
        _open(line, client, on, at)
    return line


def _open(line: Line, client: Client, on: date, at: datetime) -> None:
    line.state, line.secret, line.key, line.here_id, line.heard_at = "open", "", client.key, client.here_id, at
    line.kvk = client.kvk if len(client.kvk) == 8 and client.kvk.isdecimal() else ""
    line.email, invited_as = line.email or client.email, line.name
    line.name = client.name.strip()[:200] or line.name
    line.save(update_fields=["state", "secret", "key", "here_id", "heard_at", "kvk", "email", "name"])
    record("line-opened", creditor_id=line.creditor_id, on=on, at=at, line=line.id, name=line.name, invited_as=invited_as)
