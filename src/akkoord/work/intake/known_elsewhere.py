"""Entries that came before in another format: the same statement as CAMT and as MT940 or CSV is one statement.

The words of an entry differ from format to format; its account, its day and its sum do not. So each entry takes one of the same
account, day and sum that came in another format, where the accounts of the other side do not contradict each other. What is
left over is new: two formats of one day name the same number of entries. The formats of one ZIP are compared with each other
too, in the order in which they stand in it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from datetime import date

from akkoord.store.models import Creditor, Payment

_Key = tuple[str, date, int]  # account, day, cents
_There = dict[_Key, list[tuple[str, str]]]  # family of the format, and account of the other side


def known_elsewhere(creditor: Creditor, fresh: Mapping[str, Payment]) -> set[str]:
    """Those of `fresh`, by their keys, that came in another format than their own; in one query."""
    if not fresh:
        return set()
    there, found = _stored(creditor, fresh), set[str]()
    families: dict[str, list[str]] = defaultdict(list)
    for key, one in fresh.items():
        families[_family(one.format)].append(key)
    for family, keys in families.items():
        found |= _among(there, fresh, family, keys)
        for key in keys:
            one = fresh[key]
            if key not in found and one.account:
                there[(one.account, one.on, one.amount)].append((family, one.counterparty_iban))
    return found


def _among(there: _There, fresh: Mapping[str, Payment], family: str, keys: list[str]) -> set[str]:
    """Those of one family of formats that another family named; each of the others is taken once."""
    left: dict[_Key, list[str]] = {}
    found = set[str]()
    for key in keys:
        one = fresh[key]
        place = (one.account, one.on, one.amount)
        others = left.setdefault(place, [iban for other, iban in there[place] if other != family])
        if _taken(others, one.counterparty_iban):
            found.add(key)
    return found


def _stored(creditor: Creditor, fresh: Mapping[str, Payment]) -> _There:
    """What is stored of these accounts and days."""
    days = [one.on for one in fresh.values()]
    stored = Payment.objects.filter(creditor=creditor, account__in={one.account for one in fresh.values()})
    there: _There = defaultdict(list)
    for account, on, amount, iban, kind in (
        stored.filter(on__range=(min(days), max(days))).order_by("id").values_list("account", "on", "amount", "counterparty_iban", "format")
    ):
        if account and kind:
            there[(account, on, amount)].append((_family(kind), iban))
    return there


def _taken(ibans: list[str], iban: str) -> bool:
    """Whether one of these can be the other side's account; it is used up, an equal one first."""
    place = next((n for n, one in enumerate(ibans) if one == iban), None)
    if place is None:
        place = next((n for n, one in enumerate(ibans) if not one or not iban), None)
    if place is None:
        return False
    del ibans[place]
    return True


def _family(kind: str) -> str:
    """The formats of one standard name an entry alike: camt.052, camt.053 and camt.054 are one.

    >>> _family("camt.053") == _family("camt.054"), _family("mt940"), _family("ing-csv")
    (True, 'mt940', 'ing-csv')
    """
    return kind.partition(".")[0]
