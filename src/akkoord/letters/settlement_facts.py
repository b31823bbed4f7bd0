"""The facts of an offer to settle that its letter can name: what is enough, by when, and what is let go then."""

from __future__ import annotations

from akkoord.core.letter import LetterContent
from akkoord.core.money import shown

FLAG = "settle_more"
"""Interest or costs are due beside the invoices. It chooses a text and is never printed."""
_FACTS = ("settle_pay", "settle_whole", "settle_let_go", FLAG)


def settlement_facts(content: LetterContent) -> dict[str, str]:
    """The facts by their names; empty where the letter offers none."""
    one, language = content.settlement, content.language
    if one is None:
        return dict.fromkeys(_FACTS, "")
    sums = {"settle_pay": one.pay, "settle_whole": one.whole, "settle_let_go": one.whole - one.pay}
    return {name: shown(cents, language=language) for name, cents in sums.items()} | {FLAG: "yes" if one.whole > content.principal else ""}
