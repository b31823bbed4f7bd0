"""Looks at how much is sent before anything of it is read: nobody fills the disk from outside."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from akkoord.portal.pages import MOST
from akkoord.work.portal.public import PATH


class MeasuredMiddleware:
    """Refuses what is larger than all files that may come at once, at this door only."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """The answer; 413 without reading where it is too much."""
        length = request.META.get("CONTENT_LENGTH") or "0"
        if request.path.startswith(PATH) and (not length.isdecimal() or len(length) > 12 or int(length) > MOST):
            return HttpResponse("Te groot · too large", status=413, content_type="text/plain; charset=utf-8")
        return self.get_response(request)
