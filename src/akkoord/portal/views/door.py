"""The way in and out: the link, its question, and what is said to who comes with none that works."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.views.csrf import csrf_failure
from django.views.decorators.http import require_http_methods, require_POST

from akkoord.core.portal.code import read
from akkoord.portal import clock, session
from akkoord.portal.pages import GuestRequest, came_from, guest_page, onward, open_page, show
from akkoord.store.models import PortalLink
from akkoord.work.portal.enter import Entered, enter, leave, missed, waiting
from akkoord.work.portal.links import find_link
from akkoord.work.portal.public import PATH


@require_http_methods(["GET", "POST"])
@open_page
def start(request: HttpRequest) -> HttpResponse:
    """Where somebody types over the code of his letter."""
    if request.method == "POST":
        typed = request.POST.get("code", "")
        code = read(typed)
        return onward("link", code) if code else show(request, "start.html", {"typed": typed[:60], "wrong": True}, status=422)
    return show(request, "start.html")


@require_http_methods(["GET", "POST"])
@open_page
def link(request: HttpRequest, code: str) -> HttpResponse:
    """The question before anything is shown. Nothing here says whose link it is, nor anything about him."""
    at, address = clock.now(), came_from(request)
    found = find_link(code, on=clock.today())
    waits = waiting(found, address=address, at=at)
    if found is None:
        return _unknown(request, address) if waits is None else _wait(request, found, Entered(waits_until=waits))
    if waits is not None:
        return _wait(request, found, Entered(waits_until=waits))
    if request.method == "POST":
        return _answer(request, found, address)
    known = session.guest_in(request, on=clock.today(), at=at)
    if known is not None and known.link.id == found.id:
        return onward("standing")
    return show(request, "question.html", {"creditor": found.creditor})


def _answer(request: HttpRequest, found: PortalLink, address: str) -> HttpResponse:
    at = clock.now()
    typed = request.POST.get("answer", "")
    came = enter(link=found, typed=typed, address=address, on=clock.today(), at=at)
    if came.guest is not None:
        response = onward("standing")
        session.remember(response, came.guest, since=at.timestamp())
        return response
    if came.waits_until is not None:
        return _wait(request, found, came)
    return show(request, "question.html", {"creditor": found.creditor, "left": came.left}, status=422)


def _wait(request: HttpRequest, found: PortalLink | None, came: Entered) -> HttpResponse:
    """Too many wrong answers: how long it takes, and whom to call."""
    minutes = max(1, round((came.waits_until - clock.now()).total_seconds() / 60)) if came.waits_until else 1
    context = {"creditor": found.creditor if found else None, "minutes": minutes, "hours": round(minutes / 60)}
    response = show(request, "wait.html", context, status=429)
    response["Retry-After"] = str(minutes * 60)
    return response


def _unknown(request: HttpRequest, address: str) -> HttpResponse:
    missed(address=address, at=clock.now())
    return show(request, "unknown.html", status=404)


@open_page
def nowhere(request: HttpRequest) -> HttpResponse:
    """An address of this door that leads nowhere."""
    return show(request, "unknown.html", status=404)


def stale(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form without its token: of this door in words for a debtor, of another as ever."""
    return _stale(request) if request.path.startswith(PATH) else csrf_failure(request, reason)


@open_page
def _stale(request: HttpRequest) -> HttpResponse:
    return show(request, "stale.html", status=403)


@require_POST
@guest_page
def gone(request: GuestRequest) -> HttpResponse:
    """He is done."""
    leave(request.guest, at=clock.now())
    response = show(request, "gone.html")
    session.forget(response)
    return response
