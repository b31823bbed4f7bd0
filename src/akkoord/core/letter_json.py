"""A letter's content as plain JSON values and back, so that it can be kept as it was on the day it was made."""

from __future__ import annotations

import dataclasses
import types
from datetime import date
from functools import cache
from typing import Any, Union, get_args, get_origin, get_type_hints

from akkoord.core.letter import LetterContent


def packed(content: LetterContent) -> dict[str, Any]:
    """The content as dictionaries, lists, text and numbers."""
    raw = _plain(content)
    assert isinstance(raw, dict)
    return raw


def unpacked(raw: dict[str, Any]) -> LetterContent:
    """The content that `packed` made; fields that came later get their defaults."""
    content = _shaped(LetterContent, raw)
    assert isinstance(content, LetterContent)
    return content


def _plain(value: object) -> Any:
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {one.name: _plain(getattr(value, one.name)) for one in dataclasses.fields(value)}
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, tuple):
        return [_plain(one) for one in value]
    return value


@cache
def _hints(kind: type) -> dict[str, Any]:
    return get_type_hints(kind)


def _shaped(kind: Any, raw: Any) -> Any:
    if raw is None:
        return None
    if dataclasses.is_dataclass(kind):
        made: Any = kind
        hints = _hints(made)
        return made(**{name: _shaped(hints[name], value) for name, value in raw.items() if name in hints})
    if kind is date:
        return date.fromisoformat(raw)
    if get_origin(kind) in (Union, types.UnionType):
        return _shaped(next(one for one in get_args(kind) if one is not type(None)), raw)
    if get_origin(kind) is tuple:
        inner = get_args(kind)
        if inner[-1] is Ellipsis:
            return tuple(_shaped(inner[0], one) for one in raw)
        return tuple(_shaped(one_kind, one) for one_kind, one in zip(inner, raw, strict=True))
    return raw
