"""What goes into a sum over many claims and what comes out of it: columns, one place a claim."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np
from numpy.typing import NDArray

from akkoord.core.claim import Booked, Claim
from akkoord.core.dates import ONE_DAY
from akkoord.core.law.many.calendar import Flags, Ints

Days = NDArray[np.datetime64]
Places = NDArray[np.integer]

_DAY, _CENTS = np.dtype("datetime64[D]"), np.dtype(np.int64)


@dataclass(frozen=True, slots=True)
class Claims:
    """Claims as columns: cents as int64, days as datetime64[D] with NaT for none. All of them count as issued.

    `paid_on`, `paid` and `credit` are (claims, payments): the day, the cents, and whether it is a credit note; who has
    fewer payments is filled up with NaT. `which` is each claim's place in the `series` of the question, None for one.
    Raises ValueError where a column has another kind or length.
    """

    principal: Ints
    interest_from: Days
    costs_from: Days
    paid_on: Days
    paid: Ints
    credit: Flags | None = None
    which: Places | None = None

    def __post_init__(self) -> None:
        one, each = (len(self.principal),), (len(self.principal), self.paid_on.shape[-1])
        _fits("principal", self.principal, _CENTS, one)
        _fits("interest_from", self.interest_from, _DAY, one)
        _fits("costs_from", self.costs_from, _DAY, one)
        _fits("paid_on", self.paid_on, _DAY, each)
        _fits("paid", self.paid, _CENTS, each)
        _fits("credit", self.credit, np.bool_, each)
        _fits("which", self.which, np.integer, one)

    def __len__(self) -> int:
        return len(self.principal)


def _fits(name: str, column: NDArray[Any] | None, kind: np.dtype[Any] | type[np.generic], shape: tuple[int, ...]) -> None:
    if column is None:
        return
    right = column.dtype == kind if isinstance(kind, np.dtype) else np.issubdtype(column.dtype, kind)
    if not right or column.shape != shape:
        raise ValueError(f"{name}: {column.dtype} {column.shape} does not fit; expected {kind} {shape}")


@dataclass(frozen=True, slots=True)
class Sums:
    """What is owed at the end of a day, in cents: the sums of core.balance.Balance, one place a claim.

    `refused`: the claim has no answer, because a rate of its time is not known; its sums are nothing. `claim_at` and
    core.balance say why. So too a sum beyond what 64 bits hold.
    """

    principal: Ints
    interest: Ints
    costs: Ints
    over: Ints
    refused: Flags

    @classmethod
    def empty(cls, many: int) -> Sums:
        """Columns to be filled."""
        principal, interest, costs, over = np.zeros((4, many), dtype=np.int64)
        return cls(principal, interest, costs, over, np.zeros(many, dtype=np.bool_))


def columns_of(claims: Sequence[Claim], *, which: Sequence[int]) -> Claims:
    """The claims side by side, each with the place of its series; what only core.balance knows (another basis, instalments,
    the least amount) must not be among them."""
    most = max((len(claim.booked) for claim in claims), default=0)
    paid_on, paid = np.full((len(claims), most), "NaT", dtype=_DAY), np.zeros((len(claims), most), dtype=_CENTS)
    credit = np.zeros((len(claims), most), dtype=np.bool_)
    for place, claim in enumerate(claims):
        for number, booked in enumerate(claim.booked):
            paid_on[place, number], paid[place, number], credit[place, number] = booked.on, booked.amount, booked.credit
    return Claims(
        np.array([claim.total for claim in claims], dtype=_CENTS),
        np.array([claim.interest_from for claim in claims], dtype=_DAY),
        np.array([claim.costs_from for claim in claims], dtype=_DAY),
        paid_on,
        paid,
        credit,
        np.array(which, dtype=np.int64),
    )


def claim_at(claims: Claims, place: int) -> Claim:
    """One of the claims as core.balance takes it, numbered by its place."""
    interest_from, costs_from = _days(np.array([claims.interest_from[place], claims.costs_from[place]]))
    paid_on = _days(claims.paid_on[place])
    credit = [False] * len(paid_on) if claims.credit is None else claims.credit[place].tolist()
    booked = zip(paid_on, claims.paid[place].tolist(), credit, strict=True)
    return Claim(
        number=str(place),
        issued_on=date.min,
        due_on=date.min if interest_from is None else interest_from - ONE_DAY,
        total=int(claims.principal[place]),
        interest_from=interest_from,
        costs_from=costs_from,
        booked=tuple(Booked(day, cents, what) for day, cents, what in booked if day is not None),
    )


def _days(days: Days) -> list[date | None]:
    found: list[date | None] = days.tolist()
    return found
