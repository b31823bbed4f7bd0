"""Finds a betalingskenmerk where a bank or a payer put it among other words, or gave it as the end-to-end reference.

Currence, Betalingskenmerk: sixteen digits, the first of which checks the others; a shorter one is written with zeros before it.
"""

from __future__ import annotations

import re

_WEIGHTS = (2, 4, 8, 5, 10, 9, 7, 3, 6, 1)  # from the right, and then again
_LABELLED = re.compile(r"betalingskenm(?:erk|\.)?[.:]*\s*(\d{16}|\d{7}|\d{9,14})(?!\d)", re.IGNORECASE | re.ASCII)
_NAMED = re.compile(r"kenmerk[.:]*\s*(\d{4}(?: ?\d{4}){3})(?!\d)", re.IGNORECASE | re.ASCII)


def kenmerk_in(text: str, *, end_to_end_id: str = "") -> str:
    """The betalingskenmerk in a text or in an end-to-end reference, "" where there is none.

    >>> kenmerk_in("BETALINGSKENM.  0000000421886595"), kenmerk_in("uw kenmerk 5000 0567 8901 2345")
    ('0000000421886595', '5000056789012345')
    >>> kenmerk_in("kenmerk 5000056789012346"), kenmerk_in("factuur", end_to_end_id="5000056789012345")
    ('', '5000056789012345')
    """
    is_named = "kenm" in text.lower()
    labelled = _LABELLED.search(text) if is_named else None
    if labelled:
        return labelled[1]
    named = _NAMED.search(text) if is_named else None
    found = named[1].replace(" ", "") if named else end_to_end_id
    return found if is_kenmerk(found) else ""


def is_kenmerk(text: str) -> bool:
    """Whether these are sixteen digits of which the first checks the others.

    >>> is_kenmerk("5000056789012345"), is_kenmerk("5000056789012346"), is_kenmerk("0000000000000000")
    (True, False, False)
    """
    if len(text) != 16 or not (text.isascii() and text.isdecimal()) or not text.strip("0"):
        return False
    total = sum(int(digit) * _WEIGHTS[place % 10] for place, digit in enumerate(reversed(text[1:])))
    return int(text[0]) == {10: 1, 11: 0}.get(11 - total % 11, 11 - total % 11)
