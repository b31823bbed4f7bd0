"""Whether somebody says that he cannot pay, or not at once: then an offer to pay in parts is what helps him.

>>> [says_he_cannot_pay(said) for said in ("Ik kan het nu niet betalen.", "Mag het in termijnen?", "Ik betaal morgen", "He cannot pay")]
[True, True, False, True]
>>> says_he_cannot_pay("Ik kan morgen betalen, het was vergeten"), says_he_cannot_pay("ik betaal niet, het werk is slecht")
(False, False)
"""

from __future__ import annotations

import re

_CANNOT = re.compile(
    r"\bkan\b[^.!?]{0,40}\bniet\b[^.!?]{0,25}\b(?:betalen|voldoen|opbrengen|missen|ophoesten)\b"
    r"|\b(?:geen|niet genoeg|onvoldoende) (?:geld|saldo|middelen|liquiditeit)\b"
    r"|\b(?:in|met) (?:termijnen|delen|gedeelten|stukjes)\b|\bgespreid\b|\bbetalings?regeling\b|\bafbetal\w+\b|\bbetaal\w* in \w+ keer\b"
    r"|\bcan(?:no|')t (?:pay|afford)\b|\bcannot (?:pay|afford)\b|\bunable to pay\b|\bno money\b"
    r"|\binstal?l?ments?\b|\bpayment (?:plan|arrangement)\b",
    re.IGNORECASE,
)


def says_he_cannot_pay(said: str) -> bool:
    """Whether the words, in Dutch or English, say so or ask for a payment in parts."""
    return _CANNOT.search(said) is not None
