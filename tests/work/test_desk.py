"""The desk: what a client says is taken in once and in order, what its people do is told to him, and the sums follow."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from akkoord.core.handover.archive import unarchived
from akkoord.core.handover.dossier import MANIFEST
from akkoord.core.handover.signed import public_of
from akkoord.core.problem import Refusal
from akkoord.store.access import Desk
from akkoord.store.models import Debtor, DeskCase, DeskEntry, Hold, Line, LineMessage, Task
from akkoord.work.desk.act import Cost, act_in_case, add_cost, ask_client, look_at, note_in_case, take_payment
from akkoord.work.desk.case import owing
from akkoord.work.desk.complaints import complain, confirm_complaint
from akkoord.work.desk.decide import NO_NUMBER, WITHDRAWN, accept_case, close_case, refuse_case
from akkoord.work.desk.heard import AGAIN, NO_QUESTION, UNKNOWN, heard
from tests.cast import MONDAY, OWNER
from tests.dossiers import KEY, dossier, manifest
from tests.factories import at_hour, make_desk
from tests.work.desk_cast import PERSON, file_of, hear, make_agency, make_line, message, said, submit

pytestmark = pytest.mark.django_db
TUESDAY = MONDAY + timedelta(days=1)
SUBMIT = {"total": 116_234, "debtor": "Bakkerij Bos", "invoices": ["F1"]}


@pytest.fixture
def desk() -> Desk:
    return make_desk(make_agency())


@pytest.fixture
def line(desk: Desk) -> Line:
    return make_line(desk.creditor)


def tasks(case: DeskCase) -> list[str]:
    """What is still to do in a case."""
    return list(
        Task.objects.filter(creditor=case.creditor, desk_case_id=case.id, done_on=None).order_by("id").values_list("kind", flat=True)
    )


def accepted(desk: Desk, case: DeskCase) -> DeskCase:
    assert accept_case(desk=desk, case_id=case.id, handler=OWNER, on=MONDAY) is None
    case.refresh_from_db()
    return case


def test_a_case_walks_from_new_to_closed(desk: Desk, line: Line) -> None:
    case = submit(line)
    assert (case.number, case.state, case.client, tasks(case)) == ("2026-0001", "received", "Drukkerij De Linde", ["desk-new"])
    assert (case.debtor.name, case.debtor.kvk, case.debtor.legal_form) == ("Bakkerij Bos", "12345678", "bv")
    its: dict[str, Any] = {"desk": desk, "case_id": case.id, "on": TUESDAY}
    assert ask_client(text="Is er een contract?", **its) is None
    question = DeskEntry.objects.get(creditor=desk.creditor, kind="question")
    assert hear(line, "answer", "D1", {"question": question.uid, "text": "Ja, in de bijlage."}) is None
    question.refresh_from_db()
    assert (question.answered_on, tasks(case)) == (MONDAY, ["desk-new", "desk-answer"])
    accepted(desk, case)
    assert tasks(case) == []
    assert act_in_case(what="letter", day=TUESDAY, text="Brief verstuurd", **its) is None
    assert add_cost(cost=Cost(10_000, "Uittreksel", "debtor"), day=TUESDAY, **its) is None
    assert take_payment(amount=100_000, day=TUESDAY, **its) is None
    assert hear(line, "paid", "D1", {"amount": 26_000, "on": "2026-11-17", "left": 0, "invoice": "F1"}, on=TUESDAY) is None
    assert owing(case, on=MONDAY).open == 234
    assert take_payment(amount=234, day=TUESDAY, **its) is None
    assert (owing(case, on=MONDAY).open, tasks(case)) == (0, ["desk-close"])
    assert close_case(because="paid", **its) is None
    case.refresh_from_db()
    assert (case.state, case.closed_on, tasks(case)) == ("closed", TUESDAY, [])
    assert [kind for kind, _ in said(line)] == ["received", "question", "accepted", "action", "cost", "payment", "payment", "closed"]


def test_the_same_message_twice_changes_nothing(desk: Desk, line: Line) -> None:
    first = message(line, "submit", "D1", SUBMIT, file=file_of("D1"))
    for _ in range(2):
        assert heard(line, first, on=MONDAY, at=at_hour(MONDAY)) is None
    assert hear(line, "submit", "D1", SUBMIT, file=file_of("D1")) is None  # said once more, with the same file
    assert hear(line, "submit", "D1", SUBMIT, file=file_of("D1", phone="020 123 45 67")) == AGAIN
    case = DeskCase.objects.get(creditor=desk.creditor)
    money = message(line, "paid", "D1", {"amount": 5_000, "on": "2026-11-16", "left": 1, "invoice": ""})
    for _ in range(2):
        assert heard(line, money, on=MONDAY, at=at_hour(MONDAY)) is None
    assert (owing(case, on=MONDAY).paid_there, Debtor.objects.count(), said(line)) == (5_000, 1, [("received", "D1")])


def test_what_comes_out_of_order_is_refused_with_a_reason(desk: Desk, line: Line) -> None:
    assert hear(line, "paid", "D9", {"amount": 1, "on": "2026-11-16", "left": 0, "invoice": ""}) == UNKNOWN
    case = submit(line)
    assert hear(line, "answer", "D1", {"question": "0" * 32, "text": "ja"}) == NO_QUESTION
    assert refuse_case(desk=desk, case_id=case.id, because="Te oud", on=MONDAY) is None
    for kind, body in (("withdraw", {"because": "toch"}), ("objection", {"text": "nee", "on": "2026-11-16", "invoices": []})):
        assert isinstance(hear(line, kind, "D1", body), Refusal)
    assert isinstance(accept_case(desk=desk, case_id=case.id, handler=OWNER, on=MONDAY), Refusal)
    assert isinstance(take_payment(desk=desk, case_id=case.id, amount=1, day=MONDAY, on=MONDAY), Refusal)
    assert hear(line, "paid", "D1", {"amount": 5, "on": "2026-11-16", "left": 0, "invoice": ""}) is None  # money is always told
    assert (tasks(case), said(line)) == ([], [("received", "D1"), ("refused", "D1")])


def test_a_file_that_is_not_right_is_refused_with_the_reason(desk: Desk, line: Line) -> None:
    raw = file_of("D1")
    changed = raw.replace(b"Bakkerij Bos", b"Bakkerij Bas", 1)
    assert MANIFEST in (unarchived(raw) or {})
    wrong = {
        "changed": hear(line, "submit", "D1", SUBMIT, file=changed),
        "none": hear(line, "submit", "D1", SUBMIT, file=b"PK"),
        "other case": hear(line, "submit", "D1", SUBMIT, file=file_of("D2")),
        "other sum": hear(line, "submit", "D1", {**SUBMIT, "total": 1}, file=raw),
    }
    other = make_line(desk.creditor, key=public_of(KEY)[:-2] + "A=")
    wrong["other key"] = hear(other, "submit", "D1", SUBMIT, file=raw)
    assert {name: one.why.en.split(" ")[0] if one else "" for name, one in wrong.items()} == {
        "changed": "manifest.json", "none": "This", "other case": "This", "other sum": "The", "other key": "This",
    }  # fmt: skip
    assert (DeskCase.objects.count(), Debtor.objects.count(), said(line)) == (0, 0, [])


def test_a_newer_file_takes_the_place_and_money_does_not_count_twice(desk: Desk, line: Line) -> None:
    case = submit(line)
    assert hear(line, "paid", "D1", {"amount": 50_000, "on": "2026-11-16", "left": 0, "invoice": "F1"}) is None
    newer = manifest(reference="D1", claim={**manifest()["claim"], "principal": 50_000, "total": 66_234})
    assert hear(line, "update", "D1", {"because": "betaald"}, file=dossier(newer)) is None
    case.refresh_from_db()
    assert (case.dossiers, case.manifest["claim"]["total"], owing(case, on=MONDAY).open) == (2, 66_234, 66_234)
    assert tasks(case) == ["desk-new", "desk-look"]
    task = Task.objects.get(kind="desk-look")
    assert look_at(desk=desk, case_id=case.id, task_id=task.id, on=MONDAY) is None
    assert isinstance(look_at(desk=desk, case_id=case.id, task_id=task.id, on=MONDAY), Refusal)


def test_a_natural_person_needs_a_registration(line: Line) -> None:
    desk = make_desk(make_agency(desk_registration="", name="Zonder nummer", kvk="11223344"))
    person, company = submit(make_line(desk.creditor), **PERSON), submit(make_line(desk.creditor))
    assert accept_case(desk=desk, case_id=person.id, handler=OWNER, on=MONDAY) == NO_NUMBER
    assert accept_case(desk=desk, case_id=company.id, handler=OWNER, on=MONDAY) is None


def test_the_same_debtor_of_two_clients_is_one_here_and_nobody_elses(desk: Desk, line: Line) -> None:
    first, second = submit(line), submit(make_line(desk.creditor, name="Tweede"), phone="020 765 43 21")
    alone = submit(line, "D2", **PERSON)
    again = submit(line, "D3", **{**PERSON, "name": "j. jansen", "postcode": "4041cd", "vulnerable": True})
    assert first.debtor_id == second.debtor_id != alone.debtor_id == again.debtor_id
    assert (first.number, second.number, again.number) == ("2026-0001", "2026-0002", "2026-0004")
    assert Debtor.objects.get(id=first.debtor_id).phone == "020 765 43 21"
    assert list(Hold.objects.values_list("debtor_id", "kind")) == [(alone.debtor_id, "vulnerable")]
    assert submit(make_line(make_agency(name="Andere", kvk="99887766"))).debtor_id != first.debtor_id


def test_a_withdrawal_is_confirmed_by_closing(desk: Desk, line: Line) -> None:
    case = accepted(desk, submit(line))
    assert close_case(desk=desk, case_id=case.id, because="withdrawn", on=MONDAY) == WITHDRAWN
    assert hear(line, "withdraw", "D1", {"because": "Hij betaalt aan ons"}) is None
    case.refresh_from_db()
    assert (case.state, tasks(case)) == ("withdrawing", ["desk-withdraw"])
    assert close_case(desk=desk, case_id=case.id, because="withdrawn", on=MONDAY) is None
    assert isinstance(hear(line, "withdraw", "D1", {"because": "nog eens"}), Refusal)


def test_a_complaint_is_confirmed_within_two_working_days(desk: Desk, line: Line) -> None:
    case, friday = submit(line), date(2026, 11, 20)
    its: dict[str, Any] = {"desk": desk, "case_id": case.id, "on": friday}
    assert complain(text="U belde te laat", came_on=friday, **its) is None
    task = Task.objects.get(kind="desk-complaint")
    assert task.due_on == date(2026, 11, 24)
    assert refuse_case(because="Geen bewijs", **its) is None
    assert tasks(case) == ["desk-complaint"]  # it is due whatever becomes of the case
    assert confirm_complaint(how="E-mail", **its) is None
    assert isinstance(confirm_complaint(how="E-mail", **its), Refusal)
    assert DeskEntry.objects.get(kind="complaint").answered_on == friday


def test_what_is_noted_stays_here(desk: Desk, line: Line) -> None:
    case = submit(line)
    assert note_in_case(desk=desk, case_id=case.id, text="Belt liever 's ochtends", on=MONDAY) is None
    assert said(line) == [("received", "D1")]


_STEP = st.one_of(
    st.tuples(st.just("paid"), st.integers(-50_000, 90_000).filter(bool)),
    st.tuples(st.just("payment"), st.integers(-50_000, 90_000).filter(bool)),
    st.tuples(st.just("debtor"), st.integers(1, 20_000)),
    st.tuples(st.just("client"), st.integers(1, 20_000)),
)


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(steps=st.lists(_STEP, max_size=6))
def test_what_is_open_is_what_came_in_and_out(desk: Desk, steps: list[tuple[str, int]]) -> None:
    line = make_line(desk.creditor)
    case = accepted(desk, submit(line))
    its: dict[str, Any] = {"desk": desk, "case_id": case.id, "day": MONDAY, "on": MONDAY}
    for kind, cents in steps:
        if kind == "paid":
            refused = hear(line, "paid", "D1", {"amount": cents, "on": "2026-11-16", "left": 0, "invoice": ""})
        elif kind == "payment":
            refused = take_payment(amount=cents, **its)
        else:
            refused = add_cost(cost=Cost(cents, "Uittreksel", kind), **its)
        assert refused is None
    sums = {name: sum(cents for kind, cents in steps if kind == name) for name in ("paid", "payment", "debtor")}
    assert owing(case, on=MONDAY).balance == 116_234 + sums["debtor"] - sums["paid"] - sums["payment"]
    assert LineMessage.objects.filter(line_id=line.id, ours=True).count() == 2 + sum(kind != "paid" for kind, _ in steps)
