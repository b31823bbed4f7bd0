"""What came of calls, so that its pages have something to show: promises, what is ours and his, what to mend, and a decision."""

from __future__ import annotations

from datetime import time, timedelta
from typing import Any

from akkoord.core.conversation.agreement import OURS

RUDE = "Die verkoper van u snauwde mij af, en daarna hoorde ik niets meer."


def talked(desk: Any) -> dict[str, str]:
    """The addresses of the pages, once there is something on them."""
    from django.urls import reverse

    from akkoord.core.order import CHECKS
    from akkoord.store.models import Task
    from akkoord.web import clock

    on, debtors = clock.today(), list(desk.debtors().order_by("number")[:10])
    _promises(desk, debtors, on)
    named = _said(desk, debtors, on)
    asked = Task.objects.create(creditor=desk.creditor, debtor_id=debtors[8].id, kind="decide", made_on=on, due_on=on)
    Task.objects.create(creditor=desk.creditor, debtor_id=debtors[9].id, kind="call", made_on=on, due_on=on, minute=time(23, 55))
    wrong = debtors[2]
    wrong.wrong_phone = wrong.phone
    wrong.save(update_fields=["wrong_phone"])
    return {
        "toezeggingen": reverse("promises") + "?toon=all",
        "toezeggingen-ons": reverse("promises") + "?toon=ours",
        "toezeggingen-debiteur": reverse("promises") + f"?debiteur={debtors[0].id}",
        "verbeteren": reverse("improvements"),
        "verbeteren-een": reverse("matter_named", args=["bad-treatment", named]),
        "beslissen": reverse("task", args=[asked.id]),
        "nummer": reverse("order-kind", args=[CHECKS["wrong-phone"].slug]),
    }


def _promises(desk: Any, debtors: list[Any], on: Any) -> None:
    """Some kept, some not, one that runs; and what else was agreed."""
    from akkoord.store.models import Agreed, Hold

    own = {"creditor": desk.creditor, "by": desk.user.email}
    for place, one in enumerate(debtors[:6]):
        day = on - timedelta(days=9 - place)
        ended = {"ended_on": day + timedelta(days=2), "ended_because": "kept" if place % 3 else "broken"}
        Hold.objects.create(debtor_id=one.id, kind="promise", since=on - timedelta(days=20), until=day, amount=45_000, **ended, **own)
    Hold.objects.create(debtor_id=debtors[6].id, kind="promise", since=on, until=on + timedelta(days=4), amount=131_245, **own)
    Hold.objects.create(debtor_id=debtors[8].id, kind="vulnerable", since=on, note="Tijdens een gesprek", **own)
    for kind, days in (("copy", -1), ("complaint", 0), ("proof", 2)):
        said = {"kind": kind, "ours": kind in OURS, "what": "De deur klemt nog steeds.", "made_on": on, "state": "open"}
        Agreed.objects.create(debtor_id=debtors[7].id, day=on + timedelta(days=days), **said, **own)


def _said(desk: Any, debtors: list[Any], on: Any) -> int:
    """What customers say of us, one thing of it with a name and one mended; gives the number of the first."""
    from django.utils import timezone

    from akkoord.store.models import Call, Improvement, Said

    at, own = timezone.now(), {"creditor": desk.creditor}
    named = Improvement.objects.create(reason="bad-treatment", label="onvriendelijk bij verkoop", made_on=on, by=desk.user.email, **own)
    mended = {"mended_on": on, "mended_by": desk.user.email, "mended_what": "Adressen nagekeken bij alle vaste klanten."}
    Improvement.objects.create(reason="not-received", label="oud adres", made_on=on, by=desk.user.email, **mended, **own)
    reasons = ("bad-treatment", "bad-treatment", "bad-treatment", "not-received", "invoice-incorrect")
    for place, (one, reason) in enumerate(zip(debtors, reasons, strict=False)):
        call = Call.objects.create(debtor_id=one.id, on=on, started_at=at, ended_at=at, by=desk.user.email, outcome="reached", **own)
        about = {"reason": reason, "words": RUDE, "improvement_id": named.id if place < 2 else None}
        Said.objects.create(call_id=call.id, debtor_id=one.id, on=on, **about, **own)
    return named.id
