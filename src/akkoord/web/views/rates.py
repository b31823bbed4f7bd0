"""Rates of interest: both tables with their sources, until when they are known, and the forms for what was published since."""

from __future__ import annotations

from collections.abc import Mapping

from django.contrib import messages
from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.template.loader import render_to_string
from django.urls import path
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from akkoord.core.problem import Refusal
from akkoord.jurisdictions import jurisdiction
from akkoord.web import clock
from akkoord.web.permission import may_manage
from akkoord.web.rate_tables import tables_of
from akkoord.web.requests import DeskRequest
from akkoord.web.told import tell
from akkoord.work.keep_rate import enter_rate, read_rate, take_back_rate
from akkoord.work.law import rates_ending


@require_http_methods(["GET", "POST"])
@may_manage
def rates(request: DeskRequest) -> HttpResponse:
    """The tables; POST enters a published rate."""
    if request.method == "GET":
        return _page(request, typed={}, refused={})
    typed = _typed(request.POST)
    said = _preview(request, typed)
    refused = enter_rate(desk=request.desk, fields=typed, on=clock.today(), at=clock.now())
    if refused:
        return _page(request, typed=typed, refused=refused)
    messages.success(request, said)
    return redirect("settings-rates")


@require_GET
@may_manage
def preview(request: DeskRequest) -> HttpResponse:
    """What entering this would mean, in one sentence; nothing while the form is not filled in."""
    return HttpResponse(_preview(request, _typed(request.GET)))


@require_POST
@may_manage
def take_back(request: DeskRequest, rate_id: int) -> HttpResponse:
    """Takes an entered rate back."""
    rate = get_object_or_404(request.desk.rates(), id=rate_id)
    refused = take_back_rate(desk=request.desk, rate_id=rate.id, on=clock.today(), at=clock.now())
    tell(request, refused, _("Teruggenomen. Akkoord rekent er niet meer mee."))
    return redirect("settings-rates")


def _page(request: DeskRequest, *, typed: Mapping[str, str], refused: Mapping[str, Refusal]) -> HttpResponse:
    tables = tables_of(request.desk, typed=typed, refused=refused)
    context = {
        "tables": tables,
        "until": min(one.series.checked_until for one in tables),
        "ending": rates_ending(request.desk.creditor.pk, on=clock.today()),
        "others": [one for name, one in refused.items() if not name],
    }
    return render(request, "settings/rates.html", context)


def _typed(posted: QueryDict) -> dict[str, str]:
    """What the form said; a table there is not is no page of ours."""
    typed = {name: posted.get(name, "") for name in ("series", "first", "percent", "source")}
    if typed["series"] not in jurisdiction().interest:
        raise Http404
    return typed


def _preview(request: DeskRequest, typed: Mapping[str, str]) -> str:
    read = read_rate(desk=request.desk, fields=typed)
    refusal = next((read.refusals[name] for name in ("first", "percent") if name in read.refusals and typed[name].strip()), None)
    return render_to_string("settings/_rate_preview.html", {"row": read.row, "table": read.table, "refusal": refusal}).strip()


urlpatterns = [
    path("instellingen/rente/", rates, name="settings-rates"),
    path("instellingen/rente/vooraf/", preview, name="settings-rates-preview"),
    path("instellingen/rente/<int:rate_id>/terug/", take_back, name="settings-rate-back"),
]
