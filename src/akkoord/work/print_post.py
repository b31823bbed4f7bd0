"""The post of the day as one PDF for the printer; printing it is what makes those letters leave."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction

from akkoord.core.letter_json import unpacked
from akkoord.letters.render import render_batch
from akkoord.store.access import Desk
from akkoord.store.models import Outbox
from akkoord.work.letter_left import mark_left
from akkoord.work.make_letter import blocks_of
from akkoord.work.outgoing import keep_pdf
from akkoord.work.recheck import may_leave
from akkoord.work.record import Log
from akkoord.work.replies import debtors_with_unread


def print_batch(*, desk: Desk, on: date, at: datetime) -> bytes | None:
    """All approved post as one PDF, each letter once; None where there is none or sending is off. What is not right any
    more is left out and withdrawn, or goes back to be read."""
    if not desk.may_work or not desk.creditor.sending_on:
        return None
    with transaction.atomic():
        log = Log(desk.creditor.id, on, at, desk.user.email)
        claimed = []
        waiting = Outbox.objects.filter(creditor=desk.creditor, channel="post", state="queued", letter__state="approved")
        waiting = waiting.exclude(letter__debtor_id__in=debtors_with_unread(desk.creditor))
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
        return render_batch([(unpacked(one.content), blocks_of(one), one.subject) for one in claimed])
