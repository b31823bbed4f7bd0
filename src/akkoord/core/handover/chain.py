"""The chain of events: each carries the hash of the one before it, so that none can be changed, left out or slipped in unseen."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from typing import Any

SAID = ("creditor", "seq", "debtor", "invoice", "on", "at", "kind", "by", "data", "previous")
"""What the hash of an event is over."""
_EXACTLY = frozenset(SAID)
_PACK = json.JSONEncoder(sort_keys=True, ensure_ascii=False, separators=(",", ":"))


def chain_hash(said: Mapping[str, Any]) -> str:
    """The SHA-256 over everything an event says and over the one before it, as 64 hexadecimal digits."""
    exact = said if said.keys() == _EXACTLY else {name: said[name] for name in SAID}
    return hashlib.sha256(_PACK.encode(exact).encode()).hexdigest()
