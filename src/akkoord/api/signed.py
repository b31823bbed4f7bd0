"""Who asks: the holder of the key of this line, and nobody else; and an answer that he can know for ours."""

from __future__ import annotations

from datetime import timedelta

from django.http import HttpRequest, HttpResponse
from ninja.security import APIKeyHeader

from akkoord.api import clock
from akkoord.api.problem import Refused
from akkoord.core.handover.asked import SIGNATURE, TIME, answer, in_time, question
from akkoord.core.handover.signed import is_signed, key_from, public_of
from akkoord.core.problem import Text
from akkoord.store.models import Line
from akkoord.work.installation_key import sign
from akkoord.work.line.find import line_of
from akkoord.work.line.heard_from import heard_from

UNKNOWN = Text("Deze lijn is hier niet bekend.", "This line is not known here.")
WRONG = Text("De handtekening van deze vraag klopt niet.", "The signature of this question is not right.")
LATE = Text(
    "Deze vraag is te oud of uit de toekomst. Staat de klok van beide computers goed?",
    "This question is too old or from the future. Are the clocks of both computers right?",
)
_NOBODY = public_of(key_from(b"the key that nobody speaks with "))
EACH = timedelta(minutes=1)  # how exactly it is kept when somebody was last heard


def asked(request: HttpRequest, *, mark: str, key: str, body: bytes = b"") -> bool:
    """Whether this question was signed with that key, over this address and line, and for this moment."""
    moment, signature = request.headers.get(TIME, ""), request.headers.get(SIGNATURE, "")
    if not in_time(moment, now=int(clock.now().timestamp())):
        raise Refused(401, LATE)
    said = question(method=request.method or "", path=request.get_full_path(), mark=mark, moment=int(moment), body=body)
    return is_signed(said, public=key, signature=signature)


class OfTheLine(APIKeyHeader):
    """The signature of a question over a line that is open, or was. A line that does not exist takes as long to be refused."""

    param_name = SIGNATURE

    def authenticate(self, request: HttpRequest, key: str | None) -> Line | None:
        """The line this question is asked over."""
        mark = str(request.resolver_match.kwargs["mark"]) if request.resolver_match else ""
        line = line_of(mark)
        known = line if line is not None and line.key and line.here_id is None and line.state != "invited" else None
        right = asked(request, mark=mark, key=known.key if known else _NOBODY)
        if known is None:
            raise Refused(404, UNKNOWN)
        if not right:
            raise Refused(401, WRONG)
        heard_from(known, at=clock.now(), each=EACH)
        return known


def signed(request: HttpRequest, body: bytes, *, kind: str = "application/json") -> HttpResponse:
    """An answer with our signature, which belongs to this question only."""
    said = HttpResponse(body, content_type=kind)
    said[SIGNATURE] = sign(answer(to=request.headers.get(SIGNATURE, ""), status=200, body=body))
    return said
