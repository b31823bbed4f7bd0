"""No empty threats: everything that letters announced, when its day is, and what became of it."""

from __future__ import annotations

from typing import cast

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from akkoord.store.models import Announcement
from akkoord.store.queries import announcement_list
from akkoord.web import clock
from akkoord.web.forms.work import ReasonForm
from akkoord.web.listing import page_of, query_of
from akkoord.web.permission import may_work
from akkoord.web.requests import DeskRequest
from akkoord.web.views.debtor_forms import refuse
from akkoord.work.announced import in_words
from akkoord.work.withdraw_announcement import withdraw_announcement

FILTERS = {
    "all": gettext_lazy("Alle"),
    "late": gettext_lazy("Te laat"),
    "running": gettext_lazy("Lopend"),
    "done": gettext_lazy("Uitgevoerd"),
    "paid": gettext_lazy("Betaald"),
    "withdrawn": gettext_lazy("Ingetrokken"),
}


def announcements(request: DeskRequest) -> HttpResponse:
    """The list: what is late stands on top."""
    which, on = request.GET.get("toon", "all"), clock.shown_day(request)
    if which not in FILTERS:
        which = "all"
    creditor = request.desk.creditor
    page = page_of(request, announcement_list.listed(creditor, on=on, which=cast(announcement_list.Which, which)))
    late = page.paginator.count if which == "late" else announcement_list.listed(creditor, on=on, which="late").count()
    context = {
        "page": page,
        "rows": in_words(creditor, list(page.object_list), on=on),
        "which": which,
        "filters": FILTERS,
        "late": late,
        "query": query_of(request, "toon"),
    }
    return render(request, "announcements/list.html", context)


def announcement(request: DeskRequest, announcement_id: int) -> HttpResponse:
    """One announcement, and the way to withdraw it."""
    return _page(request, announcement_id, ReasonForm())


@require_POST
@may_work
def withdraw(request: DeskRequest, announcement_id: int) -> HttpResponse:
    """It does not happen, and somebody says why."""
    one = get_object_or_404(request.desk.announcements(), id=announcement_id)
    form = ReasonForm(request.POST)
    if form.is_valid():
        because = form.cleaned_data["because"]
        refusal = withdraw_announcement(desk=request.desk, announcement_id=one.id, because=because, on=clock.today(), at=clock.now())
        if refusal is None:
            messages.success(request, _("De aankondiging is ingetrokken. De klant krijgt daar geen brief over."))
            return redirect("announcement", one.id)
        refuse(form, {"": refusal})
    return _page(request, one.id, form)


def _page(request: DeskRequest, announcement_id: int, form: ReasonForm) -> HttpResponse:
    on, creditor = clock.shown_day(request), request.desk.creditor
    rows: list[Announcement] = [
        get_object_or_404(announcement_list.announced(creditor, on=on).select_related("debtor", "letter"), id=announcement_id)
    ]
    context = {"one": in_words(creditor, rows, on=on)[0], "debtor": rows[0].debtor, "form": form}
    return render(request, "announcements/one.html", context, status=422 if form.is_bound and form.errors else 200)


urlpatterns = [
    path("brieven/aankondigingen/", announcements, name="announcements"),
    path("brieven/aankondigingen/<int:announcement_id>/", announcement, name="announcement"),
    path("brieven/aankondigingen/<int:announcement_id>/intrekken/", withdraw, name="announcement_withdraw"),
]
