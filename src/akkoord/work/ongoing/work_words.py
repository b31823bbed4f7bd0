"""Why a person should look at work, as the end of a sentence that begins with its name."""

from __future__ import annotations

from akkoord.core.problem import Text

LOOK_WORDS = {
    "reversed": Text(
        "het ging verder na betaling, en die betaling ging terug. Het stopt niet vanzelf opnieuw.",
        "it went on after payment, and that payment went back. It does not stop again by itself.",
    ),
    "broken": Text(
        "het ging verder na een regeling, en die is niet nagekomen. Het stopt niet vanzelf opnieuw.",
        "it went on after an arrangement that was broken. It does not stop again by itself.",
    ),
    "part-paid": Text(
        "het ligt stil en een deel is betaald. Mag alles stil blijven liggen?", "it is stopped and a part was paid. May all of it stay so?"
    ),
    "dispute": Text(
        "het ligt stil en er is nu een klacht, een faillissement of extra zorg.",
        "it is stopped and there is a complaint, an insolvency or need of care now.",
    ),
}
UNTOLD = Text("een bericht aan wie dit werk doet, kwam niet aan.", "word to who does this work could not be delivered.")
