"""Makes a statement of the entries of each account in a list, and says where its balances do not fit them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from akkoord.core.money import shown
from akkoord.core.problem import Problem, Text
from akkoord.core.reading import EntryRead, StatementRead
from akkoord.importers._bank_csv.rows import Line


def statements_of(lines: Sequence[Line], *, where: str) -> tuple[tuple[StatementRead, ...], list[Problem]]:
    """One statement for each account and currency, in the order of the list; `where` is the column of the balances."""
    accounts: dict[tuple[str, str], list[Line]] = {}
    for line in lines:
        accounts.setdefault((line.account, line.currency), []).append(line)
    made = [_statement(group) for group in accounts.values()]
    problems = [problem for (statement, last) in made for problem in _disagreement(statement, last, where)]
    return tuple(statement for statement, _ in made), problems


def _statement(group: list[Line]) -> tuple[StatementRead, int]:
    """The statement of one account, and the line its closing balance stands on."""
    opening, closing, at = _balances(group)
    numbers = {line.number for line in group}
    statement = StatementRead(
        iban=group[0].account,
        number=numbers.pop() if len(numbers) == 1 else "",
        currency=group[0].currency,
        entries=_with_unique_ids([line.entry for line in group]),
        opening_balance=opening,
        closing_balance=closing,
        closed_on=max(line.entry.on for line in group),
    )
    return statement, at


def _balances(group: list[Line]) -> tuple[int | None, int | None, int]:
    """Balance before the first entry and after the last. A list runs up or down by its days; on one day the sum decides."""
    total = sum(line.entry.amount for line in group)
    up, down = _ends(group[0], group[-1]), _ends(group[-1], group[0])
    first, last = group[0].entry.on, group[-1].entry.on
    closes = up[0] is not None and up[1] is not None and up[0] + total == up[1]
    return down if first > last or first == last and not closes and _fits(down, total) else up


def _fits(ends: tuple[int | None, int | None, int], total: int) -> bool:
    return ends[0] is not None and ends[1] is not None and ends[0] + total == ends[1]


def _ends(first: Line, last: Line) -> tuple[int | None, int | None, int]:
    before = first.before if first.before is not None or first.after is None else first.after - first.entry.amount
    after = last.after if last.after is not None or last.before is None else last.before + last.entry.amount
    return before, after, last.at


def _with_unique_ids(entries: Sequence[EntryRead]) -> tuple[EntryRead, ...]:
    """The bank's reference tells entries apart only where no two share it."""
    often = {one for one, times in Counter(entry.bank_id for entry in entries).items() if one and times > 1}
    return tuple(replace(entry, bank_id="") if entry.bank_id in often else entry for entry in entries)


def _disagreement(statement: StatementRead, line: int, where: str) -> list[Problem]:
    opening, closing = statement.opening_balance, statement.closing_balance
    if opening is None or closing is None:
        return []
    reached = opening + sum(entry.amount for entry in statement.entries)
    if reached == closing:
        return []
    nl, en = ([shown(cents, language=language, sign=False) for cents in (reached, closing)] for language in ("nl", "en"))
    message = Text(
        f"Rekening {statement.iban}: beginsaldo en boekingen geven {nl[0]}; het eindsaldo is {nl[1]}. De boekingen zijn wel overgenomen.",
        f"Account {statement.iban}: opening balance and entries give {en[0]}; the closing balance is {en[1]}."
        " The entries were taken all the same.",
    )
    return [Problem(message, line, where)]
