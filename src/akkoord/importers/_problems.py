"""Sentences about what was found and what was expected, the same for every format."""

from __future__ import annotations

from akkoord.core.problem import Problem, Text

DATE = Text("een bestaande dag, zoals 19-02-2026 of 2026-02-19", "an existing day, such as 19-02-2026 or 2026-02-19")
AMOUNT = Text("een bedrag met hoogstens twee decimalen, zoals 1.234,50 of 1234.50", "an amount of at most two decimals, such as 1234.50")

XML_DATE = Text("een bestaande dag, zoals 2026-02-19", "an existing day, such as 2026-02-19")
XML_AMOUNT = Text("een bedrag in hele centen, zoals 1234.50", "an amount in whole cents, such as 1234.50")


def quoted(value: str) -> str:
    """The value as it stands in a sentence: on one line, printable and not too long.

    >>> quoted("31-02-2026\\n"), quoted("x" * 100)[-3:]
    ('"31-02-2026"', 'x…"')
    """
    line = "".join(char if char.isprintable() else " " for char in value).strip()
    return f'"{line[:57] + "…" if len(line) > 60 else line}"'


def found(value: str, *, expected: Text) -> Text:
    """What stands in the file and what should have stood there."""
    if not value.strip():
        return Text(f"Er staat niets. Verwacht: {expected.nl}.", f"Nothing is there. Expected: {expected.en}.")
    shown = quoted(value)
    return Text(f"Gevonden: {shown}. Verwacht: {expected.nl}.", f"Found: {shown}. Expected: {expected.en}.")


def unusable(value: str, *, expected: Text, where: str, line: int | None) -> Problem:
    """The problem of a value a row cannot do without: the row is left out."""
    message = found(value, expected=expected)
    return Problem(Text(f"{message.nl} Niet overgenomen.", f"{message.en} Left out."), line, where)


def emptied(value: str, *, expected: Text, where: str, line: int | None) -> Problem:
    """The problem of a value a row can do without: the row is kept and this field stays empty."""
    message = found(value, expected=expected)
    return Problem(Text(f"{message.nl} Dit veld is leeg gelaten.", f"{message.en} This field is left empty."), line, where)
