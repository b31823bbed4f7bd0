"""Letters of the desk: what the law asks stands in them, they leave by the usual way, and not when something stands against it."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from akkoord.core.letter import LetterParty
from akkoord.core.problem import Refusal
from akkoord.letters.check import check
from akkoord.store.access import Desk
from akkoord.store.models import DeskCase, Letter, LineMessage, Outbox, Task
from akkoord.work.desk.act import Cost, add_cost, look_at, take_payment
from akkoord.work.desk.decide import accept_case, close_case
from akkoord.work.desk.letters import draft_desk_letter
from akkoord.work.letters.edit_letter import approve_letter, change_letter
from akkoord.work.letters.letter_left import mark_left
from akkoord.work.letters.make_letter import blocks_of, refusals, said_in
from akkoord.work.letters.recheck import may_leave
from akkoord.work.mail.replies import WAITS
from akkoord.work.record import Log
from tests.cast import MONDAY, OWNER
from tests.factories import make_desk, make_hold
from tests.work.desk_cast import PERSON, hear, make_agency, make_line, said, submit

pytestmark = pytest.mark.django_db
LATER = MONDAY + timedelta(days=3)
ADDRESS = {"street": "Lindelaan 12", "postcode": "3817 AB", "city": "Amersfoort"}


@pytest.fixture
def desk() -> Desk:
    return make_desk(make_agency(sending_on=True))


@pytest.fixture
def case(desk: Desk) -> DeskCase:
    """A case of a person, taken on."""
    case = submit(make_line(desk.creditor), **PERSON)
    case.manifest["creditor"].update(ADDRESS)
    line = {"invoice": "F1", "from_day": "2026-02-05", "to_day": "2026-05-01", "days": 86, "rate": "4", "base": 100_000, "interest": 1_234}
    case.manifest["claim"]["interest_lines"] = [{**line, "source": "BW 6:119", "of": 365, "per": 12}]
    case.manifest["claim"]["cost_lines"] = [{"over": 100_000, "percentage": "15", "amount": 15_000, "source": "Besluit BIK art. 2 lid 1"}]
    case.claim = case.manifest["claim"]
    case.save(update_fields=["manifest", "claim"])
    assert accept_case(desk=desk, case_id=case.id, handler=OWNER, on=MONDAY) is None
    return case


def draft(desk: Desk, case: DeskCase, kind: str = "claim-information", **more: Any) -> Letter:
    made = draft_desk_letter(desk=desk, case_id=case.id, kind=kind, **{"on": MONDAY, **more})
    assert isinstance(made, Letter), made
    return made


def leave(desk: Desk, letter: Letter) -> None:
    """It was approved, and left."""
    assert approve_letter(desk=desk, letter_id=letter.id, on=letter.made_on) == ()
    Outbox.objects.filter(creditor=desk.creditor, letter_id=letter.id).update(state="sent")
    letter.refresh_from_db()
    log = Log(desk.creditor.id, letter.made_on)
    mark_left(letter, on=letter.made_on, log=log)
    log.write()


def test_the_first_letter_holds_what_the_law_asks_and_its_leaving_is_told(desk: Desk, case: DeskCase) -> None:
    letter = draft(desk, case)
    content, text = said_in(letter), "\n".join(block.text for block in blocks_of(letter))
    assert (content.principal, content.interest, content.costs, letter.asked, refusals(letter)) == (100_000, 1_234, 15_000, 116_234, ())
    for words in (
        "namens Drukkerij De Linde, Lindelaan 12, 3817 AB Amersfoort", "Incasso Midden B.V., Kade 3, 3011 AA Rotterdam, KvK 87654321",
        "nummer WKI-2024-0123", "klachten@incassomidden.example", "geldfit.nl", "wettelijke rente (artikel 6:119 BW)", "gemeente",
    ):  # fmt: skip
        assert words in text
    leave(desk, letter)
    assert said(case.line)[-1] == ("action", "D1")
    assert LineMessage.objects.filter(ours=True).latest("seq").body == {"what": "letter", "on": "2026-11-16", "text": letter.subject}


@pytest.mark.parametrize("missing", ["registration", "rate", "lines", "client", "address", "complaints", "kvk"])
def test_a_letter_that_lacks_what_the_law_asks_may_not_leave(desk: Desk, case: DeskCase, missing: str) -> None:
    letter = draft(desk, case)
    full = said_in(letter)
    assert full.desk
    without = {
        "registration": replace(full, sender=replace(full.sender, registration="")),
        "rate": replace(full, interest_lines=tuple(replace(one, rate="") for one in full.interest_lines)),
        "lines": replace(full, cost_lines=()),
        "client": replace(full, desk=replace(full.desk, client=LetterParty("Drukkerij De Linde"))),
        "address": replace(full, addressee=replace(full.addressee, street="")),
        "complaints": replace(full, desk=replace(full.desk, complaints="")),
        "kvk": replace(full, sender=replace(full.sender, kvk="")),
    }
    assert check(without[missing], blocks=blocks_of(letter), subject=letter.subject) != ()


def test_a_demand_waits_for_the_first_letter_and_asks_what_is_left(desk: Desk, case: DeskCase) -> None:
    assert [one.why.en for one in refusals(draft(desk, case, "desk-demand"))] == [
        "This letter lacks the information letter, which has to leave first."
    ]
    Letter.objects.all().update(state="withdrawn")
    leave(desk, draft(desk, case))
    its: dict[str, Any] = {"desk": desk, "case_id": case.id, "day": LATER, "on": LATER}
    assert add_cost(cost=Cost(2_500, "Uittreksel", "debtor"), **its) is None
    assert take_payment(amount=20_000, **its) is None
    letter = draft(desk, case, "desk-demand", on=LATER)
    content = said_in(letter)
    assert (content.costs, content.interest, content.principal, letter.asked) == (0, 0, 98_734, 98_734)
    assert refusals(letter) == ()


def test_letters_wait_for_who_objects_until_somebody_looked(desk: Desk, case: DeskCase) -> None:
    letter = draft(desk, case)
    assert hear(case.line, "objection", "D1", {"text": "Ik kreeg niets", "on": "2026-11-16", "invoices": []}) is None
    assert approve_letter(desk=desk, letter_id=letter.id, on=MONDAY) == (WAITS,)
    task = Task.objects.get(kind="desk-objection")
    assert look_at(desk=desk, case_id=case.id, task_id=task.id, note="Bewijs gevonden", on=MONDAY) is None
    assert approve_letter(desk=desk, letter_id=letter.id, on=MONDAY) == ()


def test_a_letter_that_is_right_no_more_is_dated_anew_or_taken_back(desk: Desk, case: DeskCase) -> None:
    letter = draft(desk, case)
    assert take_payment(desk=desk, case_id=case.id, amount=16_234, day=LATER, on=LATER) is None
    log = Log(desk.creditor.id, LATER)
    assert may_leave(letter, creditor=desk.creditor, on=LATER, log=log)
    letter.refresh_from_db()
    assert (letter.made_on, letter.asked) == (LATER, 100_000)
    change_letter(desk=desk, letter_id=letter.id, subject="Zelf geschreven", texts={}, on=LATER)
    assert take_payment(desk=desk, case_id=case.id, amount=1, day=LATER, on=LATER) is None
    letter.refresh_from_db()
    assert not may_leave(letter, creditor=desk.creditor, on=LATER, log=log)  # it names another sum than is open
    held = draft(desk, case, on=LATER)
    make_hold(case.debtor, kind="vulnerable")
    assert not may_leave(held, creditor=desk.creditor, on=LATER, log=log)
    assert isinstance(draft_desk_letter(desk=desk, case_id=case.id, kind="claim-information", on=LATER), Refusal)


def test_no_letter_leaves_of_a_case_that_ended(desk: Desk, case: DeskCase) -> None:
    letter = draft(desk, case)
    assert approve_letter(desk=desk, letter_id=letter.id, on=MONDAY) == ()
    assert close_case(desk=desk, case_id=case.id, because="uncollectable", on=MONDAY) is None
    letter.refresh_from_db()
    assert letter.state == "withdrawn"
    assert isinstance(draft_desk_letter(desk=desk, case_id=case.id, kind="desk-demand", on=MONDAY), Refusal)
