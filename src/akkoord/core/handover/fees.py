"""What a desk charges a client, and what it settles with him over a month: money received, costs, fee, VAT, and what he gets.

Money of a debtor goes to costs first (art. 6:44 lid 1 BW). Costs that the desk made for the debtor's account are the desk's when they
come in; the collection costs of the claim itself are the client's, unless the terms give them to the desk. The commission is reckoned
over the rest, over all of a case from its beginning, so that a reversal takes back exactly what it brought.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from fractions import Fraction
from itertools import pairwise
from typing import Any, Literal

from akkoord.core.money import rounded
from akkoord.core.problem import Refusal, Text

WHOLE = 10_000  # hundredths of a percent
_MOST = 10**11  # cents
Kind = Literal["payment", "paid", "cost-debtor", "cost-client"]


@dataclass(frozen=True, slots=True)
class Terms:
    """What was agreed with a client. `commission` in hundredths of a percent; `brackets` are (up to these cents, hundredths of a
    percent), rising, and `commission` holds above the last; `per_case`, `minimum` (a case that brought money) in cents; VAT in percent."""

    commission: int = 1_500
    brackets: tuple[tuple[int, int], ...] = ()
    per_case: int = 0
    minimum: int = 0
    vat: int = 21
    claim_costs_to: str = "client"  # who gets the collection costs of the claim: client, desk
    on_paid_there: bool = True  # whether money that came in at the client counts for the commission


@dataclass(frozen=True, slots=True)
class Move:
    """One movement of money in a case, in cents, in the order in which it was written down; `settled` in an earlier statement."""

    kind: Kind
    amount: int
    settled: bool = False


@dataclass(frozen=True, slots=True)
class CaseMonth:
    """One case as a month sees it: the collection costs of its claim, everything that moved, and whether its fixed sum is due now."""

    number: str
    ref: str
    debtor: str
    claim_costs: int
    moves: tuple[Move, ...]
    opened: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """What one case comes to in a month, in cents. `costs` is what the desk keeps or charges for costs; `fee` has no VAT in it."""

    number: str
    ref: str
    debtor: str
    received: int
    paid_there: int
    costs: int
    commission: int
    per_case: int

    @property
    def fee(self) -> int:
        """Commission and the fixed sum together."""
        return self.commission + self.per_case


@dataclass(frozen=True, slots=True)
class Statement:
    """The month: `received - costs - fee - vat == pay_out`, always."""

    lines: tuple[Line, ...]
    received: int
    costs: int
    fee: int
    vat: int

    @property
    def pay_out(self) -> int:
        """What the client gets; below nothing he pays it."""
        return self.received - self.costs - self.fee - self.vat


@dataclass(frozen=True, slots=True)
class _Share:
    """Where one payment went: to costs of the desk, to the costs of the claim, and the rest. What was reversed is out of it."""

    kind: Kind
    desk: int
    claim: int
    rest: int

    def less(self, gone: int) -> tuple[_Share, int]:
        """What is left of it after a reversal of so much, and how much of that it bore: what went last goes back first."""
        rest = min(gone, max(0, self.rest))
        claim = min(gone - rest, self.claim)
        desk = min(gone - rest - claim, self.desk)
        return _Share(self.kind, self.desk - desk, self.claim - claim, self.rest - rest), rest + claim + desk


@dataclass(slots=True)
class _Ledger:
    """Where the money of a case went so far."""

    shares: list[_Share] = field(default_factory=list)
    advanced: int = 0  # costs that the desk made for the debtor's account
    billed: int = 0  # costs for the client

    def sum_of(self, part: str, kind: str = "") -> int:
        """The cents that went there; of one kind of payment only, or of all."""
        return sum(getattr(share, part) for share in self.shares if kind in ("", share.kind))

    def take(self, move: Move, claim_costs: int) -> None:
        """One more movement."""
        if move.kind == "cost-debtor":
            self.advanced += move.amount
        elif move.kind == "cost-client":
            self.billed += move.amount
        elif move.amount < 0:
            self._back(move)
        else:
            desk = min(move.amount, max(0, self.advanced - self.sum_of("desk")))
            claim = min(move.amount - desk, max(0, claim_costs - self.sum_of("claim")))
            self.shares.append(_Share(move.kind, desk, claim, move.amount - desk - claim))

    def _back(self, move: Move) -> None:
        """Money that is reversed comes from the payments of its kind, the last one first."""
        gone = -move.amount
        for place in reversed(range(len(self.shares))):
            if self.shares[place].kind == move.kind and gone:
                self.shares[place], borne = self.shares[place].less(gone)
                gone -= borne
        if gone:  # more than ever came in
            self.shares.append(_Share(move.kind, 0, 0, -gone))


def commission_of(total: int, *, terms: Terms) -> int:
    """The commission over everything that a case brought, in whole cents; half a cent goes up.

    >>> commission_of(100_00, terms=Terms()), commission_of(1_00, terms=Terms(minimum=25_00)), commission_of(0, terms=Terms(minimum=25_00))
    (1500, 2500, 0)
    >>> commission_of(2_000_00, terms=Terms(commission=1_000, brackets=((500_00, 2_000),)))
    25000
    """
    if total <= 0:
        return 0
    found, before = Fraction(0), 0
    for upto, rate in (*terms.brackets, (max(total, before), terms.commission)):
        part = min(total, upto) - before
        if part > 0:
            found += Fraction(part * rate, WHOLE)
            before += part
    return max(terms.minimum, rounded(found))


def statement(cases: Iterable[CaseMonth], *, terms: Terms) -> Statement:
    """The statement of a month: each case with what moved since the last one. A case in which nothing did is left out."""
    lines = tuple(line for case in cases if (line := _line(case, terms)) is not None)
    fee = sum(line.fee for line in lines)
    vat = rounded(Fraction(fee * terms.vat, 100))
    return Statement(lines, sum(line.received for line in lines), sum(line.costs for line in lines), fee, vat)


def _line(case: CaseMonth, terms: Terms) -> Line | None:
    new = [move for move in case.moves if not move.settled]
    if not new and not case.opened:
        return None
    before = _walked([move for move in case.moves if move.settled], case.claim_costs)
    after = _walked([*(move for move in case.moves if move.settled), *new], case.claim_costs)
    return Line(
        case.number,
        case.ref,
        case.debtor,
        received=sum(move.amount for move in new if move.kind == "payment"),
        paid_there=sum(move.amount for move in new if move.kind == "paid"),
        costs=_kept(after, terms) - _kept(before, terms),
        commission=commission_of(_base(after, terms), terms=terms) - commission_of(_base(before, terms), terms=terms),
        per_case=terms.per_case if case.opened else 0,
    )


def _walked(moves: Sequence[Move], claim_costs: int) -> _Ledger:
    ledger = _Ledger()
    for move in moves:
        ledger.take(move, claim_costs)
    return ledger


def _kept(ledger: _Ledger, terms: Terms) -> int:
    """What is the desk's for costs, wherever the money came in."""
    return ledger.sum_of("desk") + ledger.billed + (ledger.sum_of("claim") if terms.claim_costs_to == "desk" else 0)


def _base(ledger: _Ledger, terms: Terms) -> int:
    """What the commission is reckoned over: what came to the client of it."""
    kind = "" if terms.on_paid_there else "payment"
    claim = ledger.sum_of("claim", kind) if terms.claim_costs_to == "client" else 0
    return ledger.sum_of("rest", kind) + claim


def terms_from(raw: Mapping[str, Any]) -> Terms | Refusal:
    """The terms as they were kept (JSON); the usual ones where nothing was. A refusal names what is not right.

    >>> terms_from({}) == Terms(), terms_from({"vat": 900}).why.en
    (True, 'In these terms "vat" is not right.')
    """
    for name, value in raw.items():
        if name not in _CHECKS or not _CHECKS[name](value):
            return Refusal(Text(f"In deze voorwaarden klopt „{name}” niet.", f'In these terms "{name}" is not right.'))
    said = dict(raw)
    if "brackets" in said:
        said["brackets"] = tuple((upto, rate) for upto, rate in said["brackets"])
    return Terms(**said)


def terms_kept(terms: Terms) -> dict[str, Any]:
    """The terms as JSON."""
    return asdict(terms) | {"brackets": [list(one) for one in terms.brackets]}


def _whole(most: int) -> Any:
    return lambda value: isinstance(value, int) and not isinstance(value, bool) and 0 <= value <= most


def _brackets(value: Any) -> bool:
    if not isinstance(value, (list, tuple)) or len(value) > 10:
        return False
    pairs = [one for one in value if isinstance(one, (list, tuple)) and len(one) == 2]
    right = len(pairs) == len(value) and all(_whole(_MOST)(upto) and upto > 0 and _whole(WHOLE)(rate) for upto, rate in pairs)
    return right and all(one[0] < other[0] for one, other in pairwise(pairs))


_CHECKS: Mapping[str, Any] = {
    "commission": _whole(WHOLE),
    "brackets": _brackets,
    "per_case": _whole(_MOST),
    "minimum": _whole(_MOST),
    "vat": _whole(100),
    "claim_costs_to": lambda value: value in ("client", "desk"),
    "on_paid_there": lambda value: isinstance(value, bool),
}
