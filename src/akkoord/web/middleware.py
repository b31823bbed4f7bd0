"""Puts everybody at his desk: signed in or sent to the door, one company at a time, and headers that keep others out."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render, resolve_url
from django.utils import translation

from akkoord.store.access import Desk, desks_of, nobody_yet
from akkoord.web import clock

COMPANY = "creditor"  # the session key of the chosen company

POLICY = (
    "default-src 'self'; img-src 'self' data:; object-src 'none'; base-uri 'self'; "
    "form-action 'self'; frame-ancestors 'self'; frame-src 'self'"
)
HEADERS = {
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}


class DeskMiddleware:
    """Sets `request.desk` and `request.desks`; a view marked `login_not_required` may be reached without."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """The answer, with the headers every answer carries."""
        seat(request)
        response = self.get_response(request)
        if response.get("Content-Type", "").startswith("application/pdf"):
            response.setdefault("Content-Security-Policy", "frame-ancestors 'self'")  # the viewer is a plugin of the browser
        response.setdefault("Content-Security-Policy", POLICY)
        for name, value in HEADERS.items():
            response.setdefault(name, value)
        if request.user.is_authenticated:
            response.setdefault("Cache-Control", "private, no-store")
        return response

    def process_view(self, request: HttpRequest, view: Callable[..., Any], args: Any, kwargs: Any) -> HttpResponse | None:
        """Who may not go on is led to where he can."""
        if not getattr(view, "login_required", True):
            return None
        if not request.user.is_authenticated:
            if nobody_yet():
                return HttpResponseRedirect(resolve_url("account_signup"))
            return to_login(request)
        if request.desk is None and request.resolver_match and not request.resolver_match.view_name.startswith("account_"):  # type: ignore[attr-defined]  # set by seat()
            return render(request, "no_company.html", status=403)
        if clock.CHOSEN in request.GET and request.method == "GET":
            clock.choose_day(request, request.GET[clock.CHOSEN])
        return None


def seat(request: HttpRequest) -> None:
    """The companies somebody works for, the one he chose, and his language."""
    desks: list[Desk] = []
    if request.user.is_authenticated:
        desks = desks_of(request.user)
        translation.activate(request.user.language)
        request.LANGUAGE_CODE = translation.get_language()
    chosen = request.session.get(COMPANY)
    request.desks = desks  # type: ignore[attr-defined]  # web/requests.py names it
    request.desk = next((one for one in desks if one.creditor.pk == chosen), desks[0] if desks else None)  # type: ignore[attr-defined]  # likewise


def to_login(request: HttpRequest) -> HttpResponse:
    """The way to signing in; htmx is told to load the whole page, not to put it in a corner of this one."""
    address = f"{resolve_url('account_login')}?{urlencode({'next': request.get_full_path()})}"
    if request.headers.get("HX-Request"):
        return HttpResponse(headers={"HX-Redirect": address})
    return HttpResponseRedirect(address)
