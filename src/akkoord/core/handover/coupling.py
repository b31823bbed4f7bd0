"""The code with which a desk invites a client: one text that copies well, with all that is needed to open a line to it.

Whoever has the code can open that one line, once and until a day; the desk keeps only the digest of its secret.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import json
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from akkoord.core.problem import Refusal, Text

BEGINS = "akkoord1."
LONGEST = 4000
_FIELDS = {"address": 300, "mark": 40, "secret": 64, "key": 44, "name": 200, "registration": 40, "expires": 10}
_NO_CODE = Refusal(
    Text(
        "Dit is geen koppelcode. Zo’n code begint met akkoord1. en is in één keer te kopiëren.",
        "This is no coupling code. Such a code begins with akkoord1. and can be copied in one go.",
    )
)
_BROKEN = Refusal(
    Text(
        "Deze koppelcode is niet heel overgekomen. Kopieer haar opnieuw, van het begin tot het eind.",
        "This coupling code did not arrive whole. Copy it again, from its beginning to its end.",
    )
)


@dataclass(frozen=True, slots=True)
class Offered:
    """What a code says. `address` is of the desk's installation, empty where that can be reached by nobody else; `mark` is the
    number of the line; `key` the public key of the desk; `registration` its number under the Wki; `expires` the last day (ISO)."""

    address: str
    mark: str
    secret: str
    key: str
    name: str
    registration: str
    expires: str

    @property
    def expires_on(self) -> date:
        """The last day on which the code opens the line."""
        return date.fromisoformat(self.expires)


def code_of(offered: Offered) -> str:
    """The code as it is copied: letters, digits, - and _, with eight signs that tell whether it came over whole.

    >>> read_code(code_of(Offered("https://x.example", "1.aa", "geheim", "k", "Bureau", "", "2026-12-01"))).name
    'Bureau'
    """
    said = json.dumps(asdict(offered), ensure_ascii=False, separators=(",", ":")).encode()
    return BEGINS + base64.urlsafe_b64encode(said).decode().rstrip("=") + "." + _check(said)


def read_code(typed: str) -> Offered | Refusal:
    """What a code says; spaces and line ends that came in on the way are passed over.

    >>> read_code("hallo").why.en[:25]
    'This is no coupling code.'
    >>> read_code("akkoord1.eyJh.12345678").why.en[:29]
    'This coupling code did not ar'
    """
    bare = "".join(typed[: 2 * LONGEST].split())
    if not bare.startswith(BEGINS) or len(bare) > LONGEST:
        return _NO_CODE
    packed, _, check = bare.removeprefix(BEGINS).rpartition(".")
    try:
        said = base64.b64decode(packed + "=" * (-len(packed) % 4), altchars=b"-_", validate=True)
        fields = json.loads(said)
    except (binascii.Error, ValueError, RecursionError):
        return _BROKEN
    return Offered(**fields) if check == _check(said) and _is_right(fields) else _BROKEN


def _is_right(fields: Any) -> bool:
    if not isinstance(fields, dict) or set(fields) != set(_FIELDS):
        return False
    if not all(isinstance(value, str) and len(value) <= _FIELDS[name] for name, value in fields.items()):
        return False
    try:
        return date.fromisoformat(fields["expires"]) is not None and all(fields[name] for name in ("mark", "secret", "key", "name"))
    except ValueError:
        return False


def _check(said: bytes) -> str:
    return hashlib.sha256(said).hexdigest()[:8]
