"""The confirmation of a call: a draft with everything agreed, in his words and ours, ready when the phone is down."""

from __future__ import annotations

from collections.abc import Sequence

from akkoord.core.conversation.reason import Cause
from akkoord.core.letter import AgreedLine, Talk
from akkoord.core.problem import Refusal
from akkoord.letters.glyphs import MISSING, printable
from akkoord.reasons import reasons
from akkoord.steps import letter_step
from akkoord.store.access import Desk
from akkoord.store.models import Agreed, Call, Case, Debtor, Invoice, Letter
from akkoord.work.letters.make_letter import Wanted, content_of, keep_letter, new_letter, reached_at
from akkoord.work.record import Log

KIND = "confirmation"
WORDS = 300  # characters of what he said that go into the letter
_NOT_REPEATED = frozenset({Cause.ANGER, Cause.UNKNOWN})


def draft_confirmation(desk: Desk, call: Call, agreed: Sequence[Agreed], log: Log) -> Letter | None:
    """The draft, kept with the call; None where nothing was agreed or nothing is open. Call it in the transaction that ends the
    call, after what was agreed was carried out."""
    rows = list(desk.agreed().filter(call_id=call.id).exclude(state="withdrawn").select_related("invoice").order_by("id"))
    invoices = open_invoices(desk, call.debtor_id)
    if not rows or not invoices:
        return None
    letter = draft_beside(desk, call.debtor, KIND, invoices, log, talk=_talk(desk, call, rows))
    if letter is not None:
        call.letter_id = letter.id
        call.save(update_fields=["letter_id"])
    return letter


def open_invoices(desk: Desk, debtor_id: int) -> list[Invoice]:
    """What is open at this debtor, the oldest first."""
    mine = desk.invoices().filter(debtor_id=debtor_id, kind="invoice", open__gt=0)
    return list(mine.defer("description").order_by("due_on", "id"))


def draft_beside(
    desk: Desk, debtor: Debtor, kind: str, invoices: Sequence[Invoice], log: Log, *, talk: Talk | None = None
) -> Letter | None:
    """The draft of a letter that is no step of the ladder, within the transaction of the caller; its log is not written yet."""
    left = {row.id: row.open for row in invoices}
    reach = reached_at(debtor, debtor.contacts.order_by("id").first())
    wanted = Wanted(debtor, letter_step(kind), tuple(left), (), left, (), *reach, talk=talk)
    content = content_of(desk.creditor, wanted, on=log.on, invoices={row.id: row for row in invoices})
    if isinstance(content, Refusal):
        return None
    own = {"creditor": desk.creditor, "debtor_id": debtor.id}
    case, _ = Case.objects.get_or_create(closed_on=None, **own, defaults={"opened_on": log.on})
    letter = new_letter(desk.creditor, wanted, content, case_id=case.id)
    keep_letter(letter)
    log.add("letter-drafted", debtor_id=debtor.id, step=kind, subject=letter.subject, asked=letter.asked, letter=letter.id)
    return letter


def _talk(desk: Desk, call: Call, rows: Sequence[Agreed]) -> Talk:
    known = reasons()
    said = desk.said().filter(call_id=call.id).exclude(words="").order_by("id")
    words = [_line(one.words) for one in said if one.reason in known and known[one.reason].cause not in _NOT_REPEATED]
    return Talk(call.on, _line(call.spoke_with), tuple(one[:WORDS] for one in words if one), tuple(map(_agreed, rows)))


def _agreed(row: Agreed) -> AgreedLine:
    return AgreedLine(
        kind=row.kind,
        what=_line(row.what),
        amount=row.amount or 0,
        parts=row.parts or 0,
        day=row.day,
        minute=f"{row.minute:%H:%M}" if row.minute else "",
        place=_line(row.place),
        invoice=row.invoice.number if row.invoice else "",
    )


def _line(text: str) -> str:
    """What was typed, on one line, without what no font carries."""
    return " ".join(printable(text).replace(MISSING, " ").split())
