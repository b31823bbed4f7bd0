"""What is shown when something goes wrong at our side: a mistake of the program, or a database or disk that cannot be used."""

from __future__ import annotations

import sys

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from akkoord.store.outage import is_full, is_outage, let_go

AGAIN = 30  # seconds after which a program may try again


def server_error(request: HttpRequest) -> HttpResponse:
    """The page of a mistake; or, where it is no mistake and goes by, one that says what to do meanwhile. Neither asks the database
    for anything."""
    error = sys.exc_info()[1]
    if error is None or not is_outage(error):
        return HttpResponse(render(None, "500.html").content, status=500)
    let_go()
    page = render(None, "503.html", {"full": is_full(error)})
    return HttpResponse(page.content, status=503, headers={"Retry-After": str(AGAIN)})
