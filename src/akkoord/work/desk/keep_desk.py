"""Turns the desk of a company on or off, and keeps its registration, its complaint scheme and its usual fees."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction

from akkoord.core.handover.fees import terms_from, terms_kept
from akkoord.core.problem import Refusal, Text
from akkoord.store.access import Desk
from akkoord.store.models import Creditor
from akkoord.work.record import record

LONGEST = 2_000  # characters of the complaint scheme
NOT_YOURS = Refusal(Text("Alleen een eigenaar verandert instellingen.", "Only an owner changes settings."))
NO_SCHEME = Refusal(
    Text(
        "Schrijf hoe en waar iemand een klacht over u kan indienen. Het staat in elke brief.",
        "Write how and where somebody can complain about you. It stands in every letter.",
    ),
    "6 Bki",
)
TOO_LONG = Refusal(Text(f"Hoogstens {LONGEST} tekens.", f"At most {LONGEST} characters."))
RUNNING = Refusal(Text("Er lopen nog zaken. Sluit die eerst.", "Cases are still running. Close those first."))


@dataclass(frozen=True, slots=True)
class Wish:
    """What an owner filled in; `terms` as core.handover.fees keeps them."""

    on: bool
    registration: str
    complaints: str
    terms: dict[str, Any]


def keep_desk(*, desk: Desk, wish: Wish, on: date, at: datetime) -> dict[str, Refusal]:
    """Keep all of it, or nothing and why, by the name of the field; an empty answer means it is done."""
    if not desk.may_manage:
        return {"": NOT_YOURS}
    said: dict[str, Any] = {
        "desk_on": wish.on,
        "desk_registration": " ".join(wish.registration.split())[:40],
        "desk_complaints": wish.complaints.replace("\r\n", "\n").strip(),
    }
    terms = terms_from(wish.terms)
    if isinstance(terms, Refusal):
        return {"terms": terms}
    refused = _refused(desk, wish, said)
    if refused:
        return refused
    said["desk_terms"] = terms_kept(terms)
    with transaction.atomic():
        creditor = Creditor.objects.select_for_update().get(pk=desk.creditor.pk)
        changed = {name: value for name, value in said.items() if getattr(creditor, name) != value}
        for name, value in changed.items():
            setattr(creditor, name, value)
        if changed:
            creditor.save(update_fields=list(changed))
            record("settings-changed", creditor_id=creditor.pk, on=on, at=at, by=desk.user.email, **changed)
    desk.creditor.refresh_from_db()
    return {}


def _refused(desk: Desk, wish: Wish, said: dict[str, Any]) -> dict[str, Refusal]:
    if len(said["desk_complaints"]) > LONGEST:
        return {"complaints": TOO_LONG}
    if wish.on and not said["desk_complaints"]:
        return {"complaints": NO_SCHEME}
    if not wish.on and desk.desk_cases().exclude(state__in=("closed", "refused")).exists():
        return {"on": RUNNING}
    return {}
