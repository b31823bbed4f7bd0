"""What somebody looked up for a case, in a register or by asking: only what Akkoord cannot see by itself."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction

from akkoord.core.handover.readiness import BY_PERSON
from akkoord.core.problem import Refusal, Text
from akkoord.store.access import Desk
from akkoord.store.models import CaseCheck
from akkoord.work.handover.lacking import look_for_lacking
from akkoord.work.may_not import MAY_NOT
from akkoord.work.record import record


def say_looked(*, desk: Desk, debtor_id: int, key: str, note: str, on: date, at: datetime) -> Refusal | None:
    """Write down that somebody looked today, and found nothing against it."""
    if not desk.may_work:
        return MAY_NOT
    if key not in BY_PERSON:
        return Refusal(Text("Dit ziet Akkoord zelf; het is niet aan te vinken.", "Akkoord sees this by itself; it cannot be ticked."))
    debtor = desk.debtors().get(id=debtor_id)
    against = {"insolvency": "insolvency", "debt-help": "vulnerable"}.get(key, "")
    if against and desk.holds().filter(debtor_id=debtor.id, kind=against, ended_on=None).exists():
        return Refusal(Text("Er staat iets anders opgeschreven: beëindig dat eerst.", "Something else is written down: end that first."))
    with transaction.atomic():
        note = " ".join(note.split())[:300]
        CaseCheck.objects.create(creditor=desk.creditor, debtor_id=debtor.id, key=key, on=on, by=desk.user.email, note=note)
        record("case-checked", creditor_id=desk.creditor.id, on=on, at=at, by=desk.user.email, debtor_id=debtor.id, key=key, note=note)
    look_for_lacking(creditor=desk.creditor, on=on, debtor_id=debtor.id)
    return None
