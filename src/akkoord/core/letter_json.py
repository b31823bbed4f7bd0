"""A letter's content as plain JSON values and back, so that it can be kept as it was on the day it was made."""

from __future__ import annotations

import dataclasses
import types
from collections.abc import Callable
from datetime import date
from functools import cache
from operator import attrgetter
from typing import Any, Union, get_args, get_origin, get_type_hints

from akkoord.core.letter import LetterContent

_AS_IT_IS = frozenset({str, int, bool, type(None)})


def packed(content: LetterContent) -> dict[str, Any]:
    """The content as dictionaries, lists, text and numbers."""
    raw = plain(content)
    assert isinstance(raw, dict)
    return raw


def unpacked(raw: dict[str, Any]) -> LetterContent:
    """The content that `packed` made; fields that came later get their defaults."""
    content = _shaped(LetterContent, raw)
    assert isinstance(content, LetterContent)
    return content


def plain(value: Any) -> Any:
    """A dataclass, a day or a tuple of them as JSON has it; what is plain already as it is."""
    kind: type = type(value)
    if kind in _AS_IT_IS:
        return value
    if kind is tuple or kind is list:
        return [plain(one) for one in value]
    if kind is date:
        return value.isoformat()
    names, read = _fields(kind)
    if not names:
        return value
    return {name: one if type(one) in _AS_IT_IS else plain(one) for name, one in zip(names, read(value), strict=True)}


@cache
def _fields(kind: type) -> tuple[tuple[str, ...], Callable[[Any], tuple[Any, ...]]]:
    """The names of a dataclass's fields, none of what is no dataclass, and what reads them all at once."""
    names = tuple(one.name for one in dataclasses.fields(kind)) if dataclasses.is_dataclass(kind) else ()
    return names, attrgetter(*names) if len(names) > 1 else lambda value: tuple(getattr(value, name) for name in names)


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
