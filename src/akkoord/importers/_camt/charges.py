"""What the bank kept of a batch: charges named with the entry, or with each of its transactions."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from lxml import etree

from akkoord.importers._xml import at, cents

_SUMS = (("TtlChrgsAndTaxAmt",), ("Rcrd", "Amt"), ("Amt",))  # the sum, its parts (version 4 on), the only one there is (before)


def explain(difference: int, element: etree._Element, transactions: Sequence[etree._Element]) -> bool:
    """Whether this many cents are the charges of an entry, or those of its transactions together."""
    return abs(difference) in (_charges([element]), _charges(transactions)) and difference != 0


def _charges(elements: Iterable[etree._Element]) -> int:
    return sum(_of(charges) for element in elements for charges in at(element, "Chrgs"))


def _of(charges: etree._Element) -> int:
    amounts = ([cents(one.text) or 0 for one in at(charges, *path)] for path in _SUMS)
    return sum(next(filter(None, amounts), []))
