"""A case that is out of hands, in a story: the partner has a desk in the same database, and each does what the story says.

`[creditor] desk = true` opens a line between the two. The event `partner` is what he does (`accepts`, `asks`, `refuses`, `acts`,
`received`, `costs`, `closes`) or what we do with the case there (`answer`, `objection`, `take_back`, `take_up`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from akkoord.core.problem import Refusal
from akkoord.store.access import Desk
from akkoord.store.models import Creditor, DeskCase, HandOver, Membership, User
from akkoord.work.desk import act, decide
from akkoord.work.desk.case import owing
from akkoord.work.handover import at_desk
from akkoord.work.handover.end import left_open
from akkoord.work.line.carry import carry_here, lines_here
from akkoord.work.line.invite import Invitation, invite
from akkoord.work.line.open import open_line
from akkoord.work.story.fields import cents, table
from akkoord.work.story.outcome import Difference, Played

_TURNS = 5
_DESK = {
    "street": "Kade 4", "postcode": "3811 AA", "city": "Amersfoort", "email": "zaken@debrug.example", "kvk": "81122334",
    "iban": "NL91ABNA0417164300", "desk_on": True, "desk_registration": "INC-0001", "sending_on": True,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class AtPartner:
    """Both ends of the line in a story."""

    ours: Desk
    theirs: Desk

    def does(self, on: date, said: Any) -> None:
        """One thing that somebody does with the case. Raises ValueError where it cannot be."""
        at = datetime.combine(on, time(12)).astimezone()
        for what, value in table(said, text="accepts").items():
            way = {**self._their_ways(on, at), **self._our_ways(on, at)}.get(what)
            if way is None:
                raise ValueError(f"{on} partner: {what} is not known")
            refused = way(value)
            if refused:
                raise ValueError(f"{on} partner {what}: {refused.why.en}")
            self.carry(on, at)

    def carry(self, on: date, at: datetime) -> None:
        """What was said reaches the other, and what he says to it comes back."""
        for _turn in range(_TURNS):
            if not lines_here().exists():
                return
            carry_here(on=on, at=at)

    def _their_ways(self, on: date, at: datetime) -> Mapping[str, Callable[[Any], Refusal | None]]:
        case = DeskCase.objects.filter(creditor=self.theirs.creditor).order_by("-id").first()
        his: dict[str, Any] = {"desk": self.theirs, "case_id": case.id if case else 0, "on": on, "at": at}
        if case is None:
            return {}
        return {
            "accepts": lambda value: decide.accept_case(handler=self.theirs.user.email, **his),
            "refuses": lambda value: decide.refuse_case(because=str(value), **his),
            "asks": lambda value: act.ask_client(text=str(value), **his),
            "acts": lambda value: act.act_in_case(what=str(value), day=on, **his),
            "received": lambda value: act.take_payment(amount=cents(value), day=on, **his),
            "costs": lambda value: act.add_cost(cost=act.Cost(cents(value), "exploot", "debtor"), day=on, **his),
            "closes": lambda value: decide.close_case(because=str(value), **his),
        }

    def _our_ways(self, on: date, at: datetime) -> Mapping[str, Callable[[Any], Refusal | None]]:
        one = HandOver.objects.filter(creditor=self.ours.creditor).order_by("-id").first()
        if one is None:
            return {}
        mine: dict[str, Any] = {"desk": self.ours, "hand_over_id": one.id, "on": on, "at": at}
        asked = at_desk.open_questions(one)
        return {
            "answer": lambda value: at_desk.answer_partner(question=asked[0].uid if asked else "", text=str(value), **mine),
            "objection": lambda value: at_desk.tell_objection(text=str(value), **mine),
            "take_back": lambda value: at_desk.take_back(because=str(value), **mine),
            "take_up": lambda value: at_desk.back_on_the_ladder(because=str(value), **mine),
        }


def partner_of(creditor: Creditor, ours: Desk, *, on: date) -> AtPartner:
    """The partner of a story with a desk, and the line to it. Raises ValueError where they cannot be."""
    at = datetime.combine(on, time(9)).astimezone()
    him = Creditor.objects.create(name=creditor.partner or "Incassobureau De Brug", **_DESK)
    clerk = User.objects.create_user(email=f"balie-{him.id}@debrug.example")
    Membership.objects.create(user=clerk, creditor=him, role="owner")
    theirs = Desk(him, clerk, "owner")
    made = invite(desk=theirs, name=creditor.name, email="", terms={}, on=on, at=at)
    opened = open_line(desk=ours, code=made.code, on=on, at=at) if isinstance(made, Invitation) else made
    if isinstance(opened, Refusal):
        raise ValueError(f"partner: {opened.why.en}")
    Creditor.objects.filter(id=creditor.id).update(partner_mandated=True, partner_mandated_on=on)
    creditor.refresh_from_db()
    return AtPartner(ours, theirs)


def compare_partner(played: Played, said: Mapping[str, Any]) -> Iterator[Difference]:
    """How the case stands, on our side and on his: state, there, told, left, ended, and what he says is open (`owing`)."""
    one = HandOver.objects.filter(creditor=played.creditor).order_by("-id").first()
    case = DeskCase.objects.exclude(creditor=played.creditor).order_by("-id").first()
    got: dict[str, Any] = {"state": "none", "there": 0, "told": 0, "left": 0, "ended": ""}
    if one is not None:
        got |= {"state": one.state, "there": one.there, "told": one.told, "left": left_open(one), "ended": one.ended_because}
    got["desk"] = case.state if case else "none"
    got["owing"] = owing(case, on=played.on).open if case else 0
    for name, value in said.items():
        wanted = value if name in ("state", "ended", "desk") else cents(value)
        if got.get(name) != wanted:
            yield Difference(played.on, f"at_partner {name} {value}", f"{got.get(name)}")
