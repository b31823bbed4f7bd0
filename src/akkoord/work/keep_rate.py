"""Keeps the published rates that a company enters itself: reads one, enters it, takes one back, and writes it down (art. 6:120 BW)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db import transaction

from akkoord.core.dates import date_of
from akkoord.core.law.entered import with_entered, wrong_first, wrong_percentage, wrong_source
from akkoord.core.law.series import Series, Value
from akkoord.core.problem import Refusal, Text
from akkoord.jurisdictions import jurisdiction
from akkoord.store.access import Desk
from akkoord.store.models import Creditor, PublishedRate
from akkoord.work.record import record
from akkoord.work.settings import NOT_YOURS

_NO_DAY = Refusal(Text("Dit is geen dag; het lijkt op 1-1-2027.", "This is no day; it looks like 1-1-2027."))


@dataclass(frozen=True, slots=True)
class Reading:
    """What was typed, read: the row, where day and percentage are right the table it makes, and by field what is wrong."""

    row: Value | None
    table: Series | None
    refusals: dict[str, Refusal]


def read_rate(*, desk: Desk, fields: Mapping[str, str]) -> Reading:
    """Reads `series` (consumer or commercial), `first`, `percent` and `source` as a person typed them.

    Raises KeyError for a table there is not: that is a mistake in the door.
    """
    name = fields["series"]
    shipped, kept = jurisdiction().interest[name], _kept(desk, name)
    first, percent = date_of(fields.get("first", "")), _percent(fields.get("percent", ""))
    source = " ".join(fields.get("source", "").split())
    checked = {
        "first": _NO_DAY if first is None else wrong_first(first, shipped=shipped, known=with_entered(shipped, kept)),
        "percent": wrong_percentage(Decimal(0) if percent is None else percent, series=shipped),
        "source": wrong_source(source, series=shipped),
    }
    refusals = {field: refusal for field, refusal in checked.items() if refusal}
    if first is None or percent is None:
        return Reading(None, None, refusals)
    row = Value(first, percent, source)
    return Reading(row, None if {"first", "percent"} & refusals.keys() else with_entered(shipped, [*kept, row]), refusals)


def enter_rate(*, desk: Desk, fields: Mapping[str, str], on: date, at: datetime) -> dict[str, Refusal]:
    """Enters a published rate for this company; an empty answer means it is done."""
    if not desk.may_manage:
        return {"": NOT_YOURS}
    with transaction.atomic():
        _lock(desk)
        read = read_rate(desk=desk, fields=fields)
        if read.refusals or read.row is None:
            return read.refusals
        _keep(desk, fields["series"], read.row, on=on, at=at)
    return {}


def take_back_rate(*, desk: Desk, rate_id: int, on: date, at: datetime) -> Refusal | None:
    """Takes an entered rate back: from now on it is reckoned with nowhere. What was sent stays as it was sent.

    Raises PublishedRate.DoesNotExist for another company's, or one that was taken back already.
    """
    if not desk.may_manage:
        return NOT_YOURS
    with transaction.atomic():
        _lock(desk)
        rate = desk.rates().select_for_update().get(id=rate_id)
        if _is_joined_on_to(rate, desk):
            return Refusal(
                Text(
                    "Er staat een later percentage dat hierop aansluit. Neem dat eerst terug.",
                    "There is a later rate that joins on to this one. Take that back first.",
                ),
                jurisdiction().interest[rate.series].fixed_by,
            )
        rate.withdrawn_on = on
        rate.save(update_fields=["withdrawn_on"])
        told = _told(series=rate.series, first=rate.first, percent=rate.percent, source=rate.source)
        record("rate-withdrawn", creditor_id=desk.creditor.pk, on=on, at=at, by=desk.user.email, **told)
    return None


def _lock(desk: Desk) -> None:
    """One at a time: a row is right or wrong by those beside it."""
    Creditor.objects.select_for_update().only("id").get(pk=desk.creditor.pk)


def _keep(desk: Desk, series: str, row: Value, *, on: date, at: datetime) -> None:
    said: dict[str, Any] = {"series": series, "first": row.first, "percent": row.value, "source": row.source}
    PublishedRate.objects.create(creditor=desk.creditor, entered_on=on, by=desk.user.email, **said)
    record("rate-entered", creditor_id=desk.creditor.pk, on=on, at=at, by=desk.user.email, **_told(**said))


def _kept(desk: Desk, series: str) -> list[Value]:
    rows = desk.rates().filter(series=series).order_by("first")
    return [Value(first, percent, source) for first, percent, source in rows.values_list("first", "percent", "source")]


def _percent(raw: str) -> Decimal | None:
    """A percentage as people write it: 10,4 or 10.40 %."""
    found = re.fullmatch(r"([0-9]{1,3})(?:[.,]([0-9]+))?\s*%?", raw.strip())
    return Decimal(f"{found[1]}.{found[2] or 0}") if found else None


def _is_joined_on_to(rate: PublishedRate, desk: Desk) -> bool:
    shipped = jurisdiction().interest[rate.series]
    return rate.first > shipped.checked_until and desk.rates().filter(series=rate.series, first__gt=rate.first).exists()


def _told(**said: Any) -> dict[str, Any]:
    return {name: str(value) for name, value in said.items()}
