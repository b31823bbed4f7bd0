"""What is wrong with a ladder that somebody wrote: for the file in English, for people in both languages, and in which step."""

from __future__ import annotations

from akkoord.core.problem import Text


class Mistake(ValueError):
    """One mistake. `row` is the place of its step in the ladder, from 0; None where it is in none of them. The message is
    that of whoever reads the file; `why` is the same for people."""

    def __init__(self, why: Text, *, where: str, row: int | None = None) -> None:
        super().__init__(f"{where}: {why.en}")
        self.why, self.where, self.row = why, where, row


def not_among(what: Text, value: object, allowed: tuple[str, ...]) -> Text:
    """A value that is none of those that can be, each by its name in the file."""
    return Text(
        f"{what.nl} is {value!r}; het kan zijn: {', '.join(allowed)}",
        f"{what.en} is {value!r}; allowed are {', '.join(allowed)}",
    )
