"""Asks Mollie for a payment and what became of it, through its official client (Mollie API v2, Payments).

Not on the shelf of channels: no letter leaves this way. Off until an owner fills in a key and turns it on.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any

from akkoord.core.problem import Refusal, Text

_KEY = re.compile(r"(?:live|test)_[A-Za-z0-9]{20,100}")
_NUMBER = re.compile(r"tr_[A-Za-z0-9]{4,60}")
WAITS = (3, 12)  # seconds to connect, and to answer: somebody waits for it
_AWAY = Text("Mollie is nu niet bereikbaar. Betaal met uw bank.", "Mollie cannot be reached now. Pay by bank.")


@dataclass(frozen=True, slots=True)
class Asked:
    """A payment as Mollie knows it; cents. `checkout` is where the debtor pays, empty once that is over."""

    number: str
    state: str
    cents: int
    checkout: str
    reference: str  # what we gave along, to know it by
    paid_at: datetime | None


def is_key(text: str) -> bool:
    """Whether it has the shape of a key; a key that is no key is refused before it is kept."""
    return bool(_KEY.fullmatch(text))


def is_number(text: str) -> bool:
    """Whether it has the shape of the number of a payment. Whatever comes in from outside is looked at before it is asked about."""
    return bool(_NUMBER.fullmatch(text))


def create(
    *, key: str, cents: int, description: str, back_to: str, webhook: str, reference: str, once: str, language: str, endpoint: str = ""
) -> Asked | Refusal:
    """A new payment. The same `once` gives the same payment, however often it is asked. `webhook` is left out where Mollie could not
    reach it."""
    wanted: dict[str, Any] = {
        "amount": {"currency": "EUR", "value": f"{Decimal(cents) / 100:.2f}"},
        "description": description[:255],
        "redirectUrl": back_to,
        "locale": "en_US" if language == "en" else "nl_NL",
        "metadata": {"reference": reference},
    }
    if webhook:
        wanted["webhookUrl"] = webhook
    return _answer(key, endpoint, lambda payments: payments.create(wanted, idempotency_key=once))


def ask(number: str, *, key: str, endpoint: str = "") -> Asked | Refusal:
    """What Mollie says of a payment now."""
    return _answer(key, endpoint, lambda payments: payments.get(number))


def _answer(key: str, endpoint: str, what: Any) -> Asked | Refusal:
    from mollie.api.client import Client  # loading it takes longer than most pages, and few need it
    from mollie.api.error import Error

    client = Client(api_endpoint=endpoint, timeout=WAITS, retry=0)
    try:
        client.set_api_key(key)
        return _read(what(client.payments))
    except (Error, OSError, ValueError, KeyError, TypeError, ArithmeticError):
        return Refusal(_AWAY)


def _read(said: Any) -> Asked:
    """The parts that matter; an amount in another currency, or of another shape, raises ValueError or KeyError."""
    amount, about = said["amount"], said.get("metadata") or {}
    if amount["currency"] != "EUR":
        raise ValueError(amount["currency"])
    links = said.get("_links") or {}
    paid = said.get("paidAt")
    return Asked(
        number=str(said["id"]),
        state=str(said["status"]),
        cents=int(Decimal(amount["value"]) * 100),
        checkout=str((links.get("checkout") or {}).get("href", "")),
        reference=str(about.get("reference", "")) if isinstance(about, dict) else "",
        paid_at=datetime.fromisoformat(paid.replace("Z", "+00:00")) if paid else None,
    )
