"""What really happened to one debtor, as the runs of those days could know it: the ground on which a ladder is walked again."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from akkoord.core.behaviour.payer import STALE, payer_of
from akkoord.core.conversation.promise import Broken
from akkoord.core.ladder.facts import WorkFacts

REMEMBERED = timedelta(days=730)  # what was longer ago says little about how somebody pays


@dataclass(frozen=True, slots=True)
class Part:
    """Cents that came off an invoice. `on` is the day the money came in, `known` the first day whose run knew of it; `money` is
    False for what was credited or given as a discount."""

    on: date
    known: date
    amount: int
    money: bool = True


@dataclass(frozen=True, slots=True)
class RealStep:
    """A step that was really taken for an invoice. `over` is the first day whose run did not count it any more, because it was
    taken back."""

    step: str
    decided_on: date
    left_on: date | None = None
    received_on: date | None = None
    last_day: date | None = None
    over: date | None = None


@dataclass(frozen=True, slots=True)
class Bill:
    """One invoice: `total` in cents, asked from `since` on, with what came off it and which steps were really taken.
    `withdrawn` are steps that a person took back for good, from the day `back_on` on."""

    id: int
    number: str
    issued_on: date
    since: date
    due_on: date
    total: int
    parts: tuple[Part, ...] = ()
    steps: tuple[RealStep, ...] = ()
    withdrawn: frozenset[str] = frozenset()
    back_on: date | None = None

    def open_at(self, on: date) -> int:
        """Cents that were still open, as a run of that day knew it."""
        if len(self.parts) == 1:
            return self.total - self.parts[0].amount if self.parts[0].known <= on else self.total
        return self.total - sum(one.amount for one in self.parts if one.known <= on)

    @property
    def settled_on(self) -> date | None:
        """The day of the last part that paid or credited all of it; None while something is left."""
        if sum(one.amount for one in self.parts) < self.total or not self.parts:
            return None
        return max(one.on for one in self.parts)

    @property
    def paid_on(self) -> date | None:
        """The day money settled it; None where it is open, or something else than money settled it."""
        settled = self.settled_on
        return settled if settled and any(one.money and one.on == settled for one in self.parts) else None


@dataclass(frozen=True, slots=True)
class Stand:
    """A reason to wait from the run of `since` up to and including `until`; about one invoice, or all where `bill` is None."""

    kind: str
    since: date
    until: date | None = None
    bill: int | None = None


@dataclass(frozen=True, slots=True)
class Span:
    """Days from the run of `since` up to and including `until` on which something stood in the way; `what` says which step it
    was about, where it was about one."""

    since: date
    until: date | None = None
    what: str = ""

    def holds(self, on: date) -> bool:
        """Whether it counts on a day."""
        return self.since <= on and (self.until is None or on <= self.until)


@dataclass(frozen=True, slots=True)
class RealTask:
    """A call or a hand-over that a person was really asked for; `done_on` is None while he was not done with it."""

    kind: str
    made_on: date
    done_on: date | None = None


@dataclass(frozen=True, slots=True)
class Past:
    """One debtor. `kind` as the law sees him. `payer_said` is what a person said of how he pays; `settled` are the (settled, due)
    days of every invoice he paid, in order. `failed` are days with as many failed calls as `what` says."""

    id: int
    kind: str
    bills: tuple[Bill, ...]
    stands: tuple[Stand, ...] = ()
    tasks: tuple[RealTask, ...] = ()
    has_phone: bool = False
    number_wrong: date | None = None  # from the run after this day on nobody had a number of his that was right
    under_way: tuple[Span, ...] = ()
    unread: tuple[Span, ...] = ()
    failed: tuple[Span, ...] = ()
    cannot_pay: tuple[Span, ...] = ()
    refused: tuple[Span, ...] = ()
    work: tuple[tuple[WorkFacts, Span], ...] = ()
    broken: tuple[tuple[Broken, Span], ...] = ()
    payer_said: str = ""
    settled: tuple[tuple[date, date], ...] = ()

    def payer(self, on: date) -> str:
        """How he paid, as far as it was known on a day."""
        if self.payer_said:
            return self.payer_said
        days = [(settled - due).days for settled, due in self.settled if on - REMEMBERED <= settled <= on]
        late = [(on - bill.due_on).days for bill in self.bills if bill.open_at(on) > 0 and on >= bill.due_on + timedelta(days=STALE)]
        return payer_of(days, unpaid=late).kind


@dataclass(frozen=True, slots=True)
class Office:
    """How the creditor works. `letter_days` and `call_days` are the days it usually took him to let a letter go, and to call;
    `asks` says that a person confirms a hand-over."""

    tolerance: int = 0
    partner: bool = False
    letter_days: int = 0
    call_days: int = 0
    asks: bool = True
    attempts: int = 3


@dataclass(frozen=True, slots=True)
class Act:
    """Something that a ladder does to a debtor: a letter that leaves, a call, a hand-over; `on` is the day he notices. `really`
    says that the same was really done. `bills` are the invoices it is about, `amount` the cents open on them."""

    on: date
    decided_on: date
    makes: str
    step: str
    bills: tuple[int, ...]
    amount: int
    really: bool = False


@dataclass(frozen=True, slots=True)
class Walked:
    """What a ladder did to one debtor: what he noticed, and every step as (invoice, step, day it was decided)."""

    acts: tuple[Act, ...] = ()
    steps: tuple[tuple[int, str, date], ...] = ()


def middle(days: Sequence[int]) -> int:
    """The value in the middle; 0 of nothing.

    >>> middle([3, 0, 1]), middle([])
    (1, 0)
    """
    return sorted(days)[len(days) // 2] if days else 0
