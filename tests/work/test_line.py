"""The line between creditor and desk: opened by a code, and whatever happens on the way, heard once and in order."""

from __future__ import annotations

import threading
from dataclasses import replace
from datetime import timedelta

import pytest
from django.db import OperationalError, connections, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from akkoord.core.handover.coupling import Offered, code_of, read_code
from akkoord.core.handover.message import packed, unpacked
from akkoord.core.handover.signed import key_from, public_of, signature_of
from akkoord.core.problem import Refusal
from akkoord.store.models import Creditor, Event, Line, LineMessage
from akkoord.work.in_hand import new_worker
from akkoord.work.installation_key import sign
from akkoord.work.line.carry import carry, carry_here
from akkoord.work.line.close import close_line
from akkoord.work.line.invite import Invitation, invite
from akkoord.work.line.open import look, open_line
from akkoord.work.line.receive import apply_next, came_in, receive
from akkoord.work.record import broken_link
from tests.cast import BRUG, MONDAY
from tests.factories import make_creditor, make_desk
from tests.work.lines import AT, BUREAU, FILE, Ends, ends, invited, told

DAY = timedelta(days=1)


@pytest.fixture
def both(db: None, monkeypatch: pytest.MonkeyPatch) -> Ends:
    """Two companies here with a line."""
    return ends(monkeypatch)


def why(answer: object) -> str:
    """The English of a refusal; empty where it is none."""
    return answer.why.en if isinstance(answer, Refusal) else ""


def given_to(line: Line, message: LineMessage) -> str:
    """Bring one message to the other end; why it was refused."""
    file = bytes(message.attachment) if message.attachment is not None else None
    return why(receive(line, bytes(message.raw), message.signature, file, on=MONDAY, at=AT))


def test_code_opens_a_line_once_and_makes_the_desk_the_partner(both: Ends) -> None:
    client, desk = both.client, both.desk
    assert (client.state, desk.state, client.mark, client.here_id, desk.here_id) == (
        "open", "open", desk.mark, desk.creditor_id, client.creditor_id,
    )  # fmt: skip
    company = Creditor.objects.get(id=client.creditor_id)
    assert (company.partner, company.partner_way, company.partner_registration, company.partner_email, company.has_partner) == (
        BUREAU["name"], "akkoord", "100123", BUREAU["email"], False,
    )  # fmt: skip
    assert (desk.secret, desk.name) == ("", company.name)


def test_code_is_read_however_it_was_copied_and_never_half(db: None) -> None:
    code = invited().code
    wrapped = "\n > ".join(code[place : place + 60] for place in range(0, len(code), 60)).replace(">", "")
    found = look(f"  {wrapped}\r\n")
    assert isinstance(found, Offered)
    assert (found.name, found.registration, code_of(found)) == (BUREAU["name"], "100123", code)
    for broken in (code[:-1], code[:40] + code[41:], code[:-12], "akkoord1.", "", "x" * 10_000):
        assert isinstance(read_code(broken), Refusal)


def test_code_is_spent_runs_out_and_is_withdrawn(db: None) -> None:
    made, other = invited(), make_desk(make_creditor(BRUG), email="bram@debrug.example")
    bureau = make_desk(made.line.creditor, email="balie@eemvallei.example")
    offered = look(made.code)
    assert isinstance(offered, Offered)
    assert "own company" in why(open_line(desk=bureau, code=made.code, on=MONDAY, at=AT))
    assert "has expired" in why(open_line(desk=other, code=made.code, on=MONDAY + 15 * DAY, at=AT))
    later = code_of(replace(offered, expires="2030-01-01"))  # somebody who writes himself a later day
    assert "has expired" in why(open_line(desk=other, code=later, on=MONDAY + 15 * DAY, at=AT))
    forged = code_of(replace(offered, secret="geraden"))
    assert "is not known here" in why(open_line(desk=other, code=forged, on=MONDAY, at=AT))
    line = open_line(desk=other, code=made.code, on=MONDAY + 14 * DAY, at=AT)
    assert isinstance(line, Line)
    assert open_line(desk=other, code=made.code, on=MONDAY, at=AT) == line
    assert "is not known here" in why(open_line(desk=make_desk(), code=made.code, on=MONDAY, at=AT))
    again = invite(desk=bureau, name="De Linde", email="", terms={}, on=MONDAY, at=AT)
    assert isinstance(again, Invitation)
    assert close_line(desk=bureau, line_id=again.line.id, on=MONDAY, at=AT) is None
    assert "is not known here" in why(open_line(desk=make_desk(), code=again.code, on=MONDAY, at=AT))


def test_only_a_company_with_a_desk_invites(db: None) -> None:
    assert "Turn the desk on" in why(invite(desk=make_desk(), name="X", email="", terms={}, on=MONDAY, at=AT))


def test_both_sides_hear_each_other_across_this_installation(both: Ends) -> None:
    first, second = told(both.client, "submit"), told(both.client, "paid")
    answer = told(both.desk, "received")
    carry_here(on=MONDAY, at=AT)
    assert (both.at_desk.uids, both.at_client.uids) == ([first.uid, second.uid], [answer.uid])
    assert list(LineMessage.objects.order_by("id").values_list("state", flat=True)) == [
        "sent", "sent", "sent", "applied", "applied", "applied",
    ]  # fmt: skip
    kept = LineMessage.objects.get(creditor_id=both.desk.creditor_id, uid=first.uid)
    assert bytes(kept.attachment or b"") == FILE
    assert {line.taken for line in Line.objects.all()} == {1, 2}


def test_what_was_said_here_is_heard_when_its_transaction_is_done(
    both: Ends, django_capture_on_commit_callbacks: pytest.FixtureRequest
) -> None:
    from akkoord.work.line.say import say

    with django_capture_on_commit_callbacks(execute=True), transaction.atomic():  # type: ignore[operator]  # a fixture that is called
        message = say(both.desk, kind="received", ref="Z-1", body={"number": "E-1"}, on=MONDAY, at=AT)
        assert both.at_client.uids == []
    assert both.at_client.uids == [message.uid]


def test_nothing_is_taken_that_is_not_whole_and_his(both: Ends) -> None:
    message = told(both.client, "submit")
    raw, signature = bytes(message.raw), message.signature
    said = unpacked(raw)
    assert not isinstance(said, Refusal)
    stranger = key_from(b"x" * 32)
    other_line = packed(replace(said, line="9.abc"))
    of_the_desk = packed(replace(said, kind="received", body={"number": "1"}, attachment=""))
    tries = [
        (raw, signature_of(stranger, raw), FILE, "The signature is not right."),
        (raw.replace(b"12345", b"12346"), signature, FILE, "The signature is not right."),
        (b"{}", sign(b"{}"), FILE, "This is no message of akkoord-partner."),
        (other_line, sign(other_line), FILE, "This message is of another line."),
        (of_the_desk, sign(of_the_desk), None, '"received" is not said by that end of this line.'),
        (odd := raw.replace(b"Vermeer", b"\\u0000"), sign(odd), FILE, "This message is not written as it should be."),
        (half := raw.replace(b"Vermeer", b"\\ud800"), sign(half), FILE, "This message is not written as it should be."),
        (raw, signature, None, "The file is not the one that the message is about."),
        (raw, signature, FILE + b"!", "The file is not the one that the message is about."),
        (raw, signature, bytes(50 * 1024 * 1024 + 1), "The file is larger than 50 MB."),
    ]
    for bytes_, sealed, file, expected in tries:
        assert why(receive(both.desk, bytes_, sealed, file, on=MONDAY, at=AT)) == expected
    assert not LineMessage.objects.filter(ours=False).exists()
    both.desk.key = public_of(stranger)
    assert why(receive(both.desk, raw, signature, FILE, on=MONDAY, at=AT)) == "The signature is not right."


def test_same_message_changes_nothing_and_another_in_its_place_is_refused(both: Ends) -> None:
    message = told(both.client, "submit")
    said = unpacked(bytes(message.raw))
    assert not isinstance(said, Refusal)
    assert [given_to(both.desk, message) for _ in range(3)] == ["", "", ""]
    assert both.at_desk.uids == [message.uid]
    for changed in (replace(said, ref="Z-2"), replace(said, uid="0" * 32)):
        raw = packed(changed)
        refused = receive(both.desk, raw, sign(raw), FILE, on=MONDAY, at=AT)
        assert why(refused) == "This number was used already for another message."
    far = packed(replace(said, uid="1" * 32, seq=5_000))
    assert why(receive(both.desk, far, sign(far), FILE, on=MONDAY, at=AT)) == "Too many messages before this one are missing."


def test_refused_message_is_kept_and_holds_up_none_and_a_broken_one_waits(both: Ends) -> None:
    first, second, third = told(both.client, "submit"), told(both.client, "paid"), told(both.client, "paid")
    both.at_desk.refuses, both.at_desk.breaks = {first.uid}, {second.uid}
    assert not carry(both.client, on=MONDAY, at=AT) or both.at_desk.uids == []
    there = LineMessage.objects.filter(creditor_id=both.desk.creditor_id, ours=False).order_by("seq")
    assert list(there.values_list("state", flat=True)) == ["refused", "waiting", "waiting"]
    assert there[0].because == {"nl": "Dat kan niet.", "en": "That cannot be."}
    both.desk.refresh_from_db()
    assert (both.desk.fetched, came_in(both.desk), both.desk.tries > 0, both.desk.since) == (1, 3, True, AT)
    events = Event.objects.filter(creditor_id=both.desk.creditor_id)
    assert [event.kind for event in events.order_by("seq")] == ["line-invited", "line-opened", "line-refused"]
    both.at_desk.breaks = set()
    assert carry(both.desk, on=MONDAY, at=AT)
    both.desk.refresh_from_db()
    assert (both.at_desk.uids, both.desk.fetched, both.desk.since, both.desk.error) == ([second.uid, third.uid], 3, None, "")
    assert broken_link(both.desk.creditor_id) is None


def test_outage_in_a_handler_is_an_outage(both: Ends, monkeypatch: pytest.MonkeyPatch) -> None:
    def away(*_: object, **__: object) -> None:
        raise OperationalError("the database went away")

    from akkoord.work.line.hearing import HEARD

    message = told(both.client, "submit")
    monkeypatch.setitem(HEARD, "desk", away)
    with pytest.raises(OperationalError):
        receive(both.desk, bytes(message.raw), message.signature, FILE, on=MONDAY, at=AT)
    monkeypatch.setitem(HEARD, "desk", both.at_desk)
    assert apply_next(both.desk, on=MONDAY, at=AT)
    assert both.at_desk.uids == [message.uid]


def test_line_closes_when_nothing_runs_over_it(both: Ends) -> None:
    client = make_desk(both.client.creditor)
    told(both.client, "submit")
    assert why(close_line(desk=client, line_id=both.client.id, on=MONDAY, at=AT)) == "One case still runs over this line. End that first."
    carry_here(on=MONDAY, at=AT)
    told(both.desk, "closed")
    assert "on its way" in why(close_line(desk=make_desk(both.desk.creditor), line_id=both.desk.id, on=MONDAY, at=AT))
    carry_here(on=MONDAY, at=AT)
    assert close_line(desk=client, line_id=both.client.id, on=MONDAY, at=AT) is None
    assert {line.state for line in Line.objects.all()} == {"closed"}
    assert given_to(both.desk, told(both.client, "paid")) == "This line is closed."


MOVES = st.lists(
    st.one_of(
        st.tuples(st.just("say"), st.sampled_from(["client", "desk"])),
        st.tuples(st.just("bring"), st.integers(0, 11)),
        st.tuples(st.just("carry"), st.sampled_from(["client", "desk"])),
        st.tuples(st.just("break"), st.booleans()),
    ),
    max_size=30,
)


@pytest.mark.django_db
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(moves=MOVES)
def test_any_order_of_deliveries_and_repeats_ends_as_it_was_said(moves: list[tuple[str, object]]) -> None:
    """`bring` delivers any message that was ever said, now, again or before its turn; what is never brought is dropped."""
    with transaction.atomic(), pytest.MonkeyPatch.context() as patch:
        both, said = ends(patch), list[tuple[Line, LineMessage]]()
        for what, which in moves:
            if what == "say":
                said.append((both.desk, told(both.client, "paid")) if which == "client" else (both.client, told(both.desk, "question")))
            elif what == "bring" and said:
                assert given_to(*said[int(str(which)) % len(said)]) == ""
            elif what == "carry":
                carry(both.client if which == "client" else both.desk, on=MONDAY, at=AT)
            elif what == "break":
                broken = {message.uid for _, message in said[-2:]} if which else set()
                both.at_client.breaks = both.at_desk.breaks = broken
        both.at_client.breaks = both.at_desk.breaks = set()
        for line in (both.client, both.desk, both.client, both.desk):
            carry(line, on=MONDAY, at=AT)
        assert both.at_desk.uids == [message.uid for line, message in said if line == both.desk]
        assert both.at_client.uids == [message.uid for line, message in said if line == both.client]
        assert not LineMessage.objects.filter(state__in=("queued", "waiting")).exists()
        transaction.set_rollback(True)


@pytest.mark.django_db(transaction=True)
def test_two_carriers_at_once_bring_and_apply_each_message_once(monkeypatch: pytest.MonkeyPatch) -> None:
    both = ends(monkeypatch)
    with transaction.atomic():
        said = [told(both.client, "paid").uid for _ in range(12)]
    failed: list[Exception] = []

    def worker() -> None:
        try:
            carry(Line.objects.get(creditor_id=both.client.creditor_id), on=MONDAY, at=AT)
        except OperationalError as error:  # the other one held it: the next turn brings the rest
            failed.append(error)
        finally:
            connections.close_all()

    carriers = [threading.Thread(target=worker) for _ in range(3)]
    for one in carriers:
        one.start()
    for one in carriers:
        one.join()
    worker()
    heard = Event.objects.filter(creditor_id=both.desk.creditor_id, kind="tested").order_by("seq")
    assert [event.data["uid"] for event in heard] == said
    assert broken_link(both.desk.creditor_id) is None
    assert set(LineMessage.objects.values_list("ours", "state")) == {(True, "sent"), (False, "applied")}


def test_worker_carries_what_was_said_here_and_comes_by_elsewhere(both: Ends) -> None:
    """The turns that it takes, as it takes them."""
    from akkoord.cli import worker_verb

    message = told(both.client, "submit")
    elsewhere = {"side": "client", "state": "open", "mark": "1.b", "key": public_of(key_from(b"e" * 32)), "address": "http://127.0.0.1:9"}
    away = Line.objects.create(creditor=both.client.creditor, name="Ver weg", made_on=MONDAY, **elsewhere)
    here = next(one for one in worker_verb.all_turns(new_worker()) if one.name == "the lines here")
    there = worker_verb.lines_turn()
    assert [here.take(), there.take(), here.pause, there.pause] == [False, False, 0.0, 0.0]
    away.refresh_from_db()
    assert (both.at_desk.uids, away.tries, away.since is not None, bool(away.error)) == ([message.uid], 1, True, True)
