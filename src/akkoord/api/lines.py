"""The addresses of a line: it is opened, messages come in, are fetched and acknowledged, and it is closed."""

from __future__ import annotations

import base64
from typing import Annotated, Any

from django.http import HttpRequest, HttpResponse
from ninja import File, Header, Path, Query, Router
from ninja.files import UploadedFile

from akkoord.api import clock
from akkoord.api.problem import Refused
from akkoord.api.shapes import OpenIn, OpenOut, PageOut, ProblemOut, TakenOut
from akkoord.api.signed import OfTheLine, asked, signed
from akkoord.core.handover.asked import MESSAGE_SIGNATURE, TIME
from akkoord.core.handover.message import LARGEST
from akkoord.core.problem import Refusal, Text
from akkoord.store.models import Line
from akkoord.work.line import receive as taking
from akkoord.work.line.carry import sent_until
from akkoord.work.line.close import closed_there
from akkoord.work.line.receive import came_in, receive
from akkoord.work.line.take_up import EXPIRED, Client, take_up
from akkoord.work.line.told import file_told, last_told, told_after

MOST = 2**31 - 1
Mark = Annotated[str, Path(pattern=r"^[0-9]{1,18}\.[0-9a-f]{24}$", description="the number of the line, as its code says")]
Time = Annotated[str, Header(alias=TIME, pattern=r"^[0-9]{1,12}$", description="when this was asked, in seconds since 1970")]
Seq = Annotated[int, Path(ge=1, le=MOST)]
NOT_HIS = Text("De handtekening klopt niet bij deze sleutel.", "The signature does not belong to this key.")
_NO_FILE = Text("Bij dit bericht hoort geen bestand.", "No file belongs to this message.")
_NOT_SAID = Text("Zo veel berichten zijn er niet.", "There are not that many messages.")
_LARGE = Text("Dit bericht is te groot.", "This message is too large.")
_STATUS = {
    taking.NOT_SIGNED.why: 401,
    taking.CLOSED.why: 409,
    taking.TWICE.why: 409,
    taking.FAR.why: 409,
    taking.LARGE.why: 413,
}
router = Router(auth=OfTheLine(), tags=["lines"])


def refusals(*statuses: int) -> dict[Any, Any]:
    """How an address may refuse; each in the form of a problem."""
    return dict.fromkeys((*statuses, 400, 401, 404, 413, 422, 429), ProblemOut)


@router.post(
    "/{mark}/open",
    auth=None,
    response={200: OpenOut, **refusals(410)},
    summary="Open a line with a coupling code",
    openapi_extra={"parameters": [{"in": "header", "name": "Akkoord-Signature", "required": True, "schema": {"type": "string"}}]},
)
def open_line(request: HttpRequest, mark: Mark, said: OpenIn, moment: Time) -> HttpResponse:
    """Signed with the key in the body, over the body as well. Asked again with the same key, the answer is the same."""
    if not asked(request, mark=mark, key=said.key, body=request.body):
        raise Refused(401, NOT_HIS)
    client = Client(said.name, said.key, said.email, said.kvk)
    line = take_up(mark=mark, secret=said.secret, client=client, on=clock.today(), at=clock.now())
    if isinstance(line, Refusal):
        raise Refused(410 if line is EXPIRED else 404, line)
    desk = line.creditor
    who = OpenOut(name=desk.name, registration=desk.desk_registration, email=desk.email, phone=desk.phone, kvk=desk.kvk)
    return signed(request, who.model_dump_json().encode())


@router.post("/{mark}/messages", response={200: TakenOut, **refusals(409)}, summary="Say something to the desk")
def say(
    request: HttpRequest,
    mark: Mark,
    moment: Time,
    sealed: Annotated[str, Header(alias=MESSAGE_SIGNATURE, max_length=100, description="Ed25519 over the message, in base64")],
    message: Annotated[UploadedFile, File(description="the bytes that were signed: JSON of akkoord-partner, version 1")],
    attachment: Annotated[UploadedFile | None, File(description="the file whose SHA-256 the message names")] = None,
) -> HttpResponse:
    """The same message again changes nothing. One that comes before its turn waits for those before it."""
    line = _line(request)
    if (message.size or 0) > LARGEST or (attachment is not None and (attachment.size or 0) > taking.LARGEST_FILE):
        raise Refused(413, _LARGE)
    file = attachment.read() if attachment is not None else None
    refused = receive(line, message.read(), sealed, file, on=clock.today(), at=clock.now())
    if refused:
        raise Refused(_STATUS.get(refused.why, 422), refused)
    return signed(request, TakenOut(taken=came_in(line)).model_dump_json().encode())


@router.get("/{mark}/messages", response={200: PageOut, **refusals()}, summary="Fetch what the desk said")
def fetch(request: HttpRequest, mark: Mark, moment: Time, after: Annotated[int, Query(ge=0, le=MOST)] = 0) -> HttpResponse:
    """Everything after the message of that number, in order, the first fifty."""
    line = _line(request)
    rows, more = told_after(line, after)
    found = [
        {
            "seq": row.seq,
            "message": base64.b64encode(bytes(row.raw)).decode(),
            "signature": row.signature,
            "attachment": row.attachment_sha256 != "",
        }
        for row in rows
    ]
    page = PageOut.model_validate({"messages": found, "more": more, "closed": line.state == "closed"})
    return signed(request, page.model_dump_json().encode())


@router.get(
    "/{mark}/messages/{seq}/attachment",
    response=refusals(),
    summary="Fetch the file that goes along",
    openapi_extra={"responses": {200: {"description": "The file.", "content": {"application/octet-stream": {}}}}},
)
def fetch_file(request: HttpRequest, mark: Mark, seq: Seq, moment: Time) -> HttpResponse:
    """As it was signed for: its SHA-256 stands in the message."""
    found = file_told(_line(request), seq)
    if found is None:
        raise Refused(404, _NO_FILE)
    return signed(request, found, kind="application/octet-stream")


@router.post("/{mark}/taken/{seq}", response={200: TakenOut, **refusals(409)}, summary="Acknowledge what came in")
def taken(request: HttpRequest, mark: Mark, seq: Seq, moment: Time) -> HttpResponse:
    """Everything of the desk up to this number is kept at the client."""
    line = _line(request)
    if seq > last_told(line):
        raise Refused(409, _NOT_SAID)
    sent_until(line, seq, at=clock.now())
    return signed(request, TakenOut(taken=came_in(line)).model_dump_json().encode())


@router.post("/{mark}/close", response={200: TakenOut, **refusals()}, summary="Close the line")
def close(request: HttpRequest, mark: Mark, moment: Time) -> HttpResponse:
    """The client says nothing more. What the desk still has for him can be fetched."""
    line = _line(request)
    closed_there(line, on=clock.today(), at=clock.now())
    return signed(request, TakenOut(taken=came_in(line)).model_dump_json().encode())


def _line(request: HttpRequest) -> Line:
    line = request.auth  # type: ignore[attr-defined]  # django-ninja puts there what `authenticate` gave
    assert isinstance(line, Line)
    return line
