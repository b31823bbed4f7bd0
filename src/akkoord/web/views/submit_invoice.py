"""Dien uw factuur online in: one invoice for the partner, uploaded or typed, and then what is still needed before it can go."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.views.decorators.http import require_http_methods

from akkoord.core.problem import Refusal, Text
from akkoord.core.uploaded import LARGEST, Upload
from akkoord.web import clock
from akkoord.web.permission import may_work
from akkoord.web.requests import DeskRequest
from akkoord.work.intake.one_invoice import FIELDS, has_partner, take_one

TOO_LARGE = Refusal(Text("Dit bestand is te groot.", "This file is too large."))


@require_http_methods(["GET", "POST"])
@may_work
def submit(request: DeskRequest) -> HttpResponse:
    """The form; POST takes the invoice in and leads to what its debtor's hand-over still needs."""
    refused = None
    if request.method == "POST":
        made = _taken(request)
        if isinstance(made, HttpResponse):
            return made
        refused = made
    typed = {name: request.POST.get(name, "") for name in FIELDS}
    context = {"refused": refused, "typed": typed, "ready": has_partner(request.desk)}
    return render(request, "handover/submit.html", context, status=422 if refused else 200)


def _taken(request: DeskRequest) -> HttpResponse | Refusal:
    sent = request.FILES.get("file")
    if sent is not None and (sent.size or 0) > LARGEST:
        return TOO_LARGE
    upload = Upload((sent.name or "factuur")[-200:], sent.read()) if sent is not None else None
    typed = {name: request.POST.get(name, "") for name in FIELDS}
    made = take_one(desk=request.desk, upload=upload, typed=typed, on=clock.today(), at=clock.now())
    if isinstance(made, Refusal):
        return made
    return redirect("hand_over", made.debtor_id) if made.debtor_id else redirect("import", made.file_id)


urlpatterns = [path("uit-handen/indienen/", submit, name="submit_invoice")]
