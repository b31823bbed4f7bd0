"""The people and companies of the letter tests, and a letter of every kind to start from, as fixtures."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

import pytest

from akkoord.core.letter import (
    USUAL_TONE,
    CostLine,
    InterestLine,
    LetterContent,
    LetterEnding,
    LetterInvoice,
    LetterParty,
    LetterSettlement,
)
from akkoord.letters.example import TALK
from akkoord.letters.example_desk import KINDS as DESK
from akkoord.letters.example_desk import with_desk
from akkoord.letters.example_plan import KINDS as PLANNED
from akkoord.letters.example_plan import with_plan

LINDE = LetterParty(
    name="Hoveniersbedrijf De Linde B.V.",
    street="Lindelaan 12",
    postcode="3817 AB",
    city="Amersfoort",
    email="administratie@delinde.example",
    phone="033 123 45 67",
    kvk="12345678",
    vat="NL123456789B01",
    iban="NL91ABNA0417164300",
    website="delinde.example",
)
VERMEER = LetterParty(
    name="Bouwbedrijf Vermeer & Zn. B.V.", contact="mevrouw S. de Boer", street="Havenstraat 7", postcode="1012 JK", city="Amsterdam"
)
JANSEN = LetterParty(name="J. Jansen", street="Dorpsstraat 101 A", postcode="4041 CD", city="Kesteren")
TODAY = date(2026, 11, 24)
LAST_DAY = date(2026, 12, 8)


def invoices(count: int) -> tuple[LetterInvoice, ...]:
    """`count` invoices of 1,250.00 and up, each a week older than the one after it."""
    made = []
    for number in range(count):
        due = date(2026, 10, 20) - timedelta(days=7 * (count - 1 - number))
        total = 125_000 + 3_113 * number
        made.append(LetterInvoice(f"2026-{101 + number:04}", due - timedelta(days=30), due, total, total, (TODAY - due).days))
    return tuple(made)


def make_letter(kind: str, *, language: str = "nl", count: int = 1, consumer: bool = False, tone: str = USUAL_TONE) -> LetterContent:
    """A letter of a kind as the daily run would make it, without an annex."""
    lines = invoices(count)
    principal = sum(invoice.open for invoice in lines)
    plain = LetterContent(
        kind=kind,
        language=language,
        reference="DL-2026-0042",
        dated=TODAY,
        sender=LINDE,
        addressee=JANSEN if consumer else VERMEER,
        invoices=lines,
        principal=principal,
        asked=principal,
        earlier=(("reminder", date(2026, 10, 21)),),
        signed_by="Marieke Linde",
        consumer=consumer,
        tone=tone,
    )
    if kind == "pre-due-notice":
        return _not_due_yet(plain)
    if kind in ("reminder", "arrangement-offer", "invoice-copy"):
        return plain
    if kind in DESK:
        return with_desk(plain)
    if kind in PLANNED:
        return with_plan(plain)
    if kind == "settlement-offer":
        return replace(plain, last_day=LAST_DAY, settlement=LetterSettlement(principal - 20_000, LAST_DAY, principal + 1_247))
    if kind == "closing":
        paid = tuple(replace(line, open=0) for line in lines)
        return replace(plain, invoices=paid, principal=0, asked=0, ending=LetterEnding("settled", TODAY, 6_000))
    if kind == "confirmation":
        return replace(plain, talk=TALK if count == 1 else replace(TALK, agreed=TALK.agreed[:3]))
    claimed = replace(plain, interest=1_247, asked=principal + 1_247, earlier=(*plain.earlier, ("call", date(2026, 10, 28))))
    if kind == "fourteen-day-letter":
        return replace(claimed, costs_if_late=18_750)
    if kind == "notice-of-default":
        return replace(claimed, last_day=LAST_DAY, costs_if_late=18_750)
    if kind in ("suspension-warning", "suspension"):
        return _stopped(claimed)
    earlier = (*claimed.earlier, ("fourteen-day-letter" if consumer else "notice-of-default", date(2026, 11, 4)))
    return replace(claimed, costs=18_750, asked=claimed.asked + 18_750, last_day=LAST_DAY, partner="Incasso Midden B.V.", earlier=earlier)


def _not_due_yet(plain: LetterContent) -> LetterContent:
    """The notice before the due day: the first invoice falls due in three days, each other one a day later."""
    later = enumerate(plain.invoices)
    lines = tuple(replace(one, due_on=TODAY + timedelta(days=3 + place), days_overdue=0) for place, one in later)
    return replace(plain, invoices=lines, earlier=())


def _stopped(claimed: LetterContent) -> LetterContent:
    """The warning that work stops, or the letter that it has stopped."""
    stopping = replace(claimed, work="het onderhoud van uw tuin", article="6:262")
    if claimed.kind == "suspension-warning":
        return replace(stopping, last_day=LAST_DAY, stops_on=LAST_DAY + timedelta(days=1))
    return replace(stopping, stops_on=TODAY, earlier=(*claimed.earlier, ("suspension-warning", date(2026, 11, 4))))


def add_annex(content: LetterContent) -> LetterContent:
    """The letter with its calculation: interest over two rates, and collection costs."""
    source = "BW 6:119" if content.consumer else "BW 6:119a"
    number, base = content.invoices[0].number, content.invoices[0].open
    lines = (
        InterestLine(number, date(2026, 10, 21), date(2026, 11, 9), 20, "10.40", base, 712, source),
        InterestLine(number, date(2026, 11, 10), content.dated, 15, "10.40", base, 535, source),
    )
    costs = (CostLine(base, "15", 18_750, "Besluit BIK art. 2 lid 1"),) if content.costs or content.costs_if_late else ()
    return replace(content, interest_lines=lines if content.interest else (), cost_lines=costs)


@pytest.fixture
def letter() -> Callable[..., LetterContent]:
    """Makes a letter: letter(kind, language=, count=, consumer=, tone=)."""
    return make_letter


@pytest.fixture
def with_annex() -> Callable[[LetterContent], LetterContent]:
    """Adds the calculation to a letter."""
    return add_annex
