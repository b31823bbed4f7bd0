"""Promises: which stand open, which were kept and which were not, with whom and by whom; and what else was agreed."""

from __future__ import annotations

from typing import Any, cast

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from akkoord.core.conversation.kept import kept_in_words
from akkoord.store.models import Agreed, Debtor
from akkoord.store.queries import promise_list
from akkoord.web import clock
from akkoord.web.listing import page_of, query_of
from akkoord.web.permission import may_work
from akkoord.web.requests import DeskRequest
from akkoord.web.told import tell
from akkoord.work.conversation.settle import settle_agreed
from akkoord.work.watch.words import what

FILTERS = {
    "open": gettext_lazy("Lopend"),
    "broken": gettext_lazy("Niet nagekomen"),
    "kept": gettext_lazy("Nagekomen"),
    "all": gettext_lazy("Alle"),
    "ours": gettext_lazy("Wat wij nog doen"),
    "his": gettext_lazy("Wat de klant nog doet"),
}
ELSE = ("ours", "his")  # what is no promise to pay


def promises(request: DeskRequest) -> HttpResponse:
    """The list, of everybody or of one debtor."""
    which, debtor = request.GET.get("toon", "open"), _debtor(request)
    if which not in FILTERS:
        which = "open"
    sums = promise_list.totals(request.desk, debtor_id=debtor.id if debtor else None)
    context: dict[str, Any] = {
        "which": which,
        "filters": FILTERS,
        "debtor": debtor,
        "sums": sums,
        "said": kept_in_words(sums.kept, sums.broken),
        "query": query_of(request, "toon", "debiteur"),
        "keep": query_of(request, "debiteur"),
        **(_agreed(request, which) if which in ELSE else _promised(request, which, debtor)),
    }
    if debtor is None:
        context["colleagues"] = [(one, kept_in_words(one.kept, one.broken)) for one in promise_list.by_colleague(request.desk)]
    return render(request, "promises/list.html", context)


def _promised(request: DeskRequest, which: str, debtor: Debtor | None) -> dict[str, Any]:
    chosen = cast(promise_list.Which, which)
    return {"page": page_of(request, promise_list.promises(request.desk, which=chosen, debtor_id=debtor.id if debtor else None))}


def _agreed(request: DeskRequest, which: str) -> dict[str, Any]:
    page = page_of(request, promise_list.agreed(request.desk, ours=which == "ours"))
    return {"page": page, "agreed": [(row, what(row)) for row in page.object_list]}


def _debtor(request: DeskRequest) -> Debtor | None:
    raw = request.GET.get("debiteur", "")
    number = int(raw) if raw.isascii() and raw.isdecimal() and len(raw) < 19 else None
    return None if number is None else request.desk.debtors().filter(id=number).first()


@require_POST
@may_work
def settle(request: DeskRequest, agreed_id: int) -> HttpResponse:
    """It is done, or not needed any more."""
    row: Agreed = get_object_or_404(request.desk.agreed(), id=agreed_id)
    state = request.POST.get("state", "")
    refusal = settle_agreed(desk=request.desk, agreed_id=row.id, state=state, on=clock.today(), at=clock.now())
    tell(request, refusal, _("Genoteerd: gedaan.") if state == "done" else _("Genoteerd: vervallen."))
    return redirect(reverse("promises") + f"?toon={'ours' if row.ours else 'his'}")


urlpatterns = [
    path("toezeggingen/", promises, name="promises"),
    path("toezeggingen/<int:agreed_id>/klaar/", settle, name="agreed_settle"),
]
