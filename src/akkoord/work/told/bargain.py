"""Sentences about negotiating and about amicable endings."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from akkoord.core.money import shown
from akkoord.core.negotiation import speech
from akkoord.core.negotiation.offer import Offer, offer_of
from akkoord.core.problem import Text
from akkoord.store.models import Bargain
from akkoord.work.told.parts import Data, day_of, join, number_of, sum_of, with_lead

_SAID = {
    "open": Text("Voorstel", "Proposal"),
    "reject": Text("Hij wees het voorstel af. Nieuw voorstel", "He refused the proposal. New proposal"),
    "counter": Text("Hij deed zelf een bod. Ons antwoord", "He made an offer himself. Our answer"),
    "say": Text("Hij antwoordde. Ons voorstel", "He answered. Our proposal"),
    "silence": Text("Het voorstel verliep. Het komt nog eens", "The proposal lapsed. It comes once more"),
    "changed": Text("Het bedrag veranderde. Nieuw voorstel", "The sum changed. New proposal"),
    "accept": Text("Hij nam het voorstel aan", "He accepted the proposal"),
}
_ENDED = {
    "agreed": Text("Onderhandeling rond: er is een regeling afgesproken", "Negotiation done: an arrangement was agreed"),
    "over": Text("Onderhandeling voorbij zonder afspraak", "Negotiation over without an agreement"),
    "person": Text("Onderhandeling gaat verder met een mens", "Negotiation goes on with a person"),
    "ended": Text("Onderhandeling gestopt", "Negotiation stopped"),
}
_BECAUSE = {
    "paid": Text("er is betaald", "it was paid"),
    "hold": Text("er is een reden om te wachten", "there is a reason to wait"),
    "arrangement": Text("er loopt een regeling", "an arrangement runs"),
    "withdrawn": Text("iemand stopte haar", "somebody stopped it"),
    "expired": Text("er kwam geen antwoord", "no answer came"),
    "refused": Text("hij wees alles af", "he refused everything"),
    "changed": Text("het bedrag veranderde", "the sum changed"),
    "merged": Text("de debiteur is samengevoegd", "the debtor was merged"),
}
_DONE = {
    "settled": Text("Geschikt: op tijd betaald, de rest hoeft niet meer", "Settled: paid in time, the rest is not asked"),
    "written-off": Text("Afgeschreven", "Written off"),
    "credited": Text("Gecrediteerd", "Credited"),
}
REASONS: Mapping[str, Text] = {
    "small": Text("een klein restje", "a small rest"),
    "uncollectable": Text("niet te innen", "not to be collected"),
    "goodwill": Text("uit goede wil", "out of goodwill"),
}


def _turn(data: Data) -> Text:
    offer = offer_of(data.get("offer")) if data.get("offer") else None
    lead = _SAID.get(str(data.get("said") or ""), _SAID["say"])
    if data.get("answer") == "person":
        return Text("Hij zei iets waar een mens op antwoordt", "He said something that a person answers")
    if not isinstance(offer, Offer) or data.get("answer") == "handover":
        return Text("Hij wees het voorstel af; er is geen ander", "He refused the proposal; there is no other")
    debt = number_of(data.get("debt")) or 0
    said = speech.terms(offer, debt=debt)
    return Text(f"{lead.nl}: {said.nl}", f"{lead.en}: {said.en}")


_CAME: Mapping[str, Text] = {
    "open": Text("", ""),
    "reject": Text("Hij wees het af.", "He refused."),
    "say": Text("Hij zei:", "He said:"),
    "silence": Text("Hij antwoordde niet op tijd.", "He did not answer in time."),
    "accept": Text("Hij nam het aan.", "He accepted."),
}


def said_words(said: Mapping[str, Any], *, debt: int) -> Text:
    """What came in, in words; `debt` in cents."""
    kind = str(said.get("type", ""))
    if kind == "changed":
        nl, en = (shown(int(said["to"]), language=one) for one in ("nl", "en"))
        return Text(f"Er is nu {nl} open.", f"{en} is open now.")
    offer = offer_of(said.get("offer")) if kind == "counter" else None
    if isinstance(offer, Offer):
        his = speech.terms(offer, debt=debt)
        return Text(f"Hij bood: {his.nl}.", f"He offered: {his.en}.")
    return _CAME.get(kind, _CAME["open"])


def because_of(one: Bargain) -> Text:
    """How a talk ended, and why."""
    return _ended({"state": one.state, "because": one.ended_because})


def _begun(data: Data) -> Text:
    where = {"portal": Text("op de betaalpagina", "on the payment page"), "call": Text("aan de telefoon", "on the phone")}
    return join(Text("Onderhandeling begonnen", "Negotiation began"), where.get(str(data.get("place") or ""), Text("", "")))


def _ended(data: Data) -> Text:
    said, why = _ENDED.get(str(data.get("state") or ""), _ENDED["ended"]), _BECAUSE.get(str(data.get("because") or ""), Text("", ""))
    return join(said, with_lead(Text("·", "·"), why))


def _offered(data: Data) -> Text:
    return join(
        Text("Aanbod: tegen", "Offer: for"), sum_of(data, "pay"), Text("ineens is alles klaar, uiterlijk", "at once all is settled, by"),
        day_of(data, "day"), with_lead(Text("· buiten de grenzen:", "· beyond the bounds:"), str(data.get("beyond") or "")),
    )  # fmt: skip


def _done(data: Data) -> Text:
    said = _DONE.get(str(data.get("what") or ""), Text("Afgehandeld", "Settled"))
    names = ", ".join(str(one) for one in data.get("numbers") or ())
    why = REASONS.get(str(data.get("reason") or ""), Text("", ""))
    return join(said, sum_of(data), with_lead(Text("op", "on"), names), with_lead(Text("·", "·"), why))


def _lapsed(data: Data) -> Text:
    late = data.get("why") == "late"
    why = Text("er is niet op tijd betaald", "it was not paid in time") if late else Text("het is ingetrokken", "it was withdrawn")
    return join(Text("Het aanbod om te schikken vervalt:", "The offer to settle lapses:"), why)


def _undone(data: Data) -> Text:
    return join(Text("Teruggedraaid, het staat weer open:", "Taken back, it is open again:"), sum_of(data))


BARGAIN_SENTENCES: Mapping[str, Callable[[Data], Text]] = {
    "bargain-begun": _begun,
    "bargain-turn": _turn,
    "bargain-ended": _ended,
    "ending-offered": _offered,
    "ending-done": _done,
    "ending-lapsed": _lapsed,
    "ending-undone": _undone,
}
