"""The words for what the store keeps as codes, in the language of the page."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

Words = Mapping[str, str | Promise]

KIND: Words = {"business": _("Bedrijf"), "consumer": _("Consument"), "government": _("Overheid")}
LANGUAGE: Words = {"nl": _("Nederlands"), "en": _("Engels")}
TERM_SOURCE: Words = {
    "contract": _("In het contract"),
    "terms": _("In de algemene voorwaarden"),
    "invoice": _("Alleen op de factuur"),
    "statutory": _("Wettelijke termijn"),
    "unknown": _("Onbekend"),
}
BOOKED_BECAUSE: Words = {
    "reference": _("op het kenmerk"),
    "account-and-amount": _("op rekening en bedrag"),
    "person": _("door een mens"),
    "credit-note": _("creditnota"),
    "settled": _("volgens het bestand"),
}
PROPOSED_BECAUSE: Words = {
    "number": _("nummer staat in de omschrijving"),
    "account": _("betaalt vaker vanaf deze rekening"),
    "amount": _("precies dit bedrag staat open"),
    "name": _("zelfde naam"),
}
ENDED_BECAUSE: Words = {
    "kept": _("nagekomen"),
    "broken": _("niet nagekomen"),
    "settled": _("opgelost"),
    "released": _("opgeheven"),
}
LETTER_STATE: Words = {
    "draft": _("Nog na te lezen"),
    "approved": _("Goedgekeurd"),
    "sent": _("Verstuurd"),
    "withdrawn": _("Ingetrokken"),
}
OUTCOME: Words = {
    "reached": _("gesproken"),
    "no-answer": _("geen gehoor"),
    "call-back": _("belt later terug"),
    "paid": _("betaald"),
    "confirmed": _("bevestigd"),
    "withdrawn": _("ingetrokken"),
}
INTERRUPTED: Words = {
    "letter": _("Aanmaning of voorbehoud"),
    "acknowledgement": _("Klant erkende de schuld"),
    "claim-in-court": _("Eis bij de rechter"),
}
FAMILIES: Mapping[str, Words] = {
    "kind": KIND,
    "language": LANGUAGE,
    "term": TERM_SOURCE,
    "booked": BOOKED_BECAUSE,
    "proposed": PROPOSED_BECAUSE,
    "ended": ENDED_BECAUSE,
    "letter": LETTER_STATE,
    "outcome": OUTCOME,
    "interrupted": INTERRUPTED,
}
