"""How many promises were kept, in words: counts, and nothing where there are too few to say anything."""

from __future__ import annotations

from akkoord.core.problem import Text

FEWEST = 5  # promises that were judged; below this nothing is said about who keeps them


def kept_in_words(kept: int, broken: int) -> Text:
    """What the counts say.

    >>> kept_in_words(3, 1).nl, kept_in_words(7, 2).nl
    ('te weinig om iets over te zeggen', '7 van de 9 nagekomen')
    """
    judged = kept + broken
    if judged < FEWEST:
        return Text("te weinig om iets over te zeggen", "too few to say anything")
    return Text(f"{kept} van de {judged} nagekomen", f"{kept} of {judged} kept")
