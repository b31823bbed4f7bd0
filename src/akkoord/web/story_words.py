"""The words of the time line that need no data, the tone of each event, and days in both languages."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from django.utils import dateformat, translation

from akkoord.core.problem import Text

PLAIN: Mapping[str, Text] = {
    "payment-received": Text("Betaling ontvangen", "Payment received"),
    "payment-reversed": Text("De bank nam een betaling terug", "The bank took a payment back"),
    "payment-set-aside": Text("Betaling opzij gezet", "Payment set aside"),
    "case-opened": Text("Dossier geopend", "Case opened"),
    "settings-changed": Text("Instellingen gewijzigd", "Settings changed"),
    "bank-checked": Text("Bank bekeken", "Bank checked"),
    "rate-entered": Text("Rentepercentage ingevoerd", "Rate of interest entered"),
    "rate-withdrawn": Text("Rentepercentage teruggenomen", "Rate of interest taken back"),
}

TONE: Mapping[str, str] = {
    "work-stopped": "broken",
    "work-not-told": "broken",
    "work-warned": "amber",
    "announced": "amber",
    "work-resumed": "kept",
    "payment-received": "kept",
    "payment-placed": "kept",
    "promise-kept": "kept",
    "settled": "kept",
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
    "invoice-corrected": "amber",
    "credited": "kept",
    "case-closed": "kept",
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
}


def dated(day: date) -> Text:
    """A day in both languages, with its year."""
    with translation.override("nl"):
        nl = dateformat.format(day, "j F Y")
    with translation.override("en"):
        en = dateformat.format(day, "j F Y")
    return Text(nl, en)
