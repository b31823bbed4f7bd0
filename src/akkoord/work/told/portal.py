"""The time line of the debtor's own page: what he opened, said and paid there."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from akkoord.core.problem import Text
from akkoord.work.told.parts import Data, day_of, invoice_of, join, sum_of, with_lead

_STATES = {
    "paid": Text("is gelukt", "went through"),
    "canceled": Text("is afgebroken", "was broken off"),
    "expired": Text("is verlopen", "ran out of time"),
    "failed": Text("is mislukt", "failed"),
}


def _opened(data: Data) -> Text:
    if data.get("first"):
        return Text("Opende zijn betaalpagina voor het eerst", "Opened his payment page for the first time")
    return Text("Opende zijn betaalpagina", "Opened his payment page")


def _locked(data: Data) -> Text:
    count = data.get("wrong") or 0
    return Text(
        f"Betaalpagina tijdelijk dicht na {count} verkeerde antwoorden", f"Payment page shut for a while after {count} wrong answers"
    )


def _said(nl: str, en: str) -> Callable[[Data], Text]:
    def told(data: Data) -> Text:
        about = with_lead(Text("· factuur", "· invoice"), invoice_of(data))
        return join(Text(nl, en), sum_of(data), about, _files(data))

    return told


def _files(data: Data) -> Text:
    count = int(data.get("files") or 0)
    if not count:
        return Text("", "")
    return Text(f"· {count} {'bestand' if count == 1 else 'bestanden'}", f"· {count} {'file' if count == 1 else 'files'}")


def _callback(data: Data) -> Text:
    at = str(data.get("minute") or "")
    day = with_lead(Text("op", "on"), day_of(data, "day"))
    return join(Text("Vroeg op zijn pagina om gebeld te worden", "Asked on his page to be called"), day, Text(f"om {at}", f"at {at}"))


def _pay(data: Data) -> Text:
    state = str(data.get("state") or "")
    return join(Text("Online betaling van", "Online payment of"), sum_of(data), _STATES.get(state, Text(state, state)))


PORTAL_SENTENCES: Mapping[str, Callable[[Data], Text]] = {
    "portal-link-made": lambda data: Text("Link naar zijn betaalpagina gemaakt", "Link to his payment page made"),
    "portal-link-revoked": lambda data: Text("Link naar zijn betaalpagina ingetrokken", "Link to his payment page revoked"),
    "portal-opened": _opened,
    "portal-locked": _locked,
    "portal-looked": lambda data: Text("Verkeerde antwoorden bekeken", "Wrong answers looked at"),
    "portal-paid": _said("Zegt op zijn pagina dat hij heeft betaald", "Says on his page that he has paid"),
    "portal-question": _said("Vraag op zijn pagina", "Question on his page"),
    "portal-dispute": _said("Klacht op zijn pagina", "Complaint on his page"),
    "portal-callback": _callback,
    "portal-proposal": _said("Stelt op zijn pagina voor om in delen te betalen", "Proposes on his page to pay in parts"),
    "pay-begun": lambda data: join(Text("Begon online te betalen:", "Began to pay online:"), sum_of(data)),
    "pay-changed": _pay,
    "pay-settled": lambda data: join(Text("Online betaling van", "Online payment of"), sum_of(data), Text("is geboekt", "was booked")),
}
