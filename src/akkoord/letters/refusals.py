"""Why a letter may not leave: each reason as a sentence in two languages, with the article or rule it rests on."""

from __future__ import annotations

from akkoord.core.problem import Refusal, Text

ARTICLE_96 = "BW 6:96 lid 6, ECLI:NL:HR:2016:2704"
HOUSE = "Akkoord: een brief is af voordat hij vertrekt"

_NOTHING = Text("", "")
FACTS = {
    "creditor": Text("de naam van de afzender", "the sender's name"),
    "debtor": Text("de naam van de geadresseerde", "the addressee's name"),
    "sum": Text("het gevraagde bedrag", "the sum asked"),
    "iban": Text("een geldig IBAN van de afzender", "a valid IBAN of the sender"),
    "last_day": Text("de laatste dag om te betalen", "the last day to pay"),
    "costs_if_late": Text("het bedrag aan incassokosten", "the amount of collection costs"),
    "costs_said": Text("het bedrag aan incassokosten", "the amount of collection costs"),
    "vat_if_late": Text("de btw over de incassokosten", "the VAT over the collection costs"),
    "partner": Text("de naam van de incassopartner", "the name of the collection partner"),
}
AUDIENCE = {"consumer": Text("een consument", "a consumer"), "business": Text("een bedrijf", "a business")}

_REASONS: dict[str, tuple[str, str, str]] = {
    "lacks": ("In deze brief ontbreekt {what}.", "This letter lacks {what}.", "{source}"),
    "audience": ("Deze brief is niet bedoeld voor {what}.", "This letter is not meant for {what}.", "{source}"),
    "last-day": (
        "De laatste dag om te betalen ligt niet na de datum van de brief.",
        "The last day to pay is not after the letter's date.",
        "BW 6:82 lid 1",
    ),
    "not-positive": ("Het gevraagde bedrag is niet positief.", "The sum asked is not positive.", HOUSE),
    "sum": (
        "Het gevraagde bedrag is niet de som van facturen, rente en kosten.",
        "The sum asked is not invoices, interest and costs together.",
        HOUSE,
    ),
    "invoices": (
        "De facturen tellen niet op tot het bedrag dat openstaat.",
        "The invoices do not add up to the amount that is open.",
        HOUSE,
    ),
    "reminder-claims": ("Een herinnering vraagt geen rente of kosten.", "A reminder asks for no interest or costs.", HOUSE),
    "costs-too-early": (
        "De incassokosten mogen nog niet in het gevraagde bedrag zitten.",
        "The collection costs may not be in the sum asked yet.",
        ARTICLE_96,
    ),
    "no-subject": ("De brief heeft geen onderwerp.", "The letter has no subject.", HOUSE),
    "unsaid": ("In de tekst staat {what} niet meer: {value}.", "The text no longer says {what}: {value}.", "{source}"),
    "unfilled": ("In de tekst staat nog een leeg veld: {value}", "The text still holds an empty field: {value}", HOUSE),
    "unprintable": (
        "Deze tekens kunnen niet worden gedrukt: {value}",
        "These characters cannot be printed: {value}",
        "ISO 19005-3 (PDF/A-3)",
    ),
    "literally": (
        "De wettelijke termijn moet er precies één keer zo staan: “{value}”.",
        "The legal term must stand exactly once, as: “{value}”.",
        ARTICLE_96,
    ),
    "fixed": (
        "De tekst over de termijn en de kosten mag niet worden gewijzigd.",
        "The text on the term and the costs may not be changed.",
        ARTICLE_96,
    ),
    "wrong-term": ("Deze termijn geldt niet: “{value}”.", "This term does not hold: “{value}”.", ARTICLE_96),
    "date-as-term": (
        "In een veertiendagenbrief staat geen datum als termijn: “{value}”.",
        "A fourteen-day letter names no date as its term: “{value}”.",
        ARTICLE_96,
    ),
    "other-amount": (
        "Dit bedrag hoort niet in deze brief: {value}.",
        "This amount does not belong in this letter: {value}.",
        ARTICLE_96,
    ),
    "iban": ("Dit is geen geldig IBAN: {value}.", "This is no valid IBAN: {value}.", "ISO 13616"),
}


def refusal(reason: str, *, what: Text = _NOTHING, value: str = "", source: str = "") -> Refusal:
    """The refusal of that name, its sentence filled in: `what` in both languages, `value` as it was found."""
    nl, en, rests_on = _REASONS[reason]
    why = Text(nl.format(what=what.nl, value=value), en.format(what=what.en, value=value))
    return Refusal(why=why, source=rests_on.format(source=source))
