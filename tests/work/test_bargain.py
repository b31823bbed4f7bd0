"""Kept talks: never outside the bounds, restored as they were, one answer to one moment, and what comes in between."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from akkoord.core.negotiation.bounds import Bounds, within
from akkoord.core.negotiation.engine import begin, step
from akkoord.core.negotiation.event import Counter, Event, Reject
from akkoord.core.negotiation.offer import as_json, offer_of
from akkoord.core.negotiation.value import worth
from akkoord.core.problem import Refusal
from akkoord.store.access import Desk
from akkoord.store.models import Arrangement, Bargain, BargainTurn, Creditor, Debtor, Hold, Invoice, Task
from akkoord.store.models import Event as Happened
from akkoord.work.bargain.about import about
from akkoord.work.bargain.by_hand import begin_by_hand, his_offer, pass_on, stop_bargain
from akkoord.work.bargain.go_on import OVER
from akkoord.work.bargain.limits import may_go_beyond, outside
from akkoord.work.bargain.policy import USUAL, bounds_for, bounds_of_table, change_policy, table_of
from akkoord.work.bargain.talk import OFF, SOON, STALE, answer_bargain, begin_bargain, terms_of
from akkoord.work.bargain.watch import look_at_bargains
from tests.cast import MONDAY
from tests.core.test_negotiation_offers import DEBTS, OFFERS, POLICIES
from tests.factories import at_hour, make_allocation, make_creditor, make_debtor, make_desk, make_hold, make_invoice, make_payment

DEBT = 120_000
AT = at_hour(MONDAY)
WORDS = ["Ik kan 50 euro per maand", "dat lukt niet", "€ 100 nu", "ik ben ziek", "hallo", "dat klopt niet", "kan dat ook later?"]
REJECT = {"type": "reject"}
COUNTERS = st.builds(lambda offer: {"type": "counter", "offer": as_json(offer)}, OFFERS)
SAYINGS = st.one_of(
    st.just(REJECT),
    COUNTERS,
    st.builds(lambda text: {"type": "say", "text": text}, st.sampled_from(WORDS)),
    st.just({"type": "accept"}),
    st.just({"type": "paid"}),
    st.just({"type": "run"}),
)
TALKS = st.lists(st.tuples(st.integers(0, 40), SAYINGS), max_size=6)


def debtor_of(creditor: Creditor, *, total: int = DEBT, **fields: Any) -> Debtor:
    debtor = make_debtor(creditor, **fields)
    make_invoice(debtor, total=total, due_on=MONDAY - timedelta(days=45))
    return debtor


def begun(creditor: Creditor, debtor: Debtor, *, where: str = "call", on: date = MONDAY) -> Bargain:
    found = begin_bargain(creditor=creditor, debtor_id=debtor.id, where=where, on=on, at=AT, by="x")
    assert isinstance(found, Bargain), found
    return found


def said(bargain: Bargain, event: dict[str, Any], *, on: date = MONDAY, seen: int | None = None) -> Bargain | Refusal:
    return answer_bargain(creditor=bargain.creditor, bargain_id=bargain.id, said=event, on=on, at=AT, by="x", seen=seen)


def after(bargain: Bargain, event: dict[str, Any], *, on: date = MONDAY) -> Bargain:
    found = said(bargain, event, on=on)
    assert isinstance(found, Bargain), found
    return found


def turns_of(bargain: Bargain) -> list[BargainTurn]:
    return list(BargainTurn.objects.filter(bargain_id=bargain.id).order_by("number"))


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(policy=POLICIES, debt=DEBTS, events=TALKS)
def test_no_kept_talk_answers_outside_its_bounds(db: None, policy: Bounds, debt: int, events: Sequence[tuple[int, dict[str, Any]]]) -> None:
    creditor = make_creditor(bounds_business=table_of(policy))
    debtor = debtor_of(creditor, total=debt)
    one, day = begin_bargain(creditor=creditor, debtor_id=debtor.id, where="call", on=MONDAY, at=AT, by=""), MONDAY
    if isinstance(one, Refusal):
        return
    debts = {one.turns: one.debt}
    for days, event in events:
        day += timedelta(days=days)
        if event["type"] == "run":
            look_at_bargains(creditor=creditor, on=day)
        elif event["type"] == "paid":
            invoice = Invoice.objects.get(debtor_id=debtor.id)
            part = max(1, invoice.open // 3)
            if invoice.open > part:
                make_allocation(invoice, make_payment(creditor, amount=part, on=day), amount=part, on=day)
        else:
            answer_bargain(creditor=creditor, bargain_id=one.id, said=event, on=day, at=AT, by="")  # each reads what was kept
    _inside(Bargain.objects.get(id=one.id), policy, debts)


def _inside(one: Bargain, policy: Bounds, debts: dict[int, int]) -> None:
    debt, made = debts[1], set()
    for turn in turns_of(one):
        debt = turn.said.get("to", debt)
        offer = offer_of(turn.offer) if turn.offer else None
        assert not isinstance(offer, Refusal)
        assert turn.text
        assert turn.because
        if offer is not None:
            assert within(offer, debt=debt, bounds=policy)
            assert worth(offer, debt=debt, bounds=policy) >= policy.handover(debt)
            made |= {(debt, offer)} if turn.kind in ("offer", "final") else set()
    assert len(made) <= policy.max_offers + len({debt for debt, _ in made}) - 1  # where the debt changes, one may be the last again


@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(events=st.lists(st.one_of(st.just(REJECT), COUNTERS), max_size=4))
def test_a_kept_talk_goes_as_one_that_was_never_put_away(db: None, events: list[dict[str, Any]]) -> None:
    creditor = make_creditor()
    debtor = debtor_of(creditor)
    one, found = begun(creditor, debtor), about(creditor, debtor, on=MONDAY)
    if isinstance(found, Refusal):  # what the talk itself holds up
        found = about(creditor, debtor, on=MONDAY, but=one.hold_id)
    assert not isinstance(found, Refusal)
    bounds = bounds_for(creditor, "business")
    talk, answer = begin(found.opened, bounds=bounds, seed=creditor.id)
    for event in events:
        if Bargain.objects.get(id=one.id).state != "open":
            break
        talk, answer = step(talk, _event(event), bounds=bounds)
        kept = after(one, event)
        there = (kept.kind, kept.now, kept.text_in("nl"), kept.text_in("en"), kept.why)
        assert there == (answer.kind, answer.offer or kept.now, *answer.text, answer.because)


def _event(said: dict[str, Any]) -> Event:
    if said["type"] != "counter":
        return Reject("c")
    offer = offer_of(said["offer"])
    assert not isinstance(offer, Refusal)
    return Counter("c", offer)


def test_what_was_offered_stands_when_the_engine_is_another(creditor: Creditor) -> None:
    one, other = begun(creditor, debtor_of(creditor)), begun(creditor, debtor_of(creditor, number="2"))
    Bargain.objects.filter(id__in=(one.id, other.id)).update(talk={"mark": "of another engine", "talk": {}})
    assert after(one, {"type": "accept"}).state == "agreed"
    gone = after(other, {"type": "reject"})
    assert (gone.state, gone.ended_because) == ("person", "onleesbaar")
    assert Task.objects.filter(debtor_id=other.debtor_id, kind="decide", done_on=None).count() == 1


def test_an_accepted_offer_is_one_arrangement_whoever_presses_first(creditor: Creditor) -> None:
    debtor = debtor_of(creditor)
    first, second = begun(creditor, debtor), begun(creditor, debtor)
    assert first.id == second.id
    done = after(first, {"type": "accept"})
    again = after(second, {"type": "accept"})
    assert (done.state, again.arrangement_id) == ("agreed", done.arrangement_id)
    assert Arrangement.objects.filter(debtor_id=debtor.id, state="running").count() == 1
    made = Arrangement.objects.get(debtor_id=debtor.id)
    offer = done.now
    assert offer is not None
    assert sum(part.amount for part in made.instalments.all()) == sum(cents for _, cents in offer.payments(done.debt))
    assert said(first, {"type": "reject"}) == OVER


def test_an_answer_to_what_stood_there_before_changes_nothing(creditor: Creditor) -> None:
    one = begun(creditor, debtor_of(creditor))
    moved = after(one, {"type": "reject"})
    assert said(one, {"type": "accept"}, seen=one.turns) == STALE
    assert Bargain.objects.get(id=one.id).offer == moved.offer


def test_an_offer_lapses_by_the_clock_and_one_last_is_made(creditor: Creditor) -> None:
    one, day = begun(creditor, debtor_of(creditor)), MONDAY
    offers = [one.now]
    for _ in range(40):
        day += timedelta(days=1)
        look_at_bargains(creditor=creditor, on=day)
        one.refresh_from_db()
        offers.append(one.now)
    assert (one.state, one.ended_because) == ("over", "expired")
    assert [one.discount for one in dict.fromkeys(offers) if one is not None] == [0, 0]
    assert [turn.said["type"] for turn in turns_of(one)] == ["open", "silence", "silence", "silence"]
    assert not Hold.objects.filter(debtor_id=one.debtor_id, ended_on=None).exists()


def test_money_that_comes_in_between_changes_what_it_is_about_or_ends_it(creditor: Creditor) -> None:
    debtor = debtor_of(creditor)
    one, invoice = begun(creditor, debtor), Invoice.objects.get(debtor_id=debtor.id)
    make_allocation(invoice, make_payment(creditor, amount=20_000), amount=20_000)
    moved = after(one, {"type": "accept"})
    assert moved.state == "open"  # the offer he took was about another sum: he sees the new one first
    assert moved.debt == one.debt - 20_000
    assert moved.text.startswith("Het bedrag is intussen veranderd.")
    assert moved.now is not None
    assert moved.now.fits(moved.debt)
    make_allocation(invoice, make_payment(creditor, amount=100_000), amount=100_000)
    assert (after(moved, {"type": "accept"}).ended_because, Arrangement.objects.count()) == ("paid", 0)


@pytest.mark.parametrize(("kind", "fields"), [("dispute", {}), ("vulnerable", {}), ("insolvency", {}), ("hold", {})])
def test_what_protects_him_ends_the_talk(creditor: Creditor, kind: str, fields: dict[str, Any]) -> None:
    debtor = debtor_of(creditor)
    one = begun(creditor, debtor)
    make_hold(debtor, kind=kind, **fields)
    look_at_bargains(creditor=creditor, on=MONDAY)
    one.refresh_from_db()
    assert (one.state, one.ended_because) == ("ended", "hold")
    assert isinstance(begin_bargain(creditor=creditor, debtor_id=debtor.id, where="call", on=MONDAY, at=AT, by=""), Refusal)


@pytest.mark.parametrize(
    ("text", "hold", "kept"),
    [
        ("mijn man ligt in het ziekenhuis", "vulnerable", False),
        ("ik zie het niet meer zitten", "vulnerable", False),
        ("het werk is slecht gedaan, ik betaal dit niet", "hold", True),
        ("u hoort van mijn advocaat", "hold", True),
    ],
)
def test_words_that_ask_for_a_person_get_one(creditor: Creditor, text: str, hold: str, kept: bool) -> None:
    one = after(begun(creditor, debtor_of(creditor)), {"type": "say", "text": text})
    assert (one.state, one.kind) == ("person", "person")
    assert Hold.objects.get(debtor_id=one.debtor_id, ended_on=None).kind == hold
    assert Task.objects.get(debtor_id=one.debtor_id).kind == "decide"
    everything = f"{[turn.said for turn in turns_of(one)]}{list(Happened.objects.values_list('data', flat=True))}{one.because}"
    assert (text in everything) == kept  # what touches somebody's health is kept nowhere


def test_the_portal_negotiates_only_where_that_is_on_and_not_again_soon(creditor: Creditor) -> None:
    debtor = debtor_of(creditor)
    ask: dict[str, Any] = {"creditor": creditor, "debtor_id": debtor.id, "where": "portal", "at": AT, "by": "debtor"}
    assert begin_bargain(**ask, on=MONDAY) == OFF
    creditor.negotiate_on = True
    creditor.save()
    one = begun(creditor, debtor, where="portal")
    while one.state == "open":
        one = after(one, {"type": "reject"})
    assert one.state == "over"
    assert begin_bargain(**ask, on=MONDAY + timedelta(days=30)) == SOON
    assert isinstance(begin_bargain(**ask, on=MONDAY + timedelta(days=91)), Bargain)


def test_an_offer_of_his_that_we_take_on_the_portal_is_his_to_read_first(creditor: Creditor) -> None:
    creditor.negotiate_on = True
    creditor.save()
    one = begun(creditor, debtor_of(creditor), where="portal")
    his = his_offer(debt=one.debt, monthly=0, months=1, down=one.debt // 2)
    assert not isinstance(his, Refusal)
    took = after(one, his)
    made = Arrangement.objects.get(debtor_id=one.debtor_id)
    assert (took.state, took.arrangement_id, made.state) == ("agreed", made.id, "proposed")  # he saw no text yet
    assert Hold.objects.get(debtor_id=one.debtor_id, ended_on=None).until == made.valid_until


def test_an_english_debtor_reads_english(creditor: Creditor) -> None:
    one = begun(creditor, debtor_of(creditor, language="en"))
    second = after(one, {"type": "reject"})
    assert one.text.startswith("€")
    assert "You can accept it for 7 days" in second.text
    assert "Daarvoor" not in second.text


def test_people_pass_on_what_he_says_and_may_stop_it(desk: Desk) -> None:
    debtor = debtor_of(desk.creditor)
    one = begin_by_hand(desk=desk, debtor_id=debtor.id, on=MONDAY, at=AT)
    assert isinstance(one, Bargain)
    offer = his_offer(debt=one.debt, monthly=0, months=4, down=60_000)
    assert not isinstance(offer, Refusal)
    answer = pass_on(desk=desk, bargain_id=one.id, said=offer, seen=one.turns, on=MONDAY, at=AT)
    assert isinstance(answer, Bargain)
    assert answer.because
    if answer.state == "open":
        assert stop_bargain(desk=desk, bargain_id=one.id, on=MONDAY, at=AT) is None
        answer.refresh_from_db()
        assert (answer.state, answer.valid_until) == ("ended", None)


def test_the_bounds_hold_for_whoever_makes_an_arrangement(creditor: Creditor) -> None:
    creditor.bounds_business = {**USUAL["business"], "min_down_share": "0.1"}
    creditor.save()
    debtor = debtor_of(creditor)
    one = begun(creditor, debtor)
    offer = one.now
    assert offer is not None
    terms = terms_of(offer, debt=one.debt, on=MONDAY)
    assert outside(creditor, debtor, offer, one.debt, on=MONDAY) == outside(creditor, debtor, terms, one.debt, on=MONDAY) == ()
    long = [text.nl for text in outside(creditor, debtor, _terms(one, instalments=40), one.debt, on=MONDAY)]
    assert [text.split()[0] for text in long] == ["De", "Het", "Het"]  # too little at once, too many parts, too long
    beyond = outside(creditor, debtor, _terms(one, instalments=40), one.debt, on=MONDAY)
    assert may_go_beyond(make_desk(creditor, role="controller", email="d@x.nl"), beyond, "goede klant") is not None
    owner = make_desk(creditor)
    assert may_go_beyond(owner, beyond, "") is not None
    assert may_go_beyond(owner, beyond, "goede klant") is None


def _terms(one: Bargain, *, instalments: int) -> Any:
    offer = offer_of({"down": "0", "instalments": instalments, "instalment": "30.00", "every_days": 30, "first_on_day": 7})
    assert not isinstance(offer, Refusal)
    return terms_of(offer, debt=one.debt, on=MONDAY)


def test_a_policy_is_kept_whole_or_refused_in_words(desk: Desk) -> None:
    good = {f"{kind}-{name}": "10" for kind in ("business", "consumer") for name in table_of(bounds_for(desk.creditor, "business"))}
    assert change_policy(desk=desk, fields={**good, "negotiate_on": "on"}, on=MONDAY, at=AT) == {}
    kept = bounds_for(desk.creditor, "consumer")
    assert (f"{kept.min_down_share}", kept.max_days, kept.cost_per_offer, desk.creditor.negotiate_on) == ("0.1", 10, 1000, True)
    assert bounds_of_table(table_of(kept)) == kept
    wrong = change_policy(desk=desk, fields={**good, "business-max_offers": "0", "consumer-max_discount_share": "x"}, on=MONDAY, at=AT)
    assert sorted(wrong) == ["business-max_offers", "consumer-max_discount_share"]
    assert "" in change_policy(desk=make_desk(desk.creditor, role="controller", email="d@x.nl"), fields=good, on=MONDAY, at=AT)
