"""Letters to debtors who do not exist: to show a letter before there is one, and to try what somebody wrote in every situation."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from itertools import product

from akkoord.core.letter import (
    AgreedLine,
    CostLine,
    InterestLine,
    LetterContent,
    LetterEnding,
    LetterInvoice,
    LetterParty,
    LetterPromise,
    LetterSettlement,
    Talk,
)
from akkoord.letters.ending_facts import HOWS
from akkoord.letters.example_desk import KINDS as DESK
from akkoord.letters.example_desk import other_desks, with_desk
from akkoord.letters.example_plan import KINDS as PLANNED
from akkoord.letters.example_plan import other_plans, with_plan
from akkoord.letters.files import letter_file

DATED = date(2026, 11, 24)
LAST_DAY = DATED + timedelta(days=14)
BUSINESS = LetterParty("Bouwbedrijf Voorbeeld B.V.", "mevrouw S. de Boer", "Havenstraat 7", "1012 JK", "Amsterdam")
CONSUMER = LetterParty("J. Voorbeeld", street="Dorpsstraat 101", postcode="4041 CD", city="Kesteren")
STILL = ("invoice-copy", "closing", "settlement-offer")  # these ask for nothing on top either
INTEREST, COSTS, VAT = 1_247, 18_750, 3_254  # cents
PROMISE = LetterPromise(date(2026, 11, 2), date(2026, 11, 13), 50_000)
EARLIER = (("reminder", date(2026, 10, 21)), ("call", date(2026, 10, 28)))


ENDING = LetterEnding("settled", DATED, 6_000, "C-2026-0007")
TALK = Talk(
    DATED,
    "Kees de Boer",
    ("Wij wachten zelf op geld van een klant.",),
    (
        AgreedLine("promise", amount=50_000, day=DATED + timedelta(days=3)),
        AgreedLine("arrangement", amount=75_000, parts=3, day=DATED + timedelta(days=7)),
        AgreedLine("proof", "een kopie van uw eigen factuur", day=DATED + timedelta(days=1)),
        AgreedLine("complaint", "de haag is scheef geknipt", day=DATED + timedelta(days=7)),
        AgreedLine("copy", day=DATED, invoice="2026-0101"),
        AgreedLine("callback", day=DATED + timedelta(days=3), minute="10:30"),
        AgreedLine("meeting", day=DATED + timedelta(days=6), minute="14:00", place="Havenstraat 7, Amsterdam"),
        AgreedLine("stop-work", "het onderhoud van uw tuin", day=DATED),
        AgreedLine("resume-work", "de aanleg van uw terras", day=DATED),
    ),
)
"""A call in which everything was agreed that can be."""


def example(kind: str, *, language: str, tone: str, sender: LetterParty, signed_by: str = "", partner: str = "") -> LetterContent:
    """The letter as it usually is: about one invoice, to the first kind of debtor it is for."""
    consumer = letter_file(kind, language=language).audience == ("consumer",)
    plain = _plain(kind, language, sender, count=1, consumer=consumer)
    return replace(_claiming(plain, partner), signed_by=signed_by, tone=tone)


def examples(kind: str, *, language: str, tone: str, sender: LetterParty, signed_by: str = "", partner: str = "") -> list[LetterContent]:
    """The letter in every situation that its texts tell apart."""
    who = (one == "consumer" for one in letter_file(kind, language=language).audience)
    found = []
    for consumer, count in product(who, (1, 2)):
        claiming = _claiming(_plain(kind, language, sender, count=count, consumer=consumer), partner)
        found += [replace(one, signed_by=signed_by, tone=tone) for one in _less_known(claiming)]
    return list(dict.fromkeys(found))


def _plain(kind: str, language: str, sender: LetterParty, *, count: int, consumer: bool) -> LetterContent:
    ahead = kind == "pre-due-notice"
    first = DATED + timedelta(days=3) if ahead else date(2026, 10, 20)
    dues = [first + timedelta(days=place) for place in range(count)]
    late = [0 if ahead else (DATED - due).days for due in dues]
    lines = tuple(
        LetterInvoice(f"2026-{101 + place:04}", due - timedelta(days=30), due, 125_000, 125_000, late[place])
        for place, due in enumerate(dues)
    )
    whom = CONSUMER if consumer else BUSINESS
    principal, earlier = 125_000 * count, () if kind in ("pre-due-notice", "reminder") else EARLIER
    bare = LetterContent(kind, language, "VB-2026-0042", DATED, sender, whom, lines, principal, asked=principal)
    if kind == "closing":
        paid = tuple(replace(line, open=0) for line in lines)
        return replace(bare, invoices=paid, principal=0, asked=0, ending=ENDING, consumer=consumer)
    if kind == "settlement-offer":
        return replace(bare, consumer=consumer, last_day=LAST_DAY, settlement=LetterSettlement(principal - 20_000, LAST_DAY, principal))
    return replace(bare, earlier=earlier, consumer=consumer, talk=TALK if kind == "confirmation" else None)


def _claiming(plain: LetterContent, partner: str) -> LetterContent:
    """The letter with what its kind asks on top, and announces."""
    if plain.kind in DESK:
        return with_desk(plain)
    if plain.kind in ("pre-due-notice", "reminder", "arrangement-offer", "confirmation", *STILL, *PLANNED):
        return with_plan(plain)
    source, number = "BW 6:119" if plain.consumer else "BW 6:119a", plain.invoices[0].number
    lines = (InterestLine(number, date(2026, 10, 21), DATED, 35, "10.40", 125_000, INTEREST, source),)
    asking = replace(plain, interest=INTEREST, asked=plain.asked + INTEREST, interest_lines=lines)
    costs = (CostLine(125_000, "15", COSTS, "Besluit BIK art. 2 lid 1"),)
    if plain.kind in ("fourteen-day-letter", "notice-of-default"):
        last_day = LAST_DAY if plain.kind == "notice-of-default" else None
        return replace(asking, costs_if_late=COSTS, last_day=last_day, cost_lines=costs)
    if plain.kind == "collection-warning":
        step = "fourteen-day-letter" if plain.consumer else "notice-of-default"
        earlier = (*plain.earlier, (step, date(2026, 11, 4)))
        whole, named = asking.asked + COSTS, partner or "Incasso Voorbeeld"
        return replace(asking, costs=COSTS, asked=whole, last_day=LAST_DAY, partner=named, earlier=earlier, cost_lines=costs)
    return _stopping(asking)


def _stopping(asking: LetterContent) -> LetterContent:
    work = "het onderhoud van uw tuin" if asking.language == "nl" else "the upkeep of your garden"
    stopping = replace(asking, work=work, article="6:262")
    if asking.kind == "suspension-warning":
        return replace(stopping, last_day=LAST_DAY, stops_on=LAST_DAY + timedelta(days=1))
    return replace(stopping, stops_on=DATED, earlier=(*asking.earlier, ("suspension-warning", date(2026, 11, 4))))


def _less_known(full: LetterContent) -> Iterator[LetterContent]:
    """The letter, and what becomes of it where there is no interest, no costs, no letter before, or another ground."""
    free = replace(full, interest=0, asked=full.asked - full.interest, interest_lines=())
    for one in (full, free) if full.interest else (full,):
        yield one
        yield replace(one, costs=0, costs_if_late=0, asked=one.asked - one.costs, cost_lines=())
        if one.earlier:
            yield replace(one, earlier=())
        if one.costs_if_late:
            yield replace(one, vat_if_late=VAT)
        if one.work:
            yield replace(one, article="6:263", fear="uw bank heeft het krediet opgezegd")
    yield from _of_its_kind(full)


def _of_its_kind(full: LetterContent) -> Iterator[LetterContent]:
    """What only some letters tell apart."""
    if "unkept" in letter_file(full.kind, language=full.language).blocks:
        yield replace(full, promise=PROMISE)
    yield from other_plans(full)
    yield from other_desks(full)
    if full.kind == "fourteen-day-letter":
        yield replace(full, costs_if_late=0, capped=True, cost_lines=())
    if full.kind == "reminder":
        yield replace(full, last_day=LAST_DAY)
    if full.settlement:
        yield replace(full, settlement=replace(full.settlement, whole=full.settlement.whole + COSTS))
    if full.ending:
        for how in HOWS:
            yield replace(full, ending=replace(full.ending, how=how))
        yield replace(full, ending=replace(full.ending, let_go=0))
    if full.talk:
        yield replace(full, talk=Talk(DATED))
        for line in full.talk.agreed:
            yield replace(full, talk=Talk(DATED, full.talk.whom, (), (line,)))
