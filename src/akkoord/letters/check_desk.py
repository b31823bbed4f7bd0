"""Does a collector's letter hold what the law asks of it? The rest of art. 3.1 Bki stands in `needs` and `says` of its file."""

from __future__ import annotations

from collections.abc import Iterator

from akkoord.core.letter import LetterContent
from akkoord.core.problem import Refusal
from akkoord.letters.refusals import FACTS, refusal


def check_desk(content: LetterContent) -> Iterator[Refusal]:
    """Interest with rates, periods and ground; costs by their lines; and the registration toward a natural person (art. 4, 11 Wki)."""
    desk = content.desk
    if desk is not None and desk.natural and not content.sender.registration.strip():
        yield refusal("lacks", what=FACTS["registration"], source="4 Wki")
    explained = bool(content.interest_lines) and all(line.rate and line.source for line in content.interest_lines)
    if content.interest and not explained:
        yield refusal("no-rate")
    if content.costs and not content.cost_lines:
        yield refusal("no-cost-lines")


def names_of(content: LetterContent) -> tuple[str, ...]:
    """What came from elsewhere and may hold a brace of its own."""
    desk = content.desk
    return (desk.client.name, desk.number, desk.about, desk.complaints) if desk else ()
