"""A letter as plain text, for the body of an e-mail: the same blocks, with invoices and payment details as lines."""

from __future__ import annotations

from collections.abc import Sequence

from akkoord.core.letter import LetterContent, LetterInvoice
from akkoord.core.money import shown
from akkoord.letters.days import day_short
from akkoord.letters.fields import iban_shown, interest_until, main_invoices, payment_reference
from akkoord.letters.files import SCHEDULE, shared
from akkoord.letters.plan import schedule_text
from akkoord.letters.talk import to_pay, total_word
from akkoord.letters.texts import Block, in_order


def _line(invoice: LetterInvoice, *, language: str) -> str:
    words = shared(language).words
    due = f"{words['due_on'].lower()} {day_short(invoice.due_on)}"
    return f"- {words['invoice'].lower()} {invoice.number}, {due}: {shown(invoice.open, language=language)}"


def _invoices(content: LetterContent) -> str:
    words, language = shared(content.language).words, content.language
    until = f"{words['interest_until']} {day_short(interest_until(content))}"
    claims = ((until, content.interest), (words["costs"], content.costs))
    lines = [_line(invoice, language=language) for invoice in main_invoices(content)]
    lines += [f"- {label[:1].lower()}{label[1:]}: {shown(cents, language=language)}" for label, cents in claims if cents]
    lines.append(f"{words[total_word(content)]}: {shown(content.asked, language=language)}")
    other = [_line(invoice, language=language) for invoice in content.invoices if not invoice.main]
    return "\n".join([*lines, "", f"{words['also_open']}:", *other] if other else lines)


def _payment(content: LetterContent) -> str:
    words = shared(content.language).words
    rows = (
        (words["amount"], shown(to_pay(content), language=content.language)),
        (words["account"], iban_shown(content.sender.iban)),
        (words["account_holder"], content.sender.name),
        (words["pay_reference"], payment_reference(content)),
        (words["online"], content.portal),
    )
    return "\n".join([f"{words['payment']}:", *(f"{label}: {value}" for label, value in rows if value)])


def attachments_text(content: LetterContent, *, names: Sequence[str], left_out: Sequence[str]) -> str:
    """What goes along with an e-mail, and what is kept back; empty where it is the letter alone."""
    words, lines = shared(content.language).words, []
    if names:
        lines += [f"{words['attached']}:", f"- {words['this_letter']}", *(f"- {name}" for name in names)]
    if left_out:
        lines += [f"{words['left_out']}:", *(f"- {name}" for name in left_out)]
    return "\n".join(lines) + "\n" if lines else ""


def plain_text(content: LetterContent, *, blocks: Sequence[Block], subject: str) -> str:
    """The letter under its subject, from salutation to signature."""
    return "\n\n".join([" ".join(subject.split()), *paragraphs(content, blocks=blocks)]) + "\n"


def paragraphs(content: LetterContent, *, blocks: Sequence[Block]) -> tuple[str, ...]:
    """Its blocks and tables from top to bottom, each as text."""
    parts = {"@invoices": _invoices(content), "@payment": _payment(content), SCHEDULE: schedule_text(content)}
    ordered = in_order(content, blocks=tuple(blocks))
    return tuple(parts.get(block.name, block.text.strip()) for block in ordered)
