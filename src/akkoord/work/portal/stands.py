"""How a debtor stands, as he sees it himself: what he has to pay now, for what, and what it is made of."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from akkoord.core.problem import Refusal
from akkoord.store.access import Guest
from akkoord.store.models import Invoice, Letter
from akkoord.work.letters.make_letter import reference
from akkoord.work.owed import Owed, OwedInvoice, owed

LETTERS = 6  # the last ones, in which is looked for what was asked before
LONGEST = 140  # characters of what stands with a transfer


@dataclass(frozen=True, slots=True)
class Line:
    """One open invoice as he sees it; sums in cents. `asked` is what is to be paid of it now, interest and costs included where
    they were asked for before."""

    id: int
    number: str
    about: str
    issued_on: date
    due_on: date
    total: int
    open: int
    asked: int
    late: bool
    disputed: bool


@dataclass(frozen=True, slots=True)
class Stands:
    """Sums in cents. `asked` is for what is late and not disputed; where nothing is late, for what is open. `until` is the last
    day to pay that was named and has not gone by, `spared` the costs that stay away until then."""

    asked: int
    lines: tuple[Line, ...]
    interest: int = 0
    costs: int = 0
    sums: Owed | None = None
    until: date | None = None
    spared: int = 0

    @property
    def late(self) -> tuple[Line, ...]:
        """What should have been paid by now."""
        return tuple(one for one in self.lines if one.late)

    @property
    def to_pay(self) -> tuple[Line, ...]:
        """What `asked` is for."""
        due = tuple(one for one in self.lines if one.late and not one.disputed)
        return due or (() if self.late else tuple(one for one in self.lines if not one.disputed))

    @property
    def paid(self) -> bool:
        """Whether nothing is open."""
        return not self.lines


def stands(guest: Guest, *, on: date) -> Stands:
    """Everything that is open for this guest on a day, in a number of queries that does not grow with it."""
    sums = owed(debtor=guest.debtor, on=on)
    letters = _letters(guest)
    claiming = any(letter.content.get(name) for letter in letters for name in ("interest", "costs", "costs_if_late"))
    known = {} if isinstance(sums, Refusal) else {one.id: one for one in sums.invoices}
    rows = list(guest.invoices().filter(kind="invoice", open__gt=0, issued_on__lte=on).order_by("due_on", "id"))
    disputed = set(guest.holds().filter(kind="dispute").values_list("invoice_id", flat=True))
    lines = tuple(_line(row, known.get(row.id), disputed, on, claiming=claiming) for row in rows)
    until, spared = _until(letters, on)
    found = Stands(0, lines, sums=sums if claiming and isinstance(sums, Owed) else None, until=until, spared=spared)
    picked = [known[one.id] for one in found.to_pay if one.id in known] if claiming else []
    interest, costs = sum(one.interest for one in picked), sum(one.costs for one in picked)
    return Stands(sum(one.asked for one in found.to_pay), lines, interest, costs, found.sums, until, spared)


def _letters(guest: Guest) -> list[Letter]:
    return list(guest.letters().defer("pdf", "blocks").order_by("-sent_on", "-id")[:LETTERS])


def _line(row: Invoice, one: OwedInvoice | None, disputed: set[int | None], on: date, *, claiming: bool) -> Line:
    late = on > row.due_on
    asked = one.principal + one.interest + one.costs if claiming and late and one is not None else row.open
    held = row.id in disputed or None in disputed
    return Line(row.id, row.number, row.description, row.issued_on, row.due_on, row.total, row.open, asked, late, held)


def _until(letters: list[Letter], on: date) -> tuple[date | None, int]:
    """The last day to pay of the last letter that names one, and the costs that come when it goes by."""
    named = next((one for one in letters if one.last_day is not None), None)
    if named is None or named.last_day is None or named.last_day < on:
        return None, 0
    return named.last_day, named.content.get("costs_if_late", 0)


def transfer_text(guest: Guest, lines: tuple[Line, ...], *, on: date) -> str:
    """What he writes with a transfer so that it is found again: the numbers of the invoices, or what one of them asks for."""
    if len(lines) == 1:
        own = guest.invoices().filter(id=lines[0].id).values_list("payment_reference", flat=True).first()
        return own or lines[0].number
    numbers = " ".join(one.number for one in lines)
    return numbers if lines and len(numbers) <= LONGEST else reference(guest.debtor, on)
