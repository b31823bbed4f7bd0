"""Sentences about a case that goes out of hands, and what the partner tells of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from akkoord.core.handover.course import KINDS
from akkoord.core.problem import Text
from akkoord.work.told.parts import Data, day_of, join, sum_of, with_lead

ENDED: Mapping[str, Text] = {
    "paid": Text("betaald", "paid"),
    "settled": Text("geschikt", "settled"),
    "arrangement": Text("een regeling liep af", "an arrangement ran its course"),
    "uncollectable": Text("niet te innen", "not to be collected"),
    "insolvent": Text("de debiteur is insolvent", "the debtor is insolvent"),
    "withdrawn": Text("teruggenomen", "taken back"),
    "refused": Text("niet aangenomen", "not taken on"),
    "other": Text("om een andere reden", "for another reason"),
}
ACTIONS: Mapping[str, Text] = {
    "letter": Text("schreef een brief", "wrote a letter"),
    "email": Text("stuurde een e-mail", "sent an e-mail"),
    "call": Text("belde", "called"),
    "visit": Text("ging langs", "paid a visit"),
    "arrangement": Text("sprak een regeling af", "agreed an arrangement"),
    "summons": Text("dagvaardde", "served a writ"),
    "judgment": Text("kreeg een vonnis", "obtained a judgment"),
    "attachment": Text("legde beslag", "made an attachment"),
    "other": Text("deed iets", "did something"),
}
_LOOKED: Mapping[str, Text] = {
    "insolvency": Text("Insolventieregister nagekeken", "Insolvency register looked up"),
    "debt-help": Text("Curatele- en bewindregister nagekeken", "Register of administration looked up"),
    "consumer-information": Text("Nagegaan dat de consument vooraf is geïnformeerd", "Checked that the consumer was informed beforehand"),
}


def _said(data: Data, name: str) -> Text:
    """Words of somebody, as they are; in English too, where they were ours."""
    words, english = (" ".join(str(data.get(one) or "").split()) for one in (name, f"{name}_en"))
    return Text(f"„{words}”", f"“{english or words}”") if words else Text("", "")


def _partner(nl: str, en: str, *, words: str = "") -> Callable[[Data], Text]:
    def told(data: Data) -> Text:
        name = str(data.get("partner") or "") or "De partner"
        return join(Text(f"{name} {nl}", f"{name} {en}"), with_lead(Text("·", "·"), _said(data, words)) if words else Text("", ""))

    return told


def _action(data: Data) -> Text:
    what = ACTIONS.get(str(data.get("what") or ""), ACTIONS["other"])
    name = str(data.get("partner") or "") or "De partner"
    return join(Text(f"{name} {what.nl}", f"{name} {what.en}"), with_lead(Text("op", "on"), day_of(data, "day")), _said(data, "text"))


def _money(nl: str, en: str) -> Callable[[Data], Text]:
    return lambda data: join(sum_of(data), Text(nl, en), with_lead(Text("·", "·"), _said(data, "note")))


def _cost(data: Data) -> Text:
    who = Text("voor de debiteur", "for the debtor") if data.get("payer") == "debtor" else Text("voor ons", "for us")
    return join(Text("Kosten bij de partner:", "Costs at the partner:"), sum_of(data), who, _said(data, "what"))


def _ended(data: Data) -> Text:
    why = ENDED.get(str(data.get("because") or ""), ENDED["other"])
    return join(Text(f"Overdracht afgelopen: {why.nl}", f"Hand-over ended: {why.en}"), with_lead(Text("·", "·"), _said(data, "note")))


def _begun(data: Data) -> Text:
    name, ref = str(data.get("partner") or ""), str(data.get("ref") or "")
    return join(Text(f"Uit handen aan {name}, {ref}", f"Out of hands to {name}, {ref}"), with_lead(Text("·", "·"), sum_of(data, "total")))


def _waits(data: Data) -> Text:
    return Text(f"Dossier wacht: {data.get('nl') or ''}", f"The file waits: {data.get('en') or ''}")


def _looked(data: Data) -> Text:
    what = _LOOKED.get(str(data.get("key") or ""), Text("Nagekeken", "Looked up"))
    nothing = Text("niets gevonden", "nothing found")
    return join(Text(f"{what.nl}:", f"{what.en}:"), nothing, with_lead(Text("·", "·"), _said(data, "note")))


def _unheard(data: Data) -> Text:
    """What the partner did not take in, and why."""
    name, what = str(data.get("partner") or "") or "De partner", KINDS.get(str(data.get("what") or ""), Text("", ""))
    lead = Text(f"{name} kon niet verwerken:", f"{name} could not take in:")
    return join(lead, what, with_lead(Text("·", "·"), Text(str(data.get("nl") or ""), str(data.get("en") or ""))))


HANDOVER_SENTENCES: Mapping[str, Callable[[Data], Text]] = {
    "hand-over-begun": _begun,
    "hand-over-waits": _waits,
    "hand-over-sent": _partner("kreeg het dossier", "got the file"),
    "hand-over-asked-back": _partner("is gevraagd de zaak terug te geven", "was asked to give the case back", words="note"),
    "hand-over-ended": _ended,
    "hand-over-mailed": _partner("kreeg het dossier per e-mail", "got the file by e-mail"),
    "hand-over-not-mailed": _partner("kreeg de e-mail niet", "did not get the e-mail", words="error"),
    "hand-over-mailed-again": _partner("krijgt de e-mail opnieuw", "gets the e-mail again"),
    "dossier-made": lambda data: Text("Dossier gemaakt en ondertekend", "File made and signed"),
    "case-checked": _looked,
    "partner-received": _partner("ontving de zaak", "received the case"),
    "partner-accepted": _partner("neemt de zaak aan", "takes the case on", words="note"),
    "partner-refused": _partner("neemt de zaak niet aan", "does not take the case on", words="because"),
    "partner-question": _partner("vraagt", "asks", words="text"),
    "partner-answered": lambda data: join(Text("Wij antwoordden de partner", "We answered the partner"), _said(data, "text")),
    "partner-action": _action,
    "partner-payment": _money("kwam binnen bij de partner", "came in at the partner"),
    "partner-cost": _cost,
    "partner-closed": _partner("sloot de zaak", "closed the case", words="note"),
    "partner-told": lambda data: join(sum_of(data), Text("kwam hier binnen; de partner weet het", "came in here; the partner knows")),
    "partner-unheard": _unheard,
    "partner-silent": _partner("heeft nog niet geantwoord", "has not answered yet"),
    "partner-not-told": _partner("weet iets misschien nog niet: de mail bleef steken", "may not know something yet: the mail got stuck"),
    "partner-objection": lambda data: join(Text("Bezwaar aan de partner doorgegeven", "Objection passed on"), _said(data, "text")),
}
