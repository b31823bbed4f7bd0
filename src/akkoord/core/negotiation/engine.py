"""The negotiator: state and event in, state and answer out. Pure: what it remembers of a case stands in `Talk`.

It believes something of the debtor (`belief`), thinks a few offers ahead (`ahead`), and makes the first of them. Silence and
talk bring no better offer, but for one last of all; a refusal brings the next, each against something in return; an offer of the
debtor is taken where it is worth what going on would bring. Nothing it says lies outside the bounds or below what handing over
brings.

>>> from akkoord.core.negotiation.bounds import EXAMPLE, bounds_of_toml
>>> from akkoord.core.negotiation.event import Silence
>>> bounds = bounds_of_toml(EXAMPLE)
>>> talk, answer = begin(Open("c1", 120000, "business"), bounds=bounds)
>>> answer.kind, within(answer.offer, debt=120000, bounds=bounds)
('offer', True)
>>> step(talk, Silence("c1", 3), bounds=bounds)[1].offer == answer.offer
True
>>> step(talk, Accept("c1"), bounds=bounds)[1].kind
'accept'
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from hashlib import sha256

from akkoord.core.negotiation import because as reason
from akkoord.core.negotiation import belief as believed
from akkoord.core.negotiation import speech
from akkoord.core.negotiation.ahead import Floats
from akkoord.core.negotiation.bounds import Bounds, within
from akkoord.core.negotiation.choose import Chosen, choose, takes
from akkoord.core.negotiation.event import Accept, Answer, Counter, Event, Open, Reject, Say
from akkoord.core.negotiation.offer import Offer
from akkoord.core.negotiation.plan import MONTH, as_plan, nearest, undiscounted
from akkoord.core.negotiation.value import worth
from akkoord.core.negotiation.words import heard, stop_in
from akkoord.core.problem import Text

FEW = 4  # offers: more than these bring little, and teach a debtor to wait
LAPSES = 2  # times an offer may lapse and come again, the last time as the last one
ROUNDS = 12  # answers to words and silence that bring nothing new


@dataclass(frozen=True, slots=True)
class Talk:
    """What is known of one case. `made` are the different offers so far, `his` the best the debtor offered inside the bounds."""

    opened: Open
    belief: Floats = field(repr=False, compare=False)
    offers: int
    made: tuple[Offer, ...] = ()
    his: Offer | None = None
    final: bool = False
    silent: int = 0  # days since the offer that lies there
    lapsed: int = 0  # how often it lapsed
    idle: int = 0
    closed: str = ""
    agreed: Offer | None = None

    @property
    def now(self) -> Offer:
        """The offer that lies there."""
        return self.made[-1]


def begin(event: Open, *, bounds: Bounds, seed: int = 0) -> tuple[Talk, Answer]:
    """A new case and the first offer; the hand-over at once where no offer inside the bounds is worth as much."""
    belief = believed.at_first(debt=event.debt, debtor=event.debtor, late=event.late, broken=event.broken, overdue_days=event.overdue_days)
    talk = Talk(event, belief, offers=_offers(event.case, bounds, seed))
    return _next(talk, bounds, reason.BEGINS)


def _offers(case: str, bounds: Bounds, seed: int) -> int:
    """How many offers this case gets at most: not the same for all, so that nobody can count on another one."""
    odd = sha256(f"{seed}/{case}".encode("utf-8", "surrogatepass")).digest()[0] % 2
    return min(bounds.max_offers, FEW + odd)


def step(talk: Talk, event: Event, *, bounds: Bounds) -> tuple[Talk, Answer]:
    """The answer to what the debtor does."""
    if isinstance(event, Open):
        return _opened_again(talk, event)
    if talk.closed:
        return _after_the_end(talk, event)
    if isinstance(event, Accept):
        return _agree(talk, talk.now, reason.TAKEN)
    if isinstance(event, Reject):
        return _next(replace(talk, belief=_refused(talk)), bounds, reason.REFUSED)
    if isinstance(event, Counter):
        return _counter(talk, event.offer, bounds)
    if isinstance(event, Say):
        return _said(talk, event.text, bounds)
    return _silent(talk, event.days, bounds)


def unread(case: str, why: Text) -> Answer:
    """The answer to what cannot be read or does not belong to a case."""
    return Answer(case, "person", None, speech.UNREADABLE, reason.unread(why))


def _refused(talk: Talk) -> Floats:
    return believed.after_refusal(talk.belief, believed.yes_of(as_plan(talk.now, debt=talk.opened.debt))[0], sure=0.9)


def _opened_again(talk: Talk, event: Open) -> tuple[Talk, Answer]:
    if event == talk.opened and not talk.closed:
        return _again(talk, reason.OPENED, left=1)
    why = reason.ENDED if talk.closed else reason.OTHERWISE
    return talk, unread(event.case, why)


def _after_the_end(talk: Talk, event: Event) -> tuple[Talk, Answer]:
    """A deal stands when he says yes once more; anything else after the end is for a person."""
    if talk.agreed is not None and isinstance(event, Accept):
        return talk, Answer(event.case, "accept", talk.agreed, speech.agreed(talk.agreed, debt=talk.opened.debt), reason.AGREED)
    return talk, Answer(event.case, "person", None, speech.CLOSED, reason.over(talk.closed))


def _next(talk: Talk, bounds: Bounds, why: Text) -> tuple[Talk, Answer]:
    """The next offer that brings most, or the end."""
    left = 0 if talk.final else talk.offers - len(talk.made)
    chosen = choose(talk.opened, talk.belief, bounds=bounds, left=left, made=talk.made, his=talk.his)
    if chosen is None:
        return replace(talk, closed="overgedragen"), Answer(
            talk.opened.case, "handover", None, speech.HANDOVER, reason.plus(why, reason.NO_MORE)
        )
    return _put(talk, chosen, bounds, why)


def _put(talk: Talk, chosen: Chosen, bounds: Bounds, why: Text) -> tuple[Talk, Answer]:
    final = chosen.last
    debt, valid = talk.opened.debt, bounds.offer_valid_days
    if final:
        text = speech.last_one(chosen.offer, debt=debt, valid=valid, against=chosen.against)
    elif talk.made:
        text = speech.next_one(chosen.offer, debt=debt, valid=valid, against=chosen.against)
    else:
        text = speech.first(chosen.offer, debt=debt, valid=valid)
    after = replace(talk, made=(*(one for one in talk.made if one != chosen.offer), chosen.offer), final=final, silent=0, idle=0)
    return after, Answer(talk.opened.case, "final" if final else "offer", chosen.offer, text, reason.plus(why, chosen.because))


def _agree(talk: Talk, offer: Offer, why: Text) -> tuple[Talk, Answer]:
    text = speech.agreed(offer, debt=talk.opened.debt)
    return replace(talk, closed="afgesproken", agreed=offer), Answer(talk.opened.case, "accept", offer, text, why)


def _counter(talk: Talk, offer: Offer, bounds: Bounds) -> tuple[Talk, Answer]:
    """Take it, or learn from it and go on; what is inside the bounds is remembered."""
    debt = talk.opened.debt
    inside = within(offer, debt=debt, bounds=bounds)
    belief = believed.after_counter(_refused(talk), as_plan(_asked(offer, debt), debt=debt))
    talk = replace(talk, belief=belief, his=_better(talk.his, offer, debt, bounds) if inside else talk.his)
    if not inside:
        return _near(talk, offer, bounds) or _next(talk, bounds, reason.OUTSIDE)
    left = 0 if talk.final else talk.offers - len(talk.made)
    why = takes(offer, talk.opened, belief, bounds=bounds, left=left)
    return _agree(talk, offer, why) if why else _next(talk, bounds, reason.LESS)


def _near(talk: Talk, offer: Offer, bounds: Bounds) -> tuple[Talk, Answer] | None:
    """After the last offer, what comes nearest to one of his that lies outside the bounds, where there is room for one more."""
    debt = talk.opened.debt
    near = nearest(offer, debt=debt, bounds=bounds) if talk.final and len(talk.made) < bounds.max_offers else None
    if near is None or near in talk.made or worth(near, debt=debt, bounds=bounds) < bounds.handover(debt):
        return None
    because = reason.nearest(round(worth(near, debt=debt, bounds=bounds)))
    return _put(talk, Chosen(near, speech.NONE, True, because), bounds, reason.OUTSIDE)


def _asked(offer: Offer, debt: int) -> Offer:
    """What he offers, never more than the debt."""
    return replace(offer, down=min(offer.down, debt), instalment=min(offer.instalment, debt), discount=min(offer.discount, debt))


def _better(his: Offer | None, other: Offer, debt: int, bounds: Bounds) -> Offer:
    """The one of his offers to remember: the one worth most, the later of two worth the same."""
    both = (other,) if his is None else (other, his)
    return max(both, key=lambda one: worth(one, debt=debt, bounds=bounds))


def _said(talk: Talk, text: str, bounds: Bounds) -> tuple[Talk, Answer]:
    """A person where it asks for one; an amount counts as an offer of his; the rest brings nothing new."""
    stop = stop_in(text)
    if stop:
        because = reason.stopped(stop)
        return replace(talk, closed="naar een mens"), Answer(talk.opened.case, "person", None, speech.PERSON, because)
    found, debt = heard(text), talk.opened.debt
    if found.monthly:
        count = min(-(-debt // found.monthly), 1000)
        return _counter(talk, Offer(0, count, min(found.monthly, debt), MONTH, MONTH, 0), bounds)
    if found.once:
        offer = replace(talk.now, down=min(found.once, debt), discount=0)
        return _counter(talk, replace(offer, instalment=-(-(debt - offer.down) // max(1, offer.instalments))), bounds)
    if found.cannot:
        return _next(replace(talk, belief=believed.after_words(_refused(talk))), bounds, reason.CANNOT)
    return _idle(talk, reason.TALK, bounds)


def _silent(talk: Talk, days: int, bounds: Bounds) -> tuple[Talk, Answer]:
    """Waiting brings nothing: the offer stays, comes once more when it lapsed, and when that lapsed too the last one is made."""
    silent = talk.silent + days
    if silent <= bounds.offer_valid_days:
        because = reason.SILENT
        left = bounds.offer_valid_days - silent
        return _again(replace(talk, silent=silent), because, left=left) if days else _idle(talk, because, bounds)
    if talk.lapsed >= LAPSES or talk.final:
        return replace(talk, closed="overgedragen"), Answer(talk.opened.case, "handover", None, speech.HANDOVER, reason.LAST_LAPSED)
    talk = replace(talk, silent=0, lapsed=talk.lapsed + 1)
    if talk.lapsed < LAPSES:
        return _again(talk, reason.ONCE_MORE, left=bounds.offer_valid_days)
    return _last_after_silence(replace(talk, final=True), bounds)


def _last_after_silence(talk: Talk, bounds: Bounds) -> tuple[Talk, Answer]:
    """Who let an offer lapse twice gets one last of all, without a discount: the one that brings most now that he let that one
    lie. Where there is no room for another it is the same again."""
    debt = talk.opened.debt
    if len(talk.made) < talk.offers:
        belief = _refused(talk)
        chosen = choose(talk.opened, belief, bounds=bounds, left=1, made=talk.made, his=talk.his)
        offer = None if chosen is None else undiscounted(chosen.offer, debt=debt, bounds=bounds)
        if chosen is not None and offer is not None and offer not in talk.made:
            last = replace(chosen, offer=offer)
            return _put(replace(talk, belief=belief), last, bounds, reason.LAPSED_TWICE)
    text = speech.last_one(talk.now, debt=debt, valid=bounds.offer_valid_days, against=speech.NONE)
    return talk, Answer(talk.opened.case, "final", talk.now, text, reason.LAST_AGAIN)


def _idle(talk: Talk, why: Text, bounds: Bounds) -> tuple[Talk, Answer]:
    if talk.idle >= ROUNDS:
        return replace(talk, closed="naar een mens"), Answer(talk.opened.case, "person", None, speech.PERSON, reason.NO_ANSWER)
    return _again(replace(talk, idle=talk.idle + 1), why, left=bounds.offer_valid_days - talk.silent)


def _again(talk: Talk, why: Text, *, left: int) -> tuple[Talk, Answer]:
    text = speech.again(talk.now, debt=talk.opened.debt, left=max(0, left))
    return talk, Answer(talk.opened.case, "final" if talk.final else "offer", talk.now, text, why)
