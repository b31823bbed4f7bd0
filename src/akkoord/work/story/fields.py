"""What a story may say of its company, its debtor and its invoices, and how each value is read."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal, InvalidOperation
from difflib import get_close_matches
from typing import Any

from akkoord.core.law.account import DAY_COUNTS
from akkoord.core.law.agreed import wrong_rate
from akkoord.core.money import cents_of_decimal

Reader = Callable[[Any], Any]
ALIKE = 0.85  # a name this close to one that is known is a slip of the pen


def cents(raw: object) -> int:
    """An amount in a story, as text or number; raises ValueError where it is none."""
    try:
        found = cents_of_decimal(Decimal(str(raw))) if raw is not None else None
    except InvalidOperation:
        found = None
    if found is None:
        raise ValueError(f"{raw!r} is no amount in euro with at most two decimals")
    return found


def _yes(raw: Any) -> bool:
    if not isinstance(raw, bool):
        raise ValueError(f"{raw!r} is neither true nor false")
    return raw


def day(raw: Any) -> date:
    """A day in a story; raises ValueError where it is none, a day as text among them."""
    if type(raw) is not date:
        raise ValueError(f"{raw!r} is no day, as in 2026-01-05")
    return raw


def table(raw: Any, *, text: str = "about") -> dict[str, Any]:
    """What an event says as a table. `complaint = true` says nothing more, and a bare text is what `text` names."""
    if isinstance(raw, dict):
        return raw
    return {text: raw} if isinstance(raw, str) else {}


def _one_of(*allowed: str) -> Reader:
    def word(raw: Any) -> str:
        if raw not in allowed:
            raise ValueError(f"{raw!r} must be one of {', '.join(allowed)}")
        return str(raw)

    return word


def _rate(raw: Any) -> Decimal:
    """Percent with at most two decimals, as the database keeps it."""
    try:
        rate = Decimal(str(raw))
    except InvalidOperation as wrong:
        raise ValueError(f"{raw!r} is no percentage") from wrong
    refusal = wrong_rate(rate)
    if refusal or rate != rate.quantize(Decimal("0.01")):
        raise ValueError(refusal.why.en if refusal else f"{raw} has more than two decimals")
    return rate


_CLAUSE: Mapping[str, Reader] = {
    "agreed_rate": _rate,
    "agreed_per": _one_of("year", "month"),
    "agreed_joins": _one_of("never", "month", "year"),
}
SETTINGS: Mapping[str, Reader] = {
    **_CLAUSE,
    "large": _yes,
    "invoices_by": _one_of("email", "post"),
    "day_count": _one_of(*DAY_COUNTS),
    "least_at_once": _yes,
    "costs_over_capitalised": _yes,
    "instalment_costs": _one_of("safe", "published"),
    "collection_taxed": _yes,
    "vat_declared": _yes,
    "vat_deductible": bool,
}
DEBTOR: Mapping[str, Reader] = {
    **_CLAUSE,
    "kind": _one_of("business", "consumer", "government"),
    "large": _yes,
    "interest_clause": _one_of("terms", "law", "own"),
}
INVOICE: Mapping[str, Reader] = {
    "issued_on": day,
    "received_on": day,
    "performed_on": day,
    "delivered_from": day,
    "delivered_until": day,
    "longer_holds": _yes,
    "contract": str,
}
CREDITOR_KEYS = (*SETTINGS, "name", "partner", "ladder", "handover", "tolerance", "pre_due_notice", "bank_days", "desk")
KEYS = {
    "creditor": CREDITOR_KEYS,
    "settings": CREDITOR_KEYS,
    "debtor": (*DEBTOR, "name", "doubtful", "email", "phone"),
    "invoice": (*INVOICE, "number", "total", "due_on", "term_agreed"),
}


def slip(table: str, said: Mapping[str, Any]) -> str:
    """What is wrong with the names in a table: one that is almost a known one. What is not known at all is passed over, because
    a story may carry more than this house reads."""
    for name in said:
        near = [] if name in KEYS[table] else get_close_matches(name, KEYS[table], n=1, cutoff=ALIKE)
        if near:
            return f"[{table}] says {name}, which is not known; {near[0]} is. Allowed are {', '.join(sorted(KEYS[table]))}"
    return ""


def read(readers: Mapping[str, Reader], said: Mapping[str, Any]) -> dict[str, Any]:
    """The fields that are said, each in its type. Raises ValueError with the name of the one that cannot be."""
    found: dict[str, Any] = {}
    for name in readers.keys() & said.keys():
        try:
            found[name] = readers[name](said[name])
        except ValueError as wrong:
            raise ValueError(f"{name}: {wrong}") from wrong
    return found
