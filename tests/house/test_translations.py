"""Every sentence has its translation, and what is read is what was written."""

from __future__ import annotations

from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.mofile import read_mo
from babel.messages.pofile import read_po

from tests.house.project import files, name

CATALOGUES = [path for path in files() if path.suffix == ".po"]


def _written(path: Path) -> Catalog:
    with path.open("rb") as file:
        return read_po(file)


def _read(path: Path) -> Catalog:
    with path.open("rb") as file:
        return read_mo(file)


def _said(messages: Catalog) -> dict[object, object]:
    return {_plain(message.id): _plain(message.string) for message in messages if message.id}


def _plain(said: object) -> object:
    """One and many as a tuple, whichever file they were read from."""
    return tuple(said) if isinstance(said, list) else said


def _incomplete(message: Message) -> bool:
    parts = message.string if isinstance(message.string, list | tuple) else [message.string]
    return message.fuzzy or not all(parts)


def test_there_is_a_catalogue() -> None:
    assert len(CATALOGUES) > 0


def test_catalogues_translate_everything() -> None:
    assert [(name(path), message.id) for path in CATALOGUES for message in _written(path) if message.id and _incomplete(message)] == []


def test_catalogues_are_compiled() -> None:
    """Where one is not: `make messages`."""
    assert [name(path) for path in CATALOGUES if _said(_read(path.with_suffix(".mo"))) != _said(_written(path))] == []
