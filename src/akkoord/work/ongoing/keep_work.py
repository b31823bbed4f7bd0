"""Keeps the projects and subscriptions of a debtor: adds, changes, ends, and writes it down."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.db import transaction

from akkoord.core.problem import Refusal, Text
from akkoord.store.access import Desk
from akkoord.store.models import OngoingWork, WorkNotice
from akkoord.work.may_not import MAY_NOT
from akkoord.work.ongoing.stop_work import LONGEST, NO_REASON
from akkoord.work.ongoing.work_fields import read_work
from akkoord.work.record import Log
from akkoord.work.seal import seal, unseal
from akkoord.work.withdraw_announcement import withdraw_for_work

_TWICE = Refusal(Text("Er loopt al werk met deze naam.", "There is work of this name already."))
_ENDED = Refusal(Text("Dit werk is geëindigd.", "This work has ended."))
_NAMED = Refusal(
    Text("Deze naam staat in een brief die al weg is. Laat hem zo.", "This name stands in a letter that left. Leave it as it is.")
)


def keep_work(
    *, desk: Desk, debtor_id: int, work_id: int | None, fields: Mapping[str, str], on: date, at: datetime | None = None
) -> dict[str, Refusal]:
    """Adds work, or changes what is named; an empty answer means it is done.

    Raises DoesNotExist where the debtor or the work is not this company's, KeyError for a field that there is not.
    """
    if not desk.may_work:
        return {"": MAY_NOT}
    values, wrong = read_work(fields)
    if wrong:
        return wrong
    with transaction.atomic():
        debtor = desk.debtors().select_for_update().get(id=debtor_id)
        mine = desk.work().filter(debtor_id=debtor.id)
        fresh = OngoingWork(creditor_id=debtor.creditor_id, debtor_id=debtor.id, since=on)
        work = fresh if work_id is None else mine.select_for_update().get(id=work_id)
        refused = _refused(desk, work, values)
        if refused:
            return refused
        _store(work, values, fresh=work_id is None, log=Log(desk.creditor.id, on, at, desk.user.email))
    return {}


def _store(work: OngoingWork, values: Mapping[str, Any], *, fresh: bool, log: Log) -> None:
    changed = [name for name, value in values.items() if fresh or getattr(work, name) != value]
    for name in changed:
        setattr(work, name, values[name])
    _secret(work)
    work.save()
    if changed:
        log.add("work-kept", debtor_id=work.debtor_id, work=work.id, name=work.name, fresh=fresh, changed=sorted(changed))
        log.write()


def _refused(desk: Desk, work: OngoingWork, values: Mapping[str, Any]) -> dict[str, Refusal]:
    """What cannot be together with what else is known."""
    if work.state == "ended":
        return {"": _ENDED}
    name = values.get("name", work.name)
    others = desk.work().filter(debtor_id=work.debtor_id, name=name).exclude(state="ended").exclude(id=work.id)
    if others.exists():
        return {"name": _TWICE}
    if name != work.name and work.name and desk.announcements().filter(letter__work_id=work.id, state="running").exists():
        return {"name": _NAMED}
    return {}


def _secret(work: OngoingWork) -> None:
    """A webhook has a secret of its own, made here; without a webhook there is none."""
    if work.webhook and not work.secret:
        work.secret = seal(secrets.token_urlsafe(32))
    elif not work.webhook:
        work.secret = ""


def secret_of(work: OngoingWork) -> str:
    """The secret that signs what goes to the webhook; nothing where it can no longer be read."""
    return unseal(work.secret) or ""


def new_secret(*, desk: Desk, work_id: int, on: date, at: datetime | None = None) -> Refusal | None:
    """Another secret, from now on; what waits is signed with it too."""
    if not desk.may_work:
        return MAY_NOT
    with transaction.atomic():
        work = desk.work().select_for_update().get(id=work_id)
        if work.webhook:
            work.secret = ""
            _secret(work)
            work.save(update_fields=["secret"])
            log = Log(desk.creditor.id, on, at, desk.user.email)
            log.add("work-kept", debtor_id=work.debtor_id, work=work.id, name=work.name, fresh=False, changed=["secret"])
            log.write()
    return None


def end_work(*, desk: Desk, work_id: int, because: str, on: date, at: datetime | None = None) -> Refusal | None:
    """The work is over: nothing of it can stop any more, and what was announced of it is withdrawn for that reason."""
    if not desk.may_work:
        return MAY_NOT
    with transaction.atomic():
        work = desk.work().select_for_update().get(id=work_id)
        why = " ".join(because.split())[:LONGEST]
        if not why:
            return NO_REASON
        if work.state == "ended":
            return _ENDED
        log = Log(desk.creditor.id, on, at, desk.user.email)
        work.state, work.ended_on, work.because, work.look = "ended", on, why, ""
        work.save(update_fields=["state", "ended_on", "because", "look"])
        withdraw_for_work(work, because=why, on=on, log=log)
        notices = WorkNotice.objects.filter(creditor_id=work.creditor_id, work_id=work.id, state__in=("queued", "failed"))
        notices.update(state="cancelled")
        log.add("work-ended", debtor_id=work.debtor_id, work=work.id, name=work.name, note=why)
        log.write()
    return None
