"""What comes in and what goes out: the events of a case as they arrive from outside, and the answers.

>>> event_of({"type": "silence", "case": "c1", "days": 5})
Silence(case='c1', days=5)
>>> event_of({"type": "silence", "case": "c1", "days": -5}).why.nl
'days is -5; verwacht is een geheel aantal dagen van 0 tot en met 36500.'
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from akkoord.core.negotiation.offer import MOST_DAYS, Offer, as_json, count_of, money_of, offer_of
from akkoord.core.problem import Refusal, Text

DEBTORS = ("business", "consumer", "government")
Kind = Literal["offer", "final", "accept", "handover", "person"]


@dataclass(frozen=True, slots=True)
class Open:
    """A talk begins about a debt in cents; `late` is the share of his earlier invoices that was paid late, 0.5 where there are none."""

    case: str
    debt: int
    debtor: str
    overdue_days: int = 0
    late: float = 0.5
    broken: int = 0


@dataclass(frozen=True, slots=True)
class Reject:
    """He does not take the offer."""

    case: str


@dataclass(frozen=True, slots=True)
class Accept:
    """He takes the offer that lies there."""

    case: str


@dataclass(frozen=True, slots=True)
class Counter:
    """He offers something himself."""

    case: str
    offer: Offer


@dataclass(frozen=True, slots=True)
class Say:
    """He says something."""

    case: str
    text: str


@dataclass(frozen=True, slots=True)
class Silence:
    """Days pass without an answer."""

    case: str
    days: int


Event = Open | Reject | Accept | Counter | Say | Silence


@dataclass(frozen=True, slots=True)
class Answer:
    """What the creditor answers: `text` for the debtor, `because` for the creditor's eyes only."""

    case: str
    kind: Kind
    offer: Offer | None
    text: Text
    because: Text

    def as_json(self) -> dict[str, Any]:
        """The answer for machines, which read Dutch."""
        offer = None if self.offer is None else as_json(self.offer)
        return {"case": self.case, "type": self.kind, "offer": offer, "text": self.text.nl, "because": self.because.nl}


def event_of(said: object) -> Event | Refusal:
    """The event that came from outside, or what is wrong with it; nothing that comes in raises."""
    if not isinstance(said, Mapping):
        return _wrong("de regel", said, "een JSON-object")
    kind, case = said.get("type"), case_of(said)
    if not case:
        return _wrong("case", said.get("case"), "een tekst van 1 tot en met 200 tekens")
    read = _READ.get(kind) if isinstance(kind, str) else None
    return _wrong("type", kind, f"een van {', '.join(_READ)}") if read is None else read(case, said)


def case_of(said: object) -> str:
    """The case that a line names, empty where it names none."""
    case = said.get("case") if isinstance(said, Mapping) else None
    return case if isinstance(case, str) and len(case) <= 200 else ""


def _open(case: str, said: Mapping[str, Any]) -> Event | Refusal:
    debt, debtor = money_of(said.get("debt")), said.get("debtor")
    if debt is None or debt <= 0:
        return _wrong("debt", said.get("debt"), "een bedrag boven nul, als 1200.00")
    if debtor not in DEBTORS:
        return _wrong("debtor", debtor, f"een van {', '.join(DEBTORS)}")
    overdue, history = count_of(said.get("overdue_days", 0)), said.get("history") or {}
    counts = _history(history) if isinstance(history, Mapping) else None
    if overdue is None or counts is None or count_of(said.get("invoices", 1)) is None:
        return _wrong("overdue_days, invoices of history", (said.get("overdue_days"), history), "gehele getallen vanaf 0")
    invoices, late, broken = counts
    return Open(case, debt, debtor, min(overdue, MOST_DAYS), min(1.0, late / invoices) if invoices else 0.5, min(broken, 100))


def _history(said: Mapping[str, Any]) -> tuple[int, int, int] | None:
    invoices, late, broken = (count_of(said.get(name, 0)) for name in ("invoices", "late", "promises_broken"))
    if invoices is None or late is None or broken is None or max(invoices, late) > 10**9:
        return None
    return invoices, late, broken


def _counter(case: str, said: Mapping[str, Any]) -> Event | Refusal:
    offer = offer_of(said.get("offer"))
    return offer if isinstance(offer, Refusal) else Counter(case, offer)


def _say(case: str, said: Mapping[str, Any]) -> Event | Refusal:
    text = said.get("text")
    return Say(case, text) if isinstance(text, str) else _wrong("text", text, "een tekst")


def _silence(case: str, said: Mapping[str, Any]) -> Event | Refusal:
    days = count_of(said.get("days"))
    if days is None or days > MOST_DAYS:
        return _wrong("days", said.get("days"), f"een geheel aantal dagen van 0 tot en met {MOST_DAYS}")
    return Silence(case, days)


_READ: dict[str, Callable[[str, Mapping[str, Any]], Event | Refusal]] = {
    "open": _open,
    "reject": lambda case, said: Reject(case),
    "counter": _counter,
    "accept": lambda case, said: Accept(case),
    "say": _say,
    "silence": _silence,
}


def _wrong(name: str, found: object, expected: str) -> Refusal:
    shown = repr(found)[:60]
    return Refusal(Text(f"{name} is {shown}; verwacht is {expected}.", f"{name} is {shown}, which cannot be."))
