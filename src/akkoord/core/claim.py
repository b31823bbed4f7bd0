"""A claim as the law sees it: one invoice with everything that was booked on it, and from when interest and costs run."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from akkoord.core.law.agreed import Basis


@dataclass(frozen=True, slots=True)
class Named:
    """The costs, in cents, that a demand named for all its claims together; `letter` tells the demands apart."""

    letter: int
    cents: int


@dataclass(frozen=True, slots=True)
class Booked:
    """Cents that came off a claim on a day. A credit note takes off principal; a payment follows art. 6:44 BW, unless it was
    agreed that it goes to the principal before the interest."""

    on: date
    amount: int
    credit: bool = False
    principal_first: bool = False


@dataclass(frozen=True, slots=True)
class Claim:
    """One invoice. `interest_from` is the first day of interest, None while there is no default; `costs_from` the first
    day on which collection costs over it are due, None while they are not. `least_from` is the first day of the least
    amount between businesses (art. 6:96 lid 4 BW); `contract` names what it is an instalment of; `basis` is its interest
    where that is not the statutory one of all the others; `named` is what its fourteen-day letter said that costs would be:
    never more is asked; `still` are days, both included, on which no interest runs (None: until further notice)."""

    number: str
    issued_on: date
    due_on: date
    total: int
    interest_from: date | None
    costs_from: date | None = None
    booked: tuple[Booked, ...] = ()
    currency: str = "EUR"
    least_from: date | None = None
    contract: str = ""
    basis: Basis | None = None
    named: Named | None = None
    still: tuple[tuple[date, date | None], ...] = ()
