"""Seals secrets that must be used again, such as the mail server's password, with the installation's own key."""

from __future__ import annotations

import base64

from cryptography.fernet import Fernet, InvalidToken
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings


def _fernet() -> Fernet:
    """The cipher, under a key of its own that is drawn from SECRET_KEY and says nothing about it."""
    drawn = HKDF(algorithm=hashes.SHA256(), length=32, salt=None, info=b"akkoord.work.seal")
    return Fernet(base64.urlsafe_b64encode(drawn.derive(settings.SECRET_KEY.encode())))


def seal(text: str) -> str:
    """`text` as it may stand in the database; empty stays empty."""
    return _fernet().encrypt(text.encode()).decode("ascii") if text else ""


def unseal(text: str) -> str | None:
    """What was sealed, or None where another key sealed it or it was damaged: then it has to be given again."""
    if not text:
        return ""
    try:
        return _fernet().decrypt(text.encode()).decode()
    except InvalidToken:
        return None
