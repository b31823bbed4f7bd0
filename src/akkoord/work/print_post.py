"""The post of the day as one PDF for the printer; printing it is what makes those letters leave."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from django.db import transaction

from akkoord.core.letter_json import unpacked
from akkoord.letters.render import render_batch
from akkoord.store.access import Desk
from akkoord.store.models import Creditor, Letter, Outbox
from akkoord.work.attached import attached
from akkoord.work.letter_left import mark_left
from akkoord.work.make_letter import blocks_of
from akkoord.work.recheck import may_leave
from akkoord.work.record import Log
from akkoord.work.send_outbox import keep_pdf


def print_batch(*, desk: Desk, on: date, at: datetime) -> bytes | None:
    """All approved post as one PDF, each letter once; None where there is none or sending is off. What is not right any
    more is left out and withdrawn, or goes back to be read."""
    if not desk.may_work or not desk.creditor.sending_on:
        return None
    with transaction.atomic():
        log = Log(desk.creditor.id, on, at, desk.user.email)
        claimed = []
        waiting = Outbox.objects.filter(creditor=desk.creditor, channel="post", state="queued", letter__state="approved")
        for row in waiting.select_related("letter").order_by("id"):
            if may_leave(row.letter, creditor=desk.creditor, on=on, log=log):
                mine = Outbox.objects.filter(creditor=desk.creditor, id=row.id, state="queued")
                if mine.update(state="sent", sent_at=at, receipt=f"printed by {desk.user.email}"[:300]) == 1:
                    claimed.append(row.letter)
        for letter in claimed:
            keep_pdf(letter)
            log.add("message-sent", debtor_id=letter.debtor_id, channel="post", letter=letter.id)
            mark_left(letter, on=on, log=log)
        log.write()
        if not claimed:
            return None
        return _printed(desk.creditor, claimed)


def _printed(creditor: Creditor, letters: Sequence[Letter]) -> bytes:
    """The letters in one file; where invoices go along, each letter with its own behind it."""
    along = [attached(creditor, one, channel="post").files for one in letters]
    if not any(along):
        return render_batch([(unpacked(one.content), blocks_of(one), one.subject) for one in letters])
    from akkoord.work.paper import behind, joined  # loading pypdf takes longer than starting the rest, and few letters need it

    return joined(behind(bytes(one.pdf or b""), files)[0] for one, files in zip(letters, along, strict=True))
