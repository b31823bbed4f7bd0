"""The post of the day as one PDF for the printer, with a sheet on top; printing it is what makes those letters leave."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from django.db import transaction

from akkoord.core.letter_json import unpacked
from akkoord.letters.render import Checklist, render_batch
from akkoord.store.access import Desk
from akkoord.store.models import Creditor, Letter, Outbox, PrintBatch
from akkoord.store.models.letter import LetterState, OutboxState
from akkoord.work.letters.attached import attached
from akkoord.work.letters.letter_left import mark_left
from akkoord.work.letters.make_letter import blocks_of
from akkoord.work.letters.recheck import may_leave
from akkoord.work.mail.outgoing import keep_pdf, on_paper, pages_of
from akkoord.work.mail.replies import debtors_with_unread
from akkoord.work.record import Log


def print_batch(*, desk: Desk, on: date, at: datetime) -> bytes | None:
    """All approved post as one PDF, each letter once; None where there is none, or sending is off or on trial, or all lies
    still. What is not right any more is left out and withdrawn, or goes back to be read; so is who wrote something that nobody
    read."""
    creditor = desk.creditor
    if not desk.may_work or not creditor.sending_on or creditor.test_address or creditor.paused_since:
        return None
    with transaction.atomic():
        log = Log(desk.creditor.id, on, at, desk.user.email)
        batch = PrintBatch(creditor=desk.creditor, on=on, at=at, by=desk.user.email, letters=0, pages=0)
        claimed = _claim(desk, batch, log)
        for letter in claimed:
            keep_pdf(letter)
            log.add("message-sent", debtor_id=letter.debtor_id, channel="post", letter=letter.id, batch=batch.id)
            mark_left(letter, on=on, log=log)
        log.write()
        if not claimed:
            return None
        papers = _papers(desk.creditor, claimed)
        batch.letters, batch.pages = len(claimed), sum(pages_of(one) for one in papers)
        batch.save(force_insert=True)
        return _file(claimed, papers, by=batch.by, language=desk.user.language)


def _claim(desk: Desk, batch: PrintBatch, log: Log) -> list[Letter]:
    """The letters that are in it: each claimed by one update, so that two who print at once never both have it."""
    claimed = []
    waiting = desk.messages().filter(channel="post", state=OutboxState.QUEUED, letter__state=LetterState.APPROVED)
    waiting = waiting.exclude(letter__debtor_id__in=debtors_with_unread(desk.creditor))
    for row in waiting.select_related("letter").order_by("id"):
        if may_leave(row.letter, creditor=desk.creditor, on=batch.on, log=log):
            mine = Outbox.objects.filter(creditor=desk.creditor, id=row.id, state=OutboxState.QUEUED)
            receipt = f"printed by {batch.by}"[:300]
            if mine.update(state=OutboxState.SENT, sent_at=batch.at, receipt=receipt, batch_id=batch.id) == 1:
                claimed.append(row.letter)
    return claimed


def batch_again(*, desk: Desk, batch: PrintBatch) -> bytes | None:
    """The same letters once more as they were, where the paper jammed or the file went astray. It changes nothing."""
    rows = desk.messages().filter(channel="post", batch_id=batch.id).select_related("letter").order_by("id")
    letters = [row.letter for row in rows if row.letter.pdf is not None]
    return _file(letters, _papers(desk.creditor, letters), by=batch.by, language=desk.user.language) if letters else None


def _papers(creditor: Creditor, letters: Sequence[Letter]) -> list[bytes]:
    """Each letter as it comes out of the printer: its invoices behind it, where they go along by post."""
    return [on_paper(one, attached(creditor, one, channel="post")) for one in letters]


def _file(letters: Sequence[Letter], papers: Sequence[bytes], *, by: str, language: str) -> bytes:
    """A sheet on top that says what follows, and then the letters, each on the front of a sheet."""
    pages = [pages_of(one) for one in papers]
    top = Checklist(language=language if language in ("nl", "en") else "nl", by=by, pages=tuple(pages))
    drafts = [(unpacked(one.content), blocks_of(one), one.subject) for one in letters]
    whole = render_batch(drafts, duplex=True, checklist=top)
    if pages == [pages_of(bytes(one.pdf or b"")) for one in letters]:
        return whole
    from akkoord.work.mail.paper import first_pages, joined  # loading pypdf takes longer than starting the rest, and few letters need it

    own = render_batch(drafts, checklist=top)
    sheets = pages_of(own) - sum(pages_of(bytes(one.pdf or b"")) for one in letters)
    return joined([first_pages(own, sheets), *papers], duplex=True)
