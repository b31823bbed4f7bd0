"""The debtors a company has, as the lab knows them: what they owe or paid late, how long, and how they paid before."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping
from datetime import date, timedelta

from akkoord.core.negotiation.lab import Seen
from akkoord.store.models import Arrangement, Creditor, Debtor, Hold, Invoice
from akkoord.work.bargain.policy import CONSUMER

LATE = timedelta(days=14)  # so long after its due day a paid invoice could have been negotiated about
SMALLEST = 2_000  # cents: nobody negotiates about less
LONGEST = 720  # days late that are counted


def own_debtors(creditor: Creditor, kind: str, *, on: date) -> list[Seen]:
    """Each debtor of a kind who is late, or was for two weeks, once: with what is late now, or else the most he was late with.
    In a number of queries that does not grow with the debtors."""
    kinds, broken = _kinds(creditor, kind), _broken(creditor)
    rows = Invoice.objects.filter(creditor=creditor, kind="invoice", due_on__lt=on, debtor_id__in=list(kinds)).order_by("due_on", "id")
    late: dict[int, list[tuple[int, int]]] = defaultdict(list)  # by debtor: cents, days
    past: dict[int, tuple[int, int]] = {}
    paid, slow = Counter[int](), Counter[int]()
    for debtor, due, total, left, settled in rows.values_list("debtor_id", "due_on", "total", "open", "settled_on"):
        if left > 0:
            late[debtor].append((left, (on - due).days))
        elif settled is not None:
            paid[debtor] += 1
            slow[debtor] += settled > due
            if settled - due >= LATE and total > past.get(debtor, (0, 0))[0]:
                past[debtor] = total, (settled - due).days
    now = {debtor: (sum(cents for cents, _ in rows), max(days for _, days in rows)) for debtor, rows in late.items()}
    return [
        Seen(cents, kinds[debtor], min(days, LONGEST), paid[debtor], slow[debtor], broken[debtor])
        for debtor, (cents, days) in sorted({**past, **now}.items())
        if cents >= SMALLEST
    ]


def _kinds(creditor: Creditor, kind: str) -> Mapping[int, str]:
    """The debtors of a kind, by number: who may be a consumer is one."""
    rows = Debtor.objects.filter(creditor=creditor).values_list("id", "kind", "kind_doubtful")
    said = {number: CONSUMER if doubtful else known for number, known, doubtful in rows}
    return {number: one for number, one in said.items() if (one == CONSUMER) == (kind == CONSUMER)}


def _broken(creditor: Creditor) -> Counter[int]:
    """Promises and arrangements that were broken, by debtor."""
    promises = Hold.objects.filter(creditor=creditor, kind="promise", ended_because="broken").values_list("debtor_id", flat=True)
    arranged = Arrangement.objects.filter(creditor=creditor, state="broken").values_list("debtor_id", flat=True)
    return Counter((*promises, *arranged))
