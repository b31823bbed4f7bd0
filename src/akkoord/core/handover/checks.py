"""How everything is called that a case is asked for before it goes out of hands (core.handover.readiness), by its key."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from akkoord.core.problem import Text

NAMES: Mapping[str, Text] = {
    "debtor": Text("Wie de debiteur precies is", "Who the debtor is exactly"),
    "address": Text("Adres", "Address"),
    "contract": Text("Overeenkomst of opdracht", "Contract or order"),
    "terms": Text("Algemene voorwaarden, met bewijs dat hij ze kreeg", "General terms, with proof that he got them"),
    "consumer-information": Text("Informatie vooraf aan de consument", "Information to the consumer beforehand"),
    "invoices": Text("Elke factuur als document", "Each invoice as a document"),
    "delivery": Text("Bewijs van levering", "Proof of delivery"),
    "letters": Text("Herinneringen en aanmaningen, met bewijs van verzending", "Reminders and demands, with proof of sending"),
    "fourteen-day-letter": Text("Veertiendagenbrief", "Fourteen-day letter"),
    "notice-of-default": Text("Ingebrekestelling", "Notice of default"),
    "announced": Text("Aankondiging van de overdracht", "Announcement of the hand-over"),
    "contacts": Text("Gesprekken, toezeggingen en regelingen", "Calls, promises and arrangements"),
    "defences": Text("Zijn verweer en ons antwoord", "His defences and our answer"),
    "specification": Text("Specificatie van rente en kosten", "Specification of interest and costs"),
    "prescription": Text("Verjaring", "Prescription"),
    "insolvency": Text("Faillissement, surseance of schuldsanering", "Bankruptcy, suspension of payments or debt restructuring"),
    "debt-help": Text("Schuldhulp of bewind", "Debt help or administration"),
    "mandate": Text("Opdracht aan de partner", "Mandate of the partner"),
}
BY_ITSELF: frozenset[str] = frozenset({"letters", "fourteen-day-letter", "notice-of-default", "announced", "contacts"})
"""What comes by writing and calling, as the ladder does it: nobody is asked to supply it afterwards."""
SHOWN = 3  # that are named in one sentence


def still_missing(keys: Sequence[str]) -> Text:
    """What a file still misses, in one sentence: how many things, and the first of them.

    >>> still_missing(["address", "contract"]).nl
    'Het dossier mist nog 2 dingen: adres; overeenkomst of opdracht.'
    >>> still_missing(["address"]).en
    'The file still misses 1 thing: address.'
    """
    named = [NAMES.get(key, Text(key, key)) for key in keys[:SHOWN]]
    more = len(keys) - len(named)
    nl, en = "; ".join(_lower(one.nl) for one in named), "; ".join(_lower(one.en) for one in named)
    rest = Text(f"; en nog {more}", f"; and {more} more") if more > 0 else Text("", "")
    one = len(keys) == 1
    return Text(
        f"Het dossier mist nog {len(keys)} {'ding' if one else 'dingen'}: {nl}{rest.nl}.",
        f"The file still misses {len(keys)} {'thing' if one else 'things'}: {en}{rest.en}.",
    )


def _lower(name: str) -> str:
    return name[:1].lower() + name[1:]
