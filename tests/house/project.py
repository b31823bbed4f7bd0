"""What the fences look at: the files of the project, and the Python ones as syntax trees."""

from __future__ import annotations

import ast
import subprocess
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SOURCE = ROOT / "src" / "akkoord"


@cache
def files() -> tuple[Path, ...]:
    """Every file that is in version control or would be with the next `git add`."""
    command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    listed = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout
    return tuple(path for name in sorted(set(listed.split("\0"))) if name and (path := ROOT / name).is_file())


def python_files(*, under: str) -> list[Path]:
    """The Python files below a folder of the project, without Django's migrations."""
    return [path for path in files() if path.suffix == ".py" and path.is_relative_to(ROOT / under) and "migrations" not in path.parts]


def name(path: Path) -> str:
    """The path as people write it, from the top of the project."""
    return path.relative_to(ROOT).as_posix()


@cache
def tree(path: Path) -> ast.Module:
    """The syntax tree of a Python file."""
    return ast.parse(path.read_text(encoding="utf-8"), filename=name(path))
