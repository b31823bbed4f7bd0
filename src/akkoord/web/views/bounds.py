"""The bounds within which is negotiated, and whether that may happen unattended."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from akkoord.core.problem import Refusal
from akkoord.web import clock
from akkoord.web.bounds_page import examples, rows
from akkoord.web.permission import may_manage
from akkoord.web.requests import DeskRequest
from akkoord.work.bargain.policy import change_policy


@require_http_methods(["GET", "POST"])
@may_manage
def bounds(request: DeskRequest) -> HttpResponse:
    """The bounds with an example sum; POST keeps all of them, or says what is wrong."""
    refused: dict[str, Refusal] = {}
    typed = {name: str(value) for name, value in request.POST.items()} if request.method == "POST" else {}
    if request.method == "POST":
        refused = change_policy(desk=request.desk, fields=typed, on=clock.today(), at=clock.now())
        if not refused:
            messages.success(request, _("Bewaard."))
            return redirect("settings-bounds")
    creditor = request.desk.creditor
    context = {
        "rows": rows(creditor, typed, refused),
        "examples": examples(creditor),
        "negotiate_on": bool(typed.get("negotiate_on")) if typed else creditor.negotiate_on,
        "thanks": bool(typed.get("thanks")) if typed else creditor.thanks,
        "owners": [one.user.email for one in request.desk.members().filter(role="owner")],
        "wrong": bool(refused),
    }
    return render(request, "settings/bounds.html", context, status=422 if refused else 200)


urlpatterns = [path("instellingen/onderhandelen/", bounds, name="settings-bounds")]
