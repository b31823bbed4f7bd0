"""What may be kept about work that goes on, field by field, as a person typed it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any, get_args

from django.conf import settings

from akkoord.channels import webhook
from akkoord.core.dates import date_of
from akkoord.core.law.suspension import Order, Relation
from akkoord.core.problem import Refusal, Text
from akkoord.jurisdictions import jurisdiction
from akkoord.work.keep_debtor import checked_email
from akkoord.work.ongoing.notices import addresses

KINDS = ("project", "subscription")
MOST = 10  # people who are told of one work
Checked = str | int | date | Refusal
_NO_CHOICE = Refusal(Text("Kies een van de mogelijkheden.", "Choose one of the answers."))


def _line(most: int, needed: Text | None = None) -> Callable[[str], Checked]:
    def check(raw: str) -> Checked:
        value = " ".join(raw.split()).rstrip(" .;")
        if needed and not value:
            return Refusal(needed)
        too_long = Text(f"Hoogstens {most} tekens.", f"At most {most} characters.")
        return value if len(value) <= most else Refusal(too_long)

    return check


def _one_of(*allowed: str) -> Callable[[str], Checked]:
    return lambda raw: raw if raw in allowed else _NO_CHOICE


def _sector(raw: str) -> Checked:
    return raw if raw in jurisdiction().suspension else _NO_CHOICE


def _day(raw: str) -> Checked:
    return date_of(raw) or Refusal(Text("Dit is geen dag; het lijkt op 2026-12-08.", "This is no day; it looks like 2026-12-08."))


def _share(raw: str) -> Checked:
    value = int(raw) if raw.strip().isascii() and raw.strip().isdecimal() and len(raw) < 8 else 0
    wrong = Text("Een getal van 1 tot en met 100.", "A number from 1 to 100.")
    return value if 1 <= value <= 100 else Refusal(wrong)


def _notify(raw: str) -> Checked:
    """E-mail addresses, with commas, spaces or lines between them."""
    found = addresses(raw)
    for one in found:
        if isinstance(checked_email(one), Refusal):
            return Refusal(Text(f"{one} is geen e-mailadres.", f"{one} is no e-mail address."))
    value = ", ".join(found)
    if len(found) > MOST or len(value) > 500:
        return Refusal(Text(f"Hoogstens {MOST} adressen.", f"At most {MOST} addresses."))
    return value


def _webhook(raw: str) -> Checked:
    value = raw.strip()
    if len(value) > 300:
        return Refusal(Text("Hoogstens 300 tekens.", "At most 300 characters."))
    why = webhook.wrong(value, inside=frozenset(settings.INSIDE_HOSTS)) if value else None
    return Refusal(why) if why else value


CHECKS: Mapping[str, Callable[[str], Checked]] = {
    "name": _line(200, Text("Welk werk is het? Deze naam komt in de brief.", "Which work is it? This name goes into the letter.")),
    "kind": _one_of(*KINDS),
    "since": _day,
    "sector": _sector,
    "relation": _one_of(*get_args(Relation)),
    "order": _one_of(*get_args(Order)),
    "fear": _line(300),
    "share": _share,
    "notify": _notify,
    "webhook": _webhook,
}


def read_work(fields: Mapping[str, str]) -> tuple[dict[str, Any], dict[str, Refusal]]:
    """What can be kept, and what is wrong, both by field."""
    checked = {name: CHECKS[name](raw) for name, raw in fields.items()}
    wrong = {name: value for name, value in checked.items() if isinstance(value, Refusal)}
    return {name: value for name, value in checked.items() if name not in wrong}, wrong
