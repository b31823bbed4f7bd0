"""Looks for debtors that are likely one, and keeps what it finds: of everybody, or only around some that are new or changed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from datetime import date

from django.db import transaction
from django.db.models import Q, QuerySet, Value
from django.db.models.functions import Lower, Replace

from akkoord.core.doubles import Pair, Somebody, doubles
from akkoord.core.problem import Refusal
from akkoord.store.access import Desk
from akkoord.store.models import Creditor, Debtor, DebtorAccount, Double
from akkoord.work.may_not import MAY_NOT

MANY = 200  # more than so many are looked for among everybody at once
_SPELLED = {"email": Lower("email"), "name": Lower("name"), "postcode": Lower(Replace("postcode", Value(" "), Value("")))}
TOLD_APART = frozenset(("name", "kvk", "vat", "email", "postcode"))
"""What a debtor is told from others by: where it changes, they are compared anew."""
_COLUMNS = ("id", "name", "kvk", "vat", "email", "postcode")


def find_doubles(creditor: Creditor, *, on: date, about: Collection[int] | None = None) -> int:
    """Keep the likely doubles, of everybody or of some debtors; gives how many there are of those. What was found before and
    still holds keeps its number, so that what a person said of it stays."""
    if about is not None and not about:
        return 0
    whole = about is None or len(about) > MANY
    with transaction.atomic():
        people = Debtor.objects.filter(creditor=creditor) if whole else _around(creditor, about or ())
        found = doubles(_somebodies(creditor, people))
        if not whole:
            found = [pair for pair in found if pair.first in (about or ()) or pair.second in (about or ())]
        _keep(creditor, found, _standing(creditor, None if whole else about), on)
    return len(found)


def look_for_doubles(*, desk: Desk, on: date) -> Refusal | None:
    """A person has everybody compared, as in an administration that was there before Akkoord looked for doubles."""
    if not desk.may_work:
        return MAY_NOT
    find_doubles(desk.creditor, on=on)
    return None


def _around(creditor: Creditor, about: Collection[int]) -> QuerySet[Debtor]:
    """Some debtors, and everybody who shares something with one of them."""
    ids = list(about)
    own = Debtor.objects.filter(creditor=creditor, id__in=ids)
    near = Q(id__in=ids)
    for column in ("kvk", "vat"):
        near |= Q(**{f"{column}__in": own.exclude(**{column: ""}).values(column)})
    for column, spelled in _SPELLED.items():
        near |= Q(**{f"same_{column}__in": own.exclude(**{column: ""}).values_list(spelled)})
    ibans = DebtorAccount.objects.filter(creditor=creditor, debtor_id__in=ids).values("iban")
    near |= Q(id__in=DebtorAccount.objects.filter(creditor=creditor, iban__in=ibans).values("debtor_id"))
    everybody = Debtor.objects.filter(creditor=creditor)
    return everybody.alias(**{f"same_{column}": spelled for column, spelled in _SPELLED.items()}).filter(near)


def _somebodies(creditor: Creditor, people: QuerySet[Debtor]) -> list[Somebody]:
    rows = list(people.order_by("id").values_list(*_COLUMNS))
    accounts = DebtorAccount.objects.filter(creditor=creditor)
    if len(rows) <= MANY:
        accounts = accounts.filter(debtor_id__in=[row[0] for row in rows])
    ibans: dict[int, list[str]] = defaultdict(list)
    for debtor, iban in accounts.values_list("debtor_id", "iban"):
        ibans[debtor].append(iban)
    return [
        Somebody(number, name, kvk, vat, email, postcode, tuple(ibans.get(number, ()))) for number, name, kvk, vat, email, postcode in rows
    ]


def _standing(creditor: Creditor, about: Collection[int] | None) -> QuerySet[Double]:
    rows = Double.objects.filter(creditor=creditor)
    return rows if about is None else rows.filter(Q(first_id__in=list(about)) | Q(second_id__in=list(about)))


def _keep(creditor: Creditor, found: Iterable[Pair], standing: QuerySet[Double], on: date) -> None:
    known = {(row.first_id, row.second_id): row for row in standing}
    fresh: list[Double] = []
    for pair in found:
        row = known.pop((pair.first, pair.second), None)
        if row is None:
            fresh.append(_row(creditor, pair, on))
        elif (row.score, row.reasons) != (pair.score, list(pair.signs)):
            row.score, row.reasons = pair.score, list(pair.signs)
            row.save(update_fields=["score", "reasons"])
    gone = [row.id for row in known.values()]
    for start in range(0, len(gone), MANY):
        Double.objects.filter(creditor=creditor, id__in=gone[start : start + MANY]).delete()
    Double.objects.bulk_create(fresh, batch_size=500)


def _row(creditor: Creditor, pair: Pair, on: date) -> Double:
    ids = {"first_id": pair.first, "second_id": pair.second}
    return Double(creditor=creditor, **ids, score=pair.score, reasons=list(pair.signs), found_on=on)
