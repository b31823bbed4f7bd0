"""The parts, situations, tones and fields of letters, in words for who writes their texts."""

from __future__ import annotations

from collections.abc import Mapping

from akkoord.core.problem import Text

BLOCK_WORDS: Mapping[str, Text] = {
    "subject": Text("Onderwerp", "Subject"),
    "greeting": Text("Aanhef", "Salutation"),
    "opening": Text("Waar het om gaat", "What it is about"),
    "unkept": Text("Een toezegging die niet is nagekomen", "A promise that was not kept"),
    "request": Text("Wat u vraagt", "What you ask"),
    "term": Text("De termijn", "The term"),
    "consequence": Text("Wat er anders gebeurt", "What happens otherwise"),
    "prevent": Text("Hoe het te voorkomen is", "How it can be prevented"),
    "warning": Text("Wat er anders gebeurt", "What happens otherwise"),
    "stop": Text("Wat er stopt, en wanneer", "What stops, and when"),
    "ground": Text("Waarom dat mag", "Why that is allowed"),
    "resume": Text("Wanneer u verdergaat", "When you go on"),
    "help": Text("Als het niet lukt", "If it does not work out"),
    "contact": Text("Hoe u te bereiken bent", "How to reach you"),
    "closing": Text("Afsluiting", "Closing"),
    "said": Text("Wat hij vertelde", "What he told"),
    "promise": Text("Wat hij betaalt", "What he pays"),
    "arrangement": Text("Betalen in delen", "Payment in parts"),
    "proof": Text("Welk bewijs hij stuurt", "Which proof he sends"),
    "complaint": Text("Zijn klacht", "His complaint"),
    "copy": Text("De kopie van een factuur", "The copy of an invoice"),
    "callback": Text("Wanneer u terugbelt", "When you call back"),
    "meeting": Text("De ontmoeting", "The meeting"),
    "stop_work": Text("Werk dat wacht", "Work that waits"),
    "resume_work": Text("Werk dat verdergaat", "Work that goes on"),
}
TONE_WORDS: Mapping[str, Text] = {
    "friendly": Text("Vriendelijk", "Friendly"),
    "businesslike": Text("Zakelijk", "Businesslike"),
    "firm": Text("Streng", "Firm"),
}
LANGUAGE_WORDS: Mapping[str, Text] = {"nl": Text("Nederlands", "Dutch"), "en": Text("Engels", "English")}
SITUATION_WORDS: Mapping[str, Text] = {
    "one": Text("één factuur", "one invoice"),
    "made_of": Text("met rente of kosten in het bedrag", "with interest or costs in the sum"),
    "last_day": Text("met een uiterste dag", "with a last day to pay"),
    "interest": Text("met rente", "with interest"),
    "costs_if_late": Text("met aangekondigde kosten", "with announced costs"),
    "vat_if_late": Text("met btw over de kosten", "with VAT over the costs"),
    "capped": Text("zonder nieuwe kosten", "without new costs"),
    "demanded": Text("na een brief met een termijn", "after a letter with a term"),
    "suspension_warning_on": Text("na de aankondiging", "after the announcement"),
    "fear": Text("bij gegronde vrees (artikel 6:263 BW)", "with good ground to fear (article 6:263)"),
    "consumer": Text("aan een consument", "to a consumer"),
    "talked_with": Text("als u weet met wie u sprak", "where you know whom you spoke to"),
    "his_words": Text("als zijn woorden zijn opgeschreven", "where his words were written down"),
    "promised_on": Text("met een toezegging", "with a promise"),
    "promise": Text("met een toezegging", "with a promise"),
    "arrangement": Text("als hij in delen wil betalen", "where he wants to pay in parts"),
    "proof": Text("als hij bewijs stuurt", "where he sends proof"),
    "complaint": Text("als hij een klacht heeft", "where he has a complaint"),
    "copy": Text("als u een kopie stuurt", "where you send a copy"),
    "callback": Text("als u terugbelt", "where you call back"),
    "meeting": Text("als u elkaar ontmoet", "where you meet"),
    "stop_work": Text("als werk wacht", "where work waits"),
    "resume_work": Text("als werk verdergaat", "where work goes on"),
}
OTHERWISE = Text("in alle andere gevallen", "in all other cases")
FIELD_WORDS: Mapping[str, Text] = {
    "invoice": Text("nummer van de (eerste) factuur", "number of the (first) invoice"),
    "invoice_count": Text("hoeveel facturen", "how many invoices"),
    "sum": Text("het gevraagde bedrag", "the sum asked"),
    "sum_in_parts": Text("het gevraagde bedrag en waaruit het bestaat", "the sum asked and what it consists of"),
    "principal": Text("wat er op de facturen openstaat", "what is open on the invoices"),
    "due_on": Text("de (eerste) vervaldag", "the (first) due day"),
    "last_day": Text("de uiterste dag om te betalen", "the last day to pay"),
    "creditor": Text("uw bedrijf", "your company"),
    "debtor": Text("de debiteur", "the debtor"),
    "contact": Text("de contactpersoon", "the person addressed"),
    "person": Text("wie ondertekent", "who signs"),
    "phone": Text("uw telefoonnummer", "your phone number"),
    "email": Text("uw e-mailadres", "your e-mail address"),
    "talked_on": Text("de dag van het gesprek", "the day of the call"),
    "talked_with": Text("met wie u sprak", "whom you spoke to"),
    "his_words": Text("wat hij vertelde, in zijn woorden", "what he told, in his words"),
    "promised_sum": Text("het bedrag dat hij toezegde", "the sum that he promised"),
    "promised_on": Text("de dag waarop hij betaalt", "the day on which he pays"),
    "promise": Text("wat hij betaalt en wanneer", "what he pays and when"),
    "arrangement": Text("wat hij in delen wil betalen", "what he would like to pay in parts"),
    "callback": Text("wanneer u terugbelt", "when you call back"),
    "proof": Text("het bewijs dat hij stuurt", "the proof that he sends"),
    "complaint": Text("zijn klacht", "his complaint"),
    "copy": Text("van welke factuur u een kopie stuurt", "of which invoice you send a copy"),
    "meeting": Text("waar en wanneer u elkaar ontmoet", "where and when you meet"),
    "stop_work": Text("het werk dat wacht", "the work that waits"),
    "resume_work": Text("het werk dat verdergaat", "the work that goes on"),
    "iban": Text("uw IBAN", "your IBAN"),
    "reference": Text("het kenmerk", "the reference"),
    "partner": Text("de incassopartner", "the collection partner"),
    "greeting": Text("de aanhef met de naam", "the salutation with the name"),
    "reach": Text("hoe u te bereiken bent, als zin", "how to reach you, as a sentence"),
    "promise_broken": Text("wat hij toezegde en niet deed, als zin", "what he promised and did not do, as a sentence"),
    "reminded": Text("wanneer u herinnerde, als zin", "when you reminded, as a sentence"),
    "money_help": Text("waar een consument gratis hulp krijgt", "where a consumer gets help free of charge"),
    "work": Text("het werk dat stilligt", "the work that stops"),
    "stops_on": Text("de dag waarop het werk stopt", "the day on which the work stops"),
    "ground": Text("het artikel waarop dat rust", "the article that rests on"),
    "resume": Text("dat u na betaling verdergaat, als zin", "that you go on after payment, as a sentence"),
    "sign_off": Text("groet en naam", "greeting and name"),
}


def situation_words(situation: str, *, alone: bool) -> Text:
    """For when a text is; empty where it is for every letter."""
    if not situation:
        return Text("", "") if alone else OTHERWISE
    found = [SITUATION_WORDS[name] for name in situation.split("+")]
    return Text(", ".join(one.nl for one in found), ", ".join(one.en for one in found))
