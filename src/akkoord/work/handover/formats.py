"""By which formats a case can reach a partner: the shelf, and what each of them means."""

from __future__ import annotations

from typing import cast

from akkoord import partners as shelf
from akkoord.core.handover.parcel import Format
from akkoord.core.shelf import modules


def formats() -> dict[str, Format]:
    """Every format, by its name."""
    return cast("dict[str, Format]", modules(shelf))


def by_mail() -> list[str]:
    """The names of those that go by mail."""
    return [name for name, one in formats().items() if one.MEANS == "email"]
