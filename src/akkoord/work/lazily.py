"""A long list of which it is known how long it is, and of which only the part that is shown is made."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeVar, overload

Item = TypeVar("Item")


class Lazily(Sequence[Item]):
    """`made` gives the items from the first place up to the last. It may give fewer, where what one was about is gone meanwhile."""

    def __init__(self, count: int, made: Callable[[int, int], Sequence[Item]]) -> None:
        self._places, self._made = range(count), made

    def __len__(self) -> int:
        return len(self._places)

    @overload
    def __getitem__(self, which: int) -> Item: ...
    @overload
    def __getitem__(self, which: slice) -> Sequence[Item]: ...
    def __getitem__(self, which: int | slice) -> Item | Sequence[Item]:
        if isinstance(which, slice):
            places = self._places[which]
            return self._made(places.start, places.stop)
        place = self._places[which]
        return self._made(place, place + 1)[0]
