"""Signatures by which one sees who made something, and that it is unchanged: Ed25519 (RFC 8032), written in base64."""

from __future__ import annotations

import base64
import binascii
import hashlib

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat


def key_from(seed: bytes) -> Ed25519PrivateKey:
    """The key that 32 secret bytes make."""
    return Ed25519PrivateKey.from_private_bytes(seed)


def public_of(key: Ed25519PrivateKey) -> str:
    """What others know a key by, as base64.

    >>> public_of(key_from(bytes(32)))
    'O2onvM62pC1io6jQKm8Nc2UyFXcd4kOmOsBIoYtZ2ik='
    """
    return base64.b64encode(key.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw)).decode()


def signature_of(key: Ed25519PrivateKey, said: bytes) -> str:
    """The signature over these bytes, as base64."""
    return base64.b64encode(key.sign(said)).decode()


def is_signed(said: bytes, *, public: str, signature: str) -> bool:
    """Whether the holder of that key signed exactly these bytes; written in any other way than ours is not signed."""
    raw, sealed = _raw(public, 32), _raw(signature, 64)
    if raw is None or sealed is None:
        return False
    try:
        Ed25519PublicKey.from_public_bytes(raw).verify(sealed, said)
    except (InvalidSignature, ValueError):
        return False
    return True


def fingerprint(public: str) -> str:
    """A key in a form that two people can compare on the phone.

    >>> fingerprint("O2onvM62pC1io6jQKm8Nc2UyFXcd4kOmOsBIoYtZ2ik=")
    '8EB7 CCA2 ECAB B7FB 12E9'
    """
    mark = hashlib.sha256(public.encode()).hexdigest()[:20].upper()
    return " ".join(mark[place : place + 4] for place in range(0, 20, 4))


def _raw(text: str, size: int) -> bytes | None:
    try:
        found = base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError):
        return None
    return found if len(found) == size and base64.b64encode(found).decode() == text else None
