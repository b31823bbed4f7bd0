"""What a creditor and the desk of his partner tell each other: one message, packed as the bytes that are signed.

Version 1. A message says which line it is of, its place in what this side said there (`seq`, from 1), the case it is about (`ref`,
given by the creditor; empty for a statement), its kind (core.handover.course) and a body. Money is whole cents, days are ISO.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from akkoord.core.handover.course import ABOUT_NO_CASE, ACTIONS, CLOSED_BECAUSE, FROM_CLIENT, FROM_DESK, UNHEARD
from akkoord.core.problem import Refusal, Text

FORMAT, VERSION = "akkoord-partner", 1
LONGEST_TEXT = 4000
LARGEST = 200_000  # bytes of one message, without its attachment
_MARK = re.compile(r"[0-9a-f]{32}")
_REF = re.compile(r"[0-9A-Za-z._-]{1,40}")
_SHA = re.compile(r"[0-9a-f]{64}")
_MOST = 10**13  # cents

Check = Callable[[Any], bool]


@dataclass(frozen=True, slots=True)
class Message:
    """One message. `attachment` is the SHA-256 of the file that goes along, empty where none does."""

    uid: str  # 32 hexadecimal digits; the same message sent again has the same
    line: str  # the number of the line, as the desk gave it
    seq: int
    kind: str
    ref: str
    made_on: date
    body: Mapping[str, Any] = field(default_factory=dict)
    attachment: str = ""


def _text(value: Any) -> bool:
    return isinstance(value, str) and value.strip() != "" and len(value) <= LONGEST_TEXT


def _maybe(value: Any) -> bool:
    return isinstance(value, str) and len(value) <= LONGEST_TEXT


def _cents(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and abs(value) < _MOST


def _positive(value: Any) -> bool:
    return _cents(value) and value > 0


def _day(value: Any) -> bool:
    try:
        return isinstance(value, str) and len(value) == 10 and bool(date.fromisoformat(value))
    except ValueError:
        return False


def _month(value: Any) -> bool:
    return isinstance(value, str) and len(value) == 7 and _day(f"{value}-01")


def _numbers(value: Any) -> bool:
    return isinstance(value, list) and len(value) <= 10_000 and all(_text(one) for one in value)


def _uid(value: Any) -> bool:
    return isinstance(value, str) and bool(_MARK.fullmatch(value))


def _lines(value: Any) -> bool:
    return isinstance(value, list) and len(value) <= 10_000 and all(isinstance(one, dict) for one in value)


def _one_of(*words: str) -> Check:
    return lambda value: value in words


BODIES: Mapping[str, Mapping[str, Check]] = {
    "submit": {"total": _positive, "debtor": _text, "invoices": _numbers},  # the dossier goes along
    "answer": {"question": _uid, "text": _text},
    "paid": {"amount": _cents, "on": _day, "left": _cents, "invoice": _maybe},  # to the creditor, after the hand-over
    "objection": {"text": _text, "on": _day, "invoices": _numbers},
    "update": {"because": _maybe},  # a newer dossier goes along
    "withdraw": {"because": _text},
    "received": {"number": _text},  # the number of the case at the desk
    "question": {"text": _text},
    "accepted": {"handler": _maybe, "note": _maybe},
    "refused": {"because": _text},
    "action": {"what": _one_of(*ACTIONS), "on": _day, "text": _maybe},
    "payment": {"amount": _cents, "on": _day, "note": _maybe},  # to the partner
    "cost": {"amount": _positive, "on": _day, "what": _text, "payer": _one_of("debtor", "client")},
    "statement": {"month": _month, "received": _cents, "costs": _cents, "fee": _cents, "vat": _cents, "pay_out": _cents, "lines": _lines},
    "closed": {"because": _one_of(*CLOSED_BECAUSE), "note": _maybe, "on": _day},
    UNHEARD: {"message": _uid, "nl": _text, "en": _text},  # which of the other end's, and why
}
WITH_FILE: frozenset[str] = frozenset({"submit", "update"})
MAY_HAVE_FILE: frozenset[str] = frozenset({"answer", "statement", "action"})


def packed(message: Message) -> bytes:
    """The bytes that are signed and sent: JSON in one fixed form (UTF-8, keys in order, no spaces)."""
    said = {
        "format": FORMAT,
        "version": VERSION,
        "uid": message.uid,
        "line": message.line,
        "seq": message.seq,
        "kind": message.kind,
        "ref": message.ref,
        "made_on": message.made_on.isoformat(),
        "body": dict(message.body),
        "attachment": message.attachment,
    }
    return json.dumps(said, sort_keys=True, ensure_ascii=False, separators=(",", ":"), allow_nan=False).encode()


def unpacked(raw: bytes) -> Message | Refusal:
    """The message again; a refusal that says what is wrong with it, and never an exception.

    >>> unpacked(b"{}").why.en
    'This is no message of akkoord-partner.'
    """
    if len(raw) > LARGEST:
        return _wrong("Dit bericht is te groot.", "This message is too large.")
    try:
        said = json.loads(raw)
    except (ValueError, RecursionError):
        return _wrong("Dit bericht is geen JSON.", "This message is no JSON.")
    if not isinstance(said, dict) or said.get("format") != FORMAT:
        return _wrong(f"Dit is geen bericht van {FORMAT}.", f"This is no message of {FORMAT}.")
    if said.get("version") != VERSION:
        shown = str(said.get("version"))[:20]
        return _wrong(f"Versie {shown} van dit bericht is hier onbekend.", f"Version {shown} of this message is unknown here.")
    made = _made(said)
    if isinstance(made, Refusal):
        return made
    if not _is_written(made, raw):
        return _wrong("Dit bericht is niet geschreven zoals het hoort.", "This message is not written as it should be.")
    return made


def _is_written(message: Message, raw: bytes) -> bool:
    """Whether these bytes are the one form of that message; what no database keeps (a NUL, half a character) is not."""
    try:
        return packed(message) == raw and b"\\u0000" not in raw
    except ValueError:
        return False


def _made(said: Mapping[str, Any]) -> Message | Refusal:
    checks: Mapping[str, Check] = {
        "uid": _uid,
        "line": lambda value: isinstance(value, str) and bool(_REF.fullmatch(value)),
        "seq": lambda value: _positive(value) and value < 2**31,
        "kind": _one_of(*FROM_CLIENT, *FROM_DESK),
        "ref": lambda value: isinstance(value, str) and (value == "" or bool(_REF.fullmatch(value))),
        "made_on": _day,
        "body": lambda value: isinstance(value, dict),
        "attachment": lambda value: isinstance(value, str) and (value == "" or bool(_SHA.fullmatch(value))),
    }
    for name, check in checks.items():
        if not check(said.get(name)):
            return _wrong(f"In dit bericht klopt „{name}” niet.", f'In this message "{name}" is not right.')
    made = Message(
        uid=said["uid"], line=said["line"], seq=said["seq"], kind=said["kind"], ref=said["ref"],
        made_on=date.fromisoformat(said["made_on"]), body=said["body"], attachment=said["attachment"],
    )  # fmt: skip
    return wrong_body(made) or made


def wrong_body(message: Message) -> Refusal | None:
    """What is wrong with what a message says of its case; None where all is right. Both sides ask it, before sending and after."""
    wanted = BODIES[message.kind]
    if message.kind != UNHEARD and (message.ref == "") != (message.kind in ABOUT_NO_CASE):
        return _wrong("Dit bericht zegt niet goed over welke zaak het gaat.", "This message does not rightly say which case it is about.")
    if message.attachment and message.kind not in WITH_FILE | MAY_HAVE_FILE:
        return _wrong("Bij dit bericht hoort geen bestand.", "No file belongs to this message.")
    if not message.attachment and message.kind in WITH_FILE:
        return _wrong("Bij dit bericht hoort een dossier.", "A file belongs to this message.")
    for name in sorted(set(wanted) | set(message.body)):
        check = wanted.get(name)
        if check is None or name not in message.body or not check(message.body[name]):
            return _wrong(f"In dit bericht klopt „{name}” niet.", f'In this message "{name}" is not right.')
    return None


def _wrong(nl: str, en: str) -> Refusal:
    return Refusal(Text(nl, en))
