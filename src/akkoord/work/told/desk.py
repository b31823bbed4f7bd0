"""Sentences about a case at the desk of who collects for others, for the time line of its debtor and of the case."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from akkoord.core.handover.course import KINDS
from akkoord.core.problem import Text
from akkoord.work.told.parts import Data, join, sum_of, with_lead

ACTIONS: Mapping[str, Text] = {
    "letter": Text("Brief", "Letter"),
    "email": Text("E-mail", "E-mail"),
    "call": Text("Telefoongesprek", "Phone call"),
    "visit": Text("Bezoek", "Visit"),
    "arrangement": Text("Betalingsregeling", "Payment arrangement"),
    "summons": Text("Dagvaarding", "Summons"),
    "judgment": Text("Vonnis", "Judgment"),
    "attachment": Text("Beslag", "Attachment"),
    "other": Text("Iets anders", "Something else"),
}
BECAUSE: Mapping[str, Text] = {
    "paid": Text("betaald", "paid"),
    "settled": Text("geschikt", "settled"),
    "arrangement": Text("een regeling loopt", "an arrangement runs"),
    "uncollectable": Text("niet te innen", "not to be collected"),
    "insolvent": Text("failliet of in de schuldsanering", "insolvent"),
    "withdrawn": Text("teruggenomen door de opdrachtgever", "taken back by the client"),
    "other": Text("anders", "something else"),
    "refused": Text("niet aangenomen", "not taken on"),
}
PAYER: Mapping[str, Text] = {
    "debtor": Text("voor de schuldenaar", "for the debtor"),
    "client": Text("voor de opdrachtgever", "for the client"),
}
LETTERS: Mapping[str, Text] = {
    "claim-information": Text("Informatiebrief", "Information letter"),
    "desk-demand": Text("Sommatie", "Demand"),
}
_NOBODY = Text("", "")


def _plain(nl: str, en: str) -> Callable[[Data], Text]:
    def told(data: Data) -> Text:
        text = " ".join(str(data.get("text") or "").split())
        return join(Text(nl, en), with_lead(Text("·", "·"), text))

    return told


def _submitted(data: Data) -> Text:
    return join(Text("Zaak", "Case"), str(data.get("number") or ""), Text("ingediend:", "submitted:"), sum_of(data))


def _accepted(data: Data) -> Text:
    who = with_lead(Text("· behandelaar", "· handled by"), str(data.get("what") or ""))
    return join(Text("Aangenomen", "Taken on"), who, with_lead(Text("·", "·"), str(data.get("text") or "")))


def _action(data: Data) -> Text:
    return join(ACTIONS.get(str(data.get("what") or ""), ACTIONS["other"]), with_lead(Text("·", "·"), str(data.get("text") or "")))


def _money(nl: str, en: str) -> Callable[[Data], Text]:
    def told(data: Data) -> Text:
        about = str(data.get("text") or "") or str(data.get("what") or "")
        return join(sum_of(data), Text(nl, en), with_lead(Text("·", "·"), about))

    return told


def _cost(data: Data) -> Text:
    who = PAYER.get(str(data.get("payer") or ""), _NOBODY)
    return join(Text("Kosten:", "Costs:"), sum_of(data), who, with_lead(Text("·", "·"), str(data.get("what") or "")))


def _letter(data: Data) -> Text:
    return join(LETTERS.get(str(data.get("what") or ""), Text("Brief", "Letter")), Text("klaargezet:", "ready to be read:"), sum_of(data))


def _closed(data: Data) -> Text:
    why = with_lead(Text("·", "·"), BECAUSE.get(str(data.get("what") or ""), _NOBODY))
    return join(Text("Zaak gesloten", "Case closed"), why, with_lead(Text("·", "·"), str(data.get("text") or "")))


def _unheard(data: Data) -> Text:
    lead = Text("De opdrachtgever kon niet verwerken:", "The client could not take in:")
    return join(lead, KINDS.get(str(data.get("what") or ""), _NOBODY))


DESK_SENTENCES: Mapping[str, Callable[[Data], Text]] = {
    "desk-debtor": lambda data: Text("Bekend geworden uit het dossier van een opdrachtgever", "Made known by the file of a client"),
    "desk-submit": _submitted,
    "desk-received": lambda data: join(Text("Ontvangst gemeld, zaak", "Receipt told, case"), str(data.get("number") or "")),
    "desk-question": _plain("Gevraagd aan de opdrachtgever", "Asked the client"),
    "desk-answer": _plain("Antwoord van de opdrachtgever", "Answer of the client"),
    "desk-accepted": _accepted,
    "desk-refused": _plain("Niet aangenomen", "Not taken on"),
    "desk-action": _action,
    "desk-payment": _money("hier ontvangen", "received here"),
    "desk-paid": _money("ontvangen door de opdrachtgever", "received by the client"),
    "desk-cost": _cost,
    "desk-letter": _letter,
    "desk-objection": _plain("Bezwaar van de schuldenaar", "Objection of the debtor"),
    "desk-update": _plain("Nieuwer dossier van de opdrachtgever", "Newer file of the client"),
    "desk-withdraw": _plain("De opdrachtgever neemt de zaak terug", "The client takes the case back"),
    "desk-unheard": _unheard,
    "desk-looked": _plain("Bekeken", "Looked at"),
    "desk-complaint": _plain("Klacht over ons", "Complaint about us"),
    "desk-confirmed": _plain("Ontvangst van de klacht bevestigd", "Receipt of the complaint confirmed"),
    "desk-note": _plain("Notitie", "Note"),
    "desk-statement": lambda data: join(Text("Afrekening van", "Statement of"), str(data.get("month") or ""), Text("gemaakt", "made")),
    "desk-closed": _closed,
}
