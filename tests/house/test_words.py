"""docs/words.md gives each Dutch term its one English name, and the code uses the names it gives."""

from __future__ import annotations

import re
from itertools import pairwise

from tests.house.project import ROOT, python_files


def _rows() -> list[list[str]]:
    """The cells of the table's rows, without its heading."""
    lines = (ROOT / "docs" / "words.md").read_text(encoding="utf-8").splitlines()
    rows = [[cell.strip() for cell in line.strip().strip("|").split("|")] for line in lines if line.startswith("|")]
    return [row for row in rows[1:] if not re.fullmatch(r":?-+:?", row[0])]


def test_words_give_every_term_a_name() -> None:
    rows = _rows()
    assert len(rows) > 0
    assert [row for row in rows if len(row) < 2 or not row[0] or not row[1]] == []


def test_words_stand_once_and_in_order() -> None:
    terms = [row[0].casefold() for row in _rows()]
    assert [(one, other) for one, other in pairwise(terms) if one >= other] == []


def test_words_name_what_the_code_has() -> None:
    """A name between backticks is one that the source really has."""
    source = " ".join(path.read_text(encoding="utf-8") for path in python_files(under="src"))
    words = set(re.findall(r"[A-Za-z_]\w*", source))
    named = {part for row in _rows() for code in re.findall(r"`([^`]+)`", " ".join(row)) for part in re.findall(r"[A-Za-z_]\w*", code)}
    assert sorted(named - words) == []
