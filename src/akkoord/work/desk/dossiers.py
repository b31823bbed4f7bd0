"""The file that comes with a case: opened, checked against what the message says of it, and refused with the reason."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import date
from typing import Any

from akkoord.core.dates import date_of
from akkoord.core.handover.dossier import opened
from akkoord.core.money import shown
from akkoord.core.problem import Refusal, Text
from akkoord.store.models import Line, LineMessage

NOTHING = Refusal(Text("Bij dit bericht is geen dossier binnengekomen.", "No file came in with this message."))
OTHER_KEY = Refusal(
    Text("Dit dossier is door een ander ondertekend dan deze opdrachtgever.", "This file was signed by another than this client.")
)
OTHER_CASE = Refusal(Text("Dit dossier gaat over een andere zaak dan het bericht.", "This file is about another case than the message."))
OTHER_MONEY = Refusal(Text("Dit dossier is niet in euro’s.", "This file is not in euros."))


@dataclass(frozen=True, slots=True)
class Taken:
    """A file that is right: its manifest, its bytes and their hash, and the sums of its claim in cents."""

    manifest: dict[str, Any]
    raw: bytes
    sha256: str
    principal: int
    interest: int
    costs: int
    reckoned_on: date

    @property
    def total(self) -> int:
        """Everything it claims."""
        return self.principal + self.interest + self.costs


def taken(line: Line, message: LineMessage) -> Taken | Refusal:
    """The file that came with a message. Every byte of it was looked at; a refusal says what is wrong."""
    if message.attachment is None:
        return NOTHING
    raw = bytes(message.attachment)
    found = opened(raw)
    if isinstance(found, Refusal):
        return found
    if line.key and found.public != line.key:
        return OTHER_KEY
    manifest = found.manifest
    if manifest["reference"] != message.ref:
        return OTHER_CASE
    claim = manifest["claim"]
    if claim.get("currency", "EUR") != "EUR":
        return OTHER_MONEY
    sums = {name: int(claim[name]) for name in ("principal", "interest", "costs")}
    on = date_of(str(claim["on"])) or message.made_on
    return Taken(dict(manifest), raw, hashlib.sha256(raw).hexdigest(), reckoned_on=on, **sums)


def wrong_total(file: Taken, total: int) -> Refusal | None:
    """Why a file does not fit the sum that was named beside it."""
    if file.total == total:
        return None
    nl, en = ((shown(file.total, language=one), shown(total, language=one)) for one in ("nl", "en"))
    return Refusal(
        Text(f"Het dossier telt op tot {nl[0]}, het bericht noemt {nl[1]}.", f"The file comes to {en[0]}, the message says {en[1]}.")
    )
