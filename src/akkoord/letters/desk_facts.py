"""The facts that a collector's letter can name: for whom he writes, what the claim is about, and who he is (art. 3.1 Bki)."""

from __future__ import annotations

from akkoord.core.day_words import day_shown
from akkoord.core.letter import LetterContent, LetterParty

NAMES = (
    "client", "client_address", "collector_address", "collector_kvk", "registration", "debtor_address", "claim_about", "claim_title",
    "desk_number", "desk_complaints", "informed_on", "vat_rate",
)  # fmt: skip


def desk_facts(content: LetterContent) -> dict[str, str]:
    """The facts by their names; empty where nobody writes for another."""
    one, dutch = content.desk, content.language == "nl"
    if one is None:
        return dict.fromkeys(NAMES, "")
    sent = "de facturen" if len(content.invoices) > 1 else "de factuur"
    plain = f"wat {one.client.name} u leverde of voor u deed, zoals op {sent} staat" if dutch else _plain_english(content)
    return {
        "client": one.client.name,
        "client_address": _address(one.client),
        "collector_address": _address(content.sender),
        "collector_kvk": content.sender.kvk,
        "registration": content.sender.registration,
        "debtor_address": _address(content.addressee),
        "claim_about": one.about or plain,
        "claim_title": f"uw overeenkomst met {one.client.name}" if dutch else f"your agreement with {one.client.name}",
        "desk_number": one.number,
        "desk_complaints": one.complaints,
        "informed_on": day_shown(one.informed_on, language=content.language, weekday=False) if one.informed_on else "",
        "vat_rate": _rate(content),
    }


def _plain_english(content: LetterContent) -> str:
    client = content.desk.client.name if content.desk else ""
    return f"what {client} delivered to you or did for you, as the {'invoices say' if len(content.invoices) > 1 else 'invoice says'}"


def _address(party: LetterParty) -> str:
    """Street, postcode and town on one line; nothing where one of them is missing."""
    place = " ".join(filter(None, (party.postcode, party.city)))
    return f"{party.street}, {place}" if party.street and place else ""


def _rate(content: LetterContent) -> str:
    """The rate of the VAT over the costs, in whole percent."""
    bare = content.costs - content.costs_vat
    return f"{round(100 * content.costs_vat / bare)}%" if content.costs_vat and bare > 0 else ""
