"""What each sign weighs when a payment looks for its invoice.

The weights are of our own making and are measured, not derived: docs/algorithms/matching.md says how, `make bench` repeats it.
Points add up; a match of `CERTAIN` points or more that is `LEAD` points ahead of every other answer is booked unasked, one
of `PROPOSED` points or more is proposed.
"""

from __future__ import annotations

from typing import Literal

from akkoord.core.matching.spelling import Spelled

Reason = Literal[
    "reference",
    "number",
    "number-letters",
    "number-digits",
    "number-end",
    "number-typo",
    "credit-number",
    "customer-number",
    "amount",
    "amount-rare",
    "amount-all-named",
    "amount-all-due",
    "amount-several",
    "amount-letter",
    "amount-discount",
    "amount-less-credit",
    "amount-several-less-credit",
    "amount-nearly",
    "account",
    "account-other-name",
    "account-shared",
    "name",
    "name-near",
    "name-before",
    "name-near-before",
    "no-payer-told",
    "by-law",
    "against-other-number",
    "against-paid-number",
    "against-unknown-number",
    "against-other-account",
    "against-other-name",
    "against-older",
    "against-before-invoice",
    "against-other-sum",
    "against-too-much",
    "against-two-debtors",
    "against-half",
]
"""A sign, for or against; the words for it stand in web/labels.py."""

CERTAIN = 90
LEAD = 30
PROPOSED = 38  # from here on an answer is proposed; below it is only something to look at
HINT = 20

POINTS: dict[Reason, int] = {
    "reference": 100,
    "credit-number": 40,
    "customer-number": 30,
    "amount": 32,
    "amount-rare": 40,
    "amount-all-named": 40,
    "amount-all-due": 30,
    "amount-several": 20,
    "amount-letter": 40,
    "amount-discount": 30,
    "amount-less-credit": 30,
    "amount-several-less-credit": 20,
    "amount-nearly": 26,
    "account": 60,
    "account-other-name": 35,
    "account-shared": 15,
    "name": 35,
    "name-near": 25,
    "name-before": 35,  # the name of who was merged into him
    "name-near-before": 25,
    "no-payer-told": 28,
    "by-law": 0,
    "against-other-number": -50,
    "against-paid-number": -50,
    "against-unknown-number": -30,
    "against-other-account": -40,
    "against-other-name": -25,
    "against-older": -35,
    "against-before-invoice": -60,
    "against-other-sum": -40,
    "against-too-much": -40,
    "against-two-debtors": -10,
    "against-half": -10,
}
NEVER_CERTAIN: frozenset[Reason] = frozenset({"against-two-debtors", "against-before-invoice", "against-half"})
STRONG = 50  # points of a number that stands there by itself
MILDER = 15  # against points that are left when number and amount are both right: a third party may pay
_BY_LENGTH = (0, 50, 50, 50, 58, 60, 63, 66)
_WEAKER: dict[Spelled, tuple[Reason, int]] = {
    "exact": ("number", 0),
    "folded": ("number-letters", 6),
    "digits": ("number-digits", 8),
}


def number_points(spelled: Spelled, word: str) -> tuple[Reason, int]:
    """What a named number weighs: a long one is seldom there by accident.

    >>> number_points("exact", "2026118"), number_points("digits", "118"), number_points("typo", "2026118")
    (('number', 66), ('number-digits', 42), ('number-typo', 28))
    """
    if spelled == "typo":
        return "number-typo", 28
    if spelled == "tail":
        return "number-end", 18 if len(word) > 2 else 12
    reason, less = _WEAKER[spelled]
    return reason, (_BY_LENGTH[len(word)] if len(word) < len(_BY_LENGTH) else 68) - less
