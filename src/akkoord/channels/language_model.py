"""Asks a language model behind an OpenAI-compatible address, over https, to a place that is outside or that was allowed.

Not on the shelf of channels: no letter leaves this way. Off until an owner fills in an address; nothing depends on its answer.
"""

from __future__ import annotations

import http.client
import json
from collections.abc import Collection, Mapping
from typing import Any
from urllib.parse import urlsplit

from akkoord import __version__
from akkoord.channels.webhook import exchange, resolved, wrong
from akkoord.core.problem import Refusal, Text

LONGEST = 20.0  # seconds for all of it: somebody is on the phone
MOST = 256 * 1024  # bytes of an answer that are read
_PATH = "/chat/completions"
_UNREACHED = Text("Het taalmodel is niet bereikbaar.", "The language model cannot be reached.")
_KEY = Text("Het taalmodel neemt de sleutel niet aan.", "The language model does not take the key.")
_INSIDE = Text(
    "Dit adres leidt naar een besloten netwerk. Wie Akkoord beheert, kan het toestaan (AKKOORD_INSIDE_HOSTS).",
    "This address leads into a private network. Whoever runs Akkoord can allow it (AKKOORD_INSIDE_HOSTS).",
)


def ask(address: str, *, key: str, question: Mapping[str, Any], inside: Collection[str], longest: float = LONGEST) -> bytes | Refusal:
    """What it answers to `question`, as it came; a refusal where it could not be asked, was too slow, or said no."""
    refused = wrong(address, inside=inside)
    if refused:
        return Refusal(refused)
    parts = urlsplit(whole(address))
    host, port = parts.hostname or "", parts.port or (443 if parts.scheme == "https" else 80)
    headers = {"Content-Type": "application/json", "User-Agent": f"Akkoord/{__version__}"}
    if key:
        headers["Authorization"] = f"Bearer {key}"
    try:
        place = resolved(host, port, inside)
        if place is None:
            return Refusal(_INSIDE)
        status, said = exchange(parts, place, port, json.dumps(question).encode(), headers, longest=longest, keep=MOST)
    except (OSError, http.client.HTTPException, ValueError):
        return Refusal(_UNREACHED)
    return said if status == 200 else _no(status)


def whole(address: str) -> str:
    """The address that is asked: people give it with or without the version and what follows.

    >>> whole("https://model.example.com"), whole("https://model.example.com/v1/")
    ('https://model.example.com/v1/chat/completions', 'https://model.example.com/v1/chat/completions')
    >>> whole("https://model.example.com/taal/v1/chat/completions")
    'https://model.example.com/taal/v1/chat/completions'
    """
    bare = address.rstrip("/")
    if bare.endswith(_PATH):
        return bare
    return f"{bare}{_PATH}" if bare.endswith("/v1") else f"{bare}/v1{_PATH}"


def _no(status: int) -> Refusal:
    if status in (401, 403):
        return Refusal(_KEY)
    return Refusal(Text(f"Het taalmodel antwoordt met een fout ({status}).", f"The language model answers with an error ({status})."))
