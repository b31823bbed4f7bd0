"""Looks for words and sums in a text as a person left it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from akkoord.core.letter import LetterContent
from akkoord.core.money import cents_of

_AMOUNT = re.compile(r"(?:€|\beur\b) ?\d[\d.,]*")


def plain_words(text: str) -> str:
    """The text in small letters with one plain space wherever white space stands, to look for words in.

    >>> plain_words("Betaal  €\\u00a01.250\\nsnel")
    'betaal € 1.250 snel'
    """
    return " ".join(text.lower().split())


def other_amounts(content: LetterContent, *, said: str) -> Iterator[str]:
    """The sums in `said`, as `plain_words` gives it, that are no sum of this letter, each once."""
    known = {content.asked, content.principal, content.interest, content.costs, content.costs_if_late}
    known |= {content.costs_vat, content.vat_if_late}
    known |= {cents for invoice in content.invoices for cents in (invoice.open, invoice.total)}
    known |= {content.promise.amount, content.promise.paid} if content.promise else set()
    mark = "," if content.language == "nl" else "."
    for amount in dict.fromkeys(found.rstrip(".,") for found in _AMOUNT.findall(said)):
        if cents_of(amount.upper(), decimal=mark) not in known:
            yield amount
