"""Sentences about an administration that is put in order: debtors merged, deliveries said, things left as they are."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from akkoord.core.order import CHECKS
from akkoord.core.problem import Text
from akkoord.work.told.parts import Data, day_of, invoice_of, join, with_lead


def _merged(data: Data) -> Text:
    """Who was merged into him, under the name and number he had."""
    number = str(data.get("customer") or "")
    known = Text(f"(klantnummer {number})", f"(customer number {number})") if number else Text("", "")
    return join(str(data.get("name") or ""), known, Text("is met deze debiteur samengevoegd", "was merged into this debtor"))


def _delivery(data: Data) -> Text:
    lead = with_lead(Text("Factuur", "Invoice"), invoice_of(data))
    if data.get("never"):
        return join(lead, Text("is nog niet geleverd", "has not been delivered yet"))
    if data.get("proof"):
        return join(lead, Text("kreeg bewijs van levering:", "was given proof of delivery:"), str(data["proof"]))
    first, last = day_of(data, "first"), day_of(data, "until")
    since = Text("", "") if first == last else with_lead(Text("van", "from"), first)
    until = with_lead(Text("op", "on") if first == last else Text("tot en met", "up to and including"), last)
    return join(lead, Text("geleverd", "delivered"), since, until)


def _left(nl: str, en: str) -> Callable[[Data], Text]:
    def told(data: Data) -> Text:
        check = CHECKS.get(str(data.get("what") or ""))
        return join(Text(f"{nl}:", f"{en}:"), check.title if check else Text("", ""))

    return told


def _answered(data: Data) -> Text:
    lead = Text("Antwoord op het bezwaar opgeschreven", "Our answer to the objection was written down")
    return join(lead, with_lead(Text("·", "·"), invoice_of(data)))


ORDER_SENTENCES: Mapping[str, Callable[[Data], Text]] = {
    "debtor-merged": _merged,
    "defence-answered": _answered,
    "delivery-said": _delivery,
    "left-alone": _left("Zo gelaten", "Left as it is"),
    "taken-up": _left("Weer op de lijst", "On the list again"),
}
