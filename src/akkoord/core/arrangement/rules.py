"""What the law lets an arrangement with a consumer hold: nothing because of the plan itself.

Deferral of an existing debt stays outside the rules on consumer credit only while it is free (art. 7:58 lid 2 BW, until the
new Consumer Credit Directive (EU) 2023/2225 is law: art. 2 lid 2). So no interest runs because of the plan, no costs are added
for it, and what may stand in it is what was due already: principal, statutory interest up to the day, and costs that fell due.
Toward businesses the parties are free.
"""

from __future__ import annotations

from akkoord.core.arrangement.terms import Interest, Terms
from akkoord.core.problem import Refusal, Text

SOURCE = "7:57 en 7:58 BW; Richtlijn (EU) 2023/2225"
_RUNNING = Refusal(
    Text(
        "Bij een consument loopt tijdens een regeling geen rente door: uitstel tegen betaling is krediet, en daarvoor gelden andere "
        "regels. Kies dat de rente stilstaat, of vervalt als hij de regeling nakomt.",
        "No interest runs during an arrangement with a consumer: deferral for money is credit, and other rules hold for that. "
        "Choose that interest stands still, or is let go when the arrangement is kept.",
    ),
    SOURCE,
)
_DOUBTFUL = Refusal(
    Text(
        "Het is niet zeker dat dit een bedrijf is. Wie consument kan zijn, wordt in de wet als consument behandeld: dan loopt tijdens "
        "een regeling geen rente door. Leg eerst vast wat hij is, of kies dat de rente stilstaat of vervalt.",
        "It is not certain that this is a business. Who may be a consumer is treated as one: then no interest runs during an "
        "arrangement. Say first what he is, or choose that interest stands still or is let go.",
    ),
    SOURCE,
)


def not_allowed(terms: Terms, *, consumer: bool, doubtful: bool = False) -> Refusal | None:
    """Why the law does not allow these terms toward this debtor; None where it does. `doubtful`: nobody said what he is, so
    that he is a consumer to be safe."""
    if consumer and terms.interest == Interest.RUNNING:
        return _DOUBTFUL if doubtful else _RUNNING
    return None
