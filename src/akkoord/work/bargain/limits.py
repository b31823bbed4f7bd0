"""Whether an arrangement lies outside what its creditor allows: asked for a person, for the portal and for the engine alike.

Beyond the bounds only an owner may go, and he says why (`may_go_beyond`).
"""

from __future__ import annotations

from datetime import date
from typing import Protocol

from akkoord.core.money import shown
from akkoord.core.negotiation.bounds import Bounds
from akkoord.core.negotiation.offer import Offer
from akkoord.core.negotiation.plan import MONTH
from akkoord.core.negotiation.value import worth
from akkoord.core.problem import Refusal, Text
from akkoord.store.access import Desk
from akkoord.store.models import Creditor, Debtor
from akkoord.work.bargain.policy import bounds_for, kind_for

PERIODS = {"week": 7, "fortnight": 14, "4-weeks": 28, "month": MONTH}


class AnyTerms(Protocol):
    """What of the terms of an arrangement is weighed; cents and days."""

    @property
    def down(self) -> int: ...
    @property
    def instalments(self) -> int: ...
    @property
    def every(self) -> str: ...
    @property
    def first_on(self) -> date: ...
    @property
    def down_on(self) -> date: ...
    @property
    def discount(self) -> int: ...


def outside(creditor: Creditor, debtor: Debtor, terms: AnyTerms | Offer, total: int, *, on: date) -> tuple[Text, ...]:
    """What of an arrangement over `total` cents, made on this day, the creditor's bounds do not allow, each in a sentence; empty
    where it lies inside. A month counts as thirty days, as in the bounds themselves."""
    bounds = bounds_for(creditor, kind_for(debtor))
    offer = terms if isinstance(terms, Offer) else offer_of_terms(terms, total, on=on)
    return tuple(_outside(offer, total, bounds, days=last_day(terms, on=on)))


def may_go_beyond(desk: Desk, beyond: tuple[Text, ...], reason: str) -> Refusal | None:
    """Who goes beyond the bounds is an owner, and gives a reason; None where nothing is beyond them."""
    if not beyond:
        return None
    nl, en = " ".join(one.nl for one in beyond), " ".join(one.en for one in beyond)
    if not desk.may_manage:
        return Refusal(Text(f"{nl} Alleen een eigenaar mag hiervan afwijken.", f"{en} Only an owner may go beyond this."))
    if not reason.strip():
        return Refusal(Text(f"{nl} U mag hiervan afwijken; schrijf op waarom.", f"{en} You may go beyond this; write down why."))
    return None


def period_days(every: str) -> int:
    """The days of a period of an arrangement; a month counts as thirty.

    >>> period_days("month"), period_days("fortnight"), period_days("10")
    (30, 14, 10)
    """
    return PERIODS.get(every) or max(1, int(every))


def offer_of_terms(terms: AnyTerms, total: int, *, on: date) -> Offer:
    """The terms as an offer, to be reckoned with: what is left is parted evenly, as in the arrangement."""
    rest = total - terms.discount - terms.down
    count = terms.instalments
    first = terms.down_on if terms.down else terms.first_on
    days = max(0, (first - on).days)
    every = max(1, (terms.first_on - terms.down_on).days if terms.down and count == 1 else period_days(terms.every))
    return Offer(terms.down, count, rest // count if count else 0, every, days, terms.discount)


def last_day(terms: AnyTerms | Offer, *, on: date) -> int:
    """After how many days everything is paid; a month from one payment to the next counts as thirty, however many it has."""
    if isinstance(terms, Offer):
        return terms.last_day()
    if not terms.instalments:
        return (terms.down_on - on).days
    gap = (terms.first_on - terms.down_on).days
    over = gap - MONTH if terms.down and terms.every == "month" and abs(gap - MONTH) <= 2 else 0
    return (terms.first_on - on).days - over + (terms.instalments - 1) * period_days(terms.every)


def _outside(offer: Offer, total: int, bounds: Bounds, *, days: int) -> list[Text]:
    """Each bound that is passed, in words."""
    found = []
    least, most = bounds.min_down(total), bounds.max_discount(total)
    if offer.down < least:
        found.append(_sums("De aanbetaling is {}; uw grens is ten minste {}.", "The down payment is {}; you ask {}.", offer.down, least))
    if offer.instalments > bounds.max_instalments:
        n, top = offer.instalments, bounds.max_instalments
        found.append(Text(f"Het zijn {n} termijnen; uw grens is {top}.", f"There are {n} instalments; your bound is {top}."))
    if days > bounds.max_days:
        top = bounds.max_days
        found.append(Text(f"Het duurt {days} dagen; uw grens is {top} dagen.", f"It takes {days} days; your bound is {top} days."))
    if offer.discount > most:
        found.append(_sums("De korting is {}; uw grens is {}.", "The discount is {}; your bound is {}.", offer.discount, most))
    value, floor = round(worth(offer, debt=total, bounds=bounds)), bounds.handover(total)
    if not found and value < floor:
        found.append(_sums("Het is u {} waard; overdragen {}.", "It is worth {} to you; handing over {}.", value, floor))
    return found


def _sums(nl: str, en: str, *cents: int) -> Text:
    """A sentence with sums in it, in each language in its own notation."""
    return Text(nl.format(*map(shown, cents)), en.format(*(shown(one, language="en") for one in cents)))
