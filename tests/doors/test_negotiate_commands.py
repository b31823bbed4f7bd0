"""`akkoord negotiate` and `akkoord simulate` as programs run them: lines in, lines out, one JSON value, one line for a wrong call."""

from __future__ import annotations

import io
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from akkoord.cli import main
from akkoord.core.negotiation.bounds import EXAMPLE


@pytest.fixture
def policy_file(tmp_path: Path) -> Path:
    """The example policy as a file."""
    path = tmp_path / "policy.toml"
    path.write_text(EXAMPLE, encoding="utf-8")
    return path


def negotiate(policy_file: Path, lines: bytes, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> list[dict[str, Any]]:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(lines)))
    assert main(["negotiate", "--policy", str(policy_file)]) == 0
    return [json.loads(line) for line in capsys.readouterr().out.splitlines()]


OPEN = (
    b'{"type":"open","case":"c1","debt":"1200.00","debtor":"business","overdue_days":45,"invoices":3,"history":{"invoices":12,"late":7}}\n'
)


def test_each_line_in_gives_one_line_out(policy_file: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    lines = OPEN + OPEN.replace(b"c1", b"c2") + b'{"type":"reject","case":"c1"}\n\n{"type":"accept","case":"c2"}\n'
    answers = negotiate(policy_file, lines, capsys, monkeypatch)
    assert [(one["case"], one["type"]) for one in answers] == [("c1", "offer"), ("c2", "offer"), ("c1", "offer"), ("c2", "accept")]
    assert answers[3]["offer"] == answers[1]["offer"]


@pytest.mark.parametrize(
    "line",
    [
        b"nonsense",
        b"[1,2",
        b'{"type":"open","case":"\xff"}',
        b"9" * 5000,
        b"[" * 50_000,
        b'{"case":"c1","type":"open","debt":NaN,"debtor":"business"}',
        b'{"case":"c1","type":"open","debt":1e999999999,"debtor":"business"}',
        b'{"case":"' + b"x" * 200_000 + b'"}',
        b'{"type":"say","case":"\\ud800","text":"\\ud800"}',
    ],
)
def test_a_line_that_cannot_be_read_is_answered(
    line: bytes, policy_file: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    answers = negotiate(policy_file, line + b"\n" + OPEN, capsys, monkeypatch)
    assert [one["type"] for one in answers] == ["person", "offer"]


def test_each_answer_leaves_before_the_next_line_comes(policy_file: Path) -> None:
    with subprocess.Popen(
        [sys.executable, "-m", "akkoord", "negotiate", "--policy", str(policy_file)], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        kinds = []
        for line in (OPEN, b'{"type":"silence","case":"c1","days":2}\n', b'{"type":"accept","case":"c1"}\n'):
            process.stdin.write(line)
            process.stdin.flush()
            kinds.append(json.loads(process.stdout.readline())["type"])
        process.stdin.close()
        assert process.wait() == 0
    assert kinds == ["offer", "offer", "accept"]


@pytest.mark.parametrize("wrong", ["max_offers = 0", "what = 1", "not toml", "consumer_charges = true"])
def test_a_wrong_policy_is_one_line_and_two(wrong: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "wrong.toml"
    name = wrong.split(" =")[0]
    path.write_text("\n".join([*(line for line in EXAMPLE.splitlines() if not line.startswith(name)), wrong]), encoding="utf-8")
    assert main(["negotiate", "--policy", str(path)]) == 2
    said = capsys.readouterr()
    assert (said.out, len(said.err.splitlines())) == ("", 1)
    assert main(["negotiate", "--policy", str(tmp_path / "none.toml")]) == 2
    assert main(["negotiate"]) == 2


def test_simulate_prints_one_value_and_the_same_each_time(capsys: pytest.CaptureFixture[str]) -> None:
    said = []
    for _ in range(2):
        assert main(["simulate", "--debtors", "20", "--seed", "3", "--json"]) == 0
        said.append(capsys.readouterr().out)
    assert said[0] == said[1]
    assert list(json.loads(said[0])) == [
        "strategy", "debtors", "efficiency", "regret", "skill", "recovered_share", "agreements", "kept_share", "mean_offers", "mean_days",
    ]  # fmt: skip


def test_simulate_shows_a_strategy_as_a_table(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["simulate", "--debtors", "20", "--strategy", "single-plan"]) == 0
    assert [line.split()[0] for line in capsys.readouterr().out.splitlines()] == ["strategie", "single-plan"]


@pytest.mark.parametrize("words", [["--strategy", "best"], ["--debtors", "0"], ["--seed", "-1"], ["--population", "none"]])
def test_a_wrong_simulation_is_one_line_and_two(words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["simulate", *words]) == 2
    assert len(capsys.readouterr().err.splitlines()) == 1
