"""The rules in force: the steps of each ladder, and interest and costs with where they come from."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import path
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET

from akkoord.core.law.series import Series, Value
from akkoord.core.problem import Refusal
from akkoord.web import clock
from akkoord.web.ladder_words import rungs, title_of
from akkoord.web.permission import may_manage
from akkoord.web.requests import DeskRequest
from akkoord.work.ladders.which import Rulebook, in_use
from akkoord.work.law import law_of


class Rate(NamedTuple):
    """The rate of interest that holds on a day, or why none can be given."""

    series: Series
    row: Value | None
    refusal: Refusal | None


def _rate(series: Series, on: date) -> Rate:
    found = series.at(on)
    return Rate(series, None, found) if isinstance(found, Refusal) else Rate(series, found, None)


@require_GET
@may_manage
def rules(request: DeskRequest) -> HttpResponse:
    """By which steps and by which law Akkoord works for this company today."""
    creditor = request.desk.creditor
    law, book = law_of(creditor.pk), Rulebook.of(creditor)
    used = in_use(book)
    newest = {row.id: row for row in request.desk.ladders().filter(id__in=book.newest.values()).defer("text")}
    context = {
        "ladders": [
            (who, name, title_of(name, newest.get(book.newest.get(name, 0))), rungs(book.current(name)))
            for who, name in ((_("Bedrijven en overheden"), used["business"]), (_("Consumenten"), used["consumer"]))
        ],
        "rates": [_rate(series, clock.today()) for series in law.interest.values()],
        "costs": law.costs,
        "contact": law,
    }
    return render(request, "settings/rules.html", context)


urlpatterns = [path("instellingen/regels/", rules, name="settings-rules")]
