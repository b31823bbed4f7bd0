"""Tells a program of the company's own that something happened: one signed POST, over https, to a place that is outside.

Not on the shelf of channels: no letter leaves this way. The signature is HMAC-SHA256 (RFC 2104) over the time of sending, a
full stop and the body; whoever knows the secret can see that it is ours, and from when it is.
"""

from __future__ import annotations

import hashlib
import hmac
import http.client
import ipaddress
import socket
import ssl
import threading
from collections.abc import Collection
from contextlib import closing
from dataclasses import dataclass
from email.message import Message
from functools import cache
from urllib.parse import SplitResult, urlsplit

from akkoord import __version__
from akkoord.core.message import Receipt
from akkoord.core.problem import Text

TIMEOUT = 10  # seconds for each exchange
LONGEST = 20  # seconds for all of it, however slowly it is answered
AGAIN = frozenset({408, 425, 429})
_INTO_IPV4 = (ipaddress.ip_network("64:ff9b::/96"), ipaddress.ip_network("2002::/16"))  # these carry another address inside
_SHAPE = Text(
    "Dit is geen webadres, zoals https://planning.bedrijf.nl/akkoord.",
    "This is no web address, such as https://planning.example.com/akkoord.",
)
_OPEN = Text("Een adres buiten deze computer begint met https://.", "An address outside this computer begins with https://.")
_INSIDE = Text(
    "Dit adres ligt binnen een besloten netwerk. Wie Akkoord beheert, kan het toestaan (AKKOORD_INSIDE_HOSTS).",
    "This address lies within a private network. Whoever runs Akkoord can allow it (AKKOORD_INSIDE_HOSTS).",
)


def signature(secret: str, moment: int, body: bytes) -> str:
    """The signature of a body sent at a moment (seconds since 1970).

    >>> signature("geheim", 1_700_000_000, b"{}")[:12]
    'v1=75e8aa01e'
    """
    return "v1=" + hmac.new(secret.encode(), b"%d." % moment + body, hashlib.sha256).hexdigest()


def wrong(address: str, *, inside: Collection[str]) -> Text | None:
    """What is wrong with an address as it is typed; where its name leads is looked at when something is sent."""
    parts, port = _parts(address)
    if parts is None or parts.scheme not in ("http", "https") or not parts.hostname or parts.username is not None or port == 0:
        return _SHAPE
    host = parts.hostname
    if parts.scheme == "http" and not _is_loopback(host):
        return _OPEN
    if host in inside:
        return None
    literal = _address(host)
    return _INSIDE if _is_loopback(host) or (literal is not None and not _is_outside(literal)) else None


def post(address: str, *, body: bytes, secret: str, key: str, moment: int, inside: Collection[str]) -> Receipt:
    """Send `body` once. Taken is any 2xx; 5xx, a time-out and a line that broke may be tried again; a redirect is not followed."""
    refused = wrong(address, inside=inside)
    if refused:
        return Receipt(sent=False, error=refused.en)
    parts = urlsplit(address)
    host, port = parts.hostname or "", parts.port or (443 if parts.scheme == "https" else 80)
    try:
        place = resolved(host, port, inside)
        if place is None:
            return Receipt(sent=False, error=_INSIDE.en)
        headers = {
            "Content-Type": "application/json",
            "User-Agent": f"Akkoord/{__version__}",
            "Akkoord-Id": key,
            "Akkoord-Timestamp": str(moment),
            "Akkoord-Signature": signature(secret, moment, body),
        }
        return _answered(exchange(parts, place, port, body, headers)[0])
    except (OSError, http.client.HTTPException, ValueError) as problem:
        return Receipt(sent=False, error=f"{type(problem).__name__}: {problem}"[:300], again=True)


def _answered(status: int) -> Receipt:
    if 200 <= status < 300:
        return Receipt(sent=True, reference=f"HTTP {status}")
    return Receipt(sent=False, error=f"HTTP {status}", again=status >= 500 or status in AGAIN)


@dataclass(frozen=True, slots=True)
class Exchanged:
    """What was answered: its status, as much of its body as was asked for, and its headers."""

    status: int
    body: bytes
    headers: Message


def exchange(
    parts: SplitResult, place: str, port: int, body: bytes, headers: dict[str, str], *, longest: float = LONGEST, keep: int = 0
) -> tuple[int, bytes]:
    """The answer's status, and at most `keep` bytes of what it says."""
    got = exchanged(parts, place, port, body, headers, method="POST", longest=longest, keep=keep)
    return got.status, got.body


def exchanged(
    parts: SplitResult, place: str, port: int, body: bytes, headers: dict[str, str], *, method: str, longest: float, keep: int
) -> Exchanged:
    """One question and its answer. The line goes to the very address that was looked at, so that a name cannot lead elsewhere
    since; after `longest` seconds it is broken off."""
    line = _line(parts, place, port, longest, answer_takes=longest if keep else TIMEOUT)
    ends = threading.Timer(longest, _hang_up, [line])
    ends.daemon = True
    ends.start()
    try:
        if isinstance(line, ssl.SSLSocket):
            line.do_handshake()
        with closing(http.client.HTTPConnection(parts.hostname or "", port, timeout=TIMEOUT)) as connection:
            connection.sock = line
            connection.request(method, parts._replace(scheme="", netloc="", fragment="").geturl() or "/", body or None, headers)
            answer = connection.getresponse()
            return Exchanged(answer.status, _read(answer, keep), answer.headers)
    finally:
        ends.cancel()
        line.close()


def _line(parts: SplitResult, place: str, port: int, longest: float, *, answer_takes: float) -> socket.socket:
    line = socket.create_connection((place, port), timeout=min(TIMEOUT, longest))
    if parts.scheme == "https":
        line = _trusted().wrap_socket(line, server_hostname=parts.hostname or "", do_handshake_on_connect=False)
    line.settimeout(max(TIMEOUT, answer_takes))
    return line


def _read(answer: http.client.HTTPResponse, keep: int) -> bytes:
    """At most so many bytes; an answer that broke off before its end is none."""
    said = answer.read(keep) if keep else b""
    if answer.length and len(said) < keep:
        raise http.client.IncompleteRead(said, answer.length)
    return said


def _hang_up(line: socket.socket) -> None:
    try:
        line.shutdown(socket.SHUT_RDWR)
    except OSError:  # it is closed already
        return


@cache
def _trusted() -> ssl.SSLContext:
    return ssl.create_default_context()


def resolved(host: str, port: int, inside: Collection[str]) -> str | None:
    """The address a name leads to; None where any of them lies inside and was not allowed."""
    found = [str(info[4][0]) for info in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)]
    if host not in inside and not all(_is_outside(ipaddress.ip_address(one.split("%")[0])) for one in found):
        return None
    return found[0]


def _parts(address: str) -> tuple[SplitResult | None, int | None]:
    if any(char <= " " or char > "~" or char == "\\" for char in address):
        return None, None
    try:
        parts = urlsplit(address)
        return parts, parts.port
    except ValueError:
        return None, None


def _address(host: str) -> ipaddress.IPv4Address | ipaddress.IPv6Address | None:
    try:
        return ipaddress.ip_address(host)
    except ValueError:
        return None


def _is_loopback(host: str) -> bool:
    literal = _address(host)
    return host == "localhost" or (literal is not None and literal.is_loopback)


def _is_outside(place: ipaddress.IPv4Address | ipaddress.IPv6Address) -> bool:
    """Whether an address is on the internet at large, and not of a network of its own."""
    if isinstance(place, ipaddress.IPv6Address):
        if place.ipv4_mapped:
            return _is_outside(place.ipv4_mapped)
        if any(place in one for one in _INTO_IPV4):
            return False
    return place.is_global and not place.is_multicast
