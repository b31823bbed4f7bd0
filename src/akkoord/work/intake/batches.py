"""A batch that one message of the bank gives as its total and another as its payments counts once; the payments win.

A CAMT.053 or CAMT.052 may name a batch as one entry with nobody on the other side, where the CAMT.054 of the same day names the
payments in it (ISO 20022, NtryDtls/Btch); an MT940 or a list of the bank always does. They are the same money where account, day
and sum are equal. Payments that come after
the total take its place, unless something was done with the total: then it stays, and the report says so. A total that comes
after the payments is known.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date

from django.db.models import Q

from akkoord.core.money import shown
from akkoord.core.problem import Problem, Text
from akkoord.store.models import Allocation, Creditor, Payment, Refund
from akkoord.work.record import Log

_Place = tuple[str, date, int]  # account, day, cents of the whole batch
_Parts = Mapping[tuple[_Place, str], list[str]]  # the keys of the payments in a batch of one message
_FAMILY = "camt."


def told_by_batches(creditor: Creditor, fresh: Mapping[str, Payment], *, problems: list[Problem], log: Log) -> set[str]:
    """Those of `fresh`, by their keys, that are not to be stored, as their money is there already. A total that is stored and
    that nobody did anything with makes room for its payments. Call it in a transaction."""
    totals = {key: one for key, one in fresh.items() if _is_total(one)}
    parts: dict[tuple[_Place, str], list[str]] = defaultdict(list)
    for key, one in fresh.items():
        if one.batch:
            parts[(one.account, one.on, one.batch), _message(one)].append(key)
    if not totals and not parts:
        return set()
    stored = _stored(creditor, [*totals.values(), *(fresh[key] for keys in parts.values() for key in keys)])
    inside = _batches([*(one for one in stored if one.batch), *(one for one in fresh.values() if one.batch)])
    known = set(_totals_known(totals, inside))
    return known | _make_room(creditor, parts, [one for one in stored if _is_total(one)], fresh, problems, log)


def _is_total(one: Payment) -> bool:
    """Whether it can be the total of a batch: it is not part of one, and nobody stands on the other side. In CAMT it says nothing
    either; other statements put there what kind of batch it is."""
    text = one.reference if one.format.startswith(_FAMILY) else ""
    return not (one.batch or one.counterparty_name or one.counterparty_iban or text)


def _message(one: Payment) -> str:
    """The message it came in: one file, or one format in a ZIP. In one message a total and payments of that sum are two batches."""
    return f"{one.file_id} {one.format}"


def _stored(creditor: Creditor, fresh: Iterable[Payment]) -> list[Payment]:
    """What is stored of these accounts and days and can be the total of a batch, or is a payment in one; in one query."""
    rows = list(fresh)
    days = [one.on for one in rows]
    there = Payment.objects.filter(creditor=creditor, account__in={one.account for one in rows} - {""}, on__range=(min(days), max(days)))
    return list(there.filter(Q(batch__gt=0) | Q(counterparty_iban="", counterparty_name="")).order_by("id"))


def _batches(payments: Iterable[Payment]) -> dict[_Place, dict[str, int]]:
    """How many batches of an account, day and sum each message gives the payments of."""
    sums: dict[_Place, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    for one in payments:
        sums[one.account, one.on, one.batch][_message(one)] += one.amount
    return {place: {message: cents // place[2] for message, cents in messages.items()} for place, messages in sums.items()}


def _totals_known(totals: Mapping[str, Payment], inside: Mapping[_Place, Mapping[str, int]]) -> Iterator[str]:
    """The totals of which another message gives the payments; each batch is taken once."""
    used: dict[tuple[_Place, str], int] = defaultdict(int)
    for key, one in totals.items():
        place = (one.account, one.on, one.amount)
        there = sum(count for message, count in inside.get(place, {}).items() if message != _message(one))
        if used[place, _message(one)] < there:
            used[place, _message(one)] += 1
            yield key


def _make_room(
    creditor: Creditor, parts: _Parts, totals: Sequence[Payment], fresh: Mapping[str, Payment], problems: list[Problem], log: Log
) -> set[str]:
    """Takes away the stored totals of these payments; gives the payments of those that stay."""
    kept, gone = set[str](), list[int]()
    touched = _touched(creditor, totals)
    for (place, message), keys in parts.items():
        same = [one for one in totals if (one.account, one.on, one.amount) == place and _message(one) != message and one.id not in gone]
        for one in same[: sum(fresh[key].amount for key in keys) // place[2]]:
            if one.id in touched:
                kept.update(keys)
                problems.append(_stays(one))
            else:
                gone.append(one.id)
                log.add("batch-specified", on=one.on, amount=one.amount, payment=one.id)
    Payment.objects.filter(creditor=creditor, id__in=gone).delete()
    return kept


def _touched(creditor: Creditor, totals: Sequence[Payment]) -> set[int]:
    """Those of which something was booked or decided, also where that was taken back."""
    ids = [one.id for one in totals]
    booked = Allocation.objects.filter(creditor=creditor, payment_id__in=ids).values_list("payment_id", flat=True)
    returned = Refund.objects.filter(creditor=creditor, out_id__in=ids).values_list("out_id", flat=True)
    used = {one.id for one in totals if one.set_aside or one.given_back or (one.amount > 0 and one.free != one.amount)}
    return used.union(number for number in booked if number is not None).union(returned)


def _stays(one: Payment) -> Problem:
    day = one.on.isoformat()
    return Problem(
        Text(
            f"De verzamelboeking van {shown(abs(one.amount), language='nl')} op {day} is al verwerkt; de posten erin zijn niet opgenomen.",
            f"The batch of {shown(abs(one.amount), language='en')} on {day} was dealt with already; the items in it were not taken in.",
        ),
        notice=True,
    )
