"""Negotiating on the pages: the bounds, the offer in a call, ending a matter, and the lab."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from akkoord.core.negotiation.lab import Seen, Way, play_ways
from akkoord.store.access import Desk
from akkoord.store.models import Bargain, Call, Lab
from akkoord.work.bargain.policy import bounds_for, table_of
from akkoord.work.conversation.say import say_reason
from akkoord.work.lab import play as lab
from akkoord.work.lab.ask import LABS, ask_lab, drop_lab
from tests.doors import cast
from tests.factories import make_hold

pytestmark = pytest.mark.django_db
HTMX = {"HX-Request": "true"}


def in_a_call(at: Desk, *, says: str = "no-money") -> tuple[Client, Call]:
    """A call with somebody who is late and gave this reason."""
    someone = cast.debtor(at)
    cast.invoice(at, someone, number="2026-118")
    client = cast.signed_in(at.user)
    client.post(reverse("call_debtor", args=[someone.id]))
    call = at.calls().get(ended_at=None)
    say_reason(desk=at, call_id=call.id, reason=says, words="", chosen=True, on=cast.TODAY)
    return client, call


def page_of(client: Client, call: Call) -> str:
    return client.get(reverse("call", args=[call.id])).content.decode()


def press(client: Client, name: str, call: Call, **said: Any) -> str:
    answer = client.post(reverse(name, args=[call.id]), {name.replace("_", "-"): value for name, value in said.items()}, headers=HTMX)
    assert answer.status_code == 200
    return str(answer.content.decode())


def aloud(page: str) -> str:
    found = re.search(r'class="say" lang="nl">“(Zullen|Dat|Dit|Ons)[^”]*”', page)
    return found[0] if found else ""


def test_who_has_no_money_is_made_an_offer_and_the_next_and_takes_it() -> None:
    at = cast.company()
    client, call = in_a_call(at)
    first = page_of(client, call)
    assert "Zullen we dit afspreken: u betaalt" in first
    assert "U kunt nog tot:" in first
    assert at.bargains().count() == 0  # looking begins nothing
    second = press(client, "call_offer_no", call, offer_seen=1)
    assert aloud(second) not in ("", aloud(first))
    third = press(client, "call_offer_his", call, offer_seen=2, his_months=40, his_down="0")
    assert aloud(third) or "Afgesproken" in third
    one = at.bargains().get()
    stale = press(client, "call_offer_yes", call, offer_seen=1)
    assert "Er is intussen al geantwoord" in stale
    done = press(client, "call_offer_yes", call, offer_seen=one.turns)
    assert "Afgesproken. De regeling loopt." in done
    assert at.arrangements().filter(state="running").count() == 1
    assert at.agreed().get(call_id=call.id, kind="arrangement").state == "done"


@pytest.mark.parametrize("kind", ["vulnerable", "insolvency", "dispute"])
def test_nobody_who_is_protected_is_made_an_offer(kind: str) -> None:
    at = cast.company()
    client, call = in_a_call(at)
    make_hold(call.debtor, kind=kind)
    assert "Zullen we dit afspreken" not in page_of(client, call)
    press(client, "call_offer_yes", call, offer_seen=1)
    assert Bargain.objects.count() == 0


def test_other_reasons_ask_for_no_offer() -> None:
    client, call = in_a_call(cast.company(), says="payment-run")
    assert "Zullen we dit afspreken" not in page_of(client, call)


def test_bounds_are_kept_or_refused_at_their_field() -> None:
    at = cast.company()
    client, address = cast.signed_in(at.user), reverse("settings-bounds")
    assert "Het ruimst: u betaalt" in client.get(address).content.decode()
    typed = {f"{kind}-{name}": "10" for kind in ("business", "consumer") for name in table_of(bounds_for(at.creditor, "business"))}
    refused = client.post(address, {**typed, "business-max_offers": "veel"})
    assert (refused.status_code, "Verwacht: een heel getal van 1 tot en met 20." in refused.content.decode()) == (422, True)
    assert client.post(address, {**typed, "negotiate_on": "on"}).status_code == 302
    at.creditor.refresh_from_db()
    assert (at.creditor.negotiate_on, bounds_for(at.creditor, "consumer").max_days) == (True, 10)
    assert cast.signed_in(cast.member(at, role="controller")).get(address).status_code == 403


def test_the_builder_keeps_to_the_bounds_or_an_owner_says_why() -> None:
    at = cast.company()
    someone = cast.debtor(at)
    late, address = cast.invoice(at, someone, number="2026-118"), reverse("arrangement_build", args=[someone.id])
    typed = {"invoices": [late.id], "count": "13", "every": "week", "first_on": "2026-12-24", "interest": "frozen"}
    refused = cast.signed_in(at.user).post(address, typed)
    assert refused.status_code == 422
    assert "Het zijn 13 termijnen; uw grens is 12." in refused.content.decode()
    daan = cast.signed_in(cast.member(at, role="controller"))
    assert daan.post(address, {**typed, "beyond": "mag wel"}).status_code == 422
    assert at.arrangements().count() == 0
    assert cast.signed_in(at.user).post(address, {**typed, "beyond": "al tien jaar klant"}).status_code == 302
    assert at.arrangements().get().note == "Buiten de grenzen: al tien jaar klant"


def test_a_matter_is_written_off_and_taken_back_on_its_page() -> None:
    at = cast.company()
    someone = cast.debtor(at)
    late = cast.invoice(at, someone, number="2026-118")
    client, address = cast.signed_in(at.user), reverse("end", args=[someone.id])
    assert "art. 29 lid 2 Wet OB 1968" in client.get(address).content.decode()
    assert client.post(address, {"way": "write-off", "invoice": late.id, "reason": ""}).status_code == 422
    assert client.post(address, {"way": "write-off", "invoice": late.id, "reason": "goodwill"}).status_code == 302
    one = at.endings().get()
    assert "Er staat niets meer open." in client.get(address).content.decode()
    assert "Afgeschreven" in client.get(reverse("debtor", args=[someone.id])).content.decode()
    client.post(reverse("ending", args=[one.id]), {"way": "undo"})
    one.refresh_from_db()
    late.refresh_from_db()
    assert (one.state, late.open) == ("undone", late.total)


def test_the_lab_plays_own_debtors_and_its_answer_can_go(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lab, "MANY", 12)
    at = cast.company()
    cast.invoice(at, cast.debtor(at), number="2026-118")
    client = cast.signed_in(at.user)
    address = client.post(reverse("lab-ask"), {"kind": "business"}).headers["Location"]
    assert "U hoeft niet te wachten" in client.get(address).content.decode()
    Lab.objects.update(state="playing", taken_by=7)
    assert "U hoeft niet te wachten" in client.get(address).content.decode()
    assert (LABS.in_hand.give_back(7), LABS.work_off()) == (1, 1)
    text = client.get(address).content.decode()
    assert "minder dan 30 eigen debiteuren" in text
    assert "Akkoord, met uw grenzen" in text
    row = Lab.objects.get()
    assert row.outcome["own"] == 1
    client.post(reverse("lab-drop", args=[row.id]))
    assert Lab.objects.count() == 0
    assert client.post(reverse("lab-ask"), {"kind": "martians"}).headers["Location"] == reverse("lab")
    reader = Desk(at.creditor, at.user, "reader")
    assert ask_lab(desk=reader, kind="business", on=cast.TODAY) is not None
    assert drop_lab(desk=reader, lab_id=1) is not None


def test_the_lab_draws_the_same_debtors_for_the_same_seed_and_keeps_what_is_known() -> None:
    seen = [Seen(90_000, "consumer", 40, 10, 9, 1), Seen(400_000, "consumer", 10, 4, 0, 0)]
    bounds = bounds_for(cast.company().creditor, "consumer")
    ways = [Way("ours", "akkoord", bounds)]
    first, again = (play_ways(seen, ways, many=10, seed=3)[0] for _ in range(2))
    assert first == again
    assert first.worth_95[0] <= first.worth <= first.worth_95[1]


def test_reasons_of_the_engine_are_english_for_who_reads_english() -> None:
    at = cast.company()
    client, call = in_a_call(at)
    press(client, "call_offer_no", call, offer_seen=1)
    client.post("/taal/", {"language": "en"})
    page = client.get(reverse("bargain", args=[at.bargains().get().id])).content.decode()
    assert ("The talk begins. This proposal is worth" in page, "Het gesprek begint" in page) == (True, False)
