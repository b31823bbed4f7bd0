"""Makes the dossier of a case: its pages, its documents, its events and its manifest, in one archive that is signed."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from akkoord.core.handover.archive import LARGEST
from akkoord.core.handover.dossier import EVENTS, PDF, README, packed_event, sealed
from akkoord.core.problem import Refusal, Text
from akkoord.letters.dossier import Inside, render_dossier
from akkoord.store.models import Arrangement, Debtor, DebtorFile, Document, Event, Letter
from akkoord.store.queries.merged import ids_of
from akkoord.work.handover.manifest import Data, Paths, manifest_of
from akkoord.work.handover.pages import pages_of
from akkoord.work.handover.rows import Rows
from akkoord.work.installation_key import our_public_key, sign
from akkoord.work.record import said_by

_ODD = re.compile(r"[^A-Za-z0-9._-]+")
_ENDINGS = {"application/pdf": ".pdf", "application/xml": ".xml", "text/xml": ".xml", "image/jpeg": ".jpg", "image/png": ".png"}
_KINDS = {"signed": "ondertekend", "proof": "bewijs", "dispute": "bezwaar", "contract": "overeenkomst", "terms": "voorwaarden"}
_NOTHING = Refusal(Text("Er staat niets open, dus er is geen zaak voor een dossier.", "Nothing is open, so there is no case for a file."))
_TOO_MUCH = Refusal(Text("De stukken samen zijn te groot voor één dossier.", "The documents together are too large for one file."))
_READ_ME = """Dit is een dossier van Akkoord, versie 1.

{pdf}                  alles om te lezen, met de stukken erin
manifest.json                hetzelfde voor een programma; de vorm staat in manifest.schema.json
{events}         elke gebeurtenis, elk met de hash van de vorige
handtekening.json            Ed25519 over manifest.json, dat van elk bestand de SHA-256 noemt
facturen, brieven, stukken   de stukken zelf

`akkoord verify BESTAND.zip` gaat na dat er niets aan veranderd is.
"""


@dataclass(frozen=True, slots=True)
class Made:
    """A dossier: the archive, its SHA-256 by which it is known, and what is in it."""

    raw: bytes
    manifest: Data
    pdf: bytes


@dataclass(frozen=True, slots=True)
class _File:
    path: str
    content: bytes
    mime: str
    what: str


def make_dossier(*, debtor: Debtor, invoices: frozenset[int] | None, ref: str, on: date, at: datetime | None) -> Made | Refusal:
    """The dossier of some invoices of a debtor, or of all that are open, as it stands on that day. It changes nothing."""
    rows = Rows(debtor, invoices=invoices, on=on)
    sums = rows.owed
    if isinstance(sums, Refusal):
        return sums
    if not rows.invoices or not sums.total:
        return _NOTHING
    files, paths = _collected(rows)
    if sum(len(one.content) for one in files) > LARGEST // 3:
        return _TOO_MUCH
    events = _events(debtor, on)
    manifest = manifest_of(rows, sums=sums, ref=ref, at=at, paths=paths, events=events)
    inside = [Inside(one.path, one.content, one.mime, one.what) for one in files if one.path.startswith("facturen/")]
    manifest["files"] = [_described(one) for one in files]
    pdf = render_dossier(pages_of(rows, manifest, sums=sums, events=events, inside=inside))
    raw = _sealed(manifest, files, pdf, events)
    return _TOO_MUCH if len(raw) > LARGEST else Made(raw, manifest, pdf)


def _described(one: _File) -> Data:
    return {"path": one.path, "mime": one.mime, "what": one.what, "size": len(one.content), "sha256": _sha(one.content)}


def _sealed(manifest: Data, files: Iterable[_File], pdf: bytes, events: Iterable[Event]) -> bytes:
    told = b"".join(packed_event(said_by(one)) for one in events)
    readme = _READ_ME.format(pdf=PDF, events=EVENTS).encode()
    own = (
        _File(PDF, pdf, "application/pdf", "alles om te lezen"),
        _File(EVENTS, told, "application/jsonl", "elke gebeurtenis"),
        _File(README, readme, "text/plain", "wat er in dit dossier zit"),
    )
    whole = {one.path: one.content for one in (*files, *own)}
    said = {**manifest, "files": [_described(one) for one in (*files, *own)]}
    return sealed(said, whole, sign=sign, public=our_public_key())


def _events(debtor: Debtor, on: date) -> list[Event]:
    """Everything that happened with him, and with who was merged into him, in the order in which it was written down."""
    rows = Event.objects.filter(creditor_id=debtor.creditor_id, debtor_id__in=ids_of(debtor.creditor_id, debtor.id), on__lte=on)
    return list(rows.order_by("seq"))


def _collected(rows: Rows) -> tuple[list[_File], Paths]:
    """Every document of the case, and where each one stands."""
    files: list[_File] = []
    paths: Paths = {}
    taken: set[str] = set()
    for kind, number, wanted, content, mime, what in _documents(rows):
        path = _free(wanted, mime, taken)
        paths[kind, number] = path
        files.append(_File(path, content, mime, what))
    return files, paths


def _documents(rows: Rows) -> Iterator[tuple[str, int, str, bytes, str, str]]:
    """(kind, number, wanted path without ending, content, mime, what it is)."""
    own: dict[str, Any] = {"creditor_id": rows.creditor.id}
    number_of = {one.id: one.number for one in (*rows.invoices, *rows.credit_notes)}
    for document in Document.objects.filter(**own, invoice_id__in=list(number_of)).order_by("invoice_id", "id"):
        number = number_of[document.invoice_id]
        what = f"bewijs van levering bij factuur {number}" if document.proves_delivery else f"factuur {number}"
        folder = f"facturen/levering-{number}" if document.proves_delivery else f"facturen/{number}"
        yield "document", document.id, folder, bytes(document.content), document.mime, what
    for letter in Letter.objects.filter(**own, id__in=[one.id for one in rows.letters]).exclude(pdf=None).order_by("sent_on", "id"):
        yield "letter", letter.id, f"brieven/{letter.sent_on}-{letter.kind}", bytes(letter.pdf or b""), "application/pdf", letter.subject
    for plan in Arrangement.objects.filter(**own, id__in=[one.id for one in rows.arrangements]).exclude(pdf=None).order_by("id"):
        yield "arrangement", plan.id, f"regelingen/{plan.agreed_on}", bytes(plan.pdf or b""), "application/pdf", plan.subject
    for file in DebtorFile.objects.filter(**own, debtor_id=rows.debtor.id).order_by("on", "id"):
        kind = _KINDS.get(file.kind, "stuk")
        yield "file", file.id, f"stukken/{file.on}-{kind}", bytes(file.content), file.mime, f"{kind}: {file.name}"


def _free(wanted: str, mime: str, taken: set[str]) -> str:
    """A path for it that nothing else has."""
    folder, _, name = wanted.partition("/")
    stem, ending = _ODD.sub("-", name)[:80].strip("-.") or "stuk", _ENDINGS.get(mime, ".bin")
    path, again = f"{folder}/{stem}{ending}", 2
    while path.lower() in taken:
        path, again = f"{folder}/{stem}-{again}{ending}", again + 1
    taken.add(path.lower())
    return path


def _sha(content: bytes) -> str:

    return hashlib.sha256(content).hexdigest()
