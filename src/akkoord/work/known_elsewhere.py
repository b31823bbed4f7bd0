"""Entries that came before in a file of another format: the same statement as CAMT and as MT940 or CSV is one statement.

The words of an entry differ from format to format; its account, its day and its sum do not. So each entry of a file takes one
of the same account, day and sum that came in another format, where the accounts of the other side do not contradict each
other. What is left over is new: two formats of one day name the same number of entries.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from datetime import date

from akkoord.store.models import Creditor, Payment

_Key = tuple[str, date, int]  # account, day, cents


def known_elsewhere(creditor: Creditor, fresh: Mapping[str, Payment], *, kind: str) -> set[str]:
    """Those of `fresh`, by their keys, that are stored already from a file of another format than `kind`; in one query."""
    if not fresh:
        return set()
    days = [one.on for one in fresh.values()]
    stored = Payment.objects.filter(creditor=creditor, account__in={one.account for one in fresh.values()})
    columns = ("account", "on", "amount", "counterparty_iban", "file__kind")
    there: dict[_Key, list[str]] = defaultdict(list)
    for account, on, amount, iban, other in stored.filter(on__range=(min(days), max(days))).order_by("id").values_list(*columns):
        if account and other and _family(other) != _family(kind):
            there[(account, on, amount)].append(iban)
    return {key for key, one in fresh.items() if _taken(there[(one.account, one.on, one.amount)], one.counterparty_iban)}


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
