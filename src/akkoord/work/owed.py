"""What a debtor owes on a day by law, every euro with the article and the days behind it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from akkoord.core.balance import Balance, ClaimBalance, balance, charged_before, costs_if_unpaid
from akkoord.core.claim import Claim
from akkoord.core.law.costs import Costs, CostsLine
from akkoord.core.law.jurisdiction import Jurisdiction
from akkoord.core.law.start import Start
from akkoord.core.letter import CostLine, InterestLine, MovementLine
from akkoord.core.problem import Refusal, Text
from akkoord.store.models import Debtor
from akkoord.work.books import Books, books_of, law_kind
from akkoord.work.claims import claim_of, cost_rules
from akkoord.work.law import law_of


@dataclass(frozen=True, slots=True)
class OwedInvoice:
    """One invoice on that day; sums in cents. `interest_from` is the first day of interest, None while there is none."""

    id: int
    number: str
    issued_on: date
    due_on: date
    total: int
    principal: int
    interest: int
    days_overdue: int
    costs: int
    interest_from: date | None
    because: Text  # why interest starts then, or does not run
    source: str
    costs_from: date | None
    costs_base: int  # what the costs were reckoned over on that day


@dataclass(frozen=True, slots=True)
class Owed:
    """Sums in cents; `total` is principal, interest and costs together, `vat` the part of the costs that is VAT."""

    principal: int
    interest: int
    costs: int
    total: int
    invoices: tuple[OwedInvoice, ...]
    interest_lines: tuple[InterestLine, ...]
    cost_lines: tuple[CostLine, ...]
    movements: tuple[MovementLine, ...] = ()
    vat: int = 0


@dataclass(frozen=True, slots=True)
class Reckoned:
    """The claims of a debtor on a day, made ready, and their balance."""

    ids: tuple[int, ...]
    claims: tuple[Claim, ...]
    starts: tuple[Start, ...]
    balance: Balance
    law: Jurisdiction


def owed(
    *, debtor: Debtor, on: date, only: frozenset[int] | None = None, books: Books | None = None, law: Jurisdiction | None = None
) -> Owed | Refusal:
    """What this debtor owes at the end of `on`; `only` some of his invoices where a letter is about those, reckoned together
    with the others: costs are over all of them. Who asks for many debtors reads their `books_of` and their
    company's `law_of` once."""
    found = reckon(debtor=debtor, on=on, books=books, law=law)
    return found if isinstance(found, Refusal) else shown_of(found, only, on)


def reckon(*, debtor: Debtor, on: date, books: Books | None = None, law: Jurisdiction | None = None) -> Reckoned | Refusal:
    """Everything of this debtor that is open on that day, or was demanded, reckoned by the law and his creditor's settings."""
    creditor, kind, law = debtor.creditor, law_kind(debtor), law or law_of(debtor.creditor_id)
    entries = (books_of([debtor], on=on) if books is None else books).get(debtor.id, ())
    made = [claim_of(entry, debtor=debtor, creditor=creditor, law=law) for entry in entries]
    answer = balance(
        [claim for claim, _ in made],
        series=law.series_for(kind),
        costs=cost_rules(creditor, kind=kind, law=law),
        on=on,
        day_count=creditor.day_count,  # type: ignore[arg-type]  # the column holds these words only
    )
    if isinstance(answer, Refusal):
        return answer
    claims, starts = tuple(claim for claim, _ in made), tuple(start for _, start in made)
    return Reckoned(tuple(entry.invoice.id for entry in entries), claims, starts, answer, law)


def demanded(
    *, debtor: Debtor, on: date, only: frozenset[int], books: Books | None = None, law: Jurisdiction | None = None
) -> tuple[Owed, Costs] | Refusal:
    """What a letter about these invoices may ask on that day, and the costs that come on top when its last day passes unpaid
    (art. 6:96 lid 6 and 7 BW)."""
    found = reckon(debtor=debtor, on=on, books=books, law=law)
    if isinstance(found, Refusal):
        return found
    later = _to_come(found, debtor, on, only)
    return later if isinstance(later, Refusal) else (shown_of(found, only, on), later)


def _to_come(found: Reckoned, debtor: Debtor, on: date, only: frozenset[int]) -> Costs | Refusal:
    kind, law = law_kind(debtor), found.law
    return costs_if_unpaid(
        found.claims,
        numbers=[claim.number for number, claim in zip(found.ids, found.claims, strict=True) if number in only],
        series=law.series_for(kind),
        costs=cost_rules(debtor.creditor, kind=kind, law=law),
        on=on,
        day_count=debtor.creditor.day_count,  # type: ignore[arg-type]  # the column holds these words only
    )


def cost_line(line: CostsLine) -> CostLine:
    """A line of costs for people; a percentage of 0 is a bound, a cap, or what was charged before."""
    return CostLine(line.over, f"{line.percentage}", line.amount, line.source)


def shown_of(found: Reckoned, only: frozenset[int] | None, on: date) -> Owed:
    """The sums that were reckoned, of some of the invoices or of all."""
    return _shown(found, only, on)


def _shown(found: Reckoned, only: frozenset[int] | None, on: date) -> Owed:
    rows = [row for row in zip(found.ids, found.starts, found.balance.claims, strict=True) if only is None or row[0] in only]
    picked = [one for _, _, one in rows]
    charged = sum(one.charged for one in picked)
    lines = charged_before(found.balance.cost_lines, sum(one.charged for one in found.balance.claims) - charged) if charged else ()
    principal, interest, costs = (sum(getattr(one, name) for one in picked) for name in ("principal", "interest", "costs"))
    return Owed(
        principal,
        interest,
        costs,
        principal + interest + costs,
        tuple(_invoice(number, start, one, on) for number, start, one in rows),
        tuple(line for one in picked for line in _interest(one)),
        tuple(cost_line(line) for line in lines),
        tuple(line for one in picked for line in _movements(one)),
        sum(one.vat for one in picked),
    )


def _invoice(number: int, start: Start, one: ClaimBalance, on: date) -> OwedInvoice:
    claim = one.claim
    return OwedInvoice(
        number,
        claim.number,
        claim.issued_on,
        claim.due_on,
        claim.total,
        one.principal,
        one.interest,
        max(0, (on - claim.due_on).days),
        one.costs,
        start.first_day,
        start.because,
        start.source,
        claim.costs_from if claim.costs_from and claim.costs_from <= on else None,
        one.costs_base,
    )


def _interest(one: ClaimBalance) -> list[InterestLine]:
    return [
        InterestLine(
            one.claim.number, line.first, line.last, line.days, f"{line.rate}", line.base, line.interest, line.source, line.of, line.per
        )
        for line in one.lines
    ]


def _movements(one: ClaimBalance) -> list[MovementLine]:
    return [
        MovementLine(one.claim.number, move.on, move.what, move.amount, move.costs, move.interest, move.principal, move.over)
        for move in one.movements
    ]
