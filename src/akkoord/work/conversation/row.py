"""The row of a call while it is changed: held for one change at a time, and its number goes up with each."""

from __future__ import annotations

from django.db.models import F

from akkoord.core.problem import Refusal, Text
from akkoord.store.access import Desk
from akkoord.store.models import Call

ENDED = Refusal(Text("Dit gesprek is al opgehangen.", "This call has ended already."))


def locked(desk: Desk, call_id: int) -> Call:
    """A call of this company, held until the transaction ends. Raises Call.DoesNotExist for another's."""
    return desk.calls().select_for_update(of=("self",)).select_related("debtor").get(id=call_id)


def going_on(desk: Desk, debtor_id: int) -> Call | None:
    """The call with this debtor that nobody hung up yet."""
    return desk.calls().filter(debtor_id=debtor_id, ended_at=None).order_by("-started_at").first()


def bump(call: Call) -> int:
    """One more change: whoever looks at this call sees it at his next look."""
    Call.objects.filter(creditor_id=call.creditor_id, id=call.id).update(version=F("version") + 1)
    call.version += 1
    return call.version
