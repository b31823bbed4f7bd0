"""A question that is put into SQL once and asked many times, each time with other numbers: making the SQL anew takes Django some ten
times what the embedded database takes to answer."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.db import connection
from django.db.models import QuerySet

_FIRST = 2_000_000_017  # numbers that no question has of its own, and that fit in every column of numbers


class Compiled:
    """`ask` gets a whole number for each of its parameters, and gives a queryset of plain values: numbers, texts and whether there is
    such a row. What it gives must be the same question whatever the numbers are."""

    def __init__(self, ask: Callable[..., QuerySet[Any, Any]], *, numbers: int) -> None:
        self._ask, self._numbers = ask, numbers
        self._made: dict[str, tuple[str, list[tuple[int | None, Any]]]] = {}

    def rows(self, *numbers: int) -> list[tuple[Any, ...]]:
        """What the database answers now. Of another company it answers nothing, as long as its number is one of those asked with."""
        sql, params = self._made.get(connection.vendor) or self._make()
        filled = [value if place is None else type(value)(numbers[place]) for place, value in params]
        with connection.cursor() as cursor:
            cursor.execute(sql, filled)
            return list(cursor.fetchall())

    def _make(self) -> tuple[str, list[tuple[int | None, Any]]]:
        stand_ins = range(_FIRST, _FIRST + self._numbers)
        sql, params = self._ask(*stand_ins).query.sql_with_params()
        places = [(value - _FIRST if type(value) is not bool and value in stand_ins else None, value) for value in params]
        if {place for place, _ in places} - {None} != set(range(self._numbers)):
            raise ValueError("a number that is asked with does not stand in the question")
        self._made[connection.vendor] = sql, places
        return sql, places
