"""Stands before this door: looks at how much comes and how often before any of it is read, and makes every no a JSON problem."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from akkoord.api.patience import Patience
from akkoord.api.problem import KIND, problem
from akkoord.core.handover.message import LARGEST
from akkoord.core.problem import Text
from akkoord.work.line.receive import LARGEST_FILE

PATH = "/api/"
MOST = LARGEST_FILE + LARGEST + 10_000  # bytes of one request
ASKED, WRONG = Patience(3000), Patience(60)  # a minute, from one place
_GUESSING = frozenset({400, 401, 404, 410, 422})
_LARGE = Text("Te groot: een bestand mag 50 MB zijn.", "Too large: a file may be 50 MB.")
_OFTEN = Text("Te vaak gevraagd. Probeer het straks opnieuw.", "Asked too often. Try again later.")
_WORDS = {
    404: Text("Dit adres bestaat niet.", "This address does not exist."),
    405: Text("Dit kan hier niet.", "This is not possible here."),
    503: Text("Akkoord kan even niet bij zijn gegevens. Probeer het straks opnieuw.", "Akkoord cannot get at its data. Try again later."),
}
_WENT_WRONG = Text("Er ging hier iets mis.", "Something went wrong here.")


class ApiMiddleware:
    """Only for what lies below /api/; everything else passes as it is."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """The answer, of which nothing is kept on the way."""
        if not request.path.startswith(PATH):
            return self.get_response(request)
        answer = _at_once(request) or _said(request, self.get_response(request))
        if answer.status_code in _GUESSING:
            WRONG.count(_place(request))
        answer["Cache-Control"] = "no-store"
        answer["X-Content-Type-Options"] = "nosniff"
        return answer


def _place(request: HttpRequest) -> str:
    return str(request.META.get("REMOTE_ADDR") or "")


def _at_once(request: HttpRequest) -> HttpResponse | None:
    """The no that needs no look at what was sent."""
    place, length = _place(request), request.META.get("CONTENT_LENGTH") or "0"
    ASKED.count(place)
    waits = ASKED.waits(place) or WRONG.waits(place)
    if waits:
        answer = problem(request, 429, _OFTEN)
        answer["Retry-After"] = str(waits)
        return answer
    if not length.isdecimal() or len(length) > 12 or int(length) > MOST:
        return problem(request, 413, _LARGE)
    return None


def _said(request: HttpRequest, answer: HttpResponse) -> HttpResponse:
    """A no of the framework in the words of this door; what it says of how to ask is kept."""
    if answer.status_code < 400 or answer.get("Content-Type") == KIND:
        return answer
    said = problem(request, answer.status_code, _WORDS.get(answer.status_code, _WENT_WRONG))
    for name in ("Allow", "Retry-After"):
        if name in answer:
            said[name] = answer[name]
    return said
