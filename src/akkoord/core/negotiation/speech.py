"""What the debtor reads: plain, kind Dutch, one thought a sentence; and amounts and terms as one says them."""

from __future__ import annotations

from akkoord.core.money import shown
from akkoord.core.negotiation.offer import Offer

_EVERY = {7: "per week", 14: "per twee weken", 30: "per maand"}
PERSON = "Dank u dat u dit vertelt. Een collega van ons leest het en neemt zelf contact met u op. U hoeft nu niets te doen."
HANDOVER = (
    "We zijn er samen niet uitgekomen. Daarom gaan we verder buiten dit gesprek. U krijgt daarover eerst bericht. "
    "Wilt u toch nog een regeling? Bel of mail ons dan gerust."
)
UNREADABLE = "Dit bericht kunnen we niet goed lezen. Een collega kijkt ernaar en neemt contact met u op."
CLOSED = "Dit gesprek is afgerond. Een collega kijkt naar uw bericht en neemt zo nodig contact met u op."


def terms(offer: Offer, *, debt: int) -> str:
    """The offer in one sentence."""
    if not offer.instalments:
        body = f"u betaalt {shown(offer.down)} in één keer, binnen {_days(offer.first_on_day)}"
    elif offer.down:
        body = f"u betaalt {shown(offer.down)} binnen {_days(offer.first_on_day)}, en daarna {_parts(offer, debt)}"
    else:
        body = f"u betaalt {_parts(offer, debt)}, voor het eerst binnen {_days(offer.first_on_day)}"
    return body + (f". De laatste {shown(offer.discount)} hoeft u dan niet te betalen" if offer.discount else "")


def _parts(offer: Offer, debt: int) -> str:
    every = _EVERY.get(offer.every_days, f"per {offer.every_days} dagen")
    if offer.instalments == 1:
        return f"{shown(offer.last(debt))} {_days(offer.every_days)} later" if offer.down else f"{shown(offer.last(debt))} in één keer"
    last = offer.last(debt)
    rest = f" (de laatste keer {shown(last)})" if last != offer.instalment else ""
    return f"{offer.instalments} keer {shown(offer.instalment)} {every}{rest}"


def _days(days: int) -> str:
    return "vandaag" if not days else "1 dag" if days == 1 else f"{days} dagen"


def first(offer: Offer, *, debt: int, valid: int) -> str:
    """How a talk begins."""
    return (
        f"U heeft nog {shown(debt)} openstaan. We zoeken graag samen een oplossing. Ons voorstel: {terms(offer, debt=debt)}. "
        f"Er komen geen kosten of rente bij voor deze regeling. U kunt dit voorstel {_days(valid)} lang aannemen."
    )


def next_one(offer: Offer, *, debt: int, valid: int, against: str) -> str:
    """The next offer, and what is asked for it."""
    asked = f" {against}" if against else ""
    return (
        f"Dat eerdere voorstel past u dus niet. Dit kan ook: {terms(offer, debt=debt)}.{asked} "
        f"U kunt dit voorstel {_days(valid)} lang aannemen. Lukt dit ook niet? Vertel ons dan wat u wel per maand kunt betalen."
    )


def last_one(offer: Offer, *, debt: int, valid: int, against: str) -> str:
    """The last offer."""
    asked = f" {against}" if against else ""
    return f"Dit is ons laatste voorstel: {terms(offer, debt=debt)}.{asked} U kunt het {_days(valid)} lang aannemen."


def again(offer: Offer, *, debt: int, left: int) -> str:
    """The same offer once more."""
    return (
        f"Ons voorstel staat nog: {terms(offer, debt=debt)}. U kunt het nog {_days(left)} aannemen. Heeft u een vraag? Laat het ons weten."
    )


def agreed(offer: Offer, *, debt: int) -> str:
    """What was agreed."""
    return f"Fijn, dat spreken we zo af: {terms(offer, debt=debt)}. U krijgt de afspraak van ons op schrift."
