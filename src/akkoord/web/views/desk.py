"""What belongs to no page: the language, the company one works for, the day one looks at."""

from __future__ import annotations

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import resolve_url
from django.urls import path
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from akkoord.web import clock
from akkoord.web.middleware import COMPANY
from akkoord.web.requests import DeskRequest


def back(request: HttpRequest) -> HttpResponseRedirect:
    """To the page that `next` names, where that is one of ours; else to today."""
    address = request.POST.get("next", "")
    ours = url_has_allowed_host_and_scheme(address, allowed_hosts={request.get_host()}, require_https=request.is_secure())
    return HttpResponseRedirect(address if ours else resolve_url("today"))


@require_POST
@login_not_required
def language(request: HttpRequest) -> HttpResponse:
    """Keeps the chosen language: with the user, and in the browser for who is not signed in."""
    chosen = request.POST.get("language", "")
    if chosen not in dict(settings.LANGUAGES):
        raise Http404
    if request.user.is_authenticated and request.user.language != chosen:
        request.user.language = chosen
        request.user.save(update_fields=["language"])
    response = back(request)
    response.set_cookie(settings.LANGUAGE_COOKIE_NAME, chosen, max_age=365 * 24 * 3600, samesite="Lax")
    return response


@require_POST
def company(request: DeskRequest) -> HttpResponse:
    """Changes to another company one works for. Always to its today: an address of the old one is not the new one's."""
    wanted = request.POST.get("creditor", "")
    if wanted not in {str(desk.creditor.pk) for desk in request.desks}:
        raise Http404
    request.session[COMPANY] = int(wanted)
    return HttpResponseRedirect(resolve_url("today"))


@require_POST
def day(request: DeskRequest) -> HttpResponse:
    """Chooses the day to look at; empty goes back to today."""
    clock.choose_day(request, request.POST.get(clock.CHOSEN, ""))
    return back(request)


urlpatterns = [
    path("taal/", language, name="language"),
    path("bedrijf/", company, name="company"),
    path("dag/", day, name="day"),
]
