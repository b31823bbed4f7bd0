"""Stopping work: a draft that a person lets go, taken back when things change, and never the same letter twice."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from akkoord.core.letter_json import unpacked
from akkoord.store.access import Desk
from akkoord.store.models import Creditor, Event, Invoice, Letter, Outbox, StepTaken
from akkoord.work.hold import add_hold
from akkoord.work.letters.edit_letter import approve_letter, change_letter, withdraw_letter
from akkoord.work.mail.send_outbox import send_outbox
from akkoord.work.ongoing.suspend import draft_suspension, rests_on
from akkoord.work.ongoing.suspension_answers import Answers, judge
from akkoord.work.run_day import run_day
from tests.cast import JANSEN, MONDAY
from tests.factories import (
    at_hour,
    make_allocation,
    make_case,
    make_credit_note,
    make_debtor,
    make_hold,
    make_invoice,
    make_letter,
    make_payment,
    make_step,
)
from tests.work.carrier import Carrier
from tests.work.days import DAY, bank_says, work_day

DUE = MONDAY - 40 * DAY
WARNING = "suspension-warning"


@pytest.fixture
def late(creditor: Creditor) -> Invoice:
    """An invoice of a business that is forty days late, and of which it was reminded."""
    debtor = make_debtor(creditor)
    invoice = make_invoice(debtor, due_on=DUE, number="2026-0101")
    make_step(make_case(debtor, opened_on=DUE + DAY), invoice, "reminder", on=DUE + DAY)
    return invoice


def answers(*invoices: Invoice, **more: Any) -> Answers:
    """Everything answered so that the work may be stopped."""
    said = {"work": "het onderhoud van uw tuin.", "sector": "general", "relation": "same-contract", "order": "debtor-first"}
    return Answers(**{**said, "invoices": tuple(one.id for one in invoices), **more})


def drafted(desk: Desk, invoice: Invoice, on: date = MONDAY, **more: Any) -> Letter:
    """The draft that was made."""
    made = draft_suspension(desk=desk, debtor_id=invoice.debtor_id, answers=answers(invoice, **more), on=on)
    assert isinstance(made, Letter), made
    return made


def refused(desk: Desk, invoice: Invoice, on: date = MONDAY, **more: Any) -> list[str]:
    """Why no draft was made, in English."""
    made = draft_suspension(desk=desk, debtor_id=invoice.debtor_id, answers=answers(invoice, **more), on=on)
    assert not isinstance(made, Letter)
    return [one.why.en for one in made]


def sent(desk: Desk, letter: Letter, carriers: dict[str, Carrier], on: date = MONDAY) -> Letter:
    """The letter after a person let it go and it left."""
    bank_says(desk.creditor, on)
    assert approve_letter(desk=desk, letter_id=letter.id, on=on) == ()
    assert send_outbox(creditor=desk.creditor, at=at_hour(on), carriers=carriers) == 2
    letter.refresh_from_db()
    assert letter.state == "sent"
    return letter


def test_warning_is_a_draft_even_where_letters_leave_by_themselves(creditor: Creditor, desk: Desk, late: Invoice) -> None:
    letter = drafted(desk, late)
    content = unpacked(letter.content)
    assert (letter.kind, letter.state, Outbox.objects.count()) == (WARNING, "draft", 0)
    assert (content.work, content.article, content.last_day) == ("het onderhoud van uw tuin", "6:262", date(2026, 11, 24))
    assert (content.stops_on, content.costs_if_late, content.earlier) == (date(2026, 11, 25), 0, (("reminder", DUE + DAY),))
    step = StepTaken.objects.get(step=WARNING)
    assert (step.letter_id, step.invoice_id, step.left_on, step.round) == (letter.id, late.id, None, 1)


def test_what_it_rests_on_stands_in_the_log(desk: Desk, late: Invoice) -> None:
    letter = drafted(desk, late, share=80)
    kinds = list(Event.objects.order_by("seq").values_list("kind", flat=True))
    assert kinds == ["suspension-allowed", "step-decided", "letter-drafted"]
    event = Event.objects.get(kind="suspension-allowed")
    assert (event.data["letter"], event.data["article"], event.by) == (letter.id, "6:262", desk.user.email)
    known = rests_on(desk, late.debtor_id)
    assert known is not None
    assert (known["share"], known["relation"], known["invoices"]) == (80, "same-contract", [late.id])


def test_warning_leaves_once_and_names_its_days(creditor: Creditor, desk: Desk, late: Invoice, carriers: dict[str, Carrier]) -> None:
    letter = sent(desk, drafted(desk, late), carriers)
    step = StepTaken.objects.get(step=WARNING)
    assert (step.left_on, step.last_day) == (MONDAY, letter.last_day)
    assert send_outbox(creditor=creditor, at=at_hour(MONDAY), carriers=carriers) == 0
    assert refused(desk, late) == [
        "We gave time up to and including Tuesday 24\u00a0November 2026 ourselves.",
        "A letter to this customer left today already.",
        "Choose the day on which the work stopped: from the day announced, Wednesday 25\u00a0November 2026, up to today.",
    ]


def test_same_question_twice_makes_one_letter(desk: Desk, late: Invoice) -> None:
    drafted(desk, late)
    assert refused(desk, late) == ["A letter is still waiting: warning that work will stop. Decide on it first."]
    assert Letter.objects.count() == 1


@pytest.mark.parametrize("reason", ["paid", "part", "promise", "dispute", "insolvency", "vulnerable", "unplaced", "dispute-elsewhere"])
@pytest.mark.parametrize("when", ["approval", "run", "sending"])
def test_warning_is_taken_back_when_things_changed(
    creditor: Creditor, desk: Desk, late: Invoice, carriers: dict[str, Carrier], reason: str, when: str
) -> None:
    letter = drafted(desk, late)
    other = make_invoice(late.debtor, due_on=DUE, number="2026-0102")
    if when == "sending":
        assert approve_letter(desk=desk, letter_id=letter.id, on=MONDAY) == ()
    change(desk, late, other, reason)
    if when == "approval":
        assert len(approve_letter(desk=desk, letter_id=letter.id, on=MONDAY)) == 1
    elif when == "sending":
        assert send_outbox(creditor=creditor, at=at_hour(MONDAY), carriers=carriers) == 0
    elif reason != "unplaced":  # a run leaves that to the moment of leaving
        run_day(creditor=creditor, on=MONDAY)
    letter.refresh_from_db()
    assert (letter.state, carriers["email"].messages) == ("draft" if (when, reason) == ("run", "unplaced") else "withdrawn", [])


def change(desk: Desk, late: Invoice, other: Invoice, reason: str) -> None:
    """Something happens to this invoice, or to another of the same debtor."""
    if reason in ("paid", "part"):
        make_allocation(late, amount=late.open if reason == "paid" else 1_000)
    elif reason == "unplaced":
        late.debtor.accounts.create(creditor=desk.creditor, iban="NL20INGB0001234567")
        make_payment(desk.creditor, amount=123, counterparty_iban="NL20INGB0001234567")
    elif reason == "dispute-elsewhere":
        assert add_hold(desk=desk, debtor_id=late.debtor_id, invoice_id=other.id, kind="dispute", note="", on=MONDAY) is None
    else:
        until = MONDAY + DAY if reason == "promise" else None
        assert add_hold(desk=desk, debtor_id=late.debtor_id, kind=reason, note="", on=MONDAY, until=until) is None


@pytest.mark.parametrize(
    ("kind", "says"),
    [
        ("promise", "Payment was promised."),
        ("dispute", "A complaint or dispute is open."),
        ("insolvency", "There is a bankruptcy"),
        ("vulnerable", "This customer needs extra care."),
        ("hold", "A reason to wait was written down."),
    ],
)
def test_debtor_who_is_held_is_left_alone(desk: Desk, late: Invoice, kind: str, says: str) -> None:
    make_hold(late.debtor, kind=kind, until=MONDAY + DAY if kind == "promise" else None)
    assert [why.startswith(says) for why in refused(desk, late)] == [True]


def test_debtor_who_paid_is_left_alone(desk: Desk, late: Invoice) -> None:
    make_allocation(late, amount=late.open)
    assert refused(desk, late)[0] == "Nothing is late."


def test_old_bank_statement_money_under_way_and_small_sums_are_reasons_to_wait(creditor: Creditor, desk: Desk, late: Invoice) -> None:
    make_payment(creditor, amount=123, counterparty_iban="NL20INGB0001234567")
    late.debtor.accounts.create(creditor=creditor, iban="NL20INGB0001234567")
    Creditor.objects.filter(id=creditor.id).update(bank_until=MONDAY - 10 * DAY, tolerance=10_000)
    assert refused(make_desk_again(desk), late) == [
        "Too small a sum to write for.",
        "The bank is not up to date. Akkoord cannot know whether it was paid.",
        "A payment has still to be placed.",
    ]


def make_desk_again(desk: Desk) -> Desk:
    """The desk with its company as it is now."""
    return replace(desk, creditor=Creditor.objects.get(id=desk.creditor.id))


def test_term_we_gave_ourselves_runs_out_first(desk: Desk, late: Invoice) -> None:
    case = late.debtor.cases.get()
    make_step(case, late, "notice-of-default", on=MONDAY - 5 * DAY, last_day=MONDAY)
    assert refused(desk, late) == ["We gave time up to and including Monday 16\u00a0November 2026 ourselves."]
    assert drafted(desk, late, on=MONDAY + DAY).kind == WARNING


def test_letter_that_waits_is_decided_on_first(desk: Desk, late: Invoice) -> None:
    make_letter(late.debtor.cases.get(), kind="notice-of-default")
    assert refused(desk, late) == ["A letter is still waiting: notice of default. Decide on it first."]


def test_invoice_that_was_handed_over_is_out_of_our_hands(desk: Desk, late: Invoice) -> None:
    make_step(late.debtor.cases.get(), late, "handover", on=MONDAY - DAY)
    assert refused(desk, late)[0] == "Nothing is late."


def test_consumer_is_reminded_first(creditor: Creditor, desk: Desk) -> None:
    invoice = make_invoice(make_debtor(creditor, JANSEN), due_on=DUE)
    assert [why.startswith("A consumer gets a reminder first.") for why in refused(desk, invoice)] == [True]


@pytest.mark.parametrize("fields", [{}, {"kind": "business", "kind_doubtful": True}])
def test_consumer_gets_a_letter_for_consumers(creditor: Creditor, desk: Desk, fields: dict[str, Any]) -> None:
    debtor = make_debtor(creditor, JANSEN, **fields)
    invoice = make_invoice(debtor, due_on=DUE)
    make_step(make_case(debtor), invoice, "reminder", on=DUE + DAY)
    letter = drafted(desk, invoice)
    assert unpacked(letter.content).consumer
    assert change_letter(
        desk=desk, letter_id=letter.id, subject=letter.subject, texts={"ground": "Zie onze algemene voorwaarden."}, on=MONDAY
    )


def test_part_that_was_paid_limits_what_may_stop_and_a_credit_note_does_not(creditor: Creditor, desk: Desk, late: Invoice) -> None:
    note = make_credit_note(late.debtor, total=2_000)
    make_allocation(late, amount=2_000, credit_note_id=note.id)
    assert judge(desk=desk, debtor_id=late.debtor_id, answers=answers(late), on=MONDAY).allowed
    make_allocation(late, make_payment(creditor, amount=4_000), amount=4_000)
    against = judge(desk=desk, debtor_id=late.debtor_id, answers=answers(late), on=MONDAY).against
    assert [one.why.en.endswith("Akkoord keeps to the unpaid part: 50 percent.") for one in against] == [True]
    assert judge(desk=desk, debtor_id=late.debtor_id, answers=answers(late, share=50), on=MONDAY).allowed


@pytest.mark.parametrize("wrong", [{"sector": "magic"}, {"relation": "love"}, {"order": "never"}])
def test_answer_that_does_not_exist_is_refused(desk: Desk, late: Invoice, wrong: dict[str, Any]) -> None:
    assert refused(desk, late, **wrong) == ["There is no such answer."]


def test_no_invoice_of_this_debtor_is_no_ground(creditor: Creditor, desk: Desk, late: Invoice) -> None:
    foreign = make_invoice(make_debtor(creditor, JANSEN), due_on=DUE)
    assert refused(desk, late, invoices=(foreign.id,))[0] == "Choose at least one invoice that is late."


def stopped(desk: Desk, late: Invoice, carriers: dict[str, Carrier]) -> date:
    """The warning left and its last day passed: the day on which the work was to stop."""
    letter = sent(desk, drafted(desk, late), carriers)
    day = unpacked(letter.content).stops_on
    assert day is not None
    bank_says(desk.creditor, day)
    return day


def test_second_letter_comes_after_the_term_and_says_what_was_announced(
    creditor: Creditor, desk: Desk, late: Invoice, carriers: dict[str, Carrier]
) -> None:
    day = stopped(desk, late, carriers)
    assert len(refused(desk, late, on=day - DAY, stopped_on=day - DAY)) == 2
    letter = drafted(desk, late, on=day, stopped_on=day, work="iets anders")
    content = unpacked(letter.content)
    assert (letter.kind, letter.last_day, content.stops_on) == ("suspension", None, day)
    assert (content.work, ("suspension-warning", MONDAY) in content.earlier) == ("het onderhoud van uw tuin", True)


@pytest.mark.parametrize("on", [None, -1, 1])
def test_work_stopped_between_the_day_announced_and_today(
    creditor: Creditor, desk: Desk, late: Invoice, carriers: dict[str, Carrier], on: int | None
) -> None:
    day = stopped(desk, late, carriers)
    when = None if on is None else day + on * DAY
    assert [why.startswith("Choose the day on which the work stopped") for why in refused(desk, late, on=day, stopped_on=when)] == [True]


def test_second_letter_is_not_made_where_it_was_paid_in_the_term(
    creditor: Creditor, desk: Desk, late: Invoice, carriers: dict[str, Carrier]
) -> None:
    day = stopped(desk, late, carriers)
    make_allocation(late, amount=late.open, on=day - DAY)
    assert refused(desk, late, on=day, stopped_on=day)[0] == "Nothing is late."


def test_second_letter_leaves_once_and_keeps_its_day_when_it_waited(
    creditor: Creditor, desk: Desk, late: Invoice, carriers: dict[str, Carrier]
) -> None:
    day = stopped(desk, late, carriers)
    letter = drafted(desk, late, on=day, stopped_on=day)
    sent(desk, letter, carriers, on=day + DAY)
    content = unpacked(letter.content)
    assert (content.dated, content.stops_on) == (day + DAY, day)
    later = day + 2 * DAY
    bank_says(creditor, later)
    assert refused(desk, late, on=later, stopped_on=day) == [
        f"The letter that work has stopped left on Thursday {(day + DAY).day}\u00a0November 2026."
    ]
    assert len(carriers["email"].messages) == 2


def test_warning_that_waited_is_dated_the_day_it_leaves_and_its_days_move_along(
    creditor: Creditor, desk: Desk, late: Invoice, carriers: dict[str, Carrier]
) -> None:
    letter = drafted(desk, late)
    content = unpacked(sent(desk, letter, carriers, on=MONDAY + 4 * DAY).content)
    assert (content.dated, content.last_day, content.stops_on) == (MONDAY + 4 * DAY, date(2026, 11, 30), date(2026, 12, 1))
    assert content.work == "het onderhoud van uw tuin"


def test_warning_that_was_taken_back_may_be_made_again(desk: Desk, late: Invoice) -> None:
    assert withdraw_letter(desk=desk, letter_id=drafted(desk, late).id, because="eerst bellen", on=MONDAY) == ()
    assert refused(desk, late, on=MONDAY + DAY) == ["A reason to wait was written down."]
    bank_says(desk.creditor, MONDAY + 8 * DAY)
    drafted(desk, late, on=MONDAY + 8 * DAY)
    assert list(StepTaken.objects.filter(step=WARNING).order_by("round").values_list("round", flat=True)) == [1, 2]


def test_no_run_takes_these_steps_by_itself(creditor: Creditor, late: Invoice) -> None:
    for day in range(60):
        work_day(creditor, MONDAY + day * DAY)
    assert not StepTaken.objects.filter(step__in=(WARNING, "suspension")).exists()
