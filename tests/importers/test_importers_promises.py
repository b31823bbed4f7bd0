"""The watch over the promises of importers notices each way to break them, and the changes it makes to files never fail."""

from __future__ import annotations

import io
import subprocess
import sys
import time
import zipfile
from pathlib import Path
from random import Random

import pytest

import akkoord.importers
from akkoord.core.problem import Problem, Text
from akkoord.core.reading import Progress, Reading, SourceFile, StatementRead, no_progress
from akkoord.core.shelf import modules
from tests.fuzz.mutations import CHANGES, inside_zip
from tests.fuzz.promises import ANY, MEGABYTES, Broken, kept, targets


class Importer:
    """Breaks one promise, named by what it is given."""

    NAME = "breaks"

    def recognises(self, head: bytes) -> bool:
        """Everything."""
        return True

    def read(self, file: SourceFile, *, progress: Progress = no_progress) -> Reading:
        """Breaks the promise."""
        problem = Problem(Text("nul\x00", "nul\x00") if file.content == b"nul" else Text("a", "a"))
        if file.content == b"slow":
            began = time.process_time()
            while time.process_time() - began < 1.1:
                pass
        if file.content == b"large":
            assert len(b"x" * ((MEGABYTES + 100) << 20)) > 0
        if file.content == b"half":
            return Reading(self.NAME, statements=(StatementRead("\ud800", "", "EUR", ()),))
        return Reading(self.NAME, problems=() if file.content == b"silent" else (problem,))


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"slow", "4 bytes took 1.1 seconds"),
        (b"nul", "a text that no database stores: 'nul\\x00'"),
        (b"silent", "the reading says nothing at all"),
    ],
)
def test_promise_that_is_broken_is_named(content: bytes, said: str) -> None:
    with pytest.raises(Broken) as broken:
        kept(Importer(), content)
    assert str(broken.value) == said


def test_memory_is_noticed() -> None:
    code = "from tests.importers.test_importers_promises import Importer, kept\nkept(Importer(), b'large')"
    command, top = [sys.executable, "-c", code], Path(__file__).parents[2]
    said = subprocess.run(command, cwd=top, capture_output=True, text=True, check=False).stderr.splitlines()[-1]
    assert said.startswith("tests.fuzz.promises.Broken: 5 bytes took ")


def test_text_that_cannot_be_written_is_noticed() -> None:
    with pytest.raises(UnicodeEncodeError):
        kept(Importer(), b"half")


def test_promise_that_is_kept_gives_the_reading() -> None:
    assert kept(Importer(), b"well").kind == "breaks"


def test_every_importer_of_the_shelf_is_fuzzed() -> None:
    assert set(targets()) == {ANY, *modules(akkoord.importers)}


@pytest.mark.parametrize("change", CHANGES, ids=lambda change: change.__name__)
@pytest.mark.parametrize("content", [b"", b"\n", b"\xff", b"<a><b>1</b></a>", b"a;b\n1;2026-01-05\n", bytes(range(256))])
def test_change_of_a_file_never_fails(content: bytes, change: object) -> None:
    assert callable(change)
    assert {type(change(content, Random(seed))) for seed in range(40)} == {bytes}


def test_file_in_a_zip_is_changed_inside_it() -> None:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        archive.writestr("a.csv", "factuurnummer;klant\n1;Alfa\n")
    inside = set()
    for seed in range(40):
        with zipfile.ZipFile(io.BytesIO(inside_zip(made.getvalue(), Random(seed)))) as archive:
            inside.add(archive.read("a.csv"))
    assert len(inside) > 20
