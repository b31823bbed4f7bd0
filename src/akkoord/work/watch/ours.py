"""What we said that we would do: it comes on the work list before his falls due, and first once it is late."""

from __future__ import annotations

from datetime import date

from django.db.models import QuerySet

from akkoord.core.conversation.agreement import Agree
from akkoord.core.dates import ONE_DAY
from akkoord.jurisdictions import jurisdiction
from akkoord.store.models import Agreed, Creditor


def due_soon(creditor: Creditor, *, on: date) -> QuerySet[Agreed]:
    """What is ours and due by the next day of contact; not calling back, which has a minute of its own."""
    soon = jurisdiction().calendar.contact_day_from(on + ONE_DAY)
    return Agreed.objects.filter(creditor=creditor, state="open", ours=True, day__lte=soon).exclude(kind=Agree.CALLBACK)
