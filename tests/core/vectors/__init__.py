"""Cases of law as data: what was worked out by others or by hand, each figure with its source, one file a subject."""

from __future__ import annotations

import tomllib
from decimal import Decimal
from pathlib import Path
from typing import Any


def vectors(name: str) -> dict[str, Any]:
    """What a file of this folder says; amounts and rates as Decimal."""
    read: dict[str, Any] = tomllib.loads((Path(__file__).parent / f"{name}.toml").read_text(encoding="utf-8"), parse_float=Decimal)
    return read


def cents(amount: Decimal | int) -> int:
    """Whole cents of an amount in euro; a part of a cent is a slip in a vector."""
    scaled = Decimal(amount) * 100
    if scaled != scaled.to_integral_value():
        raise ValueError(f"{amount} has more than two decimals")
    return int(scaled)
