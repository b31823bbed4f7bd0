"""The pieces that the sentences of the time line are made of: sums, days, steps and invoices in both languages."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from akkoord.core.dates import date_of
from akkoord.core.ladder.words import STEP_WORDS
from akkoord.core.money import shown
from akkoord.core.problem import Text
from akkoord.work.told.words import dated

Data = Mapping[str, Any]


def number_of(value: Any) -> int | None:
    return value if isinstance(value, int) else None


def sum_of(data: Data, key: str = "amount") -> Text:
    cents = data.get(key)
    return Text(shown(cents), shown(cents, language="en")) if isinstance(cents, int) else Text("", "")


def day_of(data: Data, key: str) -> Text:
    found = date_of(str(data.get(key) or ""))
    return dated(found) if found else Text("", "")


def join(*parts: Text | str) -> Text:
    """Parts in a row, the empty ones left out."""
    pairs = [part if isinstance(part, Text) else Text(part, part) for part in parts]
    return Text(" ".join(part.nl for part in pairs if part.nl), " ".join(part.en for part in pairs if part.en))


def with_lead(lead: Text, value: Text | str) -> Text:
    """`lead` and a value, or nothing where there is no value."""
    known = value if isinstance(value, Text) else Text(value, value)
    return Text(f"{lead.nl} {known.nl}", f"{lead.en} {known.en}") if known.nl else Text("", "")


def invoice_of(data: Data) -> str:
    return str(data.get("number") or "")


def step_of(data: Data, key: str = "step") -> Text:
    name = str(data.get(key) or "")
    return STEP_WORDS.get(name, Text(name, name))


def because_of(data: Data) -> Text:
    nl, en = str(data.get("nl") or ""), str(data.get("en") or "")
    return Text(f": {nl[:1].lower()}{nl[1:]}", f": {en[:1].lower()}{en[1:]}") if nl else Text("", "")
