"""Which of a debtor's open invoices make an amount together: all, all that are due, the oldest few, or any few of them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations

_PAIRS, _TRIPLES = 60, 16  # open invoices up to which every pair, every three of them is tried


def oldest(amount: int, ids: Sequence[int], open_: Mapping[int, int]) -> list[int]:
    """The oldest few, in this order, that make the amount exactly; empty where they do not.

    >>> oldest(300, [1, 2, 3], {1: 100, 2: 200, 3: 50}), oldest(250, [1, 2, 3], {1: 100, 2: 200, 3: 50})
    ([1, 2], [])
    """
    total = 0
    for place, one in enumerate(ids, start=1):
        total += open_[one]
        if total >= amount:
            return list(ids[:place]) if total == amount else []
    return []


def few(amount: int, ids: Sequence[int], open_: Mapping[int, int], *, most: int = 3) -> list[list[int]]:
    """Neighbours in this order, pairs and threes that make the amount exactly; at most `most` answers, likelier ones first.

    >>> few(250, [1, 2, 3], {1: 100, 2: 200, 3: 50})
    [[2, 3]]
    >>> few(150, [1, 2, 3], {1: 100, 2: 200, 3: 50})
    [[1, 3]]
    """
    found: list[list[int]] = []
    for group in _candidates(amount, ids, open_):
        if sorted(group) not in map(sorted, found):
            found.append(group)
        if len(found) == most:
            break
    return found


def _candidates(amount: int, ids: Sequence[int], open_: Mapping[int, int]) -> Iterator[list[int]]:
    yield from _neighbours(amount, ids, open_)
    if len(ids) <= _PAIRS:
        yield from _pairs(amount, ids, open_)
    if len(ids) <= _TRIPLES:
        yield from (list(group) for group in combinations(ids, 3) if sum(open_[one] for one in group) == amount)


def _neighbours(amount: int, ids: Sequence[int], open_: Mapping[int, int]) -> Iterator[list[int]]:
    """Runs of at least two in a row, found in one pass: no amount is less than nothing."""
    start = total = 0
    for stop, one in enumerate(ids):
        total += open_[one]
        while total > amount:
            total -= open_[ids[start]]
            start += 1
        if total == amount and stop > start:
            yield list(ids[start : stop + 1])


def _pairs(amount: int, ids: Sequence[int], open_: Mapping[int, int]) -> Iterator[list[int]]:
    earlier: dict[int, list[int]] = {}
    for one in ids:
        for other in earlier.get(amount - open_[one], ()):
            yield [other, one]
        earlier.setdefault(open_[one], []).append(one)
