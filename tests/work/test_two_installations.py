"""Two installations on loopback, each with its own database and key, and a wire between them that does everything wrong."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from random import Random
from typing import Any

import pytest
from django.db import transaction
from django.utils import timezone

from akkoord.core.problem import Refusal
from akkoord.store.models import Creditor, HandOver, Invoice, Line, LineMessage
from akkoord.work.handover.begin import begin
from akkoord.work.handover.turn import hand_over_turn
from akkoord.work.line.carry import carry
from akkoord.work.line.elsewhere import tell
from akkoord.work.line.open import open_line
from akkoord.work.payments.place_payment import place_payment
from akkoord.work.record import Log, broken_link
from tests.cast import MONDAY
from tests.elsewhere import own
from tests.factories import at_hour, make_debtor, make_desk, make_invoice, make_payment
from tests.work.bad_wire import WAYS, Wire, wire
from tests.work.lines import BUREAU, Ears, ears, told

ROUNDS = 24


class There:
    """The desk's installation, in a process of its own."""

    def __init__(self, folder: Path, address: str) -> None:
        words = [sys.executable, "-m", "tests.work.line_desk"]
        self.process = subprocess.Popen(words, env=own(folder, address), stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        self.port = self._answer()

    def _answer(self) -> Any:
        assert self.process.stdout is not None
        return json.loads(self.process.stdout.readline())

    def do(self, what: str, **more: Any) -> Any:
        """One command to it, and what it says."""
        assert self.process.stdin is not None
        self.process.stdin.write(json.dumps({"do": what, **more}) + "\n")
        self.process.stdin.flush()
        return self._answer()

    def kill(self) -> None:
        """Gone, as when the power fails."""
        self.process.kill()
        self.process.communicate()


@pytest.fixture(scope="module")
def installation(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Wire, There]]:
    """The desk's installation, started once, at the other end of a wire."""
    with wire() as running:
        there = There(tmp_path_factory.mktemp("desk"), running.address)
        running.target = there.port
        try:
            yield running, there
        finally:
            there.kill()


@pytest.fixture
def there(installation: tuple[Wire, There]) -> There:
    """The desk, as if it were new."""
    installation[1].do("fresh")
    return installation[1]


@pytest.fixture
def bad(installation: tuple[Wire, There]) -> Iterator[Wire]:
    """A wire that goes well until it is told otherwise."""
    running, desk = installation
    yield running
    running.target, running.chance, running.next = desk.port, None, []
    running.late.clear()


@pytest.fixture
def hears(monkeypatch: pytest.MonkeyPatch, settings: Any) -> Ears:
    """With what the client hears; this computer is one that may be asked."""
    settings.INSIDE_HOSTS = ["127.0.0.1"]
    return ears(monkeypatch)[0]


def turn(line: Line) -> bool:
    """One turn of the client's carrier, now."""
    fresh = Line.objects.get(creditor_id=line.creditor_id, id=line.id)
    return carry(fresh, on=MONDAY, at=timezone.now())


def opened(there: There, bad: Wire) -> Line:
    """The line, opened over the wire; the first answer gets lost."""
    code, company = there.do("code"), make_desk()
    bad.next = ["lost"]
    lost = open_line(desk=company, code=code, on=MONDAY, at=timezone.now())
    assert isinstance(lost, Refusal)
    assert not Line.objects.exists()
    line = open_line(desk=company, code=code, on=MONDAY, at=timezone.now())
    assert isinstance(line, Line), line
    return line


def exchanged(line: Line, there: There, hears: Ears, chance: Random) -> tuple[list[str], list[str]]:
    """Both say things over a bad wire, in any order; what each of them said."""
    ours, theirs = list[str](), list[str]()
    for number in range(ROUNDS):
        with transaction.atomic():
            kind = "submit" if number % 7 == 0 else "paid"
            ours.append(told(line, kind, file=bytes(chance.randrange(200_000)) if kind == "submit" else None).uid)
        if chance.random() < 0.6:
            theirs.append(there.do("say", kind=chance.choice(["question", "statement"])))
        if number == ROUNDS // 2:
            theirs.append(there.do("say", kind="statement", file=150_000))
            there.do("breaks", seqs=[number + 1, number + 5])
            hears.breaks = {theirs[-1]}
        turn(line)
    return ours, theirs


@pytest.mark.django_db(transaction=True)
def test_everything_arrives_once_and_in_order_over_a_wire_that_does_everything_wrong(there: There, bad: Wire, hears: Ears) -> None:
    chance = Random(8)
    line = opened(there, bad)
    bad.chance = chance
    ours, theirs = exchanged(line, there, hears, chance)
    assert set(bad.did) == set(WAYS)
    bad.target, bad.chance = 0, None
    assert not turn(line)  # the desk is away
    line.refresh_from_db()
    assert (line.since is not None, "niet bereikbaar" in line.error, line.not_before is not None) == (True, True, True)
    with transaction.atomic():
        ours += [told(line, "paid").uid for _ in range(3)]
    bad.target = there.port
    mine = LineMessage.objects.filter(ours=True).order_by("-seq")
    assert [tell(line, message, at=timezone.now()) for message in mine[:3]] == [None] * 3  # the last one comes first
    there.do("breaks", seqs=[])
    hears.breaks = set()
    assert [turn(line), turn(line)] == [True, True]
    state = there.do("state")
    line.refresh_from_db()
    assert [uid for uid, _ in state["heard"]] == ours
    assert hears.uids == theirs
    assert (state["fetched"], state["taken"], line.fetched, line.taken) == (len(ours), len(theirs), len(theirs), len(ours))
    assert state["states"] == [[False, "applied"], [True, "sent"]]
    assert set(LineMessage.objects.values_list("ours", "state")) == {(False, "applied"), (True, "sent")}
    assert (line.since, line.error, state["name"]) == (None, "", Creditor.objects.get().name)
    assert (state["broken_link"], broken_link(line.creditor_id)) == (None, None)
    assert {len(row.attachment or b"") for row in LineMessage.objects.filter(ours=False).exclude(attachment=None)} == {150_000}
    last = there.do("say", kind="statement")
    there.do("close")
    assert turn(line)
    line.refresh_from_db()
    assert (line.state, hears.uids[-1]) == ("closed", last)
    assert Creditor.objects.get().partner == BUREAU["name"]


def submitted(creditor: Creditor, total: int) -> HandOver:
    """A case of one invoice goes out of hands, and its dossier is queued."""
    invoice = make_invoice(make_debtor(creditor), total=total, due_on=MONDAY - timedelta(days=60))
    with transaction.atomic():
        log = Log(creditor.id, MONDAY)
        one = begin(creditor, debtor_id=invoice.debtor_id, case_id=None, invoices=[invoice.id], log=log)
        log.write()
    assert hand_over_turn(creditor=creditor, on=MONDAY, at=at_hour(MONDAY)) == 1
    one.refresh_from_db()
    return one


@pytest.mark.django_db(transaction=True)
def test_case_walks_from_one_installation_to_the_other_and_back(there: There, bad: Wire, settings: Any) -> None:
    """With the real verbs at both ends: handed over, asked about, accepted, paid in parts at both, and closed."""
    settings.INSIDE_HOSTS = ["127.0.0.1"]
    there.do("really")
    line = opened(there, bad)
    Creditor.objects.filter(id=line.creditor_id).update(sending_on=True, partner_mandated=True, partner_mandated_on=MONDAY)
    creditor = Creditor.objects.get(id=line.creditor_id)
    one, bad.chance = submitted(creditor, 100_000), Random(5)
    asked = one.principal + one.interest + one.costs
    settled(line)
    assert there.do("stands") == [one.ref, "received", one.debtor.name, asked, 0]
    assert there.do("handles", how="ask", text="Is er een contract?") == ""
    assert there.do("handles", how="accept") == ""
    assert there.do("handles", how="pay", amount=40_000) == ""
    invoice = Invoice.objects.get()
    payment = make_payment(creditor, amount=25_000)
    assert place_payment(desk=make_desk(creditor), payment_id=payment.id, invoice_id=invoice.id, amount=25_000, on=MONDAY) is None
    hand_over_turn(creditor=creditor, on=MONDAY, at=at_hour(MONDAY))
    settled(line)
    one.refresh_from_db()
    assert (one.state, one.there, one.told) == ("accepted", 40_000, 25_000)
    assert there.do("stands") == [one.ref, "accepted", one.debtor.name, asked - 65_000, 0]
    assert there.do("handles", how="close", because="settled") == ""
    settled(line)
    one.refresh_from_db()
    assert (one.state, one.ended_because, there.do("stands")[1]) == ("closed", "settled", "closed")
    assert not LineMessage.objects.filter(state__in=("refused", "waiting", "queued")).exists()


def settled(line: Line) -> None:
    """Turns until everything that was said has arrived, at both ends."""
    for _ in range(40):
        if turn(line) and not LineMessage.objects.filter(state="queued").exists():
            return
    raise AssertionError("it never arrived")
