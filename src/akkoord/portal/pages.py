"""What every page of this door shares: who is looking, in which language, and headers that keep everything else out."""

from __future__ import annotations

import ipaddress
from collections.abc import Callable, Mapping
from functools import wraps
from typing import Any, Concatenate, ParamSpec

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import translation
from django.views.decorators.debug import sensitive_post_parameters

from akkoord.portal import clock, session
from akkoord.store.access import Guest
from akkoord.work.portal.public import PATH

P = ParamSpec("P")
LANGUAGES = ("nl", "en")
CHOSEN, TOLD = "taal", "akkoord_language"  # the name in the address, and the cookie in which it is kept
MOST = 45_000_000  # bytes of one request
POLICY = (
    "default-src 'none'; style-src 'self'; script-src 'self'; font-src 'self'; img-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
HEADERS = {
    "Content-Security-Policy": POLICY,
    # To nobody else is told where he came from; our own forms need to be told, or their protection refuses them.
    "Referrer-Policy": "same-origin",
    "Cache-Control": "private, no-store",
    "X-Robots-Tag": "noindex, nofollow, noarchive",
    "X-Frame-Options": "DENY",
    "X-Content-Type-Options": "nosniff",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=()",
}


class GuestRequest(HttpRequest):
    """A request of somebody who answered the question. For types only; nothing makes one."""

    guest: Guest


View = Callable[Concatenate[HttpRequest, P], HttpResponse]
GuestView = Callable[Concatenate[GuestRequest, P], HttpResponse]


def open_page(view: View[P]) -> View[P]:
    """A page that anybody may ask for."""

    @login_not_required
    @sensitive_post_parameters()
    @wraps(view)
    def shown(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        with translation.override(_language(request, None)):
            return _sealed(request, view(request, *args, **kwargs))

    return shown


def guest_page(view: GuestView[P]) -> View[P]:
    """A page of a debtor, for him alone; anybody else is told how he gets there."""

    @login_not_required
    @sensitive_post_parameters()
    @wraps(view)
    def shown(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        guest = session.guest_in(request, on=clock.today(), at=clock.now())
        with translation.override(_language(request, guest)):
            if guest is None:
                return _sealed(request, away(request))
            request.guest = guest  # type: ignore[attr-defined]  # GuestRequest names it
            response = view(request, *args, **kwargs)  # type: ignore[arg-type]  # likewise
            session.stay(request, response, guest)
            return _sealed(request, response)

    return shown


def show(request: HttpRequest, name: str, context: Mapping[str, Any] | None = None, *, status: int = 200) -> HttpResponse:
    """A page of this door, in the language of the guest."""
    guest = getattr(request, "guest", None)
    known = {"guest": guest, "creditor": guest.creditor if guest else None, "today": clock.today(), "language": translation.get_language()}
    return render(request, name, {**known, **(context or {})}, status=status, using="portal")


def away(request: HttpRequest) -> HttpResponse:
    """Nobody is known here: the same for who left, who was away too long, and who was never here."""
    response = show(request, "away.html", status=403)
    session.forget(response)
    return response


def _language(request: HttpRequest, guest: Guest | None) -> str:
    """What he chose on the page, or the language in which he is written to; Dutch for who is not known."""
    own = guest.debtor.language if guest else "nl"
    found = (request.GET.get(CHOSEN, ""), request.COOKIES.get(TOLD, ""), own)
    return next((one for one in found if one in LANGUAGES), "nl")


def _sealed(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    for name, value in HEADERS.items():
        response.setdefault(name, value)
    chosen = request.GET.get(CHOSEN, "")
    if chosen in LANGUAGES:
        response.set_cookie(TOLD, chosen, path=PATH, secure=settings.SESSION_COOKIE_SECURE, httponly=True, samesite="Lax")
    return response


def came_from(request: HttpRequest) -> str:
    """The network address of who asks; empty where it cannot be known. Behind a server that keeps the connection (TLS) it is the
    last one that this server added: what stands before it anybody can write."""
    found = request.META.get("REMOTE_ADDR", "")
    if settings.SECURE_PROXY_SSL_HEADER and _near(found):
        found = request.META.get("HTTP_X_FORWARDED_FOR", "").rpartition(",")[2]
    try:
        place = ipaddress.ip_address(found.strip())
    except ValueError:
        return ""
    return str(ipaddress.ip_network(f"{place}/64", strict=False)) if place.version == 6 else str(place)


def _near(address: str) -> bool:
    try:
        place = ipaddress.ip_address(address)
    except ValueError:
        return address == ""
    return place.is_loopback or place.is_private


def onward(name: str, *args: object) -> HttpResponse:
    """To another page of this door, by a new request."""
    return redirect(f"portal:{name}", *args)
