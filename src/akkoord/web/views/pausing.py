"""Everything lies still, and goes on again: two buttons, and the bar on top of every page in between."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import path
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from akkoord.web import clock
from akkoord.web.permission import may_manage, may_work
from akkoord.web.requests import DeskRequest
from akkoord.web.told import tell
from akkoord.work.pausing.pause import pause_company, resume_company


@require_POST
@may_work
def pause(request: DeskRequest) -> HttpResponse:
    """From now on nothing leaves and nothing is decided."""
    why = request.POST.get("because", "")
    tell(request, pause_company(desk=request.desk, because=why, on=clock.today(), at=clock.now()), _("Alles ligt stil."))
    return redirect("settings-sending" if request.desk.may_manage else "today")


@require_POST
@may_manage
def unpause(request: DeskRequest) -> HttpResponse:
    """It goes on."""
    tell(request, resume_company(desk=request.desk, on=clock.today(), at=clock.now()), _("Akkoord gaat weer verder."))
    return redirect("settings-sending")


urlpatterns = [
    path("instellingen/stilleggen/", pause, name="settings-pause"),
    path("instellingen/stilleggen/einde/", unpause, name="settings-unpause"),
]
