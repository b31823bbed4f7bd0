"""Before which judge a claim of money comes: the subdistrict court, or the district court with a lawyer (art. 93 Rv, art. 79 Rv).

The text: https://wetten.overheid.nl/BWBR0001827 (Rv). Sums are cents.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from akkoord.core.money import shown
from akkoord.core.problem import Text

Judge = Literal["kanton", "rechtbank"]
NAMES: Mapping[Judge, Text] = {
    "kanton": Text("kantonrechter", "subdistrict court"),
    "rechtbank": Text("rechtbank", "district court"),
}


@dataclass(frozen=True, slots=True)
class Claimed:
    """What would be claimed, in cents: principal, interest up to the day of the writ, and collection costs."""

    principal: int
    interest: int
    costs: int

    @property
    def total(self) -> int:
        """Everything together."""
        return self.principal + self.interest + self.costs


@dataclass(frozen=True, slots=True)
class JudgeRule:
    """`limit` in cents is the highest claim of the subdistrict court; `subjects` come before it whatever they amount to."""

    limit: int
    subjects: Mapping[str, Text]
    source: str
    lawyer_source: str


@dataclass(frozen=True, slots=True)
class Venue:
    """Which judge, and why. `weighed` is the sum that was held against the limit. `doubtful` where it hangs on the costs alone
    whether the limit is passed: whether they count is read in both ways."""

    judge: Judge
    weighed: int
    because: Text
    source: str
    lawyer: bool
    doubtful: bool = False


def venue(claimed: Claimed, *, rule: JudgeRule, subject: str = "", with_costs: bool = True) -> Venue:
    """The judge for this claim. `subject` is one of the rule's, or empty; `with_costs` counts collection costs toward the limit.

    >>> rule = JudgeRule(2_500_000, {"lease": Text("huur", "letting")}, "93 Rv", "79 Rv")
    >>> venue(Claimed(2_400_000, 100_000, 0), rule=rule).judge, venue(Claimed(2_400_000, 100_001, 0), rule=rule).judge
    ('kanton', 'rechtbank')
    >>> venue(Claimed(9_000_000, 0, 0), rule=rule, subject="lease").judge
    'kanton'
    """
    weighed = claimed.total if with_costs else claimed.principal + claimed.interest
    if subject in rule.subjects:
        return Venue("kanton", weighed, _by_subject(rule.subjects[subject]), rule.source, lawyer=False)
    doubtful = claimed.principal + claimed.interest <= rule.limit < claimed.total
    if weighed <= rule.limit:
        return Venue("kanton", weighed, _below(weighed, rule.limit), rule.source, lawyer=False, doubtful=doubtful)
    return Venue("rechtbank", weighed, _above(weighed, rule.limit), f"{rule.source}, {rule.lawyer_source}", lawyer=True, doubtful=doubtful)


def _by_subject(subject: Text) -> Text:
    return Text(
        f"Een zaak over {subject.nl} komt bij de kantonrechter, hoe hoog het bedrag ook is.",
        f"A case about {subject.en} comes before the subdistrict court, whatever the amount.",
    )


def _below(weighed: int, limit: int) -> Text:
    return Text(
        f"De vordering is met rente {shown(weighed)}: niet meer dan {shown(limit)}. U mag dan zonder advocaat procederen.",
        f"With interest the claim is {shown(weighed, language='en')}: no more than {shown(limit, language='en')}. "
        "You may then go to court without a lawyer.",
    )


def _above(weighed: int, limit: int) -> Text:
    return Text(
        f"De vordering is met rente {shown(weighed)}: meer dan {shown(limit)}. Dan is een advocaat verplicht.",
        f"With interest the claim is {shown(weighed, language='en')}: more than {shown(limit, language='en')}. A lawyer is then required.",
    )
