"""May this letter leave? What must stand in it, and what must not."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from stdnum import iban as iban_check

from akkoord.core.letter import LetterContent
from akkoord.core.problem import Refusal
from akkoord.letters.check_desk import check_desk, names_of
from akkoord.letters.check_suspension import KINDS, check_suspension
from akkoord.letters.check_words import fixed_words, out_of_place, says
from akkoord.letters.days import ways_to_write
from akkoord.letters.fields import main_invoices
from akkoord.letters.files import LetterFile, letter_file
from akkoord.letters.glyphs import unprintable
from akkoord.letters.refusals import AUDIENCE, FACTS, refusal
from akkoord.letters.texts import Block, facts_for
from akkoord.letters.wording import other_amounts, plain_words

CLAIM_NOTHING = (
    "pre-due-notice",
    "arrangement-offer",
    "confirmation",
    "invoice-copy",
    "instalment-reminder",
    "instalment-missed",
    "closing",
    "settlement-offer",
)
_UNFILLED = re.compile(r"\{\{|\}\}|\{[a-z_]+\}")
_WRONG_TERM = re.compile(
    r"(?:veertien dagen|14 dagen|twee weken) (?:na|vanaf) (?:de )?"
    r"(?:dagtekening|dag(?! nadat)|datum|heden|nu|vandaag|verzending|verzenddatum|ontvangst)\b"
    r"|(?:fourteen days|14 days|two weeks) (?:of|from|after) (?:the )?(?:date|today|now|sending|dispatch|posting|receipt|receiving)\b"
)


def _needs(content: LetterContent, *, file: LetterFile) -> Iterator[Refusal]:
    """The facts without which the letter says nothing, and the debtors it is not for."""
    facts, audience = facts_for(content), "consumer" if content.consumer else "business"
    for name in file.needs:
        if not facts[name].strip():
            yield refusal("lacks", what=FACTS[name], source=file.source)
    if audience not in file.audience:
        yield refusal("audience", what=AUDIENCE[audience], source=file.source)
    if content.last_day and content.last_day <= content.dated:
        yield refusal("last-day")
    if content.kind == "pre-due-notice" and any(one.due_on <= content.dated for one in main_invoices(content)):
        yield refusal("due-already")
    if content.sender.iban and not iban_check.is_valid(content.sender.iban):
        yield refusal("iban", value=content.sender.iban)


def _sums(content: LetterContent) -> Iterator[Refusal]:
    """The sum asked is what its parts come to, and no letter asks for more than it may."""
    if content.asked < 0:
        yield refusal("not-positive")
    if content.asked != content.principal + content.interest + content.costs:
        yield refusal("sum")
    if content.principal != sum(invoice.open for invoice in main_invoices(content)):
        yield refusal("invoices")
    if content.kind == "reminder" and (content.interest or content.costs):
        yield refusal("reminder-claims")
    if content.kind in CLAIM_NOTHING and (content.interest or content.costs or content.costs_if_late):
        yield refusal("claims-nothing")
    if content.kind == "fourteen-day-letter" and content.costs:
        yield refusal("costs-too-early")


def _names(content: LetterContent) -> tuple[str, ...]:
    """What came from the books and may hold a brace of its own."""
    sender, addressee = content.sender, content.addressee
    numbers = (invoice.number for invoice in content.invoices)
    own = (content.partner, content.signed_by, content.reference, content.work, content.fear)
    ending = (content.ending.credit_note,) if content.ending else ()
    return (sender.name, addressee.name, addressee.contact, *own, *numbers, *ending, *_typed(content), *names_of(content))


def _typed(content: LetterContent) -> tuple[str, ...]:
    """What somebody typed in a call, which stands in its confirmation."""
    if content.talk is None:
        return ()
    return (content.talk.whom, *content.talk.words, *(text for one in content.talk.agreed for text in (one.what, one.place)))


def _texts(content: LetterContent, *, file: LetterFile, blocks: Sequence[Block], subject: str) -> Iterator[Refusal]:
    """The texts as a person left them: complete, nothing unfilled, everything printable."""
    body = "\n".join(block.text for block in blocks)
    if not subject.strip():
        yield refusal("no-subject")
    yield from says(content, file=file, body=plain_words(body))
    left = f"{subject}\n{body}"
    for name in filter(None, _names(content)):
        left = left.replace(name, "")
    for field in dict.fromkeys(_UNFILLED.findall(left)):
        yield refusal("unfilled", value=field)
    address = (content.addressee.street, content.addressee.postcode, content.addressee.city)
    odd = unprintable("".join((subject, body, *_names(content), *address)))
    if odd:
        yield refusal("unprintable", value=odd)


def _fourteen_days(content: LetterContent, *, blocks: Sequence[Block], subject: str) -> Iterator[Refusal]:
    """One term and one amount of costs: no other term, no calendar date, no amount that the letter does not rest on."""
    said = plain_words("\n".join((subject, *(block.text for block in blocks))))
    for wrong in _WRONG_TERM.finditer(said):
        yield refusal("wrong-term", value=wrong.group())
    ways = ways_to_write(content.last_day, language=content.language) if content.last_day else ()
    dates = [way for way in ways if re.search(rf"(?<!\d){re.escape(way)}", said)]
    if dates:
        yield refusal("date-as-term", value=dates[0])
    for amount in other_amounts(content, said=said):
        yield refusal("other-amount", value=amount)


def check(content: LetterContent, *, blocks: Sequence[Block], subject: str) -> tuple[Refusal, ...]:
    """Every reason why this letter may not leave as it stands; none where it may.

    Raises ValueError where the shelf has no letter of this kind in this language.
    """
    file = letter_file(content.kind, language=content.language)
    refusals = [*_needs(content, file=file), *_sums(content)]
    refusals += _texts(content, file=file, blocks=blocks, subject=subject)
    refusals += fixed_words(content, file=file, blocks=blocks)
    refusals += out_of_place(content, file=file, blocks=blocks, subject=subject)
    if content.kind == "fourteen-day-letter":
        refusals += _fourteen_days(content, blocks=blocks, subject=subject)
    if content.desk is not None:
        refusals += check_desk(content)
    if content.kind in KINDS:
        refusals += check_suspension(content, file=file, blocks=blocks, subject=subject)
    return tuple(refusals)
