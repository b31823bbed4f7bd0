"""The bounds a creditor negotiates within, one set for businesses and public authorities and one for consumers: read, kept, asked.

Whatever makes an arrangement asks here: a person who builds one, the portal, and the engine. What the owner never said is what
stands in `USUAL`; it gives no discount, and nothing in it is done unattended.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db import transaction

from akkoord.core.money import cents_of, plain
from akkoord.core.negotiation.bounds import Bounds, bounds_of
from akkoord.core.problem import Refusal, Text
from akkoord.store.access import Desk
from akkoord.store.models import Creditor, Debtor
from akkoord.work.record import record
from akkoord.work.settings import NOT_YOURS

BUSINESS, CONSUMER = "business", "consumer"
KINDS = (BUSINESS, CONSUMER)
SHARES = ("min_down_share", "max_discount_share", "handover_value_share", "yearly_discount_rate")
COUNTS = {"max_instalments": (0, 60), "max_days": (0, 1830), "max_offers": (1, 20), "offer_valid_days": (1, 90)}
NAMES = (
    "min_down_share", "max_instalments", "max_days", "max_discount_share", "max_offers", "offer_valid_days",
    "handover_value_share", "yearly_discount_rate", "cost_per_offer",
)  # fmt: skip
_HIGHEST = {"max_discount_share": 50, "yearly_discount_rate": 100}  # percent; the other shares go up to the whole
_MOST_COST = 10_000  # cents
USUAL: Mapping[str, Mapping[str, Any]] = {
    BUSINESS: {
        "min_down_share": "0", "max_instalments": 12, "max_days": 400, "max_discount_share": "0", "max_offers": 4,
        "offer_valid_days": 7, "handover_value_share": "0.20", "yearly_discount_rate": "0.08", "cost_per_offer": "1.50",
    },
    CONSUMER: {
        "min_down_share": "0", "max_instalments": 24, "max_days": 760, "max_discount_share": "0", "max_offers": 4,
        "offer_valid_days": 14, "handover_value_share": "0.20", "yearly_discount_rate": "0.08", "cost_per_offer": "1.50",
    },
}  # fmt: skip
"""What holds until the owner says otherwise: as the policy files of `akkoord negotiate`, with shares as text."""


class UnreadablePolicy(ValueError):
    """What stands in the database is no policy: it was changed by something else than this program."""


def kind_for(debtor: Debtor) -> str:
    """Which bounds hold for him: who may be a consumer is treated as one."""
    return CONSUMER if debtor.kind == CONSUMER or debtor.kind_doubtful else BUSINESS


def bounds_for(creditor: Creditor, kind: str) -> Bounds:
    """The bounds toward one kind of debtor. Raises UnreadablePolicy where the stored ones were broken from outside."""
    kept = creditor.bounds_consumer if kind == CONSUMER else creditor.bounds_business
    found = bounds_of_table(kept or USUAL[kind])
    if isinstance(found, Refusal):
        raise UnreadablePolicy(found.why.en)
    return found


def bounds_of_table(table: Mapping[str, Any]) -> Bounds | Refusal:
    """The bounds in a stored table, or what is wrong with it; its shares are texts, so that none of them is ever a float."""
    try:
        read = {name: Decimal(value) if name in SHARES else value for name, value in table.items()}
    except (ArithmeticError, TypeError, ValueError):
        return Refusal(Text("Deze grenzen zijn niet te lezen.", "These bounds cannot be read."))
    return bounds_of(read)


def table_of(bounds: Bounds) -> dict[str, Any]:
    """The bounds as they are stored; `bounds_of_table` reads them back exactly.

    >>> bounds_of_table(table_of(bounds_of_table(USUAL["consumer"]))) == bounds_of_table(USUAL["consumer"])
    True
    """
    table = {name: getattr(bounds, name) for name in NAMES}
    shares = {name: f"{table[name]}" for name in SHARES}
    return table | shares | {"cost_per_offer": plain(bounds.cost_per_offer)}


def change_policy(*, desk: Desk, fields: Mapping[str, str], on: date, at: datetime) -> dict[str, Refusal]:
    """Stores what the owner typed: `<kind>-<name>` for each bound, with percentages for the shares, and `negotiate_on` and
    `thanks` where a box was ticked. All of it, or nothing and why, by field. Talks that are going on keep the bounds they began
    with."""
    if not desk.may_manage:
        return {"": NOT_YOURS}
    tables, refused = read_policy(fields)
    if refused:
        return refused
    with transaction.atomic():
        creditor = Creditor.objects.select_for_update().get(pk=desk.creditor.pk)
        values: dict[str, Any] = {f"bounds_{kind}": table for kind, table in tables.items()}
        values |= {name: bool(fields.get(name)) for name in ("negotiate_on", "thanks")}
        changed = {name: value for name, value in values.items() if _held(creditor, name) != value}
        for name, value in changed.items():
            setattr(creditor, name, value)
        if changed:
            creditor.save(update_fields=list(changed))
            record("settings-changed", creditor_id=creditor.pk, on=on, at=at, by=desk.user.email, **changed)
    desk.creditor.refresh_from_db()
    return {}


def _held(creditor: Creditor, name: str) -> Any:
    kept = getattr(creditor, name)
    return kept or dict(USUAL[name.removeprefix("bounds_")]) if name.startswith("bounds_") else kept


def read_policy(fields: Mapping[str, str]) -> tuple[dict[str, dict[str, Any]], dict[str, Refusal]]:
    """The tables of what was typed, and the refusals by field; a field that is not there reads as empty."""
    tables: dict[str, dict[str, Any]] = {}
    refused: dict[str, Refusal] = {}
    for kind in KINDS:
        read = {name: _value(name, fields.get(f"{kind}-{name}", "")) for name in NAMES}
        refused |= {f"{kind}-{name}": value for name, value in read.items() if isinstance(value, Refusal)}
        bounds = None if any(isinstance(value, Refusal) for value in read.values()) else bounds_of_table(read)
        if isinstance(bounds, Refusal):
            refused[f"{kind}-min_down_share"] = bounds
        elif bounds is not None:
            tables[kind] = table_of(bounds)
            refused |= {f"{kind}-{name}": why for name, why in _together(bounds).items()}
    return tables, refused


def _together(bounds: Bounds) -> dict[str, Refusal]:
    """Bounds that are each right by themselves and leave nothing to offer."""
    if bounds.min_down_share + bounds.max_discount_share >= 1 and bounds.max_instalments:
        why = Text(
            "Met zo'n aanbetaling blijft er niets voor termijnen over. Zet het aantal termijnen op 0, of vraag minder vooraf.",
            "Such a down payment leaves nothing for instalments. Set the number of instalments to 0, or ask less at the start.",
        )
        return {"min_down_share": Refusal(why)}
    if bounds.max_days < bounds.max_instalments:
        why = Text("Zoveel termijnen passen niet in dit aantal dagen.", "So many instalments do not fit into this number of days.")
        return {"max_days": Refusal(why)}
    if bounds.max_discount_share > 1 - bounds.handover_value_share:
        why = Text(
            "Met deze korting krijgt u minder dan overdragen u oplevert.", "With this discount you would get less than handing over brings."
        )
        return {"max_discount_share": Refusal(why)}
    return {}


def _value(name: str, typed: str) -> str | int | Refusal:
    if name in SHARES:
        return _share(typed, _HIGHEST.get(name, 100))
    if name == "cost_per_offer":
        cents = cents_of(typed, decimal="") if typed.strip() else 0
        if cents is None or not 0 <= cents <= _MOST_COST:
            return _expected("een bedrag van € 0,00 tot en met € 100,00", "an amount from € 0.00 to € 100.00")
        return plain(cents)
    least, most = COUNTS[name]
    said = typed.strip()
    count = int(said) if said.isascii() and said.isdecimal() and len(said) < 7 else -1
    if not least <= count <= most:
        return _expected(f"een heel getal van {least} tot en met {most}", f"a whole number from {least} to {most}")
    return count


def _share(typed: str, highest: int) -> str | Refusal:
    """A share of 1 as text, from a percentage of at most two decimals.

    >>> _share("12,5 %", 100), _share("", 100), _share("101", 100).why.en
    ('0.125', '0', 'Expected: a percentage from 0 to 100.')
    """
    said = typed.strip().removesuffix("%").strip()
    hundredths = cents_of(said, decimal="") if said else 0
    if hundredths is None or not 0 <= hundredths <= highest * 100:
        return _expected(f"een percentage van 0 tot en met {highest}", f"a percentage from 0 to {highest}")
    share = Decimal(hundredths) / 10_000
    return f"{share.normalize():f}"


def _expected(nl: str, en: str) -> Refusal:
    return Refusal(Text(f"Verwacht: {nl}.", f"Expected: {en}."))
