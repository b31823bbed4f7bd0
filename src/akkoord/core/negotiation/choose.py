"""Which offer to make next, what is asked for it in return, and whether an offer of the debtor is good enough."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import chain

import numpy as np

from akkoord.core.negotiation import because, speech
from akkoord.core.negotiation.ahead import Course, Floats, best_course
from akkoord.core.negotiation.belief import FIRM, hazard_of, value_of, world, yes_of
from akkoord.core.negotiation.bounds import Bounds, within
from akkoord.core.negotiation.event import Open
from akkoord.core.negotiation.offer import Offer
from akkoord.core.negotiation.plan import as_plan, made_out
from akkoord.core.negotiation.value import worth
from akkoord.core.problem import Text

HIS = 0.96  # chance that he agrees to what he offered himself
WAITING = 0.08  # chance that who said no to the easiest offer takes it when it is the last
MARGIN = 0.02  # of the debt: what going on must bring more than an offer of his, as people also simply leave
SOONER = 4  # days that the first payment comes earlier with each concession
MOST_SOONER = 5
NEXT = 12  # plans to look through where those of the course were made already


@dataclass(frozen=True, slots=True)
class Chosen:
    """The offer to make, what is asked in return for what it gives, whether it is the last, and why."""

    offer: Offer
    against: Text
    last: bool
    because: Text


def choose(opened: Open, belief: Floats, *, bounds: Bounds, left: int, made: Sequence[Offer], his: Offer | None) -> Chosen | None:
    """The first offer of the best course of at most `left`, or None where nothing new brings more than handing over. `his` is the
    best that he offered inside the bounds. What he offered outside them teaches what he can (`belief.after_counter`), but what
    comes nearest to it is made only where it is the best: he asks less of himself than he could."""
    if left < 1:
        return None
    debt = opened.debt
    course, count = _course(opened, belief, bounds=bounds, left=left, his=his)
    if left == 1 and made and (again := _once_more(opened, course, bounds, made)) is not None:
        return again
    for row in chain(course.rows, _one_by_one(opened, belief, bounds)):
        offer = his if row == count and his is not None else _in_cents(opened, row, bounds=bounds, left=left)
        if offer is None or _known(offer, made) or worth(offer, debt=debt, bounds=bounds) < bounds.handover(debt):
            continue
        return Chosen(
            offer, speech.against(offer, made[-1]) if made else speech.NONE, left == 1, _because(offer, opened, course, bounds, left)
        )
    return (_once_more(opened, course, bounds, made) if made else None) or _any(opened, bounds=bounds, made=made)


def _once_more(opened: Open, course: Course, bounds: Bounds, made: Sequence[Offer]) -> Chosen | None:
    """The easiest offer again, as the last, where anything new brings less: who waited for a better one sees that none comes."""
    debt, floor = opened.debt, float(bounds.handover_value_share)
    easiest = min(made, key=lambda one: worth(one, debt=debt, bounds=bounds))
    gain = WAITING * (worth(easiest, debt=debt, bounds=bounds) / debt - floor)
    if course.gain >= gain:
        return None
    return Chosen(easiest, speech.NONE, True, because.EASIEST)


def _one_by_one(opened: Open, belief: Floats, bounds: Bounds) -> Iterator[int]:
    """The plans by what each alone would bring, for where those of the course were made already."""
    gain = world(bounds, hazard_of(late=opened.late, broken=opened.broken)).field.gain @ belief.astype(np.float32)
    yield from (int(row) for row in np.argsort(-gain)[:NEXT] if gain[row] > 0)


def _known(offer: Offer, made: Sequence[Offer]) -> bool:
    """Whether it was made before, but for the day it begins."""
    return any(replace(offer, first_on_day=one.first_on_day) == one for one in made)


def takes(offer: Offer, opened: Open, belief: Floats, *, bounds: Bounds, left: int) -> Text | None:
    """Why an offer of the debtor inside the bounds is taken; None where going on brings more."""
    debt, floor = opened.debt, bounds.handover(opened.debt)
    if worth(offer, debt=debt, bounds=bounds) < floor:
        return None
    now = float(_value(offer, opened, bounds) @ belief)
    course, _ = _course(opened, belief, bounds=bounds, left=left, his=offer)
    on = course.gain + float(bounds.handover_value_share)
    if now * debt < floor or left and now + MARGIN < on:
        return None
    return because.taken(round(now * debt), round(max(on * debt, floor)))


def _value(offer: Offer, opened: Open, bounds: Bounds) -> Floats:
    """What a yes of each type to an offer is worth, as a share of the debt."""
    hazard, rate = hazard_of(late=opened.late, broken=opened.broken), float(bounds.yearly_discount_rate)
    found = value_of(as_plan(offer, debt=opened.debt), hazard=hazard, rate=rate, handover=float(bounds.handover_value_share))
    return np.asarray(found[0])


def _course(opened: Open, belief: Floats, *, bounds: Bounds, left: int, his: Offer | None) -> tuple[Course, int]:
    """The best course, and the number of plans; one row more stands for what he offered himself."""
    here = world(bounds, hazard_of(late=opened.late, broken=opened.broken)).field
    if his is not None:
        agrees = np.maximum(yes_of(as_plan(his, debt=opened.debt), soft=FIRM)[0], HIS)
        gain = agrees * (_value(his, opened, bounds) - float(bounds.handover_value_share))
        here = replace(here, own=(agrees.astype(np.float32), gain.astype(np.float32)))
    cost = min(bounds.cost_per_offer / opened.debt, 0.01)
    return best_course(belief, here, offers=left, cost=cost), len(here.yes)


def _in_cents(opened: Open, row: int, *, bounds: Bounds, left: int) -> Offer | None:
    """The plan in cents. The first payment may come later while more offers are to follow: each concession asks it sooner."""
    plans = world(bounds, hazard_of(late=opened.late, broken=opened.broken)).plans
    day = int(plans.day[row])
    later = made_out(plans, row, debt=opened.debt, bounds=bounds, day=day + SOONER * (min(left, MOST_SOONER) - 1))
    return later if later is not None else made_out(plans, row, debt=opened.debt, bounds=bounds)


def _any(opened: Open, *, bounds: Bounds, made: Sequence[Offer]) -> Chosen | None:
    """A small debt cannot be parted as the plans are: the whole of it, once, where that is worth it."""
    day = min(7, bounds.max_days)
    whole = Offer(opened.debt, 0, 0, 30, day, 0)
    if made or not within(whole, debt=opened.debt, bounds=bounds):
        return None
    if worth(whole, debt=opened.debt, bounds=bounds) < bounds.handover(opened.debt):
        return None
    return Chosen(whole, speech.NONE, bounds.max_offers == 1, because.AT_ONCE)


def _because(offer: Offer, opened: Open, course: Course, bounds: Bounds, left: int) -> Text:
    debt, floor = opened.debt, bounds.handover(opened.debt)
    brings = floor + max(0, round(course.gain * debt))
    return because.made(round(worth(offer, debt=debt, bounds=bounds)), floor=floor, brings=brings, left=left)
