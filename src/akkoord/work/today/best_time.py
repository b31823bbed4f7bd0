"""When to call those on the list: what their own calls say, over what those of others do, in two queries for all of them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping
from datetime import date
from zoneinfo import ZoneInfo

from akkoord.core.conversation.reach import SHIPPED, Attempt, Counts, Suggestion, best_time, counted
from akkoord.jurisdictions import jurisdiction
from akkoord.store.models import Call, Creditor, Debtor

ZONE = ZoneInfo("Europe/Amsterdam")
RECENT = 1_000  # calls that say when this company's customers answer
LAST = 40  # calls of one debtor that are looked at


class Times:
    """The best time to call each of some debtors on a day."""

    def __init__(self, creditor: Creditor, *, on: date, debtors: Collection[int]) -> None:
        self.creditor, self.on = creditor, on
        law = jurisdiction()
        self.hours = law.contact_from, law.contact_until
        self.own = self._own(debtors)
        self.others = self._others()

    def of(self, debtor: Debtor) -> Suggestion | None:
        """When to call him; None on a day on which nobody is called."""
        kind = "consumer" if debtor.kind_doubtful else debtor.kind
        own = self.own.get(debtor.id, [])[-LAST:]
        return best_time(kind, own=own, others=self.others.get(kind, {}), on=self.on, hours=self.hours)

    def _own(self, debtors: Collection[int]) -> Mapping[int, list[Attempt]]:
        found: dict[int, list[Attempt]] = defaultdict(list)
        rows = Call.objects.filter(creditor=self.creditor, debtor_id__in=list(debtors), on__lte=self.on).exclude(outcome="")
        for debtor, at, outcome in rows.order_by("started_at").values_list("debtor_id", "started_at", "outcome"):
            found[debtor].append(Attempt(at.astimezone(ZONE), outcome))
        return found

    def _others(self) -> Mapping[str, Counts]:
        """By kind of debtor how often one was reached, by the time of the day."""
        found: dict[str, list[Attempt]] = {kind: [] for kind in SHIPPED}
        rows = Call.objects.filter(creditor=self.creditor, on__lte=self.on).exclude(outcome="").order_by("-id")
        for at, outcome, kind, doubtful in rows.values_list("started_at", "outcome", "debtor__kind", "debtor__kind_doubtful")[:RECENT]:
            found["consumer" if doubtful else kind].append(Attempt(at.astimezone(ZONE), outcome))
        return {kind: counted(attempts) for kind, attempts in found.items()}
