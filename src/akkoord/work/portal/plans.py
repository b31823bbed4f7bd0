"""His arrangement as he sees it: the text that he can agree to, what is paid and what is still to come; and what he answers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import partial
from typing import Any

from akkoord.core.arrangement.terms import Part, count_for
from akkoord.core.arrangement.watch import progress, standing
from akkoord.core.negotiation.offer import Offer, as_json
from akkoord.core.problem import Refusal, Text
from akkoord.store.access import Guest
from akkoord.store.models import Arrangement, Bargain
from akkoord.work.arrangement.accept import Acceptance, accept, decline
from akkoord.work.arrangement.agreement import Agreement, agreement_of
from akkoord.work.arrangement.paid import paid_for
from akkoord.work.bargain.talk import PORTAL, answer_bargain, begin_bargain
from akkoord.work.watch.broken import money_until

DAYS = {"week": 7, "fortnight": 14, "4-weeks": 28, "month": 30}
_AGREE = Refusal(
    Text("Vul uw naam in en zet een vinkje. Dan weten wij dat u akkoord gaat.", "Fill in your name and tick the box to agree.")
)
_WHAT = Refusal(Text("Vul in hoeveel u kunt betalen, hoe vaak, en vanaf welke dag.", "Fill in how much, how often, and from which day."))


@dataclass(frozen=True, slots=True)
class PartSeen:
    """One payment: `came` cents of it are there; `missed` says that its day went by without the rest."""

    day: date
    cents: int
    came: int
    missed: bool

    @property
    def kept(self) -> bool:
        """Whether all of it is there."""
        return self.came >= self.cents


@dataclass(frozen=True, slots=True)
class PlanSeen:
    """An arrangement with its text and its payments. `left` and `due_now` in cents: what is still to be paid, and what of the
    next payment, or of those that are missing."""

    row: Arrangement
    agreement: Agreement
    parts: tuple[PartSeen, ...]
    left: int
    due_now: int = 0
    due_on: date | None = None


def plan_of(guest: Guest, *, on: date) -> PlanSeen | None:
    """The proposal that still waits for his answer, or else the arrangement that runs; None where there is none."""
    rows = list(guest.arrangements().filter(state__in=("running", "proposed")).defer("pdf").order_by("-id"))
    open_ones = [one for one in rows if one.state == "running" or one.valid_until is None or one.valid_until >= on]
    one = min(open_ones, key=lambda row: row.state != "proposed", default=None)
    return _seen(guest, one, on) if one is not None else None


def _seen(guest: Guest, one: Arrangement, on: date) -> PlanSeen:
    rows = one.instalments.order_by("due_on", "number").values_list("due_on", "amount")
    parts = [Part(day, cents) for day, cents in rows]
    came = paid_for(guest.creditor, [one])[one.id] if one.state == "running" else []
    in_time = partial(money_until, guest.creditor)
    now = standing(parts, came, on=on, bank_until=guest.creditor.bank_until, in_time=in_time)
    there = progress(parts, paid=now.paid)
    seen = tuple(
        PartSeen(part.day, part.cents, cents, now.missed is not None and cents < part.cents and in_time(part.day) < on)
        for part, cents in zip(parts, there, strict=True)
    )
    due, day = (now.due, now.missed.day) if now.missed else (now.next_left, now.next.day if now.next else None)
    return PlanSeen(one, agreement_of(one), seen, now.left, due, day)


def agree(guest: Guest, *, name: str, ticked: bool, text_sha256: str, address: str, on: date, at: datetime) -> Arrangement | Refusal:
    """He agrees to the text that he saw: the hash says which that was."""
    found = guest.arrangements().filter(state="proposed").values_list("id", flat=True).first()
    if found is None or not name.strip() or not ticked:
        return _AGREE
    acceptance = Acceptance(PORTAL, name.strip()[:200], address, text_sha256)
    return accept(creditor=guest.creditor, arrangement_id=found, acceptance=acceptance, on=on, at=at, by="")


def refuse(guest: Guest, *, because: str, on: date, at: datetime) -> Arrangement | Refusal:
    """He does not want what was proposed."""
    found = guest.arrangements().filter(state="proposed").values_list("id", flat=True).first()
    if found is None:
        return _AGREE
    return decline(creditor=guest.creditor, arrangement_id=found, because=because[:1_000], on=on, at=at, by="")


def talk_of(guest: Guest) -> Bargain | None:
    """The talk about an arrangement that goes on with him."""
    found = Bargain.objects.filter(creditor=guest.creditor, debtor_id=guest.debtor.id, state="open").select_related("debtor")
    return found.order_by("-id").first()


def payments_of(talk: Bargain) -> Sequence[tuple[date, int]]:
    """What lies there, as days and cents."""
    offer = talk.now
    return [(talk.offered_on + timedelta(days=days), cents) for days, cents in offer.payments(talk.debt)] if offer else []


def begin_talk(guest: Guest, *, on: date, at: datetime) -> Bargain | Refusal:
    """He asks for a proposal."""
    return begin_bargain(creditor=guest.creditor, debtor_id=guest.debtor.id, where=PORTAL, on=on, at=at, by="")


@dataclass(frozen=True, slots=True)
class Reply:
    """What he answers to the proposal that lies there: accept, reject, counter or say. `seen` is how far the talk was on his page."""

    what: str
    seen: int
    text: str = ""
    amount: int | None = None
    every: str = ""
    day: date | None = None


def reply(guest: Guest, said: Reply, *, on: date, at: datetime) -> Bargain | Refusal:
    """The answer to that, within the creditor's bounds. What he accepts is laid down as a text, that he reads and agrees to next."""
    talk = talk_of(guest)
    if talk is None:
        return begin_talk(guest, on=on, at=at)
    event = _event(said, talk, on)
    if isinstance(event, Refusal):
        return event
    return answer_bargain(creditor=guest.creditor, bargain_id=talk.id, said=event, seen=said.seen, by="", on=on, at=at)


def _event(said: Reply, talk: Bargain, on: date) -> dict[str, Any] | Refusal:
    if said.what == "counter":
        offer = _own_offer(said, talk.debt, on)
        return offer if isinstance(offer, Refusal) else {"type": "counter", "offer": as_json(offer)}
    return {"type": said.what, "text": said.text} if said.what == "say" else {"type": said.what}


def _own_offer(said: Reply, debt: int, on: date) -> Offer | Refusal:
    """So much each time, until all of it is paid."""
    count = count_for(debt, each=said.amount or 0)
    if not 1 <= count <= 1_000 or said.every not in DAYS or said.day is None or said.day < on:
        return _WHAT
    return Offer(0, count, debt // count, DAYS[said.every], (said.day - on).days, 0)
