"""Work that still goes on for a debtor, and why it may not be stopped by itself."""

from __future__ import annotations

from akkoord.core.ladder.facts import DebtorFacts
from akkoord.core.problem import Text

NOTHING = Text("Er loopt geen werk dat kan stoppen", "No work goes on that could be stopped")


def no_work(debtor: DebtorFacts) -> Text | None:
    """Why nothing is announced or stopped for this debtor; None where there is work that may be."""
    if debtor.work is None:
        return NOTHING
    return debtor.work.against
