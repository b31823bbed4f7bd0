"""A talk as it is kept between two answers, and read back exactly: as values for JSON, never guessed.

What a talk believes of a debtor is a weight on each type of debtor; `MARK` says which types those are. A talk that was kept with
other types, or by a form of `Talk` with something this one does not know, is not read back: then a person goes on with it.

>>> from akkoord.core.negotiation.bounds import EXAMPLE, bounds_of_toml
>>> from akkoord.core.negotiation.engine import begin
>>> from akkoord.core.negotiation.event import Open
>>> talk, _ = begin(Open("c1", 120000, "business"), bounds=bounds_of_toml(EXAMPLE))
>>> again = talk_of(table_of(talk))
>>> again == talk, bool((again.belief == talk.belief).all())
(True, True)
>>> talk_of({**table_of(talk), "mark": "another"}).why.en
'This talk was kept by another engine.'
"""

from __future__ import annotations

import base64
import binascii
from collections.abc import Mapping
from dataclasses import MISSING, fields, is_dataclass
from hashlib import sha256
from types import NoneType, UnionType
from typing import Any, Union, get_args, get_origin, get_type_hints

import numpy as np

from akkoord.core.negotiation.belief import TYPES
from akkoord.core.negotiation.engine import Talk
from akkoord.core.problem import Refusal, Text

_FLOAT = "<f8"


def _mark() -> str:
    """Which types a belief is about: another grid or other attitudes give another mark, another processor does not."""
    columns = (getattr(TYPES, one.name) for one in fields(TYPES))
    return sha256("|".join(f"{value:.6g}" for column in columns for value in column).encode()).hexdigest()[:16]


MARK = _mark()


class _Unread(ValueError):
    """It is not what the type says."""


def table_of(talk: Talk) -> dict[str, Any]:
    """The talk as values for JSON."""
    return {"mark": MARK, "talk": _written(talk)}


def talk_of(table: object) -> Talk | Refusal:
    """The talk in such a table, or why it cannot be read; nothing that comes in raises."""
    if not isinstance(table, Mapping) or table.get("mark") != MARK:
        return Refusal(Text("Dit gesprek is door een andere motor bewaard.", "This talk was kept by another engine."))
    try:
        found: Talk = _read(Talk, table.get("talk"))
    except (_Unread, binascii.Error, ValueError):
        return Refusal(Text("Dit bewaarde gesprek is niet te lezen.", "This kept talk cannot be read."))
    if found.belief.shape != TYPES.weight.shape or not found.made and not found.closed:
        return Refusal(Text("Dit bewaarde gesprek is niet heel.", "This kept talk is not whole."))
    return found


def _written(value: Any) -> Any:
    if isinstance(value, np.ndarray):
        return base64.b64encode(np.asarray(value, dtype=_FLOAT).tobytes()).decode("ascii")
    if is_dataclass(value):
        return {one.name: _written(getattr(value, one.name)) for one in fields(value)}
    return [_written(one) for one in value] if isinstance(value, tuple) else value


def _read(kind: Any, value: Any) -> Any:
    """A value of a type, from how it was written. Raises _Unread, or a ValueError of the reader below it."""
    origin, inside = get_origin(kind), get_args(kind)
    if origin in (Union, UnionType):
        return None if value is None and NoneType in inside else _read(next(one for one in inside if one is not NoneType), value)
    if origin is tuple and isinstance(value, list):
        return tuple(_read(inside[0], one) for one in value)
    if (origin or kind) is np.ndarray and isinstance(value, str):
        return np.frombuffer(base64.b64decode(value, validate=True), dtype=_FLOAT).astype(np.float64)
    if isinstance(kind, type) and is_dataclass(kind) and isinstance(value, Mapping):
        return _made(kind, value)
    if kind is float and type(value) is int:
        return float(value)
    if kind in (int, float, str, bool) and type(value) is kind:
        return value
    raise _Unread(f"{kind}: {value!r:.40}")


def _made(kind: type[Any], table: Mapping[str, Any]) -> Any:
    """A dataclass from its table; what it gained since has the value it has where nothing is known."""
    hints, known = get_type_hints(kind), {one.name: one for one in fields(kind)}
    missing = [name for name, one in known.items() if name not in table and one.default is MISSING and one.default_factory is MISSING]
    if missing or table.keys() - known.keys():
        raise _Unread(f"{kind.__name__}: {missing}, {sorted(table.keys() - known.keys())}")
    return kind(**{name: _read(hints[name], value) for name, value in table.items()})
