"""`__in` with many whole numbers: they go to the database as one value, where Django lays out a parameter for each of them, which takes
longer to write and to read than the rows they ask for."""

from __future__ import annotations

from typing import Any

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models.lookups import In
from django.db.models.sql.compiler import SQLCompiler

MANY = 20  # numbers; of fewer the usual question is as quick, and is read more easily in a log
_LARGEST = 2**63 - 1  # what a column can hold; a larger one is the number of nothing


class Among(In):
    """Whether a column holds one of these numbers."""

    def get_prep_lookup(self) -> Any:
        """The numbers as they are, where they are many and plain; else what Django makes of them."""
        self.plain = _plain(self.rhs)
        return [one for one in self.rhs if -_LARGEST <= one <= _LARGEST] if self.plain else super().get_prep_lookup()

    def as_sqlite(self, compiler: SQLCompiler, connection: BaseDatabaseWrapper) -> Any:
        """The question of the embedded database, with all the numbers in one value."""
        if not self.plain or not self.rhs:
            return self.as_sql(compiler, connection)
        column, values = self.process_lhs(compiler, connection)
        return f"{column} IN (SELECT value FROM json_each(%s))", [*values, f"[{self._listed()}]"]

    def as_postgresql(self, compiler: SQLCompiler, connection: BaseDatabaseWrapper) -> Any:
        """That of PostgreSQL, with the range they lie in, by which it sees that they are few of the table."""
        if not self.plain or not self.rhs:
            return self.as_sql(compiler, connection)
        column, values = self.process_lhs(compiler, connection)
        sql = f"({column} = ANY(%s::bigint[]) AND {column} >= %s AND {column} <= %s)"
        return sql, [*values, f"{{{self._listed()}}}", *values, min(self.rhs), *values, max(self.rhs)]

    def _listed(self) -> str:
        return ",".join(map(str, self.rhs))


def _plain(numbers: Any) -> bool:
    if not isinstance(numbers, list | tuple | set | frozenset) or len(numbers) < MANY:
        return False
    return all(type(one) is int for one in numbers)
