"""The names of steps and of reasons to wait, in words for people."""

from __future__ import annotations

from akkoord.core.problem import Text

LAST_STEP = Text("De laatste stap is gezet", "The last step was taken")

STEP_WORDS: dict[str, Text] = {
    "pre-due-notice": Text("Vooraankondiging", "Notice before the due day"),
    "reminder": Text("Herinnering", "Reminder"),
    "call": Text("Telefoongesprek", "Phone call"),
    "arrangement-offer": Text("Voorstel voor een regeling", "Offer of an arrangement"),
    "suspension-warning": Text("Aankondiging dat het werk stopt", "Warning that work will stop"),
    "suspension": Text("Opschorting van het werk", "Suspension of work"),
    "notice-of-default": Text("Ingebrekestelling", "Notice of default"),
    "fourteen-day-letter": Text("Veertiendagenbrief", "Fourteen-day letter"),
    "collection-warning": Text("Aankondiging van overdracht", "Announcement of hand-over"),
    "handover": Text("Overdracht", "Hand-over"),
    "confirmation": Text("Bevestiging van een gesprek", "Confirmation of a call"),
    "invoice-copy": Text("Kopie van een factuur", "Copy of an invoice"),
    "arrangement": Text("Betalingsregeling", "Payment arrangement"),
    "instalment-reminder": Text("Herinnering aan een termijn", "Reminder of an instalment"),
    "instalment-missed": Text("Een termijn is er niet", "An instalment is missing"),
    "settlement-offer": Text("Voorstel om te schikken", "Offer to settle"),
    "closing": Text("Laatste brief", "Last letter"),
    "claim-information": Text("Informatiebrief", "Information letter"),
    "desk-demand": Text("Sommatie", "Demand"),
}

WAIT_WORDS: dict[str, Text] = {
    "not-due": Text("Nog niet vervallen", "Not due yet"),
    "paid": Text("Betaald", "Paid"),
    "below-tolerance": Text("Te klein bedrag om voor te schrijven", "Too small a sum to write for"),
    "bank-not-up-to-date": Text("De bank is niet bijgewerkt", "The bank is not up to date"),
    "promise": Text("Heeft betaling toegezegd", "Promised to pay"),
    "arrangement-kept": Text("Houdt zich aan de regeling", "Keeps to the arrangement"),
    "dispute": Text("Klacht of betwisting", "Complaint or dispute"),
    "hold": Text("Aangehouden", "On hold"),
    "insolvency": Text("Insolventie", "Insolvency"),
    "vulnerable": Text("Extra zorg: een mens beslist", "Extra care: a person decides"),
    "not-yet": Text("De volgende stap is nog niet aan de beurt", "The next step is not due yet"),
    "no-contact-day": Text("Zondag of feestdag", "Sunday or public holiday"),
    "payment-under-way": Text("Er is een betaling die nog geplaatst moet worden", "A payment has still to be placed"),
}

PAYER_WORDS: dict[str, Text] = {
    "at-once": Text("meestal meteen", "usually at once"),
    "on-time": Text("meestal net op tijd", "usually just in time"),
    "late": Text("meestal een week of wat te laat", "usually a week or so late"),
    "refuser": Text("zelden uit zichzelf", "seldom of his own accord"),
}
