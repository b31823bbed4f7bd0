"""No file carries an address of a registry, a path of somebody's machine, or an excuse without its reason."""

from __future__ import annotations

import re
from pathlib import Path

from tests.house.project import ROOT, files, name, python_files

# One letter of each stands in brackets, so that this file does not hold what it looks for.
ADDRESS = r"p[y]pi\.org|python[h]osted\.org|registry\.n[p]mjs|[-]index-url|[f]ind-links|[f]ile:///"
HOME = r"(?<![\w.])/(root|home/\w+|Users/\w+)/"
HERE = rf"(?<![\w.-]){re.escape(str(ROOT))}(?![\w-])"
UNFINISHED = r"\b([T]ODO|[F]IXME|[X]XX)\b"
EXCUSE = r"#\s*([n]oqa|[t]ype:\s*ignore)"
BARE_EXCUSE = EXCUSE + r"(?!(: ?[A-Z]+\d+(, ?[A-Z]+\d+)*|\[[\w, -]+\])\s*[#:–-]\s*\S.{2,})"
PASSED_OVER = r"pytest\.(mark\.)?([s]kip|[x]fail|[i]mportorskip)"


def _text(path: Path) -> str:
    """What a text file says; nothing for a picture or another file of bytes."""
    content = path.read_bytes()
    return "" if b"\0" in content else content.decode("utf-8", errors="replace")


def _lines(paths: list[Path], wanted: str) -> list[str]:
    return [
        f"{name(path)}:{number} {line.strip()[:240]}"
        for path in paths
        for number, line in enumerate(_text(path).splitlines(), start=1)
        if re.search(wanted, line)
    ]


def test_files_hold_no_address_of_a_registry_and_no_path_of_a_machine() -> None:
    assert _lines(list(files()), f"{ADDRESS}|{HOME}|{HERE}") == []


def test_files_hold_nothing_unfinished() -> None:
    assert _lines([path for path in files() if path.suffix in {".py", ".html", ".css", ".js", ".toml", ".typ"}], UNFINISHED) == []


def test_excuses_carry_their_reason() -> None:
    assert _lines(python_files(under="src") + python_files(under="tests"), BARE_EXCUSE) == []


def test_no_test_is_passed_over() -> None:
    assert _lines(python_files(under="tests"), PASSED_OVER) == []


def test_no_command_hides_its_failure() -> None:
    scripts = [path for path in files() if path.name == "Makefile" or path.parent in {ROOT / "tools", ROOT / ".ci"}]
    assert _lines(scripts, r"\|\|\s*(true|:)") == []
