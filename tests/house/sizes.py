"""How long files and functions are. `python -m tests.house.sizes` lets the list of long functions shrink, never grow."""

from __future__ import annotations

import ast
import json
from pathlib import Path

from tests.house.project import name, python_files, tree

KNOWN = Path(__file__).with_name("long_functions.json")
AIM, LIMIT = 20, 40


def file_lengths(*, under: str) -> dict[str, int]:
    """Lines of every Python file below a folder."""
    return {name(path): len(path.read_text(encoding="utf-8").splitlines()) for path in python_files(under=under)}


def long_functions(*, under: str, over: int) -> dict[str, int]:
    """`file::function` and its lines, for those with more than `over`; decorators and the docstring do not count."""
    return {place: lines for path in python_files(under=under) for place, lines in _functions(path).items() if lines > over}


def known() -> dict[str, int]:
    """The functions over the aim that stand on the list, with the length they may have."""
    listed: dict[str, int] = json.loads(KNOWN.read_text(encoding="utf-8"))
    return listed


def _functions(path: Path) -> dict[str, int]:
    found: dict[str, int] = {}

    def visit(node: ast.AST, inside: str) -> None:
        for child in ast.iter_child_nodes(node):
            if isinstance(child, ast.FunctionDef | ast.AsyncFunctionDef):
                found[f"{name(path)}::{inside}{child.name}"] = _lines(child)
            if isinstance(child, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
                visit(child, f"{inside}{child.name}.")
            else:
                visit(child, inside)

    visit(tree(path), "")
    return found


def _lines(function: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    lines = (function.end_lineno or function.lineno) - function.lineno + 1
    if ast.get_docstring(function) is not None:
        docstring = function.body[0]
        lines -= (docstring.end_lineno or docstring.lineno) - docstring.lineno + 1
    return lines


def shrink() -> None:
    """Writes the list anew with what became shorter or went; what grew or is new stays out, and the test says so."""
    now = long_functions(under="src", over=AIM)
    kept = {place: min(lines, now[place]) for place, lines in sorted(known().items()) if place in now}
    KNOWN.write_text(json.dumps(kept, indent=2) + "\n", encoding="utf-8")


if __name__ == "__main__":
    shrink()
