"""What a client asks a desk in another installation: each question signed, each answer believed only with the desk's signature."""

from __future__ import annotations

import base64
import binascii
import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.parse import urlencode

from django.conf import settings

from akkoord.channels import partner
from akkoord.core.handover.asked import MESSAGE_SIGNATURE, SIGNATURE, TIME, answer, question
from akkoord.core.handover.coupling import Offered
from akkoord.core.handover.message import LARGEST
from akkoord.core.handover.signed import is_signed
from akkoord.core.problem import Refusal, Text
from akkoord.store.models import Line, LineMessage
from akkoord.work.installation_key import sign
from akkoord.work.line.receive import LARGEST_FILE
from akkoord.work.line.take_up import Client

_FOREIGN = Refusal(
    Text("Het antwoord is niet van deze partner: de handtekening klopt niet.", "The answer is not of this partner: its signature is wrong.")
)
_ODD = Refusal(Text("Het antwoord van de partner is niet te lezen.", "The answer of the partner cannot be read."))


@dataclass(frozen=True, slots=True)
class Told:
    """One message of the desk as it came in; `file` says whether one goes along."""

    seq: int
    raw: bytes
    signature: str
    file: bool


@dataclass(frozen=True, slots=True)
class Page:
    """The next messages of the desk. `more`: there are others after these; `closed`: the desk closed the line."""

    messages: tuple[Told, ...]
    more: bool
    closed: bool


@dataclass(frozen=True, slots=True)
class _End:
    """Where a desk is, on which line, and by which key it is known."""

    address: str
    mark: str
    key: str

    def asked(
        self, method: str, path: str, *, at: datetime, body: bytes = b"", headers: dict[str, str] | None = None, **how: Any
    ) -> bytes | Refusal:
        """The body of its answer, proven to be its own and to belong to this question."""
        whole = partner.path_of(self.address, f"/api/v1/lines/{self.mark}/{path}")
        moment = int(at.timestamp())
        signed = body if how.pop("sign_body", False) else b""
        mine = sign(question(method=method, path=whole, mark=self.mark, moment=moment, body=signed))
        said = {TIME: str(moment), SIGNATURE: mine, **(headers or {})}
        inside = frozenset(settings.INSIDE_HOSTS)
        got = partner.ask(self.address, whole, method=method, body=body, headers=said, inside=inside, **how)
        if isinstance(got, Refusal):
            return got
        right = is_signed(answer(to=mine, status=got.status, body=got.body), public=self.key, signature=got.signature)
        return got.body if right else _FOREIGN


def open_there(offered: Offered, client: Client, *, at: datetime) -> dict[str, str] | Refusal:
    """Take a code up at a desk elsewhere; gives who it says it is: name, email, phone, kvk."""
    said = {"secret": offered.secret, "key": client.key, "name": client.name, "email": client.email, "kvk": client.kvk}
    body = json.dumps(said, ensure_ascii=False).encode()
    end = _End(offered.address, offered.mark, offered.key)
    got = end.asked("POST", "open", at=at, body=body, sign_body=True, headers={"Content-Type": "application/json"})
    found = _object(got)
    if isinstance(found, Refusal):
        return found
    longest = {"name": 200, "email": 254, "phone": 40, "kvk": 8}
    return {name: str(found.get(name, ""))[:size] for name, size in longest.items()}


def tell(line: Line, message: LineMessage, *, at: datetime) -> Refusal | None:
    """Bring one message of ours to the desk."""
    attachment = bytes(message.attachment) if message.attachment is not None else None
    body, kind = partner.parts(bytes(message.raw), attachment)
    headers = {"Content-Type": kind, MESSAGE_SIGNATURE: message.signature}
    got = _end(line).asked("POST", "messages", at=at, body=body, headers=headers, longest=_time_for(attachment))
    return got if isinstance(got, Refusal) else None


def told_after(line: Line, seq: int, *, at: datetime) -> Page | Refusal:
    """What the desk said after that message."""
    got = _end(line).asked("GET", f"messages?{urlencode({'after': seq})}", at=at, keep=partner.LARGEST_PAGE)
    found = _object(got)
    if isinstance(found, Refusal):
        return found
    rows = found.get("messages")
    if not isinstance(rows, list) or len(rows) > partner.MOST_ON_PAGE:
        return _ODD
    messages = [_told(row) for row in rows]
    whole = tuple(one for one in messages if one is not None)
    return Page(whole, found.get("more") is True, found.get("closed") is True) if len(whole) == len(messages) else _ODD


def _told(row: Any) -> Told | None:
    try:
        raw = base64.b64decode(row["message"], validate=True)
        seq, signature, file = row["seq"], row["signature"], row["attachment"]
    except (KeyError, TypeError, ValueError, binascii.Error):
        return None
    right = isinstance(seq, int) and isinstance(signature, str) and isinstance(file, bool) and len(raw) <= LARGEST
    return Told(seq, raw, signature, file) if right else None


def file_of(line: Line, seq: int, *, at: datetime) -> bytes | Refusal:
    """The file that went along with one message of the desk."""
    return _end(line).asked("GET", f"messages/{seq}/attachment", at=at, keep=LARGEST_FILE, longest=partner.FOR_A_FILE)


def took(line: Line, seq: int, *, at: datetime) -> Refusal | None:
    """Tell the desk up to which of its messages all came in."""
    got = _end(line).asked("POST", f"taken/{seq}", at=at)
    return got if isinstance(got, Refusal) else None


def ends(line: Line, *, at: datetime) -> Refusal | None:
    """Tell the desk that this line is closed."""
    got = _end(line).asked("POST", "close", at=at)
    return got if isinstance(got, Refusal) else None


def _end(line: Line) -> _End:
    return _End(line.address, line.mark, line.key)


def _time_for(attachment: bytes | None) -> float:
    return partner.FOR_A_FILE if attachment else partner.LONGEST


def _object(got: bytes | Refusal) -> dict[str, Any] | Refusal:
    if isinstance(got, Refusal):
        return got
    try:
        found = json.loads(got)
    except (ValueError, RecursionError):
        return _ODD
    return found if isinstance(found, dict) else _ODD
