"""Arrangements in every state, so that their pages have something to show."""

from __future__ import annotations

from datetime import timedelta
from typing import Any


def in_parts(desk: Any) -> dict[str, str]:
    """The addresses of the builder and of a proposal, one that runs and is late, one that is kept and one that was broken."""
    from django.db import transaction
    from django.urls import reverse

    from akkoord.core.problem import Refusal, Text
    from akkoord.store.models import Debtor
    from akkoord.web import clock
    from akkoord.work.arrangement.end import end, keep
    from akkoord.work.arrangement.reckon import subject_of
    from akkoord.work.record import Log
    from tests.work.arranged import arranged, proposed

    on = clock.today()
    late_ones = Debtor.objects.filter(creditor=desk.creditor, invoices__kind="invoice", invoices__open__gt=0, invoices__due_on__lt=on)
    rows = late_ones.select_related("creditor").distinct().order_by("-number")
    fit = [row for row in rows if not isinstance(subject_of(desk.creditor, row, None, on=on), Refusal)]
    first, second, third, fourth, fifth = fit[:5]
    log = Log(desk.creditor.id, on)
    open_one = proposed(first, on=on, down=5_000, instalments=4, every="month", payday=25, valid_until=on + timedelta(days=14))
    late = arranged(second, on=on - timedelta(days=20), instalments=5, first_on=on - timedelta(days=10))
    kept, broken = arranged(third, on=on, instalments=2), arranged(fourth, on=on, instalments=3)
    with transaction.atomic():
        keep(kept, log)
        end(broken, "broken", Text("De termijn kwam niet, ook na de waarschuwing.", "The instalment did not come."), log)
        log.write()
    return {
        "regeling-maken": reverse("arrangement_build", args=[fifth.id]),
        "regeling-voorstel": reverse("arrangement", args=[open_one.id]),
        "regeling-loopt": reverse("arrangement", args=[late.id]),
        "regeling-nagekomen": reverse("arrangement", args=[kept.id]),
        "regeling-niet-nagekomen": reverse("arrangement", args=[broken.id]),
        "regeling-debiteur": reverse("debtor", args=[second.id]),
    }
