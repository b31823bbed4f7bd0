"""The strategy lab: what one's bounds would have brought with debtors like one's own."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path
from django.views.decorators.http import require_GET, require_POST

from akkoord.core.problem import Refusal
from akkoord.store.models import Lab
from akkoord.web import clock, lab_page
from akkoord.web.permission import may_work
from akkoord.web.requests import DeskRequest
from akkoord.web.told import warn
from akkoord.work.bargain.policy import KINDS
from akkoord.work.lab.ask import ask_lab, drop_lab
from akkoord.work.lab.own import own_debtors
from akkoord.work.lab.play import FEW

BUSY = ("queued", "playing")


@require_GET
def index(request: DeskRequest) -> HttpResponse:
    """Whom it would be played with, and what was played before."""
    counts = [(kind, len(own_debtors(request.desk.creditor, kind, on=clock.today()))) for kind in KINDS]
    kept = [(row, lab_page.verdict(row.outcome) if row.state == "done" else "") for row in request.desk.labs().order_by("-id")]
    chosen = max(counts, key=lambda one: one[1])[0]
    return render(request, "lab/index.html", {"counts": counts, "kept": kept, "chosen": chosen, "busy": BUSY, "few": FEW})


@require_POST
@may_work
def ask(request: DeskRequest) -> HttpResponse:
    """Puts the question in the queue."""
    row = ask_lab(desk=request.desk, kind=request.POST.get("kind", ""), on=clock.today(), at=clock.now())
    if isinstance(row, Refusal):
        warn(request, row)
        return redirect("lab")
    return redirect("lab-answer", row.id)


@require_GET
def answer(request: DeskRequest, lab_id: int) -> HttpResponse:
    """What came of it; asked for again every second while it is played."""
    row = get_object_or_404(request.desk.labs(), id=lab_id)
    percent = min(99, 100 * row.done_units // row.all_units) if row.all_units else 0
    context: dict[str, Any] = {"row": row, "busy": row.state in BUSY, "percent": percent, "few": FEW}
    if row.state == "done":
        out = row.outcome
        context |= {"outcome": out, "verdict": lab_page.verdict(out), "figures": lab_page.figures(out), "pictures": lab_page.pictures(out)}
    template = "lab/_answer.html" if request.htmx and not request.htmx.boosted else "lab/answer.html"
    return render(request, template, context)


@require_POST
@may_work
def drop(request: DeskRequest, lab_id: int) -> HttpResponse:
    """An answer that is not needed any more."""
    row: Lab = get_object_or_404(request.desk.labs(), id=lab_id)
    drop_lab(desk=request.desk, lab_id=row.id)
    return redirect("lab")


urlpatterns = [
    path("strategie/", index, name="lab"),
    path("strategie/vraag/", ask, name="lab-ask"),
    path("strategie/<int:lab_id>/", answer, name="lab-answer"),
    path("strategie/<int:lab_id>/weg/", drop, name="lab-drop"),
]
