"""Every module says what it is for, and every example in a docstring is true."""

from __future__ import annotations

import ast
import doctest
from importlib import import_module
from pathlib import Path

import pytest

from tests.house.project import SOURCE, name, python_files, tree

WITH_EXAMPLES = [path for path in python_files(under="src") if ">>> " in path.read_text(encoding="utf-8")]


def test_modules_begin_with_what_they_are_for() -> None:
    modules = [path for path in python_files(under="src") + python_files(under="tests") if tree(path).body]
    assert [name(path) for path in modules if not (ast.get_docstring(tree(path)) or "").split("\n")[0].strip()] == []


@pytest.mark.parametrize("path", WITH_EXAMPLES, ids=name)
def test_examples_are_true(path: Path) -> None:
    module = import_module(".".join(["akkoord", *path.relative_to(SOURCE).with_suffix("").parts]).removesuffix(".__init__"))
    result = doctest.testmod(module)
    assert result.failed == 0
    assert result.attempted > 0
