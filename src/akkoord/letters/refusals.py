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
    "due_on": Text("de vervaldag", "the due day"),
    "last_day": Text("de laatste dag om te betalen", "the last day to pay"),
    "costs_if_late": Text("het bedrag aan incassokosten", "the amount of collection costs"),
    "costs_said": Text("het bedrag aan incassokosten", "the amount of collection costs"),
    "vat_if_late": Text("de btw over de incassokosten", "the VAT over the collection costs"),
    "partner": Text("de naam van de incassopartner", "the name of the collection partner"),
    "work": Text("het werk dat stilligt", "the work that stops"),
    "stops_on": Text("de dag vanaf wanneer het werk stilligt", "the day from which the work stops"),
    "ground": Text("het artikel waarop het rust", "the article it rests on"),
    "fear": Text("de grond om te vrezen dat er niet betaald wordt", "the ground to fear that it will not be paid"),
    "resume": Text("dat het werk meteen verdergaat na betaling", "that the work goes on at once after payment"),
    "talked_on": Text("de dag van het gesprek", "the day of the call"),
    "promised_sum": Text("het bedrag dat is toegezegd", "the sum that was promised"),
    "promised_on": Text("de dag waarop is toegezegd te betalen", "the day on which payment was promised"),
    "reach": Text("hoe u te bereiken bent", "how to reach you"),
    "money_help": Text("waar iemand gratis hulp krijgt bij geldzorgen", "where somebody with money worries gets help free of charge"),
    "plan_total": Text("het bedrag van de regeling", "the sum of the arrangement"),
    "plan_times": Text("in hoeveel betalingen", "in how many payments"),
    "plan_due": Text("het bedrag van de termijn", "the sum of the instalment"),
    "settle_pay": Text("het bedrag waarmee het klaar is", "the sum that settles it"),
    "settle_whole": Text("het hele bedrag dat anders blijft staan", "the whole sum that stays due otherwise"),
    "plan_due_on": Text("de dag van de termijn", "the day of the instalment"),
    "client": Text("voor wie u schrijft", "for whom you write"),
    "client_address": Text("het adres van de opdrachtgever", "the client's address"),
    "collector_address": Text("uw eigen adres", "your own address"),
    "collector_kvk": Text("uw eigen KvK-nummer", "your own KvK number"),
    "debtor_address": Text("het adres van de schuldenaar", "the debtor's address"),
    "claim_about": Text("waar de vordering over gaat", "what the claim is about"),
    "claim_title": Text("de titel van de vordering", "the title of the claim"),
    "desk_complaints": Text("hoe iemand een klacht kan indienen", "how somebody can complain"),
    "registration": Text("uw registratienummer in het Wki-register", "your registration number under the Wki"),
    "informed_on": Text("de informatiebrief, die eerst weg moet zijn", "the information letter, which has to leave first"),
    "suspension_warning_on": Text("de dag waarop dit is aangekondigd", "the day on which this was announced"),
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
    "keeps": ("In de tekst moet staan: “{value}”.", "The text must say: “{value}”.", "{source}"),
    "never": ("Dit hoort niet in deze brief: “{value}”.", "This does not belong in this letter: “{value}”.", "{source}"),
    "claims-nothing": (
        "Deze brief vraagt geen rente of kosten.",
        "This letter claims no interest or costs.",
        HOUSE,
    ),
    "due-already": ("De vervaldag is er al.", "The due day has come already.", HOUSE),
    "fixed-block": ("De wet legt deze tekst vast.", "The law fixes this text.", "{source}"),
    "no-such-place": ("Deze brief heeft geen tekst voor: {value}.", "This letter has no text for: {value}.", HOUSE),
    "no-field": ("Dit is geen gegeven dat Akkoord kent: {value}.", "This is no field that Akkoord knows: {value}.", HOUSE),
    "loose-brace": (
        "Een accolade hoort om de naam van een gegeven.",
        "A brace belongs around the name of a field.",
        HOUSE,
    ),
    "not-always-known": (
        "Dit gegeven is niet bij elke brief bekend, dus zou er een gat vallen: {value}.",
        "This field is not known for every such letter, so there would be a hole: {value}.",
        HOUSE,
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
    "no-ground": (
        "Dit artikel geeft geen recht om werk stil te leggen: {value}.",
        "This article gives no right to stop work: {value}.",
        "6:52 en 6:262 BW",
    ),
    "stops-too-early": (
        "Het werk kan pas stilliggen na de laatste dag om te betalen.",
        "The work can only stop after the last day to pay.",
        "6:2 lid 1 BW",
    ),
    "stops-later": (
        "De brief zegt dat het werk stilligt, maar dat is pas later zo.",
        "The letter says that the work has stopped, but that is only later.",
        "6:193c BW",
    ),
    "own-terms": (
        "Tegenover een consument rust dit alleen op de wet, niet op algemene voorwaarden: “{value}”.",
        "Toward a consumer this rests on the law alone, not on general terms: “{value}”.",
        "6:236 onder c BW",
    ),
    "extra": (
        "Een consument betaalt niets extra omdat het werk stillag: “{value}”.",
        "A consumer pays nothing extra because the work stood still: “{value}”.",
        "6:96 lid 5 BW",
    ),
    "threat": (
        "Dreig een consument niet met iets anders dan dat het werk stilligt: “{value}”.",
        "Threaten a consumer with nothing but that the work stops: “{value}”.",
        "6:193a-6:193j BW",
    ),
    "other-sum": (
        "Dit bedrag hoort niet in deze brief: {value}.",
        "This amount does not belong in this letter: {value}.",
        "6:96 lid 5 BW",
    ),
    "no-rate": (
        "De rente is niet uitgelegd: percentage, periode en wettelijke grond ontbreken.",
        "The interest is not explained: rate, period and legal ground are missing.",
        "3.1 Bki",
    ),
    "no-cost-lines": (
        "De kosten zijn niet uitgelegd: de regels waaruit zij bestaan, ontbreken.",
        "The costs are not explained: the lines they consist of are missing.",
        "3.1 Bki",
    ),
    "iban": ("Dit is geen geldig IBAN: {value}.", "This is no valid IBAN: {value}.", "ISO 13616"),
}


def refusal(reason: str, *, what: Text = _NOTHING, value: str = "", source: str = "") -> Refusal:
    """The refusal of that name, its sentence filled in: `what` in both languages, `value` as it was found."""
    nl, en, rests_on = _REASONS[reason]
    said = Text(nl.format(what=what.nl, value=value), en.format(what=what.en, value=value))
    why = Text(said.nl[:-1], said.en[:-1]) if said.nl.endswith("..") else said  # what was found ended in its own full stop
    return Refusal(why=why, source=rests_on.format(source=source))
