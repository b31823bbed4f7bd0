"""The words of the time line that need no data, the tone of each event, and days in both languages."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from django.utils import dateformat, translation

from akkoord.core.problem import Text

PLAIN: Mapping[str, Text] = {
    "payment-received": Text("Betaling ontvangen", "Payment received"),
    "payment-reversed": Text("De bank nam een betaling terug", "The bank took a payment back"),
    "refunded": Text("Aan de debiteur terugbetaald", "Paid back to the debtor"),
    "refund-undone": Text("Terugbetaling teruggedraaid", "Refund taken back"),
    "batch-specified": Text("De bank specificeerde een verzamelbetaling", "The bank itemised a payment in one sum"),
    "payment-set-aside": Text("Betaling opzij gezet", "Payment set aside"),
    "partner-statement": Text("Afrekening van de partner ontvangen", "Statement of the partner received"),
    "line-invited": Text("Opdrachtgever uitgenodigd", "Client invited"),
    "line-opened": Text("Lijn geopend", "Line opened"),
    "line-refused": Text("Een bericht over de lijn is niet verwerkt", "A message over the line was not taken in"),
    "line-unheard": Text("De andere kant verwerkte een bericht niet", "The other end did not take in a message"),
    "line-closed": Text("Lijn gesloten", "Line closed"),
    "case-opened": Text("Dossier geopend", "Case opened"),
    "paused": Text("Alles stilgelegd", "Everything was paused"),
    "unpaused": Text("Alles loopt weer", "Everything goes on again"),
    "settings-changed": Text("Instellingen gewijzigd", "Settings changed"),
    "channel-trouble": Text("E-mail gaf een storing", "E-mail was in trouble"),
    "channel-works": Text("E-mail werkt weer", "E-mail works again"),
    "bank-checked": Text("Bank bekeken", "Bank checked"),
    "letter-texts-changed": Text("Teksten van brieven gewijzigd", "Texts of letters changed"),
    "rate-entered": Text("Rentepercentage ingevoerd", "Rate of interest entered"),
    "ladder-changed": Text("Stappen gewijzigd", "Steps changed"),
    "group-changed": Text("Groep gewijzigd", "Group changed"),
    "model-asked": Text(
        "Het taalmodel is om een voorstel gevraagd, zonder persoonsgegevens", "The language model was asked, without personal data"
    ),
    "rate-withdrawn": Text("Rentepercentage teruggenomen", "Rate of interest taken back"),
}

TASKS: Mapping[str, Text] = {
    "call": Text("Staat op de lijst om te bellen", "Is on the list to be called"),
    "handover": Text("Overdracht ligt klaar om te bevestigen", "Hand-over is ready to be confirmed"),
    "read-reply": Text("Het antwoord ligt klaar om te lezen", "The answer is there to be read"),
    "decide": Text("Iemand beslist hoe het verder gaat", "Somebody decides how it goes on"),
    "bad-number": Text("Het nummer staat op de lijst om na te kijken", "The number is on the list to be looked at"),
    "portal-locked": Text("De verkeerde antwoorden staan op de lijst om te bekijken", "The wrong answers are on the list to be looked at"),
    "desk-new": Text("Een nieuwe zaak ligt klaar om te bekijken", "A new case is there to be looked at"),
    "desk-answer": Text("Het antwoord van de opdrachtgever ligt klaar", "The client's answer is there to be read"),
    "desk-objection": Text("Het bezwaar ligt klaar om te bekijken", "The objection is there to be looked at"),
    "desk-complaint": Text("De ontvangst van de klacht moet worden bevestigd", "The receipt of the complaint is to be confirmed"),
    "desk-close": Text("De zaak kan dicht", "The case can be closed"),
    "desk-withdraw": Text("De teruggave moet worden bevestigd", "That it is taken back is to be confirmed"),
    "desk-unheard": Text("Wat niet werd verwerkt ligt klaar om te bekijken", "What was not taken in is there to be looked at"),
    "desk-look": Text("Het nieuwere dossier ligt klaar om te bekijken", "The newer file is there to be looked at"),
    "bad-address": Text("Het adres staat op de lijst om na te kijken", "The address is on the list to be looked at"),
    "partner": Text("Wat de partner zegt staat op de lijst om te bekijken", "What the partner says is on the list to be looked at"),
}

TONE: Mapping[str, str] = {
    "work-stopped": "broken",
    "work-not-told": "broken",
    "work-warned": "amber",
    "announced": "amber",
    "work-resumed": "kept",
    "payment-received": "kept",
    "payment-placed": "kept",
    "payment-known": "kept",
    "promise-kept": "kept",
    "arrangement-kept": "kept",
    "arrangement-broken": "broken",
    "arrangement-agreed": "amber",
    "arrangement-proposed": "amber",
    "instalment-missed": "broken",
    "settled": "kept",
    "hand-over-begun": "amber",
    "hand-over-sent": "amber",
    "hand-over-mailed": "amber",
    "hand-over-not-mailed": "broken",
    "partner-refused": "broken",
    "partner-question": "amber",
    "partner-payment": "kept",
    "bargain-turn": "amber",
    "ending-offered": "amber",
    "ending-done": "kept",
    "ending-lapsed": "broken",
    "ending-undone": "amber",
    "promise-broken": "broken",
    "send-failed": "broken",
    "step-refused": "broken",
    "handed-over": "broken",
    "dispute": "amber",
    "hold": "amber",
    "insolvency": "amber",
    "vulnerable": "amber",
    "promise": "amber",
    "letter-back": "amber",
    "mail-received": "amber",
    "portal-paid": "amber",
    "portal-question": "amber",
    "portal-dispute": "amber",
    "portal-callback": "amber",
    "portal-proposal": "amber",
    "portal-locked": "broken",
    "portal-opened": "kept",
    "mail-bounced": "broken",
    "letter-undelivered": "broken",
    "invoice-corrected": "amber",
    "credited": "kept",
    "case-closed": "kept",
    "desk-payment": "kept",
    "desk-paid": "kept",
    "desk-objection": "amber",
    "desk-complaint": "amber",
    "desk-question": "amber",
    "desk-withdraw": "amber",
    "desk-refused": "broken",
    "prescription-interrupted": "kept",
}

FIELD_WORDS: Mapping[str, Text] = {
    "name": Text("naam", "name"),
    "kind": Text("soort debiteur", "kind of debtor"),
    "language": Text("taal", "language"),
    "street": Text("straat", "street"),
    "postcode": Text("postcode", "postcode"),
    "city": Text("plaats", "town"),
    "country": Text("land", "country"),
    "email": Text("e-mailadres", "e-mail address"),
    "phone": Text("telefoon", "telephone"),
    "kvk": Text("KvK-nummer", "KvK number"),
    "vat": Text("btw-nummer", "VAT number"),
    "due_on": Text("vervaldag", "due day"),
    "legal_form": Text("rechtsvorm", "legal form"),
    "note": Text("notitie", "note"),
    "term_source": Text("bron van de betaaltermijn", "source of the payment term"),
    "received_on": Text("ontvangst van de factuur", "receipt of the invoice"),
    "performed_on": Text("dag van werk of levering", "day of the work or delivery"),
    "longer_holds": Text("lange termijn uitdrukkelijk afgesproken", "long term expressly agreed"),
    "contract": Text("contract", "contract"),
    "large": Text("grote onderneming", "large company"),
    "interest_clause": Text("afspraak over rente", "agreement on interest"),
    "agreed_rate": Text("afgesproken rente", "agreed interest"),
    "agreed_per": Text("periode van de rente", "period of the rate"),
    "agreed_joins": Text("rente over rente", "interest on interest"),
    "group": Text("groep", "group"),
    "ladder": Text("stappen", "steps"),
    "payer": Text("hoe hij betaalt", "how he pays"),
}


def dated(day: date) -> Text:
    """A day in both languages, with its year."""
    with translation.override("nl"):
        nl = dateformat.format(day, "j F Y")
    with translation.override("en"):
        en = dateformat.format(day, "j F Y")
    return Text(nl, en)
