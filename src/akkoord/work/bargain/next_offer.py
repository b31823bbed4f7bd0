"""What one could offer this debtor next, and the room that is left: for who speaks with him. It writes nothing."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from akkoord.core.negotiation import speech
from akkoord.core.negotiation.bounds import Bounds
from akkoord.core.negotiation.engine import begin
from akkoord.core.negotiation.offer import Offer
from akkoord.core.negotiation.room import at_once, easiest
from akkoord.core.problem import Refusal, Text
from akkoord.store.models import Bargain, Creditor, Debtor
from akkoord.work.bargain.about import about, open_bargain, protected
from akkoord.work.bargain.policy import bounds_for, bounds_of_table, kind_for

_NOTHING = Text("Binnen uw grenzen is er geen voorstel.", "There is no proposal inside your bounds.")


@dataclass(frozen=True, slots=True)
class Next:
    """The offer to make or that lies there, its terms as one says them, why, and until where one may go. `seen` is the number of
    turns that this rests on; `bargain` is the talk, where it began."""

    debt: int
    offer: Offer
    said: str
    because: Text
    seen: int
    final: bool
    bargain: Bargain | None
    lowest: Offer | None
    lowest_said: Text | None
    at_once_said: Text | None
    handover: int

    @property
    def aloud(self) -> str:
        """What one says: the first offer as a question, what comes after it as it was answered, without how long it stands."""
        if self.bargain is None or self.seen == 1:
            return f"Zullen we dit afspreken: {self.said}?"
        return self.bargain.text_in("nl").partition(" U kunt ")[0]


def next_offer(creditor: Creditor, debtor: Debtor, *, on: date) -> Next | Refusal:
    """What stands now, or what the first offer would be: the same one that a talk begun today would make."""
    there = open_bargain(creditor, debtor.id)
    if there is not None and (there.valid_until is None or there.valid_until >= on):
        return protected(creditor, debtor, on=on, but=there.hold_id) or _standing(there)
    found = about(creditor, debtor, on=on, but=there.hold_id if there else None)
    if isinstance(found, Refusal):
        return found
    bounds = bounds_for(creditor, kind_for(debtor))
    talk, answer = begin(found.opened, bounds=bounds, seed=creditor.id)
    if answer.offer is None:
        return Refusal(_NOTHING)
    return _next(found.debt, answer.offer, answer.because, bounds, seen=1, final=talk.final, bargain=None)


def _standing(there: Bargain) -> Next | Refusal:
    bounds, offer = bounds_of_table(there.bounds), there.now
    if isinstance(bounds, Refusal) or offer is None:
        return Refusal(_NOTHING)
    return _next(there.debt, offer, there.why, bounds, seen=there.turns, final=there.kind == "final", bargain=there)


def _next(debt: int, offer: Offer, because: Text, bounds: Bounds, *, seen: int, final: bool, bargain: Bargain | None) -> Next:
    lowest, once = easiest(debt, bounds=bounds), at_once(debt, bounds=bounds)
    return Next(
        debt=debt,
        offer=offer,
        said=speech.terms(offer, debt=debt).nl,
        because=because,
        seen=seen,
        final=final,
        bargain=bargain,
        lowest=lowest,
        lowest_said=speech.terms(lowest, debt=debt) if lowest else None,
        at_once_said=speech.terms(once, debt=debt) if once else None,
        handover=bounds.handover(debt),
    )
