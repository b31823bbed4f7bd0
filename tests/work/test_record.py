"""What happened is a chain: whoever changes, removes or slips in an event is found out."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from akkoord.store.models import Creditor, Event
from akkoord.work.record import GENESIS, Log, broken_link, event_hash, record
from tests.cast import BRUG, MONDAY
from tests.factories import at_hour, make_creditor


@pytest.fixture
def chain(creditor: Creditor) -> Creditor:
    """A company with five events."""
    for number in range(5):
        record(
            "call",
            creditor_id=creditor.id,
            on=MONDAY,
            at=at_hour(MONDAY),
            by="marieke@delinde.example",
            note=f"gesprek {number}",
            amount=number,
        )
    return creditor


def test_chain_is_whole(chain: Creditor) -> None:
    events = list(Event.objects.order_by("seq"))
    assert [one.seq for one in events] == [1, 2, 3, 4, 5]
    assert [one.previous for one in events] == [GENESIS, *(one.hash for one in events[:-1])]
    assert broken_link(chain.id) is None


@pytest.mark.parametrize(
    "change",
    [
        {"data": {"note": "gesprek 2", "amount": 3}},
        {"kind": "letter-sent"},
        {"on": MONDAY - timedelta(days=1)},
        {"at": at_hour(MONDAY, 11)},
        {"by": "daan@delinde.example"},
        {"debtor_id": 7},
        {"invoice_id": 7},
        {"hash": "0" * 64},
    ],
)
def test_chain_shows_a_change(chain: Creditor, change: dict[str, Any]) -> None:
    Event.objects.filter(creditor=chain, seq=3).update(**change)
    assert broken_link(chain.id) == 3


def test_chain_shows_a_change_whose_hash_was_made_to_fit(chain: Creditor) -> None:
    event = Event.objects.get(creditor=chain, seq=3)
    event.kind = "letter-sent"
    Event.objects.filter(creditor=chain, seq=3).update(kind=event.kind, hash=event_hash(event))
    assert broken_link(chain.id) == 4


def test_chain_shows_what_was_taken_out(chain: Creditor) -> None:
    Event.objects.filter(creditor=chain, seq=3).delete()
    assert broken_link(chain.id) == 3


def test_chain_of_each_company_is_its_own(chain: Creditor) -> None:
    other = make_creditor(BRUG)
    log = Log(other.id, MONDAY)
    log.add("call", note="één")
    log.add("call", note="twee", amount=1)
    log.write()
    log.write()
    assert list(Event.objects.filter(creditor=other).order_by("seq").values_list("seq", flat=True)) == [1, 2]
    assert (broken_link(other.id), broken_link(chain.id)) == (None, None)
