"""The key this installation signs with: files it makes for a partner, and what it tells another installation."""

from __future__ import annotations

import hashlib
from functools import cache

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from django.conf import settings

from akkoord.core.handover.signed import key_from, public_of, signature_of


@cache
def _key_of(secret: str) -> Ed25519PrivateKey:
    return key_from(hashlib.sha256(b"akkoord installation signature\0" + secret.encode()).digest())


def our_public_key() -> str:
    """What others know this installation by, as base64. It stays the same as long as the installation's secret does."""
    return public_of(_key_of(settings.SECRET_KEY))


def sign(said: bytes) -> str:
    """This installation's signature over these bytes, as base64."""
    return signature_of(_key_of(settings.SECRET_KEY), said)
