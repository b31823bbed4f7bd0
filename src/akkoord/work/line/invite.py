"""A company with a desk invites a client: a line that waits, and the code that opens it, which is shown once."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.conf import settings
from django.db import transaction

from akkoord.channels.webhook import wrong
from akkoord.core.handover.coupling import Offered, code_of
from akkoord.core.problem import Refusal, Text
from akkoord.store.access import Desk
from akkoord.store.models import Line
from akkoord.work.installation_key import our_public_key
from akkoord.work.may_not import MAY_NOT
from akkoord.work.record import record

DAYS = 14  # how long a code opens its line
_NO_DESK = Refusal(
    Text("Dit bedrijf int niet voor anderen. Zet eerst de balie aan.", "This company collects for nobody else. Turn the desk on first.")
)
_NO_NAME = Refusal(Text("Wie nodigt u uit? Vul de naam in.", "Whom do you invite? Fill in the name."))


@dataclass(frozen=True, slots=True)
class Invitation:
    """A line that waits for its client, and the code for him. Of the code only a digest is kept: it cannot be shown again."""

    line: Line
    code: str


def digest_of(secret: str) -> str:
    """By what the secret of a code is known here. It has 192 bits of chance: nobody gets back from here to it."""
    return hashlib.sha256(b"akkoord coupling\0" + secret.encode()).hexdigest()


def our_address() -> str:
    """Where other installations reach this one; empty where they cannot."""
    address: str = settings.PUBLIC_URL
    return address if address and wrong(address, inside=frozenset(settings.INSIDE_HOSTS)) is None else ""


def invite(*, desk: Desk, name: str, email: str, terms: Mapping[str, Any], on: date, at: datetime) -> Invitation | Refusal:
    """A line for a client of that name, and its code; `terms` are the fees that were agreed with him."""
    creditor = desk.creditor
    if not desk.may_manage:
        return MAY_NOT
    if not creditor.desk_on:
        return _NO_DESK
    if not name.strip():
        return _NO_NAME
    secret, mark = secrets.token_urlsafe(24), f"{creditor.id}.{secrets.token_hex(12)}"
    until = on + timedelta(days=DAYS)
    with transaction.atomic():
        whom = {"name": name.strip()[:200], "email": email.strip(), "terms": dict(terms)}
        opens = {"mark": mark, "secret": digest_of(secret), "expires_on": until}
        line = Line.objects.create(creditor=creditor, side="desk", made_on=on, **whom, **opens)
        record("line-invited", creditor_id=creditor.id, on=on, at=at, by=desk.user.email, line=line.id, name=line.name)
    who = {"key": our_public_key(), "name": creditor.name, "registration": creditor.desk_registration}
    offered = Offered(address=our_address(), mark=mark, secret=secret, expires=until.isoformat(), **who)
    return Invitation(line, code_of(offered))
