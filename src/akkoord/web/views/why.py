"""Why, and why not: of one debtor every step on a day; of each run what was decided for whom."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import path

from akkoord.core.dates import date_of
from akkoord.store.models import Run
from akkoord.web import clock
from akkoord.web.listing import page_of
from akkoord.web.requests import DeskRequest
from akkoord.web.views.debtors import debtor_of
from akkoord.work.why import stands_now, told, told_lately, told_on

PAGE = 50


def why(request: DeskRequest, debtor_id: int) -> HttpResponse:
    """One debtor: what was decided on a day and why, and what every step of his ladder waits for."""
    one, today = debtor_of(request, debtor_id), clock.shown_day(request)
    on = date_of(request.GET.get("dag", "")) or today
    context: dict[str, Any] = {
        "debtor": one,
        "on": on,
        "told": told_on(request.desk, one.id, on=on),
        "now": stands_now(one, on=on) if on == today else [],
        "lately": told_lately(request.desk, one.id),
        "asked": on != today,
    }
    return render(request, "debtors/why.html", context)


def runs(request: DeskRequest) -> HttpResponse:
    """Every daily run, the newest first."""
    page = page_of(request, request.desk.runs().order_by("-on", "-id"), size=PAGE)
    return render(request, "runs/list.html", {"page": page, "rows": list(page.object_list)})


def run(request: DeskRequest, run_id: int) -> HttpResponse:
    """One run: its counts, and everybody for whom something was decided anew that day, with the reason."""
    one: Run = get_object_or_404(request.desk.runs(), id=run_id)
    wanted = request.GET.get("stap", "")
    answers = request.desk.answers().filter(since=one.on).select_related("debtor").order_by("debtor__name", "id")
    if wanted in one.counts["decisions"]:
        answers = answers.filter(debtor_id__in=request.desk.steps().filter(decided_on=one.on, step=wanted).values("invoice__debtor_id"))
    page = page_of(request, answers, size=PAGE)
    rows = list(page.object_list)
    lines = zip(rows, told(request.desk, rows), strict=True)
    context = {"run": one, "page": page, "lines": list(lines), "wanted": wanted, "others": one.counts.get("refused", {})}
    return render(request, "runs/run.html", context)


urlpatterns = [
    path("debiteuren/<int:debtor_id>/waarom/", why, name="debtor_why"),
    path("dagen/", runs, name="runs"),
    path("dagen/<int:run_id>/", run, name="run"),
]
