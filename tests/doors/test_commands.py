"""The command line: what each verb prints, its exit codes, and what it says of a wrong call."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from akkoord.cli import main
from akkoord.cli.bar import bar
from akkoord.store.models import Creditor, Invoice, Letter, StepTaken

STORIES = Path(__file__).parent.parent / "stories"
Call = Callable[..., tuple[int, Any]]
INTEREST = ["--principal", "1000", "--from", "2025-01-01", "--to", "2026-06-30", "--kind", "commercial"]

INVOICES = """Factuurnummer;Klantnaam;E-mail;KvK;Factuurdatum;Vervaldatum;Bedrag
2026-118;Bouwbedrijf Van Vliet B.V.;admin@example.nl;;02-03-2026;01-04-2026;1.000,00
2026-119;Café De Sluis B.V.;;;02-03-2026;01-04-2026;312,45
"""


@pytest.fixture
def call(capsys: pytest.CaptureFixture[str]) -> Call:
    """Calls `akkoord … --json` here; gives the exit code and the one JSON value."""

    def called(*words: str) -> tuple[int, Any]:
        code = main([*words, "--json"])
        out = capsys.readouterr().out
        return code, json.loads(out) if out else None

    return called


@pytest.fixture
def invoices(tmp_path: Path) -> Path:
    """A file with two invoices."""
    path = tmp_path / "open.csv"
    path.write_text(INVOICES, encoding="utf-8")
    return path


def test_interest_prints_every_line(call: Call) -> None:
    code, value = call("interest", "--principal", "10000", "--from", "2026-06-01", "--to", "2026-07-31", "--kind", "commercial")
    assert code == 0
    assert {**value, "lines": [(line["from"], line["to"], line["days"], line["rate"], line["interest"]) for line in value["lines"]]} == {
        "interest": "171.75",
        "days": 61,
        "principal_left": "10000.00",
        "lines": [("2026-06-01", "2026-06-30", 30, "10.15", "83.42"), ("2026-07-01", "2026-07-31", 31, "10.40", "88.33")],
    }
    assert sorted(value["lines"][0]) == ["base", "days", "from", "interest", "rate", "source", "to"]


def test_interest_takes_payments_off(call: Call) -> None:
    words = ("interest", "--principal", "100", "--from", "2026-01-20", "--to", "2026-02-19", "--kind", "consumer")
    _, value = call(*words, "--payment", "2026-01-30:40.00")
    assert (value["interest"], value["principal_left"], len(value["lines"])) == ("0.25", "60.12", 2)


def test_costs_print_the_scale(call: Call) -> None:
    assert call("costs", "--principal", "3500.00", "--debtor", "business", "--vat-surcharge") == (
        0,
        {
            "costs": "475.00",
            "vat": "99.75",
            "total": "574.75",
            "lines": [
                {"over": "2500.00", "percentage": "15", "amount": "375.00", "source": "Besluit BIK art. 2"},
                {"over": "1000.00", "percentage": "10", "amount": "100.00", "source": "Besluit BIK art. 2"},
            ],
        },
    )


def test_letter_dates_count_from_presumed_receipt(call: Call) -> None:
    assert call("letter-dates", "--posted", "2026-11-19") == (
        0,
        {
            "received_on": "2026-11-21",
            "first_day": "2026-11-22",
            "last_free_day": "2026-12-05",
            "safe_last_day": "2026-12-07",
            "costs_due_from": "2026-12-08",
        },
    )


def test_prescription_prints_every_term(call: Call) -> None:
    words = ("prescription", "--due", "2021-03-01", "--kind", "business")
    assert call(*words) == (
        0,
        {
            "prescribes_on": "2026-03-02",
            "lines": [
                {
                    "from": "2021-03-02",
                    "to": "2026-03-01",
                    "years": 5,
                    "source": "3:307 lid 1 BW",
                    "because": "Opeisbaar op 1 maart 2021; de dag erna begint de termijn. "
                    "Stuiten helpt tot en met 1 maart 2026; verjaard op 2 maart 2026.",
                }
            ],
        },
    )
    code, value = call(*words, "--interrupted", "2025-06-10", "2031-01-01", "--interrupted", "2022-01-01")
    assert (code, value["prescribes_on"]) == (0, "2030-06-11")
    assert [(line["from"], line["to"]) for line in value["lines"]] == [
        ("2021-03-02", "2026-03-01"),
        ("2022-01-02", "2027-01-01"),
        ("2025-06-11", "2030-06-10"),
        (None, None),
    ]


def test_prescription_is_read_by_people_too(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["prescription", "--due", "2024-02-28", "--kind", "consumer-purchase"]) == 0
    assert capsys.readouterr().out.splitlines() == [
        "2024-02-29 .. 2026-02-28   2 y  Opeisbaar op 28 februari 2024; de dag erna begint de termijn. "
        "Stuiten helpt tot en met 28 februari 2026; verjaard op 1 maart 2026.   7:28 BW",
        "2026-03-01",
    ]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ((), "name what to do"),
        (("prescription", "--due", "2021-03-01"), "required"),
        (("prescription", "--due", "2021-03-01", "--kind", "rent"), "consumer-purchase (7:28 BW)"),
        (("prescription", "--due", "2021-02-30", "--kind", "business"), "no date"),
        (("prescription", "--due", "2021-03-01", "--kind", "business", "--interrupted", "gisteren"), "no date"),
        (("prescription", "--due", "2021-03-01", "--kind", "business", "--interrupted", "2021-02-28"), "pas opeisbaar"),
        (("fly",), "invalid choice"),
        (("interest", "--principal", "1"), "required"),
        (("interest", "--principal", "1.005", "--from", "2026-01-01", "--to", "2026-01-02", "--kind", "consumer"), "two decimals"),
        (("interest", "--principal", "1", "--from", "31-02-2026", "--to", "2026-03-02", "--kind", "consumer"), "no date"),
        (("interest", "--principal", "1", "--from", "2026-02-02", "--to", "2026-02-01", "--kind", "consumer"), "6:119 BW"),
        (("interest", "--principal", "1", "--from", "2026-02-02", "--to", "2027-02-01", "--kind", "consumer"), "2026-12-31"),
        (("interest", "--principal", "1", "--from", "1970-02-02", "--to", "1970-03-01", "--kind", "consumer"), "1976-04-01"),
        (("costs", "--principal", "-1", "--debtor", "consumer"), "Besluit BIK"),
        (("inspect", "/nowhere/at/all.csv"), "cannot be read"),
        (("import", "/nowhere/at/all.csv"), "cannot be read"),
        (("export", "invoices", "list.pdf"), ".xlsx"),
        (("export", "everything", "list.csv"), "invalid choice"),
        (("serve", "--port", "70000"), "65535"),
    ],
)
def test_wrong_call_is_one_line_and_exit_two(words: tuple[str, ...], said: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(list(words)) == 2
    printed = capsys.readouterr()
    assert printed.out == ""
    assert (printed.err.count("\n"), said in printed.err) == (1, True), printed.err


def test_inspect_stores_nothing_and_tells_problems(call: Call, invoices: Path, db: None) -> None:
    invoices.write_text(INVOICES + "2026-120;Smit;;;31-02-2026;01-04-2026;10,00\n", encoding="utf-8")
    code, value = call("inspect", str(invoices))
    assert (code, value["kind"], [one["number"] for one in value["invoices"]]) == (1, "csv", ["2026-118", "2026-119"])
    assert [(one["line"], one["where"]) for one in value["problems"]] == [(4, "Factuurdatum")]
    assert Invoice.objects.count() == 0


def test_import_twice_changes_nothing(call: Call, invoices: Path, db: None) -> None:
    code, first = call("import", str(invoices), "--on", "2026-03-03")
    assert (code, {**first["files"][0], "path": ""}) == (
        0,
        {"path": "", "kind": "csv", "invoices": 2, "credit_notes": 0, "payments": 0, "debtors": 2, "duplicates": 0, "problems": []},
    )
    _, second = call("import", str(invoices), "--on", "2026-03-03")
    assert (second["files"][0]["invoices"], second["files"][0]["debtors"], second["files"][0]["duplicates"]) == (0, 0, 2)
    assert Invoice.objects.count() == 2


@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_export_reads_back_as_what_was_imported(call: Call, invoices: Path, tmp_path: Path, form: str, db: None) -> None:
    call("import", str(invoices), "--on", "2026-03-03")
    path = tmp_path / f"lijst.{form}"
    assert call("export", "open-invoices", str(path)) == (0, {"what": "open-invoices", "file": str(path), "rows": 2})
    code, value = call("inspect", str(path))
    assert (code, [(one["number"], one["total"]) for one in value["invoices"]]) == (0, [("2026-118", "1000.00"), ("2026-119", "312.45")])


def test_import_draws_a_bar_on_a_terminal_only(call: Call, invoices: Path, monkeypatch: pytest.MonkeyPatch, db: None) -> None:
    quiet, watched = io.StringIO(), io.StringIO()
    for out in (quiet, watched):
        monkeypatch.setattr(out, "isatty", lambda out=out: out is watched)
        monkeypatch.setattr(sys, "stderr", out)
        call("import", str(invoices), "--on", "2026-03-03")
    assert (quiet.getvalue(), watched.getvalue()) == ("", f"\r{'':<79}\r")


def test_bar_draws_each_percent_once_and_wipes_itself() -> None:
    out = io.StringIO()
    setattr(out, "isatty", lambda: True)  # noqa: B010 - a terminal for once
    draw = bar("groot.xaf", to=out)
    for done in (0, 1, 2, 500, 1000):
        draw(done, 1000)
    lines = [line for line in out.getvalue().split("\r") if line]
    assert [line.split("%")[0].split()[-1] for line in lines[:-1]] == ["0", "50"]
    assert lines[-1].strip() == ""


def test_import_of_what_is_no_invoice_says_so(call: Call, tmp_path: Path, db: None) -> None:
    path = tmp_path / "holiday.png"
    path.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(100))
    code, value = call("import", str(path))
    assert (code, value["files"][0]["kind"], len(value["files"][0]["problems"])) == (1, "unknown", 1)


def test_run_decides_once_a_day(call: Call, invoices: Path, db: None) -> None:
    call("import", str(invoices), "--on", "2026-03-03")
    Creditor.objects.update(bank_until="2026-04-02")
    code, value = call("run", "--on", "2026-04-02")
    assert (code, sorted(value)) == (0, ["debtors", "decisions", "letters", "on", "seconds", "sent", "tasks", "waiting"])
    assert {**value, "seconds": 0} == {
        "on": "2026-04-02",
        "debtors": 2,
        "decisions": {"reminder": 2},
        "waiting": {},
        "letters": 2,
        "tasks": 0,
        "sent": 0,
        "seconds": 0,
    }
    _, again = call("run", "--on", "2026-04-02")
    assert (again["decisions"], again["letters"], again["waiting"]) == ({}, 0, {"not-yet": 2})
    assert (Letter.objects.count(), StepTaken.objects.count()) == (2, 2)


def test_run_on_an_old_bank_statement_sends_nothing(call: Call, invoices: Path, db: None) -> None:
    call("import", str(invoices), "--on", "2026-03-03")
    _, value = call("run", "--on", "2026-04-02")
    assert (value["decisions"], value["waiting"]) == ({}, {"bank-not-up-to-date": 2})
    _, items = call("today", "--on", "2026-04-02")
    assert [one["step"] for one in items] == ["bank"]


def test_today_puts_the_most_money_first(call: Call, invoices: Path, db: None) -> None:
    call("import", str(invoices), "--on", "2026-03-03")
    Creditor.objects.update(bank_until="2026-04-02")
    call("run", "--on", "2026-04-02")
    code, items = call("today", "--on", "2026-04-02")
    assert (code, [(one["debtor"], one["step"], one["open"], one["overdue_days"]) for one in items]) == (
        0,
        [("Bouwbedrijf Van Vliet B.V.", "read-letter", "1000.00", 1), ("Café De Sluis B.V.", "read-letter", "312.45", 1)],
    )
    keys = ["because", "debtor", "expected_gain", "open", "overdue_days", "step", "suggested_time"]
    assert sorted(items[0]) == keys


def test_owed_explains_every_euro(call: Call, invoices: Path, db: None) -> None:
    call("import", str(invoices), "--on", "2026-03-03")
    code, value = call("owed", "Bouwbedrijf Van Vliet B.V.", "--on", "2026-04-30")
    assert (code, value["principal"], value["interest"], value["costs"], value["total"]) == (0, "1000.00", "8.06", "0.00", "1008.06")
    assert [(line["from"], line["to"], line["days"], line["rate"]) for line in value["interest_lines"]] == [
        ("2026-04-02", "2026-04-30", 29, "10.15")
    ]
    assert main(["owed", "Niemand"]) == 2


def test_help_loads_no_framework() -> None:
    script = (
        "import sys\nfrom akkoord.cli import main\n"
        "try:\n    main(['--help'])\nexcept SystemExit:\n    pass\n"
        "sys.exit(bool({'django', 'typst', 'lxml', 'holidays', 'numpy'} & set(sys.modules)))"
    )
    assert subprocess.run([sys.executable, "-c", script], capture_output=True, check=False).returncode == 0


@pytest.mark.parametrize(
    ("words", "heavy", "code"),
    [
        (["interest", *INTEREST], {"django", "numpy"}, 0),
        (["interest", *INTEREST, "--json"], {"django", "numpy"}, 0),
        (["costs", "--principal", "1000", "--debtor", "business"], {"django", "numpy"}, 0),
        (["owed", "Niemand"], {"numpy"}, 2),
    ],
)
def test_verb_about_one_loads_nothing_for_many(tmp_path: Path, words: list[str], heavy: set[str], code: int) -> None:
    script = (
        f"import sys\nfrom akkoord.cli import main\ncode = main(sys.argv[1:])\nsys.exit(code + 10 * bool({heavy!r} & set(sys.modules)))"
    )
    environment = {**os.environ, "AKKOORD_DATA": str(tmp_path)}
    assert subprocess.run([sys.executable, "-c", script, *words], capture_output=True, env=environment, check=False).returncode == code


def test_stories_all_come_true(tmp_path: Path) -> None:
    files = sorted(str(path) for path in STORIES.glob("*.toml"))
    environment = {**os.environ, "AKKOORD_DATA": str(tmp_path)}
    done = subprocess.run(
        [sys.executable, "-m", "akkoord", "story", *files, "--json"], capture_output=True, text=True, env=environment, check=False
    )
    told = [json.loads(line) for line in done.stdout.splitlines()]
    assert [(one["story"], one["failures"]) for one in told if not one["passed"]] == []
    assert (len(told), done.returncode, done.stderr) == (len(files), 0, "")
    assert list(tmp_path.iterdir()) == []  # a story leaves nothing behind


def test_story_that_does_not_come_true_is_told(tmp_path: Path) -> None:
    path = tmp_path / "wrong.toml"
    path.write_text(
        'name = "Wrong"\n[[event]]\non = 2026-03-02\n'
        'invoice = { number = "A", total = "10.00", due_on = 2026-04-01 }\n[[expect]]\non = 2026-04-02\nstep = "call"\n'
    )
    done = subprocess.run([sys.executable, "-m", "akkoord", "story", str(path), "--json"], capture_output=True, text=True, check=False)
    assert (done.returncode, json.loads(done.stdout)) == (
        1,
        {"story": "Wrong", "passed": False, "failures": [{"on": "2026-04-02", "expected": "step call", "got": "step reminder"}]},
    )


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("name =", "it is not TOML"),
        ("name = 'x'", "at least one"),
        ("[[event]]\non = 2026-01-01\nmiracle = true\n[[expect]]\non = 2026-01-01\nstep = 'none'", "miracle"),
        ("[[event]]\ninvoice = {}\n", "has a day"),
        ("[[event]]\non = 2026-01-01\ninvoice = {}\n[[expect]]\non = 2026-01-01\nstep = 'none'", "cannot be understood"),
    ],
)
def test_story_that_cannot_be_read_is_a_wrong_call(text: str, said: str, tmp_path: Path) -> None:
    path = tmp_path / "odd.toml"
    path.write_text(text)
    done = subprocess.run([sys.executable, "-m", "akkoord", "story", str(path)], capture_output=True, text=True, check=False)
    assert (done.returncode, said in done.stderr, done.stderr.count("\n")) == (2, True, 1), done.stderr


def test_import_of_a_corrected_invoice_tells_it_and_has_no_problem(call: Call, invoices: Path, db: None) -> None:
    call("import", str(invoices), "--on", "2026-03-03")
    invoices.write_text(INVOICES.replace("312,45", "300,00"), encoding="utf-8")
    code, value = call("import", str(invoices), "--on", "2026-03-04")
    file = value["files"][0]
    assert (code, file["problems"], [one["where"] for one in file["notices"]]) == (0, [], ["2026-119"])
    assert Invoice.objects.get(number="2026-119").total == 30_000
