"""A partner who does not answer: after a week somebody is asked to look, once, so that no case lies with nobody."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from django.db import transaction

from akkoord.store.models import Creditor, HandOver
from akkoord.work.handover.end import ask
from akkoord.work.record import Log

PATIENCE = timedelta(days=7)


def look_at_silence(*, creditor: Creditor, on: date, at: datetime | None = None) -> int:
    """Ask about every case that left a week ago and of which nothing was heard; gives how many there are."""
    rows = HandOver.objects.filter(creditor_id=creditor.id, ended_on=None, answered_on=None, silent_on=None, state="sent")
    silent = [one.id for one in rows.exclude(sent_at=None).only("creditor_id", "id", "sent_at") if _since(one) + PATIENCE <= on]
    for number in silent:
        with transaction.atomic():
            one = HandOver.objects.select_for_update().get(creditor_id=creditor.id, id=number)
            one.silent_on = on
            one.save(update_fields=["silent_on"])
            log = Log(creditor.id, on, at)
            log.add("partner-silent", debtor_id=one.debtor_id, ref=one.ref, partner=one.partner)
            ask(one, log)
            log.write()
    return len(silent)


def _since(one: HandOver) -> date:
    return one.sent_at.date() if one.sent_at else one.made_on
