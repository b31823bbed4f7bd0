"""The post of the day as one PDF for the printer; printing it is what makes those letters leave."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction

from akkoord.core.letter_json import unpacked
from akkoord.letters.render import render_batch
from akkoord.store.access import Desk
from akkoord.store.models import Letter, Outbox
from akkoord.work.letter_left import mark_left
from akkoord.work.make_letter import blocks_of, refusals
from akkoord.work.recheck import check_now, redate, too_near, withdraw
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
            if _ready(desk, row.letter, on=on, log=log):
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
        return render_batch([(unpacked(one.content), blocks_of(one), one.subject) for one in claimed])


def _ready(desk: Desk, letter: Letter, *, on: date, log: Log) -> bool:
    why = check_now(letter, creditor=desk.creditor, on=on)
    if why:
        withdraw(letter, because=why, on=on, log=log)
        return False
    if letter.pdf is not None and too_near(letter, on=on):  # its e-mail left earlier; on paper the term would be too short by now
        Outbox.objects.filter(creditor=desk.creditor, letter_id=letter.id, state="queued").update(state="cancelled")
        mark_left(letter, on=letter.made_on, log=log)
        return False
    refused = redate(letter, creditor=desk.creditor, on=on) if letter.pdf is None else None
    if refused or refusals(letter):
        Letter.objects.filter(creditor=desk.creditor, id=letter.id).update(state="draft")
        Outbox.objects.filter(creditor=desk.creditor, letter_id=letter.id, state="queued").delete()
        return False
    return True
