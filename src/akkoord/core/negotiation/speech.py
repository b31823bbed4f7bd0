"""What the debtor reads, in plain, kind words, one thought a sentence; amounts and terms as one says them, in Dutch and English."""

from __future__ import annotations

from akkoord.core.money import shown
from akkoord.core.negotiation.offer import Offer
from akkoord.core.problem import Text

NONE = Text("", "")
_EVERY = {7: Text("per week", "a week"), 14: Text("per twee weken", "every two weeks"), 30: Text("per maand", "a month")}
PERSON = Text(
    "Dank u dat u dit vertelt. Een collega van ons leest het en neemt zelf contact met u op. U hoeft nu niets te doen.",
    "Thank you for telling us. A colleague will read it and contact you himself. You need not do anything now.",
)
HANDOVER = Text(
    "We zijn er samen niet uitgekomen. Daarom gaan we verder buiten dit gesprek. U krijgt daarover eerst bericht. "
    "Wilt u toch nog een regeling? Bel of mail ons dan gerust.",
    "We could not work it out together here. So we go on outside this talk. You will hear from us first. "
    "Would you like an arrangement after all? Then do call or mail us.",
)
UNREADABLE = Text(
    "Dit bericht kunnen we niet goed lezen. Een collega kijkt ernaar en neemt contact met u op.",
    "We cannot read this message well. A colleague will look at it and contact you.",
)
CLOSED = Text(
    "Dit gesprek is afgerond. Een collega kijkt naar uw bericht en neemt zo nodig contact met u op.",
    "This talk has ended. A colleague will look at your message and contact you where needed.",
)


def terms(offer: Offer, *, debt: int) -> Text:
    """The offer in one sentence.

    >>> terms(Offer(20000, 4, 25000, 30, 7, 0), debt=120000).en.replace("\\u00a0", " ")
    'you pay € 200.00 within 7 days, and then 4 times € 250.00 a month'
    """
    if not offer.instalments:
        nl = f"u betaalt {shown(offer.down)} in één keer, {_within(offer.first_on_day).nl}"
        en = f"you pay {_sum(offer.down)} at once, {_within(offer.first_on_day).en}"
    else:
        nl, en = _in_parts(offer, debt)
    if offer.discount:
        nl += f". De laatste {shown(offer.discount)} hoeft u dan niet te betalen"
        en += f". You then need not pay the last {_sum(offer.discount)}"
    return Text(nl, en)


def _in_parts(offer: Offer, debt: int) -> Text:
    parts, within = _parts(offer, debt), _within(offer.first_on_day)
    if offer.down:
        return Text(
            f"u betaalt {shown(offer.down)} {within.nl}, en daarna {parts.nl}",
            f"you pay {_sum(offer.down)} {within.en}, and then {parts.en}",
        )
    return Text(f"u betaalt {parts.nl}, voor het eerst {within.nl}", f"you pay {parts.en}, the first time {within.en}")


def _parts(offer: Offer, debt: int) -> Text:
    last = offer.last(debt)
    if offer.instalments == 1:
        days = _days(offer.every_days)
        later = Text(f"{shown(last)} {days.nl} later", f"{_sum(last)} {days.en} later")
        return later if offer.down else Text(f"{shown(last)} in één keer", f"{_sum(last)} at once")
    every = _EVERY.get(offer.every_days) or Text(f"per {offer.every_days} dagen", f"every {offer.every_days} days")
    rest = Text(f" (de laatste keer {shown(last)})", f" (the last time {_sum(last)})") if last != offer.instalment else NONE
    return Text(
        f"{offer.instalments} keer {shown(offer.instalment)} {every.nl}{rest.nl}",
        f"{offer.instalments} times {_sum(offer.instalment)} {every.en}{rest.en}",
    )


def _sum(cents: int) -> str:
    return shown(cents, language="en")


def _days(days: int) -> Text:
    return Text("1 dag", "1 day") if days == 1 else Text(f"{days} dagen", f"{days} days")


def _within(days: int) -> Text:
    said = _days(days)
    return Text(f"binnen {said.nl}", f"within {said.en}") if days else Text("vandaag", "today")


def _standing(days: int) -> Text:
    """For how long an offer can be taken."""
    said = _days(days)
    return Text(f"{said.nl} lang", f"for {said.en}") if days else Text("vandaag", "today")


def _left(days: int) -> Text:
    said = _days(days)
    return Text(f"nog {said.nl}", f"for {said.en}") if days else Text("vandaag nog", "today")


def first(offer: Offer, *, debt: int, valid: int) -> Text:
    """How a talk begins."""
    said, stands = terms(offer, debt=debt), _standing(valid)
    return Text(
        f"U heeft nog {shown(debt)} openstaan. We zoeken graag samen een oplossing. Ons voorstel: {said.nl}. "
        f"Er komen geen kosten of rente bij voor deze regeling. U kunt dit voorstel {stands.nl} aannemen.",
        f"{_sum(debt)} is still open. We would like to find a way together. Our proposal: {said.en}. "
        f"No costs or interest are added for this arrangement. You can accept it {stands.en}.",
    )


def next_one(offer: Offer, *, debt: int, valid: int, against: Text) -> Text:
    """The next offer, and what is asked for it."""
    said, stands, asked = terms(offer, debt=debt), _standing(valid), _asked(against)
    return Text(
        f"Dat eerdere voorstel past u dus niet. Dit kan ook: {said.nl}.{asked.nl} "
        f"U kunt dit voorstel {stands.nl} aannemen. Lukt dit ook niet? Vertel ons dan wat u wel per maand kunt betalen.",
        f"So that proposal does not suit you. This is possible too: {said.en}.{asked.en} You can accept it {stands.en}. "
        "Does this not work either? Then tell us what you can pay a month.",
    )


def _asked(against: Text) -> Text:
    return Text(f" {against.nl}", f" {against.en}") if against.nl else NONE


def last_one(offer: Offer, *, debt: int, valid: int, against: Text) -> Text:
    """The last offer."""
    said, stands, asked = terms(offer, debt=debt), _standing(valid), _asked(against)
    return Text(
        f"Dit is ons laatste voorstel: {said.nl}.{asked.nl} U kunt het {stands.nl} aannemen.",
        f"This is our last proposal: {said.en}.{asked.en} You can accept it {stands.en}.",
    )


def again(offer: Offer, *, debt: int, left: int) -> Text:
    """The same offer once more."""
    said, stands = terms(offer, debt=debt), _left(left)
    return Text(
        f"Ons voorstel staat nog: {said.nl}. U kunt het {stands.nl} aannemen. Heeft u een vraag? Laat het ons weten.",
        f"Our proposal still stands: {said.en}. You can accept it {stands.en}. Do you have a question? Let us know.",
    )


def agreed(offer: Offer, *, debt: int) -> Text:
    """What was agreed."""
    said = terms(offer, debt=debt)
    return Text(
        f"Fijn, dat spreken we zo af: {said.nl}. U krijgt de afspraak van ons op schrift.",
        f"Good, so we agree: {said.en}. You will get the agreement from us in writing.",
    )


def against(offer: Offer, before: Offer) -> Text:
    """What is asked in return for a better offer."""
    if offer.down > before.down and offer.instalments:
        return Text(
            f"Daarvoor vragen we wel een hogere eerste betaling: {shown(offer.down)}.",
            f"In return we do ask a higher first payment: {_sum(offer.down)}.",
        )
    if offer.first_on_day < before.first_on_day:
        within = _within(offer.first_on_day)
        return Text(f"Daarvoor vragen we wel dat u eerder begint: {within.nl}.", f"In return we do ask that you begin sooner: {within.en}.")
    if offer.last_day() < before.last_day():
        return Text("Daarvoor vragen we wel dat alles eerder betaald is.", "In return we do ask that all is paid sooner.")
    return Text(
        "Daarvoor vragen we wel dat u bij uw bank een automatische overboeking instelt, zodat u geen termijn mist.",
        "In return we do ask that you set up a standing order at your bank, so that you miss no instalment.",
    )
