"""Every sample reads as the JSON that stands beside it."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from akkoord.core.reading import SourceFile
from akkoord.importers.as_json import reading_as_json
from akkoord.importers.recognise import read_file

SAMPLES = Path(__file__).parents[1] / "samples"
EXPECTED = sorted(SAMPLES.glob("[!_]*/*.expected.json"))


@pytest.mark.parametrize("expected", EXPECTED, ids=lambda path: f"{path.parent.name}/{path.name.removesuffix('.expected.json')}")
def test_sample_reads_as_expected(expected: Path) -> None:
    sample = expected.with_name(expected.name.removesuffix(".expected.json"))
    reading = read_file(SourceFile(sample.name, sample.read_bytes()))
    assert reading_as_json(reading, language="nl") == json.loads(expected.read_text())


def test_every_sample_has_its_expected_reading() -> None:
    samples = {path for path in SAMPLES.glob("[!_]*/*") if not path.name.endswith(".expected.json")}
    assert {path.with_name(f"{path.name}.expected.json") for path in samples} == set(EXPECTED)


def test_problems_are_told_in_english_too() -> None:
    sample = SAMPLES / "csv" / "broken-lines.csv"
    reading = read_file(SourceFile(sample.name, sample.read_bytes()))
    first = reading_as_json(reading, language="en")["problems"]
    assert isinstance(first, list)
    message = 'Found: "2026-02-31". Expected: an existing day, such as 19-02-2026 or 2026-02-19. Left out.'
    assert first[0] == {"line": 3, "where": "vervaldatum", "message": message}


def test_writing_the_readings_again_changes_none() -> None:
    command = [sys.executable, "-m", "tests.samples.write"]
    done = subprocess.run(command, cwd=SAMPLES.parents[1], capture_output=True, text=True, check=True)
    samples = len(EXPECTED)
    assert done.stdout == f"{samples} samples, 0 new or changed\n"
    wrong = subprocess.run([*command, "no-such-format"], cwd=SAMPLES.parents[1], capture_output=True, text=True, check=False)
    assert (wrong.returncode, wrong.stderr) == (2, "there is no folder no-such-format in samples\n")
