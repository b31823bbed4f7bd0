"""What we said that we would do by now: it comes first on the work list, before what his brings in."""

from __future__ import annotations

from datetime import date

from django.db.models import Q, QuerySet

from akkoord.core.conversation.agreement import Agree
from akkoord.store.models import Agreed, Creditor

ON_US = Q(ours=True) | Q(kind=Agree.MEETING)
"""What somebody here has to see to: what is ours, and a meeting, to which both go."""


def due(creditor: Creditor, *, on: date) -> QuerySet[Agreed]:
    """What is ours and due by a day; not calling back, which has a task and a minute of its own."""
    return Agreed.objects.filter(ON_US, creditor=creditor, state="open", day__lte=on).exclude(kind=Agree.CALLBACK)
