"""What the setting of a letter gets: every word and figure as text to print, so that Typst adds places and nothing else."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from akkoord.core.day_words import day_shown
from akkoord.core.letter import LetterContent, LetterInvoice, LetterParty
from akkoord.core.money import shown
from akkoord.letters.annex import annex
from akkoord.letters.days import day_short
from akkoord.letters.fields import iban_shown, interest_until, main_invoices, payment_reference
from akkoord.letters.files import letter_file, shared
from akkoord.letters.glyphs import breakable, printable, shortened
from akkoord.letters.plan import annex_codes, plain_schedule, signatures
from akkoord.letters.qr import epc_svg, link_svg
from akkoord.letters.talk import asks, to_pay, total_word
from akkoord.letters.texts import Block, facts_for, in_order, term_for

Data = dict[str, Any]  # JSON
TIGHTEST = 41  # lines of the closest setting: an arrangement is one page of text wherever that can be
LINE = 92  # characters on a line of text, about
LONGEST = 46  # characters of one word in running text before it may break
MOST = {"name": 140, "address": 120, "line": 80, "reach": 80, "fact": 56}  # characters there is room for in the head of the letter
_NARROW = {"number": 14, "address": 30, "name": 24, "reach": 40, "fact": 27}


def address_lines(party: LetterParty, *, language: str, attention: str = "") -> tuple[str, ...]:
    """A party as it stands on an envelope: name, attention, street, postcode and town, country where it is not the Netherlands."""
    dutch = party.country in ("", "NL")
    place = f"{party.postcode}  {party.city.upper() if dutch else party.city}".strip()
    person = f"{attention} {party.contact}" if attention and party.contact else ""
    country = "" if dutch else shared(language).countries.get(party.country, party.country)
    return tuple(line for line in (party.name, person, party.street, place, country) if line.strip())


def _in_head(text: str, *, room: str) -> str:
    return breakable(shortened(text, most=MOST[room]), longest=_NARROW[room])


def _sender(party: LetterParty, *, language: str) -> Data:
    words = shared(language).words
    name, *address = address_lines(party, language=language) or ("",)
    numbers = (
        (words["kvk"], party.kvk),
        (words["vat"], party.vat),
        ("IBAN", iban_shown(party.iban)),
        (words["register"], party.registration),
    )
    reach = [line for line in (party.phone, party.email, party.website) if line]
    return {
        "name": _in_head(name, room="name"),
        "line": printable(shortened(" \u00b7 ".join((name, *address)), most=MOST["line"])),
        "address": [_in_head(line, room="address") for line in address],
        "reach": [_in_head(line, room="reach") for line in reach],
        "numbers": [printable(f"{label}\u00a0{value}") for label, value in numbers if value],
    }


def _row(invoice: LetterInvoice, *, language: str) -> list[str]:
    days = str(invoice.days_overdue) if invoice.days_overdue > 0 else "\u2013"
    sums = (shown(cents, language=language, sign=False) for cents in (invoice.total, invoice.open))
    number = breakable(invoice.number, longest=_NARROW["number"])
    return [number, day_short(invoice.issued_on), day_short(invoice.due_on), days, *sums]


def _sums(content: LetterContent) -> list[list[str]]:
    """The lines under the invoices: what they come to, and what is asked on top of that."""
    words, language = shared(content.language).words, content.language
    until = day_shown(interest_until(content), language=language, weekday=False)
    labels = (words["principal"], f"{words['interest_until']} {until}", words["costs"])
    parts = zip(labels, (content.principal, content.interest, content.costs), strict=True)
    added = [[label, shown(cents, language=language, sign=False)] for label, cents in parts if cents]
    asked = [words[total_word(content)], shown(content.asked, language=language)]
    return [*added, asked] if content.interest or content.costs else [asked]


def _invoices(content: LetterContent) -> Data:
    words, language = shared(content.language).words, content.language
    other = [invoice for invoice in content.invoices if not invoice.main]
    return {
        "head": [words[name] for name in ("invoice", "issued_on", "due_on", "overdue", "total", "open")],
        "main": [_row(invoice, language=language) for invoice in main_invoices(content)],
        "sums": _sums(content),
        "also": [_row(invoice, language=language) for invoice in other],
        "also_label": words["also_open"],
    }


def _payment(content: LetterContent) -> Data:
    words, language = shared(content.language).words, content.language
    asked, holder = shown(to_pay(content), language=language), content.sender.name
    rows = (
        (words["amount"], asked),
        (words["account"], iban_shown(content.sender.iban)),
        (words["account_holder"], holder),
        (words["pay_reference"], payment_reference(content)),
    )
    return {
        "title": words["payment"],
        "rows": [[label, breakable(value, longest=LONGEST)] for label, value in rows if value],
        "qr": epc_svg(content),
        "qr_label": words["scan"],
        "qr_alt": printable(f"{words['qr_alt']} {asked}, {holder}"),
        "online": _online(content),
    }


def _online(content: LetterContent) -> list[str]:
    """What is said of the debtor's own page, and the code for the camera of a phone; nothing where he has none."""
    if not content.portal:
        return []
    said = breakable(facts_for(content)["online"], longest=LONGEST)
    return [said, link_svg(content.portal), shared(content.language).words["online_qr_alt"]]


def _body(content: LetterContent, *, blocks: Sequence[Block]) -> list[Data]:
    ordered = in_order(content, blocks=tuple(blocks))
    return [{"part": block.name, "paragraphs": _paragraphs(block.text)} for block in ordered]


def _paragraphs(text: str) -> list[list[str]]:
    clean = breakable(text, longest=LONGEST).strip()
    return [paragraph.split("\n") for paragraph in clean.split("\n\n") if paragraph.strip()]


def _width(line: str) -> int:
    """About how wide a line of text is, in small letters; capitals count for more."""
    return len(line) + sum(char.isupper() for char in line) // 2


def _lines(content: LetterContent, *, blocks: Sequence[Block]) -> int:
    """About how many lines text and tables take together; the setting is as wide as that allows on one page."""
    also = [invoice for invoice in content.invoices if not invoice.main]
    rows = len(content.invoices) + len(_sums(content)) + 2 * bool(also) + bool(annex(content))
    paragraphs = [paragraph for block in blocks for paragraph in _paragraphs(block.text)]
    lines = sum(1 + _width(line) // LINE for paragraph in paragraphs for line in paragraph)
    if content.plan and not content.plan.due:
        rows += 2 + len(plain_schedule(content)["rows"]) // 2 + 4 * bool(signatures(content))
    many = rows + lines + len(paragraphs) // 2 + (3 if content.portal else 0)
    return min(many, TIGHTEST) if content.plan and not content.plan.due else many


def _facts(content: LetterContent) -> list[list[str]]:
    words, language = shared(content.language).words, content.language
    dated = day_shown(content.dated, language=language, weekday=False)
    rows = ((words["date"], dated), (words["reference"], content.reference), (words["handled_by"], content.signed_by))
    return [[label, _in_head(value, room="fact")] for label, value in rows if value]


def _behind(content: LetterContent) -> Data:
    """The calculation, and what only a letter that lays an arrangement down has."""
    accepted = content.plan.accepted if content.plan else ""
    return {
        "annex": annex(content),
        "schedule": plain_schedule(content),
        "codes": annex_codes(content),
        "signatures": [list(map(printable, one)) for one in signatures(content)],
        "accepted": [shared(content.language).words["accepted"], printable(accepted)] if accepted else [],
    }


def page_data(content: LetterContent, *, blocks: Sequence[Block], subject: str) -> Data:
    """Everything one letter prints, as JSON: only text that the fonts carry, and the QR code as SVG."""
    language = content.language
    words = shared(language).words
    address = address_lines(content.addressee, language=language, attention=words["attention"])
    return {
        "language": language,
        "subject": breakable(" ".join(subject.split()) or words["to_pay"], longest=LONGEST),
        "sender": _sender(content.sender, language=language),
        "address": [_in_head(line, room="address") for line in address],
        "facts": _facts(content),
        "sum": [words["to_pay"], shown(to_pay(content), language=language)] if asks(content) else [],
        "term": [letter_file(content.kind, language=language).term_label, printable(term_for(content))],
        "body": _body(content, blocks=blocks),
        "lines": _lines(content, blocks=blocks),
        "invoices": _invoices(content),
        "payment": _payment(content),
        **_behind(content),
        "annex_label": words["annex"],
        "annex_note": words["annex_note"],
        "page": [words["page"], words["of"]],
    }


def fits_one_page(letter: Data) -> bool:
    """Whether a letter takes one page, as far as can be known before it is set."""
    return letter["lines"] <= TIGHTEST and not (letter["annex"] or letter["codes"])
