"""From which day interest runs: art. 6:81 to 6:83, 6:119, 6:119a and 6:119b BW (https://wetten.overheid.nl/BWBR0005289).

The safe side holds where something is not known: an invoice came by the slowest post, a term that nobody agreed is none, and
a term longer than sixty days was expressly agreed.

>>> rules = StartRules(30, 60, 60, 30, date(2022, 7, 1), date(2023, 7, 1))
>>> nothing = Term(date(2026, 6, 1), date(2026, 6, 15), agreed=False, received_on=date(2026, 6, 1))
>>> interest_start(nothing, sides=Sides("business"), rules=rules).first_day
datetime.date(2026, 7, 2)
>>> agreed = Term(date(2026, 6, 1), date(2026, 6, 15), agreed=True, received_on=date(2026, 6, 1))
>>> interest_start(agreed, sides=Sides("consumer"), rules=rules).first_day
datetime.date(2026, 6, 16)
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta

from akkoord.core.dates import ONE_DAY
from akkoord.core.day_words import day_shown
from akkoord.core.problem import Text

_AGREED = Text("de dag na de afgesproken uiterste betaaldag", "the day after the agreed last day to pay")


@dataclass(frozen=True, slots=True)
class StartRules:
    """Days, and the dates of the rule that large debtors may not take longer than `large` days toward small creditors."""

    statutory: int  # from receipt, where no last day was agreed
    longest: int  # the longest term between businesses that need not be agreed expressly
    longest_government: int  # the longest term an authority may agree at all
    large: int
    large_from: date  # for agreements made from this day on
    large_for_all: date  # and for every agreement from this day on


@dataclass(frozen=True, slots=True)
class Term:
    """What is known of the term of payment of one invoice. `agreed`: its last day stands in contract or general terms."""

    issued_on: date
    due_on: date
    agreed: bool
    received_on: date  # of the invoice, or presumed
    performed_on: date | None = None  # the goods or the work, where they came after the invoice
    longer_holds: bool = True  # a term past the longest was agreed expressly (an authority: with good reason), and is fair
    contract_on: date | None = None
    demanded_until: date | None = None  # the last day to pay that a demand named, once it has left


@dataclass(frozen=True, slots=True)
class Sides:
    """Who owes whom: the kind of the debtor, and whether either is a large company (art. 2:397 BW)."""

    debtor: str
    debtor_large: bool = False
    creditor_large: bool = False


@dataclass(frozen=True, slots=True)
class Start:
    """The first day of interest, None while there is no default; why, and by which article."""

    first_day: date | None
    because: Text
    source: str


@dataclass(frozen=True, slots=True)
class Limit:
    """The longest term from receipt in days, what holds in place of a longer one, why, and by which article."""

    received_on: date
    most: int
    falls_to: int
    because: Text
    source: str

    @property
    def due_on(self) -> date:
        """The last day to pay that holds in place of the longer term."""
        return self.received_on + timedelta(days=self.falls_to)


def interest_start(term: Term, *, sides: Sides, rules: StartRules) -> Start:
    """The first day on which interest runs on this invoice, and why then."""
    if sides.debtor == "consumer":
        return _consumer(term)
    article = "6:119b BW" if sides.debtor == "government" else "6:119a BW"
    received = max(term.received_on, term.performed_on or term.received_on)
    statutory = received + timedelta(days=rules.statutory)
    if not term.agreed:
        return _not_agreed(term, received, statutory, article, rules)
    return _capped(term, received, sides, rules) or _after(term.due_on, _AGREED, f"{article} lid 1")


def _after(day: date, why: Text, source: str) -> Start:
    return Start(day + ONE_DAY, why, source)


def _consumer(term: Term) -> Start:
    """A consumer is in default by an agreed term that passed, or by a demand whose term passed; the earlier of the two."""
    if term.agreed and (term.demanded_until is None or term.due_on <= term.demanded_until):
        return _after(term.due_on, _AGREED, "6:83 a BW")
    if term.demanded_until is None:
        why = Text(
            "de termijn is niet afgesproken, en er is nog geen aanmaning waarvan de termijn voorbij is",
            "no term was agreed, and no demand's term has passed yet",
        )
        return Start(None, why, "6:82 BW")
    return _after(
        term.demanded_until, Text("de dag na de termijn van de aanmaning", "the day after the term of the demand"), "6:82 lid 1 BW"
    )


def _not_agreed(term: Term, received: date, statutory: date, article: str, rules: StartRules) -> Start:
    """A day that only the invoice names gives the debtor time; it takes none of the thirty days from him."""
    nl, en = (day_shown(received, language=language, weekday=False) for language in ("nl", "en"))
    if term.due_on > statutory:
        return _after(
            term.due_on,
            Text("de dag na de vervaldag die de factuur noemt", "the day after the due day that the invoice names"),
            f"{article} lid 2",
        )
    why = Text(
        f"geen termijn afgesproken: {rules.statutory} dagen na ontvangst op {nl}",
        f"no term was agreed: {rules.statutory} days after receipt on {en}",
    )
    return _after(statutory, why, f"{article} lid 2")


def too_long(term: Term, *, sides: Sides, rules: StartRules) -> Limit | None:
    """What the law allows these two where this term is longer and nobody said that the longer one was agreed expressly; None
    where the term may be so long. Between a business and a consumer there is no longest term.

    >>> rules = StartRules(30, 60, 60, 30, date(2022, 7, 1), date(2023, 7, 1))
    >>> ninety = Term(date(2026, 6, 1), date(2026, 8, 30), agreed=True, received_on=date(2026, 6, 1))
    >>> for sides in (Sides("business"), Sides("business", debtor_large=True), Sides("consumer")):
    ...     limit = too_long(ninety, sides=sides, rules=rules)
    ...     print(limit and limit.due_on)
    2026-07-31
    2026-07-01
    None
    """
    if sides.debtor == "consumer":
        return None
    received = max(term.received_on, term.performed_on or term.received_on)
    limit = _limit(replace(term, longer_holds=False), received, sides, rules)
    return limit if limit is not None and term.due_on > received + timedelta(days=limit.most) else None


def _capped(term: Term, received: date, sides: Sides, rules: StartRules) -> Start | None:
    """Terms that are longer than the law lets these two agree."""
    limit = _limit(term, received, sides, rules)
    if limit is None or term.due_on <= received + timedelta(days=limit.most):
        return None
    return _cap(received, limit.falls_to, limit.because, limit.source)


def _limit(term: Term, received: date, sides: Sides, rules: StartRules) -> Limit | None:
    if sides.debtor == "government":
        most = rules.longest_government if term.longer_holds else rules.statutory
        return Limit(
            received, most, most, Text("een overheid mag geen langere termijn", "an authority may take no longer term"), "6:119b BW"
        )
    if _large_rule(term, sides, rules):
        why = Text(
            "een grote onderneming mag van een kleinere geen langere termijn vragen",
            "a large company may ask no longer term of a smaller one",
        )
        return Limit(received, rules.large, rules.statutory, why, "6:119a lid 6 BW")
    if not term.longer_holds:
        why = Text("een langere termijn is niet uitdrukkelijk overeengekomen", "no longer term was expressly agreed")
        return Limit(received, rules.longest, rules.longest, why, "6:119a lid 5 BW")
    return None


def _cap(received: date, days: int, why: Text, source: str) -> Start:
    nl = f"{days} dagen na ontvangst: {why.nl}"
    return _after(received + timedelta(days=days), Text(nl, f"{days} days after receipt: {why.en}"), source)


def _large_rule(term: Term, sides: Sides, rules: StartRules) -> bool:
    """Whether the rule for large debtors holds: for new agreements at once, for those that stood already a year later."""
    if not sides.debtor_large or sides.creditor_large:
        return False
    made = term.contract_on
    return term.issued_on >= rules.large_for_all or (made is not None and made >= rules.large_from)
