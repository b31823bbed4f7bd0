"""A case goes out of hands: written down with the step that decides it, in the same transaction; its file follows."""

from __future__ import annotations

from collections.abc import Collection

from akkoord.core.problem import Refusal
from akkoord.store.models import Creditor, Debtor, HandOver, Invoice, Line
from akkoord.work.owed import owed
from akkoord.work.record import Log


def begin(creditor: Creditor, *, debtor_id: int, case_id: int | None, invoices: Collection[int], log: Log) -> HandOver:
    """One hand-over of these invoices to the partner as he is set up now. Call it in a transaction that holds the company's row."""
    debtor = Debtor.objects.select_related("creditor").get(creditor_id=creditor.id, id=debtor_id)
    sums = owed(debtor=debtor, on=log.on, only=frozenset(invoices))
    known = {} if isinstance(sums, Refusal) else {"principal": sums.principal, "interest": sums.interest, "costs": sums.costs}
    left = dict(Invoice.objects.filter(creditor_id=creditor.id, id__in=invoices).values_list("id", "open"))
    line = _line(creditor)
    row = HandOver.objects.create(
        creditor_id=creditor.id, debtor_id=debtor_id, case_id=case_id, line_id=line.id if line else None,
        ref=_next_ref(creditor, log.on.year), way=creditor.partner_way, partner=creditor.partner,
        registration=creditor.partner_registration, invoices=sorted(invoices), basis={f"{number}": cents for number, cents in left.items()},
        made_on=log.on, by=log.by, **known,
    )  # fmt: skip
    log.add("hand-over-begun", debtor_id=debtor_id, ref=row.ref, partner=row.partner, way=row.way, total=sum(known.values()))
    return row


def _line(creditor: Creditor) -> Line | None:
    """The open line to the partner, where cases go over a line."""
    rows = Line.objects.filter(creditor_id=creditor.id, side="client", state="open")
    return rows.order_by("-made_on", "-id").first() if creditor.partner_way == "akkoord" else None


def _next_ref(creditor: Creditor, year: int) -> str:
    """The next number of that year, such as 2026-0012."""
    last = (
        HandOver.objects.filter(creditor_id=creditor.id, ref__startswith=f"{year}-").order_by("-id").values_list("ref", flat=True).first()
    )
    return f"{year}-{int(last.rpartition('-')[2]) + 1 if last else 1:04d}"
