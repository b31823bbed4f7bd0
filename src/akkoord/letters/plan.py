"""What a letter about an arrangement says: the schedule as a table, a QR code for each payment, and where both sign."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from typing import Any

from akkoord.core.day_words import day_shown
from akkoord.core.letter import LetterContent, LetterPart
from akkoord.core.money import shown
from akkoord.letters.days import day_short
from akkoord.letters.fields import iban_shown, payment_reference
from akkoord.letters.files import shared
from akkoord.letters.glyphs import breakable, printable
from akkoord.letters.qr import code_for

Data = dict[str, Any]  # JSON
ON_THE_PAGE = 12  # payments that stand on the first page; more stand in the annex only
LONGEST = 46  # characters of one word before it may break


def schedule_lines(content: LetterContent) -> list[tuple[str, str, str]]:
    """Each payment: its name, its last day and its sum, in words."""
    plan, language = content.plan, content.language
    if plan is None:
        return []
    return [
        (part_name(part, language), day_shown(part.day, language=language), shown(part.amount, language=language)) for part in plan.parts
    ]


def part_name(part: LetterPart, language: str) -> str:
    """What a payment is called: the down payment, or an instalment with its number."""
    words = shared(language).words
    return words["down_payment"] if part.number == 0 else f"{words['instalment']} {part.number}"


def schedule_text(content: LetterContent) -> str:
    """The schedule as lines of text, as it stands in an e-mail and under the hash."""
    words, plan = shared(content.language).words, content.plan
    rows = [f"- {name}, {words['at_the_latest']} {day}: {cents}" for name, day, cents in schedule_lines(content)]
    total = f"{words['sum_of']}: {shown(plan.total, language=content.language)}" if plan else ""
    return "\n".join([f"{words['schedule']}:", *rows, total])


def plain_schedule(content: LetterContent) -> Data:
    """The schedule for the page: in two columns where it is long, and empty where it stands in the annex only."""
    words, plan = shared(content.language).words, content.plan
    if plan is None or len(plan.parts) > ON_THE_PAGE:
        return {"head": [], "rows": [], "total": [], "note": words["schedule_in_annex"]}
    rows = [list(map(printable, row)) for row in schedule_lines(content)]
    head = [words["payment_part"], words["at_the_latest_by"], words["amount"]]
    return {"head": head, "rows": rows, "total": [words["sum_of"], shown(plan.total, language=content.language)], "note": ""}


def annex_codes(content: LetterContent) -> Data | None:
    """A QR code for each payment that is still to come of a letter that lays an arrangement down, with the bank details."""
    plan, language = content.plan, content.language
    if plan is None or plan.due:
        return None
    words = shared(language).words
    rows = [(words["account"], iban_shown(content.sender.iban)), (words["account_holder"], content.sender.name)]
    rows.append((words["pay_reference"], payment_reference(content)))
    return {
        "title": words["codes"],
        "note": words["codes_note"],
        "rows": [[label, breakable(value, longest=LONGEST)] for label, value in rows if value],
        "codes": [_code(content, part) for part in plan.parts],
    }


def _code(content: LetterContent, part: LetterPart) -> Data:
    words, language = shared(content.language).words, content.language
    cents = shown(part.amount, language=language)
    return {
        "name": printable(part_name(part, language)),
        "day": day_short(part.day),
        "sum": cents,
        "qr": code_for(content, cents=part.amount),
        "alt": printable(f"{words['qr_alt']} {cents}, {day_short(part.day)}"),
    }


def signatures(content: LetterContent) -> list[list[str]]:
    """Where both sign, on paper; what is kept of an arrangement that was accepted says how that was done instead."""
    plan, words = content.plan, shared(content.language).words
    if plan is None or plan.due or plan.accepted:
        return []
    labels = [words["signed_name"], words["signed_on"], words["signature"]]
    return [[words["for_creditor"], content.sender.name, *labels], [words["for_debtor"], content.addressee.name, *labels]]


def text_sha256(subject: str, paragraphs: Sequence[str]) -> str:
    """The hash of a text: of its subject and its paragraphs, each parted by an empty line, as UTF-8."""
    return hashlib.sha256("\n\n".join((" ".join(subject.split()), *(one.strip() for one in paragraphs))).encode()).hexdigest()
