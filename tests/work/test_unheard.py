"""What one end of a line does not take in is told to the other, once, and stands there at the line and at the case."""

from __future__ import annotations

from typing import Any

import pytest

from akkoord.core.handover.message import Message, packed
from akkoord.store.access import Desk
from akkoord.store.models import DeskCase, DeskEntry, Event, HandOver, Line, LineMessage, Task
from akkoord.work.desk.act import act_in_case, look_at
from akkoord.work.desk.decide import accept_case, close_case
from akkoord.work.handover.at_desk import tell_objection
from akkoord.work.handover.turn import hand_over_turn
from akkoord.work.installation_key import sign
from akkoord.work.line.carry import carry
from akkoord.work.line.receive import receive
from akkoord.work.record import broken_link
from tests.cast import MONDAY
from tests.factories import make_creditor
from tests.work.desk_cast import carried, coupled
from tests.work.handed import AT, handed_over
from tests.work.lines import Ends, ends, told

pytestmark = pytest.mark.django_db


@pytest.fixture
def both(monkeypatch: pytest.MonkeyPatch) -> Ends:
    """A line of two companies here."""
    return ends(monkeypatch)


def at_client(both: Ends, **which: Any) -> list[LineMessage]:
    """Messages as the client has them, in order."""
    return list(LineMessage.objects.filter(creditor_id=both.client.creditor_id, **which).order_by("seq"))


def test_who_said_it_hears_why_and_the_rest_goes_on(both: Ends) -> None:
    first, second = told(both.client, "submit"), told(both.client, "paid")
    both.at_desk.refuses = {first.uid}
    carried()
    assert both.at_desk.uids == [second.uid]
    assert [(one.kind, one.state, one.because) for one in at_client(both, ours=True)] == [
        ("submit", "refused", {"nl": "Dat kan niet.", "en": "That cannot be."}),
        ("paid", "sent", {}),
    ]
    assert [(one.kind, one.ref, one.state) for one in at_client(both, ours=False)] == [("unheard", "Z-1", "applied")]
    event = Event.objects.get(kind="line-unheard", creditor_id=both.client.creditor_id)
    assert (event.data["what"], event.data["because"]["en"]) == ("submit", "That cannot be.")
    assert both.at_client.uids == []  # it is about the line, and no handler of cases hears it


def test_told_again_or_of_something_nobody_said_it_changes_nothing_and_is_not_answered(both: Ends) -> None:
    first = told(both.client, "submit")
    both.at_desk.refuses = {first.uid}
    carried()
    for seq, uid, of in ((2, "2" * 32, first.uid), (3, "3" * 32, "f" * 32)):
        body = {"message": of, "nl": "Nee.", "en": "No."}
        raw = packed(Message(uid=uid, line=both.desk.mark, seq=seq, kind="unheard", ref="Z-1", made_on=MONDAY, body=body))
        assert receive(both.client, raw, sign(raw), None, on=MONDAY, at=AT) is None
    carried()
    assert [one.state for one in at_client(both, ours=False)] == ["applied", "applied", "refused"]
    assert at_client(both, ours=True)[0].because["en"] == "That cannot be."
    assert Event.objects.filter(kind="line-unheard").count() == 1
    assert LineMessage.objects.filter(kind="unheard", ours=True).count() == 1


def test_a_line_that_was_closed_meanwhile_is_not_spoken_on(both: Ends) -> None:
    first = told(both.client, "submit")
    both.at_desk.refuses = {first.uid}
    both.at_desk.breaks = {first.uid}
    carry(both.client, on=MONDAY, at=AT)
    both.at_desk.breaks = set()
    Line.objects.filter(creditor_id=both.desk.creditor_id).update(state="closed")
    carry(both.desk, on=MONDAY, at=AT)
    assert LineMessage.objects.get(creditor_id=both.desk.creditor_id, ours=False).state == "refused"
    assert not LineMessage.objects.filter(kind="unheard").exists()


@pytest.fixture
def two() -> tuple[Desk, Desk]:
    """A creditor, and the desk that has his case in hand."""
    creditor = make_creditor(sending_on=True, partner="", partner_mandated=False)
    ours, theirs = coupled(creditor)
    handed_over(creditor)
    hand_over_turn(creditor=creditor, on=MONDAY, at=AT)
    carried()
    assert accept_case(desk=theirs, case_id=DeskCase.objects.get().id, handler=theirs.user.email, on=MONDAY, at=AT) is None
    carried()
    return ours, theirs


def test_an_objection_that_crosses_the_end_of_the_case_comes_back_to_the_creditor(two: tuple[Desk, Desk]) -> None:
    (ours, theirs), one, case = two, HandOver.objects.get(), DeskCase.objects.get()
    said: dict[str, Any] = {"desk": ours, "hand_over_id": one.id, "on": MONDAY, "at": AT}
    assert close_case(desk=theirs, case_id=case.id, because="uncollectable", on=MONDAY) is None
    assert tell_objection(text="Het gras is dood.", **said) is None
    carried()
    event = Event.objects.get(kind="partner-unheard", creditor_id=ours.creditor.id)
    assert (event.debtor_id, event.data["ref"], event.data["what"]) == (one.debtor_id, one.ref, "objection")
    assert event.data["en"] == 'This case is closed: "objection" cannot follow any more.'
    assert Task.objects.filter(creditor=ours.creditor, kind="partner", done_on=None).count() == 1
    assert broken_link(ours.creditor.id) is None


def test_what_the_client_does_not_take_in_stands_at_the_case_of_the_desk(two: tuple[Desk, Desk]) -> None:
    case, clerk = DeskCase.objects.get(), two[1]
    HandOver.objects.update(state="closed", ended_on=MONDAY, ended_because="other")
    said: dict[str, Any] = {"desk": clerk, "case_id": case.id, "on": MONDAY, "at": AT}
    assert act_in_case(what="call", day=MONDAY, text="Gebeld", **said) is None
    carried()
    assert DeskEntry.objects.get(kind="unheard").what == "action"
    task = Task.objects.get(kind="desk-unheard")
    assert look_at(task_id=task.id, note="besproken", **said) is None
    assert not Task.objects.filter(kind="desk-unheard", done_on=None).exists()
    assert broken_link(clerk.creditor.id) is None
