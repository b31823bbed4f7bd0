"""What the work list says about cases at the desk."""

from __future__ import annotations

from collections.abc import Mapping

from akkoord.core.problem import Text

WHY: Mapping[str, Text] = {
    "desk-new": Text(
        "Een nieuwe zaak van een opdrachtgever. Neem haar aan, of zeg waarom niet.", "A new case of a client. Take it on, or say why not."
    ),
    "desk-answer": Text("De opdrachtgever heeft uw vraag beantwoord.", "The client answered your question."),
    "desk-objection": Text(
        "De schuldenaar maakt bezwaar. Tot iemand ernaar keek, gaat er geen brief uit.",
        "The debtor objects. Until somebody looked at it, no letter leaves.",
    ),
    "desk-complaint": Text(
        "Een klacht: bevestig de ontvangst, uiterlijk op de tweede werkdag.",
        "A complaint: confirm its receipt, on the second working day at the latest.",
    ),
    "desk-close": Text("Alles is betaald. De zaak kan dicht.", "Everything is paid. The case can be closed."),
    "desk-withdraw": Text("De opdrachtgever neemt de zaak terug. Sluit haar af.", "The client takes the case back. Close it."),
    "desk-unheard": Text(
        "De opdrachtgever kon een bericht van u niet verwerken. Waarom staat bij de lijn met hem.",
        "The client could not take in a message of yours. Why stands with the line to him.",
    ),
    "desk-look": Text("Er kwam een nieuwer dossier. Kijk wat er anders is.", "A newer file came in. Look what is different."),
}
