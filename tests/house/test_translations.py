"""Every sentence has its translation, and what is read is what was written."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.mofile import read_mo
from babel.messages.pofile import read_po

from tests.house.project import files, name

_TRANSLATE = re.compile(r"""{%\s*translate\s+(["'])(.*?)\1""")
_BLOCK = re.compile(r"{%\s*blocktranslate.*?%}(.*?){%\s*endblocktranslate", re.DOTALL)
_VARIABLE = re.compile(r"{{\s*(\w+)\s*}}")
_MARKS = frozenset({"_", "gettext", "gettext_lazy", "ngettext"})
CATALOGUES = [path for path in files() if path.suffix == ".po"]


def _written(path: Path) -> Catalog:
    with path.open("rb") as file:
        return read_po(file)


def _read(path: Path) -> Catalog:
    with path.open("rb") as file:
        return read_mo(file)


def _said(messages: Catalog) -> dict[object, object]:
    """Sentences by their id; a plural is a list in the one form and a tuple in the other."""
    return {_same(message.id): _same(message.string) for message in messages if message.id}


def _same(said: object) -> object:
    return tuple(said) if isinstance(said, list | tuple) else said


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


def _sentences() -> set[str]:
    """Every sentence of the doors with pages that is meant to be translated: in templates and in Python."""
    found: set[str] = set()
    for path in files():
        if "/web/" not in name(path) and "/portal/" not in name(path):
            continue
        text = path.read_text(encoding="utf-8") if path.suffix in (".html", ".py") else ""
        if path.suffix == ".html":
            found |= {said for _, said in _TRANSLATE.findall(text)}
            found |= {_VARIABLE.sub(r"%(\1)s", body.split("{% plural %}")[0].replace("%", "%%")) for body in _BLOCK.findall(text)}
        elif path.suffix == ".py":
            found |= set(_calls(ast.parse(text)))
    return found


def _calls(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        marked = isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in _MARKS and node.args
        if marked and isinstance(node.args[0], ast.Constant):  # type: ignore[attr-defined]  # a Call has arguments
            yield str(node.args[0].value)  # type: ignore[attr-defined]  # likewise


def test_every_sentence_of_the_web_stands_in_the_catalogue() -> None:
    known = {one.id[0] if isinstance(one.id, tuple | list) else one.id for path in CATALOGUES for one in _written(path)}
    sentences = _sentences()
    assert len(sentences) > 500
    assert sorted(sentences - known) == []
