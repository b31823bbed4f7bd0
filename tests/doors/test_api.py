"""The door for other installations: what is forged, replayed, of another line, too large or too often is refused, and says why."""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any
from urllib.parse import urlencode

import pytest
import schemathesis
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.signals import request_finished, request_started
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections
from django.test import Client
from hypothesis import HealthCheck, given, settings
from schemathesis.specs.openapi.checks import positive_data_acceptance

from akkoord.api import middleware
from akkoord.api.patience import Patience
from akkoord.core.handover.asked import answer, question
from akkoord.core.handover.coupling import Offered, read_code
from akkoord.core.handover.message import Message, packed
from akkoord.core.handover.signed import is_signed, key_from, public_of, signature_of
from akkoord.store.models import Line, LineMessage
from akkoord.work.installation_key import our_public_key
from akkoord.work.line.invite import Invitation
from akkoord.work.line.say import say
from tests.cast import MONDAY
from tests.work.lines import BODIES, FILE, Ears, ears, invited

pytestmark = pytest.mark.django_db
NOT_DESCRIBED = [positive_data_acceptance]  # which bytes are a message, and who holds a key, no description can say
KEY, STRANGER = key_from(b"k" * 32), key_from(b"s" * 32)
NOW = int(datetime.now(UTC).timestamp())


@pytest.fixture(autouse=True)
def hears(monkeypatch: pytest.MonkeyPatch) -> Ears:
    """With what the desk hears; and nobody has asked anything yet."""
    monkeypatch.setattr(middleware, "ASKED", Patience(3000))
    monkeypatch.setattr(middleware, "WRONG", Patience(60))
    return ears(monkeypatch)[1]


@pytest.fixture
def made() -> Invitation:
    """An invitation that nobody took up yet."""
    return invited()


def headers(method: str, path: str, *, mark: str, key: Ed25519PrivateKey = KEY, body: bytes = b"", moment: int = NOW) -> dict[str, str]:
    """What a question says of itself."""
    sealed = signature_of(key, question(method=method, path=path, mark=mark, moment=moment, body=body))
    return {"Akkoord-Time": str(moment), "Akkoord-Signature": sealed}


def open_it(made: Invitation, *, key: Ed25519PrivateKey = KEY, secret: str = "", name: str = "De Linde") -> Any:
    """Take the code up as another installation does."""
    offered = read_code(made.code)
    assert isinstance(offered, Offered)
    path = f"/api/v1/lines/{made.line.mark}/open"
    body = json.dumps({"secret": secret or offered.secret, "key": public_of(key), "name": name, "kvk": "12345678"}).encode()
    said = headers("POST", path, mark=made.line.mark, key=key, body=body)
    return Client().post(path, body, content_type="application/json", headers=said)


@pytest.fixture
def line(made: Invitation) -> Line:
    """The line, open for the client with KEY."""
    assert open_it(made).status_code == 200
    made.line.refresh_from_db()
    return made.line


def ask(method: str, line: Line, path: str, **how: Any) -> Any:
    """One question over that line."""
    whole = f"/api/v1/lines/{line.mark}/{path}"
    signed = headers(method, how.pop("signed_path", whole), mark=how.pop("mark", line.mark), **how)
    return Client().generic(method, whole, headers=signed)


def bring(line: Line, message: Message, *, file: bytes | None = None, key: Ed25519PrivateKey = KEY, sealed_by: Any = None) -> Any:
    """One message to the desk."""
    path, raw = f"/api/v1/lines/{line.mark}/messages", packed(message)
    said = headers("POST", path, mark=line.mark, key=key) | {"Akkoord-Message-Signature": signature_of(sealed_by or key, raw)}
    parts = {"message": SimpleUploadedFile("message.json", raw)}
    if file is not None:
        parts["attachment"] = SimpleUploadedFile("x.bin", file)
    return Client().post(path, parts, headers=said)


def message_of(of: Line, *, seq: int = 1, kind: str = "paid", **more: Any) -> Message:
    """What a client says."""
    sha = hashlib.sha256(FILE).hexdigest() if kind == "submit" else ""
    said = {"uid": f"{seq:032x}", "line": of.mark, "seq": seq, "kind": kind, "ref": "Z-1", "made_on": MONDAY, "attachment": sha, **more}
    return Message(body=BODIES[kind], **said)


def no(answered: Any) -> tuple[int, str]:
    """The status of a problem, and what it says."""
    assert answered["Content-Type"] == "application/problem+json"
    assert "Set-Cookie" not in answered
    said = answered.json()
    assert (set(said), said["status"]) == ({"type", "title", "status", "detail"}, answered.status_code)
    return answered.status_code, said["detail"]


def test_line_is_opened_spoken_over_fetched_acknowledged_and_closed(line: Line, hears: Ears) -> None:
    assert (line.state, line.name, line.kvk, line.secret, line.key) == ("open", "De Linde", "12345678", "", public_of(KEY))
    dossier = message_of(line, kind="submit")
    told = bring(line, dossier, file=FILE)
    assert (told.status_code, told.json(), hears.uids, "Set-Cookie" in told) == (200, {"taken": 1}, [dossier.uid], False)
    say(line, kind="received", ref="Z-1", body=BODIES["received"], on=MONDAY)
    say(line, kind="action", ref="Z-1", body={"what": "call", "on": "2026-03-02", "text": ""}, on=MONDAY, attachment=b"opname")
    page = ask("GET", line, "messages?after=0")
    rows = page.json()["messages"]
    assert [(row["seq"], row["attachment"]) for row in rows] == [(1, False), (2, True)]
    assert is_signed(base64.b64decode(rows[1]["message"]), public=our_public_key(), signature=rows[1]["signature"])
    mine = headers("GET", f"/api/v1/lines/{line.mark}/messages?after=0", mark=line.mark)["Akkoord-Signature"]
    assert is_signed(answer(to=mine, status=200, body=page.content), public=our_public_key(), signature=page["Akkoord-Signature"])
    assert ask("GET", line, "messages/2/attachment").content == b"opname"
    assert no(ask("GET", line, "messages/1/attachment"))[0] == 404
    assert ask("POST", line, "taken/1").status_code == 200
    assert list(LineMessage.objects.filter(ours=True).order_by("seq").values_list("state", flat=True)) == ["sent", "queued"]
    assert no(ask("POST", line, "taken/3")) == (409, "Zo veel berichten zijn er niet.")
    assert ask("POST", line, "close").status_code == 200
    assert no(bring(line, message_of(line, seq=2))) == (409, "Deze lijn is gesloten.")
    assert ask("GET", line, "messages?after=2").json() == {"messages": [], "more": False, "closed": True}


def test_code_opens_for_one_key_only(made: Invitation) -> None:
    assert no(open_it(made, secret="geraden"))[0] == 404
    assert open_it(made).json() == open_it(made).json()
    spent = no(open_it(made, key=STRANGER))
    assert spent[0] == 404
    made.line.mark = f"{made.line.mark[:-1]}{'0' if made.line.mark[-1] != '0' else '1'}"
    assert no(open_it(made, key=STRANGER)) == spent


def test_code_that_ran_out_says_so(made: Invitation, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AKKOORD_ON", "2099-01-01")
    assert no(open_it(made)) == (410, "Deze koppelcode is verlopen. Vraag uw partner om een nieuwe.")


def test_nobody_else_asks_and_nothing_is_asked_again_later(line: Line) -> None:
    wrong = (401, "De handtekening van deze vraag klopt niet.")
    late = (401, "Deze vraag is te oud of uit de toekomst. Staat de klok van beide computers goed?")
    other = invited({"name": "Ander bureau", "desk_on": True}).line
    assert no(ask("GET", line, "messages?after=0", key=STRANGER)) == wrong
    assert no(ask("GET", line, "messages?after=0", mark=other.mark)) == wrong
    assert no(ask("GET", line, "messages?after=0", signed_path=f"/api/v1/lines/{line.mark}/messages?after=7")) == wrong
    assert no(ask("GET", line, "messages?after=0", moment=NOW - 700)) == late
    assert no(ask("GET", line, "messages?after=0", moment=NOW + 700)) == late
    assert no(Client().get(f"/api/v1/lines/{line.mark}/messages"))[0] == 401
    unknown = no(ask("GET", other, "messages?after=0"))  # it exists, and is of nobody yet
    assert unknown == (404, "Deze lijn is hier niet bekend.")
    other.mark = f"7{'7' * 5}.{'a' * 24}"
    assert no(ask("GET", other, "messages?after=0")) == unknown
    english = Client().get(f"/api/v1/lines/{line.mark}/messages", headers={"Accept-Language": "en"})
    assert no(english)[1].startswith("This question is too old")


def test_forged_replayed_and_misplaced_messages(line: Line, hears: Ears) -> None:
    good = message_of(line)
    assert no(bring(line, good, sealed_by=STRANGER)) == (401, "De handtekening klopt niet.")
    assert no(bring(line, message_of(line, line="1.ab"))) == (422, "Dit bericht is van een andere lijn.")
    assert no(bring(line, message_of(line, kind="submit"))) == (422, "Het bestand is niet dat waarover het bericht gaat.")
    assert bring(line, message_of(line, seq=2)).json() == {"taken": 0}
    assert hears.uids == []
    assert [bring(line, good).json() for _ in range(2)] == [{"taken": 2}] * 2
    assert hears.uids == [good.uid, f"{2:032x}"]
    assert no(bring(line, message_of(line, ref="Z-9"))) == (409, "Dit nummer is al gebruikt voor een ander bericht.")
    assert LineMessage.objects.count() == 2


def test_too_much_and_too_often(line: Line, monkeypatch: pytest.MonkeyPatch) -> None:
    large = Client().post(f"/api/v1/lines/{line.mark}/messages", b"", content_type="multipart/form-data", CONTENT_LENGTH=str(10**9))
    assert no(large) == (413, "Te groot: een bestand mag 50 MB zijn.")
    monkeypatch.setattr(middleware, "WRONG", Patience(3))
    assert [ask("GET", line, "messages?after=0", key=STRANGER).status_code for _ in range(3)] == [401] * 3
    often = ask("GET", line, "messages?after=0")
    assert (no(often)[0], 0 < int(often["Retry-After"]) <= 60) == (429, True)


def test_whatever_else_is_asked_is_a_problem_in_json(line: Line) -> None:
    assert no(Client().get("/api/"))[0] == 404
    assert no(Client().get("/api/v1/docs"))[0] == 404
    assert no(Client().delete(f"/api/v1/lines/{line.mark}/messages"))[0] == 405
    assert no(Client().post(f"/api/v1/lines/{line.mark}/open", b"{", content_type="application/json"))[0] in (400, 422)
    shown = Client().get("/api/v1/openapi.json")
    assert sorted(shown.json()["paths"]) == [
        "/api/v1/lines/{mark}/close",
        "/api/v1/lines/{mark}/messages",
        "/api/v1/lines/{mark}/messages/{seq}/attachment",
        "/api/v1/lines/{mark}/open",
        "/api/v1/lines/{mark}/taken/{seq}",
    ]


@pytest.fixture
def described(line: Line, monkeypatch: pytest.MonkeyPatch) -> Iterator[Any]:
    """The description, with the application behind it; between its requests the connection of the test stays open."""
    monkeypatch.setattr(middleware, "WRONG", Patience(10**6))
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield schemathesis.openapi.from_wsgi("/api/v1/openapi.json", get_wsgi_application())
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


@pytest.mark.parametrize("known", [False, True], ids=["by a stranger", "by the client"])
def test_door_holds_to_its_description(described: Any, line: Line, known: bool) -> None:
    """Whatever is made up by the description, nothing breaks, and every answer is one that the description names."""
    say(line, kind="action", ref="Z-1", body={"what": "call", "on": "2026-03-02", "text": ""}, on=MONDAY, attachment=b"opname")
    statuses, tried = set(), 0
    for operation in described.get_all_operations():
        strategy = operation.ok().as_strategy()

        @settings(max_examples=6, deadline=None, database=None, derandomize=True, suppress_health_check=list(HealthCheck))
        @given(case=strategy)
        def holds(case: Any) -> None:
            if known:
                sign_as_client(case, line)
            statuses.add(case.call_and_validate(excluded_checks=NOT_DESCRIBED).status_code)

        holds()
        tried += 1
    assert (tried, 200 in statuses, statuses - {200, 400, 401, 404, 409, 422}) == (6, known, set())


def sign_as_client(case: Any, line: Line) -> None:
    """Make of a made-up question one of the client."""
    case.path_parameters["mark"] = line.mark
    asked = "?" + urlencode(case.query) if case.query else ""
    case.headers.update(headers(case.method, case.formatted_path + asked, mark=line.mark))
