"""Core stays pure: no Django, no clock, no files, no network, and no binary fraction near money."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

from tests.house.project import SOURCE, name, python_files, tree

CORE = SOURCE / "core"
IMPURE = {
    "allauth", "asyncio", "django", "http", "io", "os", "pathlib", "psycopg", "shutil", "smtplib", "socket", "sqlite3", "ssl",
    "subprocess", "tempfile", "threading", "time", "urllib",
}  # fmt: skip
# Rooms that reckon with chances, which are no money: their sums still come and go as whole cents.
CHANCES = {"behaviour", "conversation", "negotiation"}


def test_core_imports_nothing_of_the_outside_world() -> None:
    found = {
        f"{name(path)} imports {module}"
        for path in python_files(under="src/akkoord/core")
        for node in ast.walk(tree(path))
        for module in _imported(node)
        if module.split(".")[0] in IMPURE
    }
    assert found == set()


def test_core_opens_no_file_and_asks_nobody() -> None:
    found = {
        f"{name(path)}:{node.lineno} calls {node.func.id}"
        for path in python_files(under="src/akkoord/core")
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in {"open", "input", "print"}
    }
    assert found == set()


def test_core_holds_no_float_where_money_is() -> None:
    assert {place for path in python_files(under="src/akkoord/core") if not _of_chances(path) for place in _floats(path)} == set()


def _imported(node: ast.AST) -> Iterator[str]:
    if isinstance(node, ast.Import):
        yield from (alias.name for alias in node.names)
    elif isinstance(node, ast.ImportFrom):
        yield node.module or ""


def _of_chances(path: Path) -> bool:
    return path.relative_to(CORE).parts[0] in CHANCES


def _floats(path: Path) -> Iterator[str]:
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Constant) and isinstance(node.value, float):
            yield f"{name(path)}:{node.lineno} has the float {node.value}"
        elif isinstance(node, ast.Name) and node.id == "float":
            yield f"{name(path)}:{node.lineno} speaks of float"
