"""The statement of a month: made once, of a month that is over; a late correction comes in the next one, and the page says all of it."""

from __future__ import annotations

import csv
import io
from dataclasses import asdict
from datetime import date
from io import BytesIO
from typing import Any

import pytest
from pypdf import PdfReader

from akkoord.core.handover.fees import Terms, terms_kept
from akkoord.core.problem import Refusal
from akkoord.store.access import Desk
from akkoord.store.models import DeskStatement, LineMessage
from akkoord.work.desk.act import Cost, add_cost, take_payment
from akkoord.work.desk.decide import accept_case
from akkoord.work.desk.statements import BEFORE, NO_MONTH, NOTHING, THERE, make_statement, statement_csv
from tests.cast import MONDAY, OWNER
from tests.factories import make_desk
from tests.work.desk_cast import hear, make_agency, make_line, said, submit

pytestmark = pytest.mark.django_db
DECEMBER, JANUARY = date(2026, 12, 1), date(2027, 1, 4)


@pytest.fixture
def desk() -> Desk:
    return make_desk(make_agency(desk_terms=terms_kept(Terms(commission=1_000, per_case=2_500))))


def made(desk: Desk, line_id: int, month: str = "2026-11", on: date = DECEMBER) -> DeskStatement:
    found = make_statement(desk=desk, line_id=line_id, month=month, on=on)
    assert isinstance(found, DeskStatement), found
    return found


def test_a_month_is_settled_once_and_a_late_correction_comes_in_the_next(desk: Desk) -> None:
    line = make_line(desk.creditor)
    case = submit(line)
    accept_case(desk=desk, case_id=case.id, handler=OWNER, on=MONDAY)
    its: dict[str, Any] = {"desk": desk, "case_id": case.id, "day": MONDAY}
    assert take_payment(amount=60_000, on=MONDAY, **its) is None
    assert add_cost(cost=Cost(1_000, "Porto", "client"), on=MONDAY, **its) is None
    assert hear(line, "paid", "D1", {"amount": 10_000, "on": "2026-11-16", "left": 0, "invoice": "F1"}) is None
    assert make_statement(desk=desk, line_id=line.id, month="2026-11", on=date(2026, 11, 30)) == NO_MONTH
    first = made(desk, line.id)
    assert (first.received, first.costs, first.fee, first.vat, first.pay_out) == (60_000, 1_000, 9_500, 1_995, 47_505)
    assert make_statement(desk=desk, line_id=line.id, month="2026-11", on=DECEMBER) == THERE
    assert make_statement(desk=desk, line_id=line.id, month="2026-10", on=DECEMBER) == BEFORE
    assert make_statement(desk=desk, line_id=line.id, month="2026-12", on=JANUARY) == NOTHING
    assert take_payment(amount=-60_000, on=DECEMBER, **its) is None  # of November, and known only now
    second = made(desk, line.id, "2026-12", JANUARY)
    assert (second.received, second.fee, second.vat, second.pay_out) == (-60_000, -6_000, -1_260, -52_740)
    assert said(line)[-1] == ("statement", "")


def test_it_says_everything_on_its_page_and_over_the_line(desk: Desk) -> None:
    line, other = make_line(desk.creditor), make_line(desk.creditor, name="Een ander")
    for number, one in enumerate((submit(line), submit(line, "D2"), submit(other))):
        accept_case(desk=desk, case_id=one.id, handler=OWNER, on=MONDAY)
        take_payment(desk=desk, case_id=one.id, amount=10_000 * (number + 1), day=MONDAY, on=MONDAY)
    row = made(desk, line.id)
    text = " ".join(" ".join(page.extract_text() for page in PdfReader(BytesIO(row.pdf)).pages).split())
    for words in ("Afrekening november 2026", "2026-0001", "2026-0002", "300,00", "80,00", "16,80", "€ 203,20", "WKI-2024-0123"):
        assert words in text
    assert "2026-0003" not in text  # of another client
    told = LineMessage.objects.get(line_id=line.id, kind="statement")
    assert (told.attachment and bytes(told.attachment), told.body["pay_out"]) == (bytes(row.pdf), row.pay_out)
    first = list(csv.reader(io.StringIO(statement_csv(row).decode("utf-8-sig")), delimiter=";"))[1]
    assert first == ['="2026-0001"', "D1", "Bakkerij Bos", "100,00", "0,00", "0,00", "35,00"]
    assert isinstance(make_statement(desk=desk, line_id=line.id, month="november", on=JANUARY), Refusal)
    assert asdict(Terms())["vat"] == row.terms["vat"]
