"""What is said where something is refused: a JSON problem (RFC 9457), in Dutch, and in English to who asks for it."""

from __future__ import annotations

import json
from http.client import responses

from django.http import HttpRequest, HttpResponse

from akkoord.core.problem import Refusal, Text

KIND = "application/problem+json"


class Refused(Exception):
    """A question of another installation that is not answered: with which status, and why."""

    def __init__(self, status: int, why: Text | Refusal) -> None:
        super().__init__(status)
        self.status = status
        self.why = why.why if isinstance(why, Refusal) else why


def problem(request: HttpRequest, status: int, why: Text) -> HttpResponse:
    """The answer itself."""
    wanted = request.headers.get("Accept-Language", "nl")
    said = {"type": "about:blank", "title": responses.get(status, ""), "status": status, "detail": why.in_language(wanted)}
    return HttpResponse(json.dumps(said, ensure_ascii=False), status=status, content_type=KIND)
