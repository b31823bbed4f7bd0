"""The last letter: friendly, once a case, that nothing is open any more, with what was settled. It leaves as other letters do."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from akkoord.core.letter import LetterEnding
from akkoord.core.problem import Refusal, Text
from akkoord.steps import letter_step
from akkoord.store.models import Case, Creditor, Debtor, Ending, Hold, Invoice, Letter
from akkoord.work.letters.approve import approve_if_automatic
from akkoord.work.letters.make_letter import Wanted, content_of, keep_letter, new_letter, reached_at
from akkoord.work.record import Log

KIND = "closing"
CARE = ("insolvency", "vulnerable", "dispute", "hold")  # who has such a reason to wait gets no letter that no person made
STILL = Refusal(Text("Er staat nog iets open; een laatste brief past dan niet.", "Something is open still; a last letter does not fit."))
THERE = Refusal(Text("Bij dit dossier is al een laatste brief gemaakt.", "There is a last letter in this case already."))
NO_LETTER = Refusal(Text("De brief kon niet worden gemaakt.", "The letter could not be made."))


def close_with_letter(creditor: Creditor, ending: Ending, log: Log) -> Letter | None:
    """The draft that belongs to this ending, where nobody has to look first and nothing is left. Call it in its transaction."""
    held = Hold.objects.filter(creditor=creditor, debtor_id=ending.debtor_id, kind__in=CARE, ended_on=None)
    if held.exists():
        return None
    made = draft_closing(creditor, ending, log)
    return None if isinstance(made, Refusal) else made


def draft_closing(creditor: Creditor, ending: Ending, log: Log) -> Letter | Refusal:
    """The draft; or why there is none. Call it in a transaction."""
    debtor = Debtor.objects.get(creditor=creditor, id=ending.debtor_id)
    if Invoice.objects.filter(creditor=creditor, debtor_id=debtor.id, kind="invoice", open__gt=0).exists():
        return STILL
    case = _case(creditor, ending, log)
    if Ending.objects.filter(creditor=creditor, case_id=case, state="done").exclude(letter_id=None).exists():
        return THERE
    rows = list(Invoice.objects.filter(creditor=creditor, id__in=[int(one) for one in ending.basis]).order_by("due_on", "id"))
    letter = _letter(creditor, debtor, ending, rows, case, log) if rows else None
    if letter is None:
        return NO_LETTER
    keep_letter(letter)
    ending.letter_id, ending.case_id = letter.id, case
    ending.save(update_fields=["letter_id", "case_id"])
    said: dict[str, Any] = {"step": letter.kind, "subject": letter.subject, "asked": 0, "letter": letter.id}
    log.add("letter-drafted", debtor_id=debtor.id, **said)
    approve_if_automatic(creditor, letter, log)
    log.write()
    return letter


def _letter(creditor: Creditor, debtor: Debtor, ending: Ending, rows: Sequence[Invoice], case: int, log: Log) -> Letter | None:
    left = {row.id: 0 for row in rows}
    reach = reached_at(debtor, debtor.contacts.order_by("id").first())
    said = LetterEnding(ending.kind, ending.done_on or log.on, ending.let_go, ending.credit_note.number if ending.credit_note else "")
    wanted = Wanted(debtor, letter_step(KIND), tuple(left), (), left, (), *reach, ending=said)
    content = content_of(creditor, wanted, on=log.on, invoices={row.id: row for row in rows})
    return None if isinstance(content, Refusal) else new_letter(creditor, wanted, content, case_id=case)


def _case(creditor: Creditor, ending: Ending, log: Log) -> int:
    """The case it is about; one that begins and ends today where there was none, for who was never written to."""
    if ending.case_id is not None:
        return ending.case_id
    own = {"creditor": creditor, "debtor_id": ending.debtor_id}
    last = Case.objects.filter(**own).order_by("-opened_on", "-id").first()
    made = last or Case.objects.create(opened_on=log.on, closed_on=log.on, closed_because="paid", **own)
    return made.id
