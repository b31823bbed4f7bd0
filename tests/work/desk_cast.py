"""A collection desk for tests: an agency, a line of a client, and what he says over it."""

from __future__ import annotations

import secrets
from datetime import date, timedelta
from typing import Any

from akkoord.core.handover.signed import public_of
from akkoord.core.problem import Refusal
from akkoord.store.access import Desk
from akkoord.store.models import Creditor, DeskCase, Line, LineMessage
from akkoord.work.desk.heard import heard
from akkoord.work.line.carry import carry_here, lines_here
from akkoord.work.line.invite import Invitation, invite
from akkoord.work.line.open import open_line
from tests.cast import BRUG, MONDAY
from tests.dossiers import KEY, dossier, manifest
from tests.factories import at_hour, make_creditor, make_desk

AT = at_hour(MONDAY)
MIDDEN: dict[str, Any] = {
    **BRUG,
    "name": "Incasso Midden B.V.",
    "email": "zaken@incassomidden.example",
    "website": "incassomidden.example",
    "signed_by": "Sanne Midden",
    "partner": "",
    "partner_mandated": False,
    "iban": "NL91ABNA0417164300",
    "desk_on": True,
    "desk_registration": "WKI-2024-0123",
    "desk_complaints": "Hebt u een klacht over ons? Mail naar klachten@incassomidden.example. U hoort binnen twee werkdagen van ons.",
}
PERSON: dict[str, Any] = {
    "name": "J. Jansen", "kind": "consumer", "natural_person": True, "kvk": "", "legal_form": "", "street": "Dorpsstraat 1",
    "postcode": "4041 CD", "city": "Kesteren", "email": "j.jansen@post.example",
}  # fmt: skip


def make_agency(**fields: Any) -> Creditor:
    """An agency with a desk."""
    return make_creditor(MIDDEN, **fields)


def coupled(creditor: Creditor) -> tuple[Desk, Desk]:
    """A creditor and an agency in this installation with an open line and a mandate: the owner of each at his desk."""
    ours, theirs = make_desk(creditor), make_desk(make_agency(sending_on=True), email="balie@incassomidden.example")
    made = invite(desk=theirs, name=creditor.name, email="", terms={}, on=MONDAY, at=AT)
    assert isinstance(made, Invitation)
    assert not isinstance(open_line(desk=ours, code=made.code, on=MONDAY, at=AT), Refusal)
    Creditor.objects.filter(id=creditor.id).update(partner_mandated=True, partner_mandated_on=MONDAY - timedelta(days=90))
    creditor.refresh_from_db()
    return Desk(creditor, ours.user, ours.role), theirs


def carried() -> None:
    """Everything that is on its way between companies here arrives."""
    while lines_here().exists():
        carry_here(on=MONDAY, at=AT)


def make_line(agency: Creditor, **fields: Any) -> Line:
    """A line of one of its clients, open, as the desk sees it."""
    mark = secrets.token_hex(8)
    said = {"side": "desk", "state": "open", "mark": mark, "name": "Drukkerij De Linde", "key": public_of(KEY), "made_on": MONDAY}
    return Line.objects.create(creditor=agency, **{**said, **fields})


def message(line: Line, kind: str, ref: str, body: dict[str, Any], *, file: bytes | None = None, on: date = MONDAY) -> LineMessage:
    """What the client said, as it came in."""
    from hashlib import sha256

    last = LineMessage.objects.filter(creditor=line.creditor, line_id=line.id, ours=False).count()
    digest = sha256(file).hexdigest() if file is not None else ""
    own = {"creditor": line.creditor, "line_id": line.id, "ours": False, "seq": last + 1, "uid": secrets.token_hex(16)}
    about = {"kind": kind, "ref": ref, "body": body, "made_on": on, "state": "waiting", "raw": b"{}", "signature": ""}
    return LineMessage.objects.create(**own, **about, attachment=file, attachment_sha256=digest)


def hear(line: Line, kind: str, ref: str, body: dict[str, Any], *, file: bytes | None = None, on: date = MONDAY) -> Refusal | None:
    """Say it, and take it in."""
    return heard(line, message(line, kind, ref, body, file=file, on=on), on=on, at=at_hour(on))


def file_of(ref: str, **changed: Any) -> bytes:
    """The dossier of a case; `changed` goes into its debtor."""
    said = manifest(reference=ref)
    return dossier({**said, "debtor": {**said["debtor"], **changed}})


def submit(line: Line, ref: str = "D1", *, on: date = MONDAY, **changed: Any) -> DeskCase:
    """A case that was submitted."""
    body = {"total": 116_234, "debtor": "Bakkerij Bos", "invoices": ["F1"]}
    assert hear(line, "submit", ref, body, file=file_of(ref, **changed), on=on) is None
    return DeskCase.objects.get(creditor=line.creditor, line_id=line.id, ref=ref)


def said(line: Line) -> list[tuple[str, str]]:
    """What the desk told over a line: (kind, ref), in order."""
    rows = LineMessage.objects.filter(creditor=line.creditor, line_id=line.id, ours=True).order_by("seq")
    return list(rows.values_list("kind", "ref"))
