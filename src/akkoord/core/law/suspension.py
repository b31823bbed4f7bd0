"""Suspension of work (opschorting): may a creditor stop his own work while he is not paid, on which article, and what must he say.

Art. 6:52, 6:54, 6:55 and 6:262 to 6:264 BW, https://wetten.overheid.nl/BWBR0005289. Who suspends without the right to is
himself in default, so whatever is in doubt counts against it.

>>> may_suspend(SuspensionFacts(claim=0, billed=0, since=None, debtor_kind="business", sector=ANY_WORK), on=date(2026, 12, 1)).allowed
False
>>> late = SuspensionFacts(100_000, 100_000, date(2026, 11, 1), "business", ANY_WORK, relation="same-contract", work="tuinonderhoud")
>>> may_suspend(late, on=date(2026, 12, 1)).article
'6:262'
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Literal, NamedTuple

from akkoord.core.law.suspension_words import GRAVEST_FIRST, MUST_SAY, refusal
from akkoord.core.problem import Refusal, Text

SectorRule = Literal["free", "procedure", "forbidden", "court"]
Relation = Literal["same-contract", "lasting-relation", "none"]
Order = Literal["debtor-first", "same-time", "creditor-first"]
ARTICLES = ("6:52", "6:262", "6:263")


@dataclass(frozen=True, slots=True)
class Measure:
    """One thing that must be done, or be sure, before a bound sector may stop."""

    name: str
    words: Text


@dataclass(frozen=True, slots=True)
class Sector:
    """A kind of work. `unsure` says what a person must look up first: while it is there, nothing is stopped."""

    name: str
    words: Text
    rule: SectorRule
    source: str
    steps: tuple[Measure, ...] = ()
    unsure: Text | None = None


ANY_WORK = Sector("general", Text("ander werk", "other work"), "free", "6:52 en 6:262 BW")


@dataclass(frozen=True, slots=True)
class SuspensionFacts:
    """What is known. Sums in cents, before interest and costs: `claim` is due and unpaid since the day after `since`, of
    `billed` that had to be paid. `share` is the part of the agreed work that stops, in percent."""

    claim: int
    billed: int
    since: date | None
    debtor_kind: str  # consumer, business, government
    sector: Sector
    doubtful: bool = False  # nobody said which kind he is: then he has a consumer's protection
    relation: Relation = "none"
    order: Order = "debtor-first"  # who performs first: the debtor by paying, or the creditor by working
    fear: str = ""  # what came to light after contracting and gives good ground to fear that he will not pay (6:263)
    work: str = ""
    share: int = 100
    own_default: bool = False  # we are behind ourselves, or keep him from paying (6:54 a)
    impossible: bool = False  # his performance is impossible for good (6:54 b); money never is
    unattachable: bool = False  # his claim on us cannot be attached, as wages (6:54 c)
    security: bool = False  # he gave security for what he owes (6:55)
    reminded: bool = False  # each of these invoices was asked for in a letter before
    holds: frozenset[str] = frozenset()  # reasons to wait that stand: promise, dispute, hold, insolvency, vulnerable
    measures: frozenset[str] = frozenset()  # the steps of the sector's procedure that were done

    @property
    def consumer(self) -> bool:
        """Whether he has a consumer's protection."""
        return self.doubtful or self.debtor_kind == "consumer"


class Said(NamedTuple):
    """A part that the letter must have: the name of its fact in a letter, and what it is."""

    name: str
    words: Text


@dataclass(frozen=True, slots=True)
class MaySuspend:
    """The answer: everything that stands against it, the article it rests on (empty where none does), what must be said."""

    against: tuple[Refusal, ...]
    article: str
    must_say: tuple[Said, ...]

    @property
    def allowed(self) -> bool:
        """Whether the work may be stopped."""
        return not self.against


def may_suspend(facts: SuspensionFacts, *, on: date) -> MaySuspend:
    """Whether the creditor may stop this work on this day because this claim is unpaid."""
    article = article_of(facts)
    against = (*_claim(facts, on), *held_back(facts.holds), *_ground(facts, article), *_bars(facts, article), *_sector(facts))
    return MaySuspend(against, article, must_say(article=article, consumer=facts.consumer))


def article_of(facts: SuspensionFacts) -> str:
    """One contract rests on 6:262, or on 6:263 where we perform first; dealings with each other on 6:52, whose claim is due
    whoever performs first in the other contract."""
    if facts.relation == "same-contract":
        return "6:263" if facts.order == "creditor-first" else "6:262"
    return "6:52" if facts.relation == "lasting-relation" else ""


def must_say(*, article: str, consumer: bool) -> tuple[Said, ...]:
    """What the letter must contain; a consumer's right to plain words and help comes on top."""
    skipped = {"fear"} if article != "6:263" else set()
    skipped |= set() if consumer else {"money_help"}
    return tuple(Said(name, words) for name, words in MUST_SAY.items() if name not in skipped)


def held_back(holds: frozenset[str]) -> tuple[Refusal, ...]:
    """Reasons to wait that stand against stopping the work, the gravest first."""
    return tuple(refusal(kind) for kind in GRAVEST_FIRST if kind in holds)


def _claim(facts: SuspensionFacts, on: date) -> Iterator[Refusal]:
    """There is a claim that is due and unpaid, and a consumer heard of it before."""
    if facts.claim <= 0 or facts.since is None or facts.since >= on:
        yield refusal("no-claim")
    if facts.consumer and not facts.reminded:
        yield refusal("not-reminded")
    if not facts.work.strip():
        yield refusal("no-work")


def _ground(facts: SuspensionFacts, article: str) -> Iterator[Refusal]:
    """Work and claim belong together; who performs first needs good ground to fear; and no more stops than is unpaid."""
    if not article:
        yield refusal("no-connection")
    if article == "6:263" and not facts.fear.strip():
        yield refusal("no-fear")
    if not 0 < facts.share <= 100:
        yield refusal("no-share")
    elif facts.share * facts.billed > 100 * facts.claim > 0:
        most = 100 * facts.claim // facts.billed
        yield refusal("too-much", value=str(most), source="6:52 lid 1 BW" if article == "6:52" else "")


def _bars(facts: SuspensionFacts, article: str) -> Iterator[Refusal]:
    """Art. 6:54 and 6:55; by art. 6:264 only 6:54 under a holds for 6:262 and 6:263."""
    if facts.own_default:
        yield refusal("own-default")
    if article in ("6:262", "6:263"):
        return
    if facts.impossible:
        yield refusal("impossible")
    if facts.unattachable:
        yield refusal("unattachable")
    if facts.security:
        yield refusal("security")


def _sector(facts: SuspensionFacts) -> Iterator[Refusal]:
    """What is forbidden, needs a court, or has a procedure of its own."""
    sector = facts.sector
    if sector.rule in ("forbidden", "court"):
        yield refusal(sector.rule, what=sector.words, source=sector.source)
    elif sector.unsure:
        yield refusal("unsure", what=sector.words, more=sector.unsure, source=sector.source)
    elif sector.rule == "procedure":
        missing = (step for step in sector.steps if step.name not in facts.measures)
        yield from (refusal("step-missing", what=step.words, source=sector.source) for step in missing)
