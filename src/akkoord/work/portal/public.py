"""Under which address debtors reach this installation, and why there is none."""

from __future__ import annotations

import ipaddress
from urllib.parse import urlsplit

from django.conf import settings

from akkoord.core.problem import Refusal, Text
from akkoord.store.models import Creditor

PATH = "/p/"
_NONE = Text(
    "Akkoord draait alleen op deze computer. Een debiteur kan er niet bij, dus er gaat geen link mee in brieven. "
    "Zet Akkoord op een server met een eigen adres en noem dat in AKKOORD_PUBLIC_URL.",
    "Akkoord runs on this computer only. A debtor cannot reach it, so letters carry no link. "
    "Put Akkoord on a server with an address of its own and name that in AKKOORD_PUBLIC_URL.",
)
_OPEN = Text(
    "Het adres in AKKOORD_PUBLIC_URL begint niet met https://. Zonder beveiligde verbinding gaat er geen link mee in brieven.",
    "The address in AKKOORD_PUBLIC_URL does not begin with https://. Without a secure connection letters carry no link.",
)


def public_address() -> str | Refusal:
    """The address of this installation as debtors know it, without a slash at its end; or why letters carry none."""
    parts = urlsplit(settings.PUBLIC_URL)
    host = parts.hostname or ""
    if not host or _only_here(host):
        return Refusal(_NONE)
    return settings.PUBLIC_URL if parts.scheme == "https" else Refusal(_OPEN)


def _only_here(host: str) -> bool:
    """Whether nobody outside reaches it by that name."""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost" or host.endswith(".localhost")


def gives_links(creditor: Creditor) -> bool:
    """Whether the letters of this company carry a link."""
    return creditor.portal_on and isinstance(public_address(), str)
