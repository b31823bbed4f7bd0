"""A case at a collection desk for the letters to debtors who do not exist, in every situation that their texts tell apart."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta

from akkoord.core.letter import CostLine, InterestLine, LetterContent, LetterDesk, LetterParty

KINDS = ("claim-information", "desk-demand")
CLIENT = LetterParty("Hoveniersbedrijf Voorbeeld", street="Lindelaan 12", postcode="3817 AB", city="Amersfoort")
COMPLAINTS = "Hebt u een klacht over ons? Mail naar klachten@incasso.example. U hoort binnen twee werkdagen dat wij hem hebben."
INTEREST, COSTS, VAT = 1_247, 18_750, 3_254  # cents


def with_desk(plain: LetterContent) -> LetterContent:
    """The letter of a collector about this claim, with interest and costs."""
    day, source = plain.dated, "BW 6:119" if plain.consumer else "BW 6:119a"
    informed = None if plain.kind == "claim-information" else day - timedelta(days=18)
    desk = LetterDesk(CLIENT, "2026-0042", "het onderhoud van uw tuin in september", COMPLAINTS, informed, plain.consumer)
    lines = (InterestLine(plain.invoices[0].number, date(2026, 10, 21), day, 35, "10.40", 125_000, INTEREST, source),)
    costs = (CostLine(125_000, "15", COSTS, "Besluit BIK art. 2 lid 1"),)
    sender = replace(plain.sender, registration=plain.sender.registration or "WKI-2024-0123")
    claimed = replace(plain, interest=INTEREST, costs=COSTS, asked=plain.principal + INTEREST + COSTS, earlier=())
    return replace(claimed, desk=desk, sender=sender, last_day=day + timedelta(days=16), interest_lines=lines, cost_lines=costs)


def other_desks(full: LetterContent) -> Iterator[LetterContent]:
    """What changes the texts: costs with VAT in them, nobody in the register, a file that does not say what it is for."""
    if full.desk is None:
        return
    yield replace(full, costs_vat=VAT)
    yield replace(full, desk=replace(full.desk, about=""))
    if not full.consumer:
        yield replace(full, sender=replace(full.sender, registration=""))
