"""The pause switch of a company: whoever works there may pull it, an owner lets it go. Turning sending off is something else: then
letters are still made and steps decided, here nothing is."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import Exists

from akkoord.core.problem import Refusal, Text
from akkoord.store.access import Desk
from akkoord.store.models import Creditor
from akkoord.work.may_not import MAY_NOT
from akkoord.work.record import record

LONGEST = 300  # characters of the reason
_WHY = Refusal(Text("Zeg in een paar woorden waarom.", "Say why, in a few words."))
_OWNER = Refusal(Text("Alleen een eigenaar laat het weer lopen.", "Only an owner lets it go on."))


def pause_company(*, desk: Desk, because: str, on: date, at: datetime) -> Refusal | None:
    """From this moment everything lies still. What is leaving at this very moment may still leave."""
    why = " ".join(because.split())[:LONGEST]
    if not desk.may_work:
        return MAY_NOT
    if not why:
        return _WHY
    with transaction.atomic():
        creditor = Creditor.objects.select_for_update().get(pk=desk.creditor.pk)
        if creditor.paused_since is None:
            _turn(creditor, "paused", desk, on, at, since=on, by=desk.user.email, because=why)
    desk.creditor.refresh_from_db()
    return None


def resume_company(*, desk: Desk, on: date, at: datetime) -> Refusal | None:
    """It goes on: what was due meanwhile is due now, each letter with the sums and days of the day it leaves."""
    if not desk.may_work:
        return MAY_NOT
    if not desk.may_manage:
        return _OWNER
    with transaction.atomic():
        creditor = Creditor.objects.select_for_update().get(pk=desk.creditor.pk)
        if creditor.paused_since is not None:
            _turn(creditor, "unpaused", desk, on, at, since=None, by="", because="")
    desk.creditor.refresh_from_db()
    return None


def _turn(creditor: Creditor, kind: str, desk: Desk, on: date, at: datetime, *, since: date | None, by: str, because: str) -> None:
    creditor.paused_since, creditor.paused_by, creditor.paused_because = since, by, because
    creditor.save(update_fields=["paused_since", "paused_by", "paused_because"])
    told: dict[str, Any] = {"note": because} if because else {}
    record(kind, creditor_id=creditor.pk, on=on, at=at, by=desk.user.email, **told)


def running(creditor: Creditor) -> Exists:
    """A condition for a claim: nothing of this company is taken up to leave while it lies still."""
    return Exists(Creditor.objects.filter(pk=creditor.pk, paused_since=None))
