"""A long list that is known by its numbers, and of which only the part that is shown is put into words."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, TypeVar, overload

Item = TypeVar("Item")


class Lazily(Sequence[Item]):
    """`tell` gives the items for some of the rows. It may give fewer, where what a row was about is gone meanwhile."""

    def __init__(self, rows: Sequence[Any], tell: Callable[[Sequence[Any]], Sequence[Item]]) -> None:
        self._rows, self._tell = rows, tell

    def __len__(self) -> int:
        return len(self._rows)

    @overload
    def __getitem__(self, which: int) -> Item: ...
    @overload
    def __getitem__(self, which: slice) -> Sequence[Item]: ...
    def __getitem__(self, which: int | slice) -> Item | Sequence[Item]:
        if isinstance(which, slice):
            return self._tell(self._rows[which])
        return self._tell([self._rows[which]])[0]
