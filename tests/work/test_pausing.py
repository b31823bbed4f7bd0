"""The pause switch: nothing is decided and nothing leaves while it is pulled, also when that happens while letters leave."""

from __future__ import annotations

from akkoord.core.message import Message, Receipt
from akkoord.core.problem import Refusal
from akkoord.store.access import Desk
from akkoord.store.models import Creditor, Event, Letter, Outbox, Run
from akkoord.work.mail.print_post import print_batch
from akkoord.work.mail.send_outbox import send_outbox
from akkoord.work.pausing.pause import pause_company, resume_company
from akkoord.work.record import broken_link
from akkoord.work.run_day import run_day
from tests.cast import JANSEN, MONDAY
from tests.factories import at_hour, make_debtor, make_desk, make_invoice
from tests.work.carrier import Carrier

AT = at_hour(MONDAY)


def fresh(creditor: Creditor) -> Creditor:
    creditor.refresh_from_db()
    return creditor


def pause(desk: Desk, because: str = "storing bij de bank") -> Refusal | None:
    return pause_company(desk=desk, because=because, on=MONDAY, at=AT)


def test_nothing_is_decided_and_nothing_leaves_until_an_owner_lets_it_go(
    creditor: Creditor, desk: Desk, carriers: dict[str, Carrier]
) -> None:
    make_invoice(make_debtor(creditor))
    pause(desk)
    assert pause(desk, "nog eens") is None  # it lies still already
    report = run_day(creditor=fresh(creditor), on=MONDAY, at=AT)
    assert (report["letters"], report["debtors"], Letter.objects.count(), Run.objects.count()) == (0, 0, 0, 0)
    controller = make_desk(creditor, role="controller", email="administratie@delinde.example")
    assert isinstance(resume_company(desk=controller, on=MONDAY, at=AT), Refusal)
    assert resume_company(desk=desk, on=MONDAY, at=AT) is None
    run_day(creditor=fresh(creditor), on=MONDAY, at=AT)
    pause(controller, "toch niet")
    assert send_outbox(creditor=fresh(creditor), at=AT, carriers=carriers) == 0
    assert print_batch(desk=Desk(fresh(creditor), desk.user, "owner"), on=MONDAY, at=AT) is None
    resume_company(desk=desk, on=MONDAY, at=AT)
    assert send_outbox(creditor=fresh(creditor), at=AT, carriers=carriers) == 1
    told = Event.objects.filter(kind__in=("paused", "unpaused")).order_by("seq").values_list("kind", "by", "data__note")
    assert told[0] == ("paused", desk.user.email, "storing bij de bank")
    assert [kind for kind, _, _ in told] == ["paused", "unpaused"] * 2
    assert broken_link(creditor.pk) is None


def test_pulled_while_letters_leave_the_rest_waits(creditor: Creditor, desk: Desk, carriers: dict[str, Carrier]) -> None:
    """The one that is being carried leaves; nothing else is taken up, and nothing is lost."""
    for cast in ({}, JANSEN):
        make_invoice(make_debtor(creditor, **({} if not cast else {"number": "J2", "email": "j2@jansen.example"})))
    run_day(creditor=creditor, on=MONDAY, at=AT)

    class Pulls(Carrier):
        def send(self, message: Message) -> Receipt:
            pause(desk)
            return super().send(message)

    assert send_outbox(creditor=fresh(creditor), at=AT, carriers={**carriers, "email": Pulls("email")}) == 1
    assert sorted(Outbox.objects.values_list("state", flat=True)) == ["queued", "sent"]


def test_a_reason_is_needed_and_a_reader_pulls_nothing(creditor: Creditor, desk: Desk) -> None:
    reader = make_desk(creditor, role="reader", email="accountant@delinde.example")
    assert isinstance(pause(desk, "  "), Refusal)
    assert isinstance(pause(reader), Refusal)
    assert fresh(creditor).paused_since is None
