"""Why work may not be stopped, and what the letter about it must contain: sentences with their articles."""

from __future__ import annotations

from collections.abc import Mapping

from akkoord.core.problem import Refusal, Text

HOUSE = "Akkoord: eerst luisteren, dan stoppen"
GRAVEST_FIRST = ("insolvency", "vulnerable", "dispute", "promise", "hold")
_NOTHING = Text("", "")

# reason: Dutch, English, and the article it rests on; a `source` given with the refusal goes before it
_REASONS: Mapping[str, tuple[str, str, str]] = {
    "no-claim": (
        "Er is niets wat betaald had moeten zijn en nog open staat.",
        "There is nothing that had to be paid and is still open.",
        "6:52 lid 1 BW",
    ),
    "not-reminded": (
        "Een consument krijgt eerst een herinnering. Voor een van deze facturen ging er nog geen brief weg.",
        "A consumer gets a reminder first. For one of these invoices no letter has left yet.",
        "6:2 en 6:248 lid 2 BW",
    ),
    "no-work": ("Noem het werk dat stilligt.", "Name the work that stops.", "6:262 lid 2 BW"),
    "no-connection": (
        "Het werk en de rekening hebben niet met elkaar te maken: geen zelfde overeenkomst en geen vaste relatie.",
        "The work and the bill have nothing to do with each other: not the same contract, and no lasting relation.",
        "6:52 lid 1 en 2 BW",
    ),
    "no-fear": (
        "U moet zelf eerst werken. Dan mag u alleen stoppen als u na het sluiten van de overeenkomst iets hebt gehoord waardoor u "
        "goede grond hebt om te vrezen dat er niet betaald wordt. Schrijf op wat dat is.",
        "You must work first. Then you may only stop if after the contract was made you learned something that gives good ground to "
        "fear that you will not be paid. Write down what that is.",
        "6:263 lid 1 BW",
    ),
    "no-share": (
        "Zeg welk deel van het werk stilligt: 1 tot en met 100 procent.",
        "Say which part of the work stops: 1 to 100 percent.",
        "6:262 lid 2 BW",
    ),
    "too-much": (
        "Een deel is betaald. Dan mag er niet meer stilliggen dan het onbetaalde deel rechtvaardigt. De wet noemt geen getal; "
        "Akkoord houdt het onbetaalde deel aan: {value} procent.",
        "A part was paid. Then no more may stop than the unpaid part justifies. The law gives no figure; Akkoord keeps to the "
        "unpaid part: {value} percent.",
        "6:262 lid 2 BW",
    ),
    "own-default": (
        "Wij zijn zelf iets niet nagekomen, of houden de betaling tegen. Los dat eerst op.",
        "We failed in something ourselves, or keep them from paying. Put that right first.",
        "6:54 onder a en 6:262 lid 1 BW",
    ),
    "impossible": ("Nakomen kan de ander nooit meer.", "The other side can never perform any more.", "6:54 onder b BW"),
    "unattachable": (
        "Op wat wij de ander schuldig zijn, kan geen beslag worden gelegd.",
        "What we owe the other side cannot be attached.",
        "6:54 onder c BW",
    ),
    "security": (
        "Er is zekerheid gegeven voor de betaling. Dan mag het werk niet stilliggen.",
        "Security was given for the payment. Then the work may not be stopped.",
        "6:55 BW",
    ),
    "promise": ("Er is betaling toegezegd. Wacht die dag af.", "Payment was promised. Wait for that day.", "6:2 lid 1 BW"),
    "dispute": (
        "Er staat een klacht of betwisting open. Beantwoord die eerst: is zij terecht, dan mag de klant zelf wachten met betalen, en "
        "bent u het die niet nakomt.",
        "A complaint or dispute is open. Answer it first: if it is right, the customer may wait with paying himself, and it is you "
        "who fails.",
        "6:52 en 6:262 BW",
    ),
    "hold": ("Er is een reden om te wachten vastgelegd.", "A reason to wait was written down.", HOUSE),
    "insolvency": (
        "Er is een faillissement, surseance of schuldsanering. Overleg eerst met de curator of de bewindvoerder.",
        "There is a bankruptcy, suspension of payments or debt relief. Talk to the trustee or administrator first.",
        "37 en 37b Fw",
    ),
    "vulnerable": (
        "Deze klant heeft extra zorg nodig. Stop niet; zoek samen een oplossing.",
        "This customer needs extra care. Do not stop; look for a solution together.",
        HOUSE,
    ),
    "forbidden": (
        "{what}: dit mag u niet stilleggen omdat er niet betaald is.",
        "{what}: this you may not stop because you are not paid.",
        "",
    ),
    "court": ("{what}: dit kan alleen via de rechter.", "{what}: this takes a court.", ""),
    "unsure": (
        "{what}: hiervoor gelden eigen regels die Akkoord niet zeker genoeg kent. Laat eerst nagaan: {more}",
        "{what}: this has rules of its own that Akkoord does not know well enough. Have this looked up first: {more}",
        "",
    ),
    "step-missing": ("Nog niet gedaan: {what}.", "Not done yet: {what}.", ""),
}

# The parts of the letter, by the name of their fact in a letter.
MUST_SAY: Mapping[str, Text] = {
    "sum": Text("om welke facturen en welk bedrag het gaat", "which invoices and which sum it is about"),
    "work": Text("welk werk stilligt", "which work stops"),
    "stops_on": Text("vanaf welke dag", "from which day"),
    "ground": Text("op welk artikel van de wet het rust", "on which article of the law it rests"),
    "fear": Text("waarom te vrezen is dat er niet betaald wordt", "why there is ground to fear that it will not be paid"),
    "resume": Text("dat het werk meteen verdergaat na betaling", "that the work goes on at once after payment"),
    "reach": Text("hoe u te bereiken bent", "how to reach you"),
    "money_help": Text("waar iemand met geldzorgen gratis hulp krijgt", "where somebody with money worries gets help free of charge"),
}


def refusal(reason: str, *, what: Text = _NOTHING, more: Text = _NOTHING, value: str = "", source: str = "") -> Refusal:
    """The refusal of that name, its sentence filled in and begun with a capital."""
    nl, en, article = _REASONS[reason]
    said = Text(nl.format(what=what.nl, more=more.nl, value=value), en.format(what=what.en, more=more.en, value=value))
    return Refusal(Text(said.nl[:1].upper() + said.nl[1:], said.en[:1].upper() + said.en[1:]), source or article)
