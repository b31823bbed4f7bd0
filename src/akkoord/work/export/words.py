"""The words in the cells of a list, for what the store keeps as codes."""

from __future__ import annotations

from akkoord.core.problem import Text

DEBTOR = {
    "business": Text("zakelijk", "business"),
    "consumer": Text("particulier", "consumer"),
    "government": Text("overheid", "government"),
}
DOCUMENT = {"invoice": Text("factuur", "invoice"), "credit_note": Text("creditnota", "credit note")}
LETTER = {
    "draft": Text("na te lezen", "to be read"),
    "approved": Text("goedgekeurd", "approved"),
    "sent": Text("verstuurd", "sent"),
    "withdrawn": Text("ingetrokken", "withdrawn"),
}
MESSAGE = {
    "queued": Text("wacht", "waiting"),
    "sending": Text("wordt verstuurd", "being sent"),
    "sent": Text("verstuurd", "sent"),
    "failed": Text("mislukt", "failed"),
    "cancelled": Text("vervallen", "cancelled"),
}
CHANNEL = {"email": Text("e-mail", "e-mail"), "post": Text("post", "post"), "portal": Text("portaal", "portal")}
BOOKED = {
    "reference": Text("kenmerk of nummer", "reference or number"),
    "account-and-amount": Text("rekening en bedrag", "account and amount"),
    "name-and-amount": Text("naam en bedrag", "name and amount"),
    "discount": Text("korting bij betaling", "discount for payment"),
    "settled": Text("geschikt", "settled for less"),
    "written-off": Text("afgeschreven", "written off"),
    "credit-note": Text("creditnota", "credit note"),
    "set-off": Text("creditnota, verrekend met een betaling", "credit note, set off with a payment"),
    "partner": Text("ontvangen door de incassopartner", "received by the collection partner"),
    "arrangement": Text("termijn van een regeling", "instalment of an arrangement"),
    "arrangement-kept": Text("vervallen: de regeling is nagekomen", "let go: the arrangement was kept"),
    "file": Text("volgens het bestand", "as the file says"),
    "person": Text("door een mens", "by a person"),
}
NOT_BOOKED = Text("nog niet geboekt", "not booked yet")
SET_ASIDE = Text("geen betaling van een factuur", "no payment of an invoice")
REFUND = Text("terugbetaling", "refund")
GIVEN_BACK = Text("teruggegeven", "given back")
PAID_OUT = Text("afgeschreven", "paid out")

PROMISE = {"kept": Text("nagekomen", "kept"), "broken": Text("niet nagekomen", "not kept")}
OVER = Text("vervallen", "withdrawn")
RUNNING = Text("loopt", "running")
COMPLAINT = Text("Klacht", "Complaint")
