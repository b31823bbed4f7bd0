"""The command line when rates of interest end: one line on standard error, JSON and exit codes as ever, and a company's own rates."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from datetime import date
from typing import Any, NamedTuple

import pytest

from akkoord.cli import main
from akkoord.store.models import Creditor, Invoice
from tests.cast import BRUG, LINDE
from tests.factories import make_case, make_creditor, make_debtor, make_invoice, make_rate, make_step

INTEREST = ("interest", "--principal", "10000", "--from", "2026-12-01", "--kind", "commercial", "--to")
AHEAD = (
    "De wettelijke handelsrente is gecontroleerd tot en met 31 december 2026. Daarna kan het percentage veranderd zijn (art. 6:120 BW): "
    "Akkoord rekent dan geen rente en formele brieven wachten, tot het nieuwe percentage bekend is."
)
BOTH = AHEAD.replace("De wettelijke handelsrente is", "De rentepercentages zijn")
PASSED = (
    "De rentepercentages zijn gecontroleerd tot en met 31 december 2026. Die dag is voorbij en het percentage kan veranderd zijn "
    "(art. 6:120 BW): Akkoord rekent geen rente meer en formele brieven wachten."
)
REMEDY = (
    "Een nieuwe versie van Akkoord brengt het percentage mee; is het al gepubliceerd, dan kan een eigenaar het invoeren bij "
    "Instellingen, Rentepercentages."
)


class Printed(NamedTuple):
    """What a call printed: its exit code, the one JSON value, and standard error."""

    code: int
    value: Any
    error: str


Call = Callable[..., Printed]


@pytest.fixture
def call(capsys: pytest.CaptureFixture[str]) -> Call:
    """Calls `akkoord … --json` here."""

    def called(*words: str) -> Printed:
        code = main([*words, "--json"])
        printed = capsys.readouterr()
        return Printed(code, json.loads(printed.out) if printed.out else None, printed.err)

    return called


@pytest.fixture
def company(db: None) -> Creditor:
    """A company with a debtor who is late."""
    creditor = make_creditor(LINDE, bank_until=date(2027, 2, 1))
    make_invoice(make_debtor(creditor), number="F1", due_on=date(2026, 11, 20))
    return creditor


@pytest.mark.parametrize(("last", "error"), [("2026-11-29", ""), ("2026-11-30", f"akkoord interest: {AHEAD} {REMEDY}\n")])
def test_interest_warns_from_a_month_before_the_table_ends(call: Call, last: str, error: str) -> None:
    printed = call(*(word.replace("2026-12-01", "2026-11-01") for word in INTEREST), last)
    assert (printed.code, sorted(printed.value), printed.error) == (0, ["days", "interest", "lines", "principal_left"], error)


def test_interest_past_the_table_is_refused_in_one_line(call: Call) -> None:
    code, value, error = call(*INTEREST, "2027-01-01")
    assert (code, value) == (2, None)
    assert error == (
        "akkoord interest: De tabel voor wettelijke handelsrente is gecontroleerd tot en met 2026-12-31; "
        "voor 2027-01-01 kan het percentage veranderd zijn. "
        "Werk Akkoord bij, of voer het percentage in bij Instellingen, Rentepercentages. (6:119a BW)\n"
    )


def test_interest_of_a_company_has_the_rate_it_entered(call: Call, company: Creditor) -> None:
    make_rate(company, date(2027, 1, 1))
    make_creditor(BRUG)
    code, value, error = call(*INTEREST, "2027-01-31", "--creditor", company.name)
    assert (code, error, [(line["from"], line["rate"]) for line in value["lines"]]) == (
        0,
        "",
        [("2026-12-01", "10.40"), ("2027-01-01", "9.15")],
    )
    assert value["lines"][1]["source"] == f"6:119a BW; Stcrt. 2026, 40000 (ingevoerd door {company.name}, 2026-11-16)"
    assert (call(*INTEREST, "2027-01-31").code, call(*INTEREST, "2027-01-31", "--creditor", BRUG["name"]).code) == (2, 2)


def test_interest_without_a_company_opens_no_database() -> None:
    script = (
        "import sys\nfrom akkoord.cli import main\n"
        f"code = main({[*INTEREST, '2026-12-31']!r})\n"
        "sys.exit(code or bool({'django', 'sqlite3', 'psycopg'} & set(sys.modules)))"
    )
    assert subprocess.run([sys.executable, "-c", script], capture_output=True, check=False).returncode == 0


def test_interest_of_a_company_there_is_not_is_a_wrong_call(call: Call, company: Creditor) -> None:
    assert call(*INTEREST, "2026-12-31", "--creditor", "Niemand") == (
        2,
        None,
        f"akkoord interest: there is no company 'Niemand'; there is {company.name}\n",
    )


@pytest.mark.parametrize(("on", "error"), [("2026-11-29", ""), ("2026-12-15", f"akkoord owed: {AHEAD} {REMEDY}\n")])
def test_owed_warns_of_the_table_that_this_debtor_needs(call: Call, company: Creditor, on: str, error: str) -> None:
    printed = call("owed", "1001", "--on", on)
    assert (printed.code, printed.value["principal"], printed.error) == (0, "100.00", error)


def test_owed_past_the_table_is_refused_until_the_rate_is_entered(call: Call, company: Creditor) -> None:
    code, value, error = call("owed", "1001", "--on", "2027-02-01")
    assert (code, value, error.count("\n"), "6:119a BW" in error) == (2, None, 1, True)
    make_rate(company, date(2027, 1, 1))
    printed = call("owed", "1001", "--on", "2027-02-01")
    assert (printed.code, printed.error, printed.value["interest_lines"][1]["rate"]) == (0, "", "9.15")


@pytest.mark.parametrize(("on", "said"), [("2026-11-28", ""), ("2026-12-15", f"{BOTH} {REMEDY}"), ("2027-02-01", f"{PASSED} {REMEDY}")])
def test_run_and_today_warn_and_print_what_they_always_print(call: Call, company: Creditor, on: str, said: str) -> None:
    run, today = call("run", "--on", on), call("today", "--on", on)
    assert (run.code, today.code) == (0, 0)
    assert sorted(run.value) == ["debtors", "decisions", "letters", "on", "seconds", "sent", "tasks", "waiting"]
    assert [run.error, today.error] == ([f"akkoord run: {said}\n", f"akkoord today: {said}\n"] if said else ["", ""])


def test_run_of_more_companies_names_the_one_whose_rates_end_first(call: Call, company: Creditor) -> None:
    other = make_creditor(BRUG)
    for series in ("consumer", "commercial"):
        make_rate(other, date(2027, 1, 1), series=series)
    error = call("run", "--on", "2026-12-15").error
    assert error == f"akkoord run: {company.name}: {BOTH} {REMEDY}\n"


def test_run_says_to_people_what_could_not_be_done(company: Creditor, capsys: pytest.CaptureFixture[str]) -> None:
    late = Invoice.objects.get(creditor=company)
    case = make_case(late.debtor)
    for step, day in (("reminder", date(2026, 12, 22)), ("call", date(2027, 1, 4))):
        make_step(case, late, step, on=day)
    assert main(["run", "--on", "2027-02-01"]) == 0
    assert capsys.readouterr().out.splitlines()[1:] == ["  kon niet: notice-of-default      1"]
