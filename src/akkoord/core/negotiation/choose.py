"""Which offer to make next, what is asked for it in return, and whether an offer of the debtor is good enough."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from akkoord.core.money import shown
from akkoord.core.negotiation.ahead import Course, alone, best_course
from akkoord.core.negotiation.belief import FIRM, Floats, hazard_of, value_of, world, yes_of
from akkoord.core.negotiation.bounds import Bounds, within
from akkoord.core.negotiation.event import Open
from akkoord.core.negotiation.offer import Offer
from akkoord.core.negotiation.plan import as_plan, made_out
from akkoord.core.negotiation.value import worth

HIS = 0.96  # chance that he still agrees to what he offered himself
MARGIN = 0.02  # of the debt: what going on must bring more than an offer of his, as people also simply leave
SOONER = 2  # days that the first payment comes earlier with each concession
SOONEST = 3


@dataclass(frozen=True, slots=True)
class Chosen:
    """The offer to make, what is asked in return for what it gives, whether it is the last, and why."""

    offer: Offer
    against: str
    last: bool
    because: str


def choose(opened: Open, belief: Floats, *, bounds: Bounds, left: int, made: Sequence[Offer], his: Offer | None) -> Chosen | None:
    """The first offer of the best course of at most `left`, or None where nothing new brings more than handing over."""
    if left < 1:
        return None
    debt = opened.debt
    course, rows = _course(opened, belief, bounds=bounds, left=left, his=his)
    his_row = rows if his is not None else -1
    for place, row in enumerate(course.rows):
        offer = his if row == his_row else _in_cents(opened, row, bounds=bounds, made=made)
        if offer is None or offer in made or worth(offer, debt=debt, bounds=bounds) < bounds.handover(debt):
            continue
        last = left == 1 or place == len(course.rows) - 1
        if last or course.value >= 0:
            return Chosen(offer, _against(offer, made), left == 1, _because(offer, opened, course, bounds, left))
    return _any(opened, bounds=bounds, made=made)


def takes(offer: Offer, opened: Open, belief: Floats, *, bounds: Bounds, left: int, made: Sequence[Offer]) -> str:
    """Why an offer of the debtor inside the bounds is taken; empty where going on brings more."""
    debt, rate = opened.debt, float(bounds.yearly_discount_rate)
    floor = bounds.handover(debt)
    if worth(offer, debt=debt, bounds=bounds) < floor:
        return ""
    hazard = hazard_of(late=opened.late, broken=opened.broken)
    row = value_of(as_plan(offer, debt=debt), hazard=hazard, rate=rate, handover=float(bounds.handover_value_share))[0]
    now = alone(belief, row)
    on = _course(opened, belief, bounds=bounds, left=left, his=offer)[0].value if left else 0.0
    if now + MARGIN < on or now * debt < floor:
        return ""
    return f"Het tegenvoorstel is naar verwachting {shown(round(now * debt))} waard; doorgaan {shown(round(max(on * debt, floor)))}."


def _course(opened: Open, belief: Floats, *, bounds: Bounds, left: int, his: Offer | None) -> tuple[Course, int]:
    """The best course, and the number of plans; one row more stands for what he offered himself."""
    hazard = hazard_of(late=opened.late, broken=opened.broken)
    here = world(bounds, hazard)
    yes, value, count = here.yes, here.value, len(here.plans)
    if his is not None:
        plan = as_plan(his, debt=opened.debt)
        own = value_of(plan, hazard=hazard, rate=float(bounds.yearly_discount_rate), handover=here.handover)
        agrees = np.maximum(yes_of(plan, soft=FIRM), HIS) if within(his, debt=opened.debt, bounds=bounds) else yes_of(plan, soft=FIRM)
        yes, value = np.vstack([yes, agrees]), np.vstack([value, own])
    cost = min(bounds.cost_per_offer / opened.debt, 0.01)
    return best_course(belief, yes=yes, value=value, handover=here.handover, offers=left, cost=cost), count


def _in_cents(opened: Open, row: int, *, bounds: Bounds, made: Sequence[Offer]) -> Offer | None:
    """The plan in cents. With each concession the first payment comes a little sooner."""
    plans = world(bounds, hazard_of(late=opened.late, broken=opened.broken)).plans
    day = int(plans.day[row])
    sooner = max(min(day, SOONEST), day - SOONER * len(made))
    return made_out(plans, row, debt=opened.debt, bounds=bounds, day=sooner)


def _any(opened: Open, *, bounds: Bounds, made: Sequence[Offer]) -> Chosen | None:
    """A small debt cannot be parted as the plans are: the whole of it, once, where that is worth it."""
    day = min(7, bounds.max_days)
    whole = Offer(opened.debt, 0, 0, 30, day, 0)
    if made or not within(whole, debt=opened.debt, bounds=bounds):
        return None
    if worth(whole, debt=opened.debt, bounds=bounds) < bounds.handover(opened.debt):
        return None
    return Chosen(whole, "", bounds.max_offers == 1, "Alleen alles in één keer past binnen de grenzen.")


def _against(offer: Offer, made: Sequence[Offer]) -> str:
    """What is asked in return, said to the debtor."""
    if not made:
        return ""
    before = made[-1]
    if offer.down > before.down and offer.instalments:
        return f"Daarvoor vragen we wel een hogere eerste betaling: {shown(offer.down)}."
    if offer.first_on_day < before.first_on_day:
        return f"Daarvoor vragen we wel dat u eerder begint: binnen {offer.first_on_day} dagen."
    if offer.last_day() < before.last_day():
        return "Daarvoor vragen we wel dat alles eerder betaald is."
    return ""


def _because(offer: Offer, opened: Open, course: Course, bounds: Bounds, left: int) -> str:
    debt = opened.debt
    value = shown(round(worth(offer, debt=debt, bounds=bounds)))
    return (
        f"Dit voorstel is {value} waard als hij het aanneemt; overdragen {shown(bounds.handover(debt))}. "
        f"Het gesprek brengt zo naar verwachting {shown(round(course.value * debt))} op, met nog ten hoogste {left} voorstellen."
    )
