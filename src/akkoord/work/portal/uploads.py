"""Files that a debtor sends: looked at before they are kept, by what is in them and how large they are, and never shown here."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db.models import Count, Sum

from akkoord.core.problem import Refusal, Text
from akkoord.core.uploaded import Upload
from akkoord.store.access import Guest
from akkoord.store.models import DebtorFile
from akkoord.work.record import Log
from akkoord.work.uploads.keep import About, keep_file
from akkoord.work.uploads.look import Good, looked_at

AT_ONCE = 4  # files of one message
FILES, BYTES = 60, 60_000_000  # of one debtor together
_KINDS = {"paid": "proof", "dispute": "dispute"}


def keep_uploads(guest: Guest, files: Sequence[Upload], *, act: str, invoice_id: int | None, log: Log) -> list[DebtorFile] | Refusal:
    """Keep these files of this debtor, or none of them and why; within the transaction of what he says with them. One that he
    sent before is not kept twice."""
    if not files:
        return []
    if len(files) > AT_ONCE:
        return Refusal(Text(f"Stuur hoogstens {AT_ONCE} bestanden tegelijk.", f"Send at most {AT_ONCE} files at once."))
    looked = [looked_at(one) for one in files]
    wrong = next((one for one in looked if isinstance(one, Refusal)), None) or _no_room(guest, looked)
    if wrong:
        return wrong
    kind, about = _KINDS.get(act, "other"), About(invoice_id=invoice_id)
    own: dict[str, Any] = {"debtor_id": guest.debtor.id, "kind": kind, "sender": guest.debtor.name}
    return [keep_file(file=one, log=log, about=about, **own) for one in looked if isinstance(one, Good)]


def _no_room(guest: Guest, looked: Sequence[Good | Refusal]) -> Refusal | None:
    kept = guest.files().aggregate(count=Count("id"), size=Sum("size"))
    size = sum(len(one.content) for one in looked if isinstance(one, Good))
    if kept["count"] + len(looked) <= FILES and (kept["size"] or 0) + size <= BYTES:
        return None
    return Refusal(Text("Wij hebben al veel bestanden van u. Mail ons de rest.", "We have many files of yours already. Mail us the rest."))
