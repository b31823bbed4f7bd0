"""`akkoord reason`: what is printed for one utterance and for a file of them, and what it says of a wrong call."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from akkoord.cli import main


def test_reason_prints_what_to_say(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["reason", "ik heb die factuur nooit ontvangen", "--json"]) == 0
    value = json.loads(capsys.readouterr().out)
    assert sorted(value) == ["ask", "back_to_arrears", "cause", "confidence", "empathy", "others", "proof", "reason"]
    assert (value["reason"], value["cause"], value["proof"]) == ("not-received", "forgotten", "")
    assert [sorted(one) for one in value["others"]] == [["confidence", "reason"]] * 4
    assert "{" not in value["ask"] + value["empathy"] + value["back_to_arrears"]


def test_reason_of_a_file_prints_one_value_a_line(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    path = tmp_path / "said.txt"
    path.write_text("klaag me maar aan\n\nwij zijn failliet\r\n", encoding="utf-8")
    for words in (["--json"], []):
        assert main(["reason", "--file", str(path), *words]) == 0
        values = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
        assert [value["reason"] for value in values] == ["sue-me", "none", "insolvency"]


def test_reason_for_people_is_dutch(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["reason", "ik heb die factuur nooit ontvangen"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].startswith("Factuur niet ontvangen (")
    assert [line.split(":")[0] for line in lines[1:]] == ["Vraag", "Begrip", "Terug"]


def test_reason_that_is_not_sure_shows_three(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["reason", "het is een lang verhaal met die levering en dat bedrag van toen"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[1] == "Niet zeker; het kan ook zijn:"
    assert [line.startswith("  ") for line in lines[2:5]] == [True, True, False]


def test_reason_tells_of_signs_of_vulnerability(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["reason", "ik zie het niet meer zitten, ik wil niet meer leven"]) == 0
    assert capsys.readouterr().out.splitlines()[-1] == (
        "Let op: tekenen van kwetsbaarheid (gedachten aan zelfdoding, wanhoop). Dring niet aan; laat een mens beslissen."
    )


def test_reason_of_nothing_is_none(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["reason", "", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["reason"] == "none"


@pytest.mark.parametrize(
    ("words", "content", "said"),
    [
        ([], None, "as TEXT or with --file F"),
        (["ik betaal niet", "--file", "{file}"], b"ja\n", "as TEXT or with --file F"),
        (["--file", "{file}"], None, "cannot be read"),
        (["--file", "{file}"], b"ik betaal \xff\xfe niet\n", "no UTF-8 text: byte 11"),
    ],
)
def test_wrong_call_of_reason(
    words: list[str], content: bytes | None, said: str, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    path = tmp_path / "said.txt"
    if content is not None:
        path.write_bytes(content)
    assert main(["reason", *(word.format(file=path) for word in words)]) == 2
    printed = capsys.readouterr()
    assert (printed.out, printed.err.count("\n"), said in printed.err) == ("", 1, True), printed.err
