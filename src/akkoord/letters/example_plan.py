"""An arrangement for the letters to debtors who do not exist, in every situation that their texts tell apart."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

from akkoord.core.letter import LetterContent, LetterPart, LetterPlan

KINDS = ("arrangement", "instalment-reminder", "instalment-missed")
MONTH, WEEK = timedelta(days=30), timedelta(days=7)
WAIVED, DISCOUNT, ADDED = 1_247, 5_000, 2_310  # cents


def with_plan(plain: LetterContent) -> LetterContent:
    """The letter about four payments; a reminder or a warning asks for the first of them."""
    if plain.kind not in KINDS:
        return plain
    part, rest = divmod(plain.asked, 4)
    parts = tuple(LetterPart(number, plain.dated + number * MONTH, part + rest * (number == 3)) for number in range(4))
    plan = LetterPlan(parts, plain.asked, "frozen", valid_until=plain.dated + 2 * WEEK)
    if plain.kind == "arrangement":
        return replace(plain, plan=plan)
    missed = plain.kind == "instalment-missed"
    day = plain.dated - WEEK if missed else plain.dated + WEEK
    asked = replace(plan, due=part, due_on=day, left=plain.asked, agreed_on=plain.dated - MONTH, valid_until=None)
    return replace(plain, plan=asked, last_day=plain.dated + WEEK if missed else None)


def other_plans(full: LetterContent) -> Iterator[LetterContent]:
    """What of an arrangement changes the texts: interest that is let go or runs, a discount, a partner, a new version."""
    plan = full.plan
    if plan is None:
        return
    yield replace(full, plan=replace(plan, interest="waived", waived=WAIVED))
    yield replace(full, plan=replace(plan, discount=DISCOUNT))
    yield replace(full, plan=replace(plan, interest="running", rate="10.15", added=ADDED, version=2))
    yield replace(full, plan=replace(plan, with_partner=True), partner=full.partner or "Incasso Voorbeeld")
    yield replace(full, plan=replace(plan, valid_until=None, agreed_on=None))
