"""Every module of the importers shelf keeps the same contract."""

from __future__ import annotations

import ast
from pathlib import Path
from types import ModuleType

import pytest

import akkoord.importers
from akkoord.core.reading import Reading, SourceFile
from akkoord.core.shelf import modules

SAMPLES = Path(__file__).parents[1] / "samples"
SHELF = modules(akkoord.importers)
FILES = sorted(path for path in SAMPLES.glob("[!_]*/*") if not path.name.endswith(".expected.json"))
JUNK = [
    b"",
    b"\x00",
    b"\xff\xfe",
    b"<",
    b"<a",
    b"<?xml",
    b"<!DOCTYPE a>",
    b";;;;\n;;;;\n",
    b'"',
    b"a;b\n\x00",
    b"PK\x03\x04",
    b"%PDF-1.7\n",
    b"%PDF-1.7\ntrailer<</Root 1 0 R/Size 99999999>>startxref\n9\n%%EOF",
    bytes(range(256)) * 20,
]


def _id(path: Path) -> str:
    return f"{path.parent.name}/{path.name}"


def test_shelf_holds_the_formats_of_the_first_release() -> None:
    banks = ["abn-amro-csv", "asn-csv", "bunq-csv", "ing-csv", "kbc-csv", "knab-csv", "rabobank-csv", "triodos-csv"]
    names = ["camt.052", "camt.053", "camt.054", "cii", "csv", "factur-x", "mt940", "ubl", "xaf", "xlsx", "zip"]
    assert sorted(SHELF) == sorted([*names, *banks])


@pytest.mark.parametrize("module", SHELF.values(), ids=SHELF)
def test_module_says_what_it_is_for_in_one_line(module: ModuleType) -> None:
    assert isinstance(module.__file__, str)
    docstring = ast.get_docstring(ast.parse(Path(module.__file__).read_text())) or ""
    assert docstring.splitlines()[0].startswith("Reads ")


@pytest.mark.parametrize("name", SHELF)
def test_format_has_samples(name: str) -> None:
    assert len([path for path in FILES if path.parent.name == name]) >= 1


@pytest.mark.parametrize("path", FILES, ids=_id)
def test_sample_is_recognised_by_its_own_importer_only(path: Path) -> None:
    head = path.read_bytes()[:65536]
    expected = [] if path.parent.name == "unknown" else [path.parent.name]
    assert [name for name, module in SHELF.items() if module.recognises(head)] == expected


@pytest.mark.parametrize("name", SHELF)
@pytest.mark.parametrize("content", JUNK, ids=range(len(JUNK)))
def test_junk_is_a_problem_and_no_exception(name: str, content: bytes) -> None:
    reading = SHELF[name].read(SourceFile("junk", content))
    assert isinstance(reading, Reading)
    assert (reading.kind, reading.invoices, reading.statements) == (name, (), ())
    assert reading.problems != ()


@pytest.mark.parametrize("name", SHELF)
@pytest.mark.parametrize("path", FILES, ids=_id)
def test_sample_of_any_format_never_raises(name: str, path: Path) -> None:
    reading = SHELF[name].read(SourceFile(path.name, path.read_bytes()))
    assert reading.kind == name


@pytest.mark.parametrize("name", SHELF)
def test_progress_ends_at_the_whole(name: str) -> None:
    path = next(path for path in FILES if path.parent.name == name)
    told: list[tuple[int, int]] = []
    SHELF[name].read(SourceFile(path.name, path.read_bytes()), progress=lambda done, total: told.append((done, total)))
    assert told[-1][0] == told[-1][1] > 0
