"""Text in a cell of a CSV file, so that a spreadsheet leaves it as it is.

A cell that begins with a sign of reckoning is taken for a formula, and a number or a day is made of what is none.
"""

from __future__ import annotations

import re

_CHANGED = re.compile(r"0[0-9]+|[0-9]{12,}|[0-9]+[eE][0-9]+|[0-9]{1,4}[-/.][0-9]{1,4}(?:[-/.][0-9]{1,4})?")
FORMULA = "=+-@＝＋－＠"  # a text cell that begins so would be reckoned with by a spreadsheet


def text_cell(text: str) -> str:
    """A text as a spreadsheet leaves it: no formula, and no number or day out of what is none.

    >>> text_cell("0042"), text_cell("5000056789012345"), text_cell("2026-01"), text_cell("12E5")
    ('="0042"', '="5000056789012345"', '="2026-01"', '="12E5"')
    >>> text_cell("20260117"), text_cell("F-0042"), text_cell("=1+1")
    ('20260117', 'F-0042', "'=1+1")
    """
    return f'="{text}"' if _CHANGED.fullmatch(text) else harmless(text)


def harmless(text: str) -> str:
    """A text that no spreadsheet takes for a formula; the importer of CSV takes the mark off again.

    >>> harmless("=1+1"), harmless("-5 procent"), harmless("Bakker")
    ("'=1+1", "'-5 procent", 'Bakker')
    """
    return f"'{text}" if text[:1] and text[0] in FORMULA else text
