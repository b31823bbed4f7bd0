"""Asks the desk of a partner in another installation: https to a place outside, http only to this computer, no redirects.

Not on the shelf of channels: no letter leaves this way. What is answered is bounded here; whether it is the partner's own, its
signature tells (work/line/elsewhere.py).
"""

from __future__ import annotations

import http.client
import json
import secrets
from collections.abc import Collection
from dataclasses import dataclass
from urllib.parse import urlsplit

from akkoord import __version__
from akkoord.channels.webhook import Exchanged, exchanged, resolved, wrong
from akkoord.core.handover.asked import SIGNATURE
from akkoord.core.problem import Refusal, Text

LONGEST = 20.0  # seconds for a question and its answer
FOR_A_FILE = 300.0  # seconds where a file goes along
MOST_ON_PAGE = 50  # messages in one answer
LARGEST_PAGE = 4 * 1024 * 1024  # bytes of one answer with messages
_SMALL = 64 * 1024  # bytes of any other answer
_INSIDE = Text(
    "Dit adres leidt naar een besloten netwerk. Wie Akkoord beheert, kan het toestaan (AKKOORD_INSIDE_HOSTS).",
    "This address leads into a private network. Whoever runs Akkoord can allow it (AKKOORD_INSIDE_HOSTS).",
)
_LARGE = Text("Het antwoord van de partner is te groot.", "The answer of the partner is too large.")


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back, as it came: nothing of it is believed yet."""

    status: int
    body: bytes
    signature: str


def path_of(address: str, path: str) -> str:
    """The path that is asked for: that of the installation itself, which may lie below a folder of its server, and what follows.

    >>> path_of("https://incasso.example/akkoord/", "/api/v1/x"), path_of("https://incasso.example", "/api/v1/x")
    ('/akkoord/api/v1/x', '/api/v1/x')
    """
    return urlsplit(address).path.rstrip("/") + path


def ask(
    address: str,
    path: str,
    *,
    method: str,
    body: bytes,
    headers: dict[str, str],
    inside: Collection[str],
    keep: int = _SMALL,
    longest: float = LONGEST,
) -> Answer | Refusal:
    """The answer with a 2xx status, of at most `keep` bytes; a refusal where there is none, with what was said in its place."""
    got = _asked(address, path, method, body, headers, inside, keep, longest)
    if isinstance(got, Refusal):
        return got
    if len(got.body) > keep:
        return Refusal(_LARGE)
    if not 200 <= got.status < 300:
        return _no(got.status, got.body)
    return Answer(got.status, got.body, got.headers.get(SIGNATURE, "")[:200])


def _asked(
    address: str, path: str, method: str, body: bytes, headers: dict[str, str], inside: Collection[str], keep: int, longest: float
) -> Exchanged | Refusal:
    """Whatever was answered, with one byte more than may be kept where there is more."""
    refused = wrong(address, inside=inside)
    if refused:
        return Refusal(refused)
    parts = urlsplit(address)._replace(path=path.partition("?")[0], query=path.partition("?")[2])
    host, port = parts.hostname or "", parts.port or (443 if parts.scheme == "https" else 80)
    own = {"User-Agent": f"Akkoord/{__version__}", "Accept": "application/json"}
    try:
        place = resolved(host, port, inside)
        if place is None:
            return Refusal(_INSIDE)
        return exchanged(parts, place, port, body, own | headers, method=method, longest=longest, keep=keep + 1)
    except (OSError, http.client.HTTPException, ValueError) as problem:
        said = f"{type(problem).__name__}: {problem}"[:200]
        return Refusal(Text(f"De partner is niet bereikbaar ({said}).", f"The partner cannot be reached ({said})."))


def _no(status: int, body: bytes) -> Refusal:
    """What it said instead (RFC 9457), as its own words: they are shown, and decide nothing."""
    try:
        detail = json.loads(body)["detail"]
        said = f": {' '.join(detail.split())[:200]}" if isinstance(detail, str) else ""
    except (ValueError, KeyError, TypeError, RecursionError):
        said = ""
    return Refusal(Text(f"De partner antwoordt met een fout ({status}){said}", f"The partner answers with an error ({status}){said}"))


def parts(message: bytes, attachment: bytes | None) -> tuple[bytes, str]:
    """A message and the file that goes along as one body (multipart/form-data, RFC 7578), and the type of that body."""
    border = secrets.token_hex(16).encode()
    whole = _part(border, b"message", b"message.json", b"application/json", message)
    if attachment is not None:
        whole += _part(border, b"attachment", b"attachment.bin", b"application/octet-stream", attachment)
    return whole + b"--" + border + b"--\r\n", f"multipart/form-data; boundary={border.decode()}"


def _part(border: bytes, name: bytes, file_name: bytes, kind: bytes, content: bytes) -> bytes:
    head = b'Content-Disposition: form-data; name="%s"; filename="%s"' % (name, file_name)
    return b"--%s\r\n%s\r\nContent-Type: %s\r\n\r\n%s\r\n" % (border, head, kind, content)
