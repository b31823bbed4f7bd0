"""Ladders of steps: which there are and who walks them, their versions, and taking an older one back."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from akkoord.store.models import LadderVersion
from akkoord.web import clock
from akkoord.web.ladder_list import Known, known_ladder, known_ladders, text_of_newest, version_of
from akkoord.web.ladder_words import differences, rungs
from akkoord.web.permission import may_manage
from akkoord.web.requests import DeskRequest
from akkoord.web.told import tell, warn
from akkoord.work.ladders.choose_ladder import SERVES, choose_ladder
from akkoord.work.ladders.restore_ladder import restore_ladder, take_shipped


@require_GET
@may_manage
def ladders(request: DeskRequest) -> HttpResponse:
    """Every ladder, for whom it is, and how many debtors and cases walk it."""
    groups = request.desk.groups().count()
    return render(request, "ladders/list.html", {"ladders": known_ladders(request.desk), "groups": groups})


@require_POST
@may_manage
def choose(request: DeskRequest, name: str) -> HttpResponse:
    """Makes it the usual ladder of businesses and authorities, or of consumers."""
    kind = request.POST.get("kind", "")
    if kind not in SERVES:
        raise Http404
    refused = choose_ladder(desk=request.desk, kind=kind, name=name, on=clock.today(), at=clock.now())
    tell(request, refused, _("Bewaard. Lopende dossiers gaan verder langs deze stappen."))
    return redirect("ladders")


@require_GET
def version(request: DeskRequest, name: str, number: int) -> HttpResponse:
    """One version in words, with what it has otherwise than another; whoever may look may look at it."""
    known = known_ladder(request.desk, name)
    ladder, text = version_of(known, number)
    other = _other(request, known, number)
    context = {
        "known": known,
        "number": number,
        "row": next((one for one in known.versions if one.number == number), None),
        "rungs": rungs(ladder),
        "text": text,
        "other": other,
        "changes": None if other is None else differences(version_of(known, other)[0], ladder),
        "numbers": [one.number for one in known.versions if one.number != number] + ([0] if known.shipped and number else []),
    }
    return render(request, "ladders/version.html", context)


def _other(request: DeskRequest, known: Known, number: int) -> int | None:
    """The version it is laid beside: the one that is asked for, else the one before, else the newest."""
    asked = request.GET.get("met", "")
    there = [one.number for one in known.versions]
    if asked.isascii() and asked.isdecimal() and len(asked) < 6 and int(asked) != number and int(asked) in (*there, 0):
        return int(asked) if int(asked) or known.shipped else None
    before = [one for one in there if one < number]
    if number == 0:
        return known.version if known.versions else None
    return max(before) if before else 0 if known.shipped else None


@require_POST
@may_manage
def restore(request: DeskRequest, name: str, number: int) -> HttpResponse:
    """That version once more as the newest."""
    known, running = known_ladder(request.desk, name), request.POST.get("running") == "on"
    version_of(known, number)
    if number == 0:
        kept = take_shipped(desk=request.desk, name=name, running=running, on=clock.today(), at=clock.now())
    else:
        row = next(one.row for one in known.versions if one.number == number and one.row)
        kept = restore_ladder(desk=request.desk, version_id=row.id, running=running, on=clock.today(), at=clock.now())
    if isinstance(kept, LadderVersion):
        messages.success(request, _("Teruggenomen: dit is nu versie %(n)s.") % {"n": kept.version})
        return redirect("ladder", name)
    for one in kept:
        warn(request, one)
    return redirect("ladder-version", name, number)


@require_GET
def download(request: DeskRequest, name: str) -> HttpResponse:
    """The newest version as a TOML file."""
    response = HttpResponse(text_of_newest(request.desk, name), content_type="application/toml; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name}.toml"'
    return response


urlpatterns = [
    path("instellingen/stappen/", ladders, name="ladders"),
    path("instellingen/stappen/<slug:name>/voor/", choose, name="ladder-choose"),
    path("instellingen/stappen/<slug:name>/versie/<int:number>/", version, name="ladder-version"),
    path("instellingen/stappen/<slug:name>/versie/<int:number>/terug/", restore, name="ladder-restore"),
    path("instellingen/stappen/<slug:name>/ladder.toml", download, name="ladder-download"),
]
