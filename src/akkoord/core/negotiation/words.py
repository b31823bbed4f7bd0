"""What in a debtor's words stops the machine, and the little it reads from them: an amount, "I cannot", "no".

Vulnerability, a dispute and a threat go to a person, and where it is unsure as well. A list of its own, kept small on purpose.

>>> stop_in("Ik zit in de schuldhulp"), stop_in("De factuur klopt niet"), stop_in("ik schakel een advocaat in"), stop_in("150 per maand?")
('kwetsbaar', 'betwisting', 'dreiging', '')
>>> heard("Ik kan 150 euro per maand missen"), heard("€ 1.250,50 in één keer"), heard("ik kan echt niet meer")
(Heard(monthly=15000, once=0, cannot=False), Heard(monthly=0, once=125050, cannot=False), Heard(monthly=0, once=0, cannot=True))
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from akkoord.core.conversation.cannot_pay import says_he_cannot_pay
from akkoord.core.money import cents_of

VULNERABLE, DISPUTE, THREAT, UNCLEAR = "kwetsbaar", "betwisting", "dreiging", "onduidelijk"
LONG = 400  # characters: who writes this much tells something that is not about an amount
_STOPS = {
    VULNERABLE: r"zelfmoord|zelfdoding|suïcide|suicid|niet meer leven|er een eind aan|dood\b|overle[de]{2}n|begrafenis|\bziek|ziekenhuis"
    r"|kanker|opgenomen|depressi|burn-?out|psych|verslaa?f|schuldhulp|schuldsaner|wsnp|bewindvoer|curator|curatele|beschermingsbewind"
    r"|faillie|surseance|voedselbank|dakloos|uit (?:mijn|ons) huis|huisuitzetting|ontruim|mishandel|scheiding|gescheiden"
    r"|wanhopig|radeloos|ten einde raad|zie het niet meer zitten|niet lezen|begrijp (?:het|dit|er) niet|snap (?:het|dit|er) niet"
    r"|debt (?:help|relief|counsell?ing)|bankrupt|kill myself|hospital|cancer\b|depress|passed away|homeless|bailiff",
    DISPUTE: r"klop(?:t|pen)\b[^.!?]{0,15}\bniet|niet (?:correct|juist)|onjuist|fout(?:e|ieve)? (?:factuur|bedrag)|klacht|nooit besteld"
    r"|nooit (?:ontvangen|geleverd|gekregen)|niet (?:geleverd|besteld|ontvangen|af\b|goed)|betwist|oneens|niet mee eens|kapot|gebrek"
    r"|slecht werk|al betaald|heb (?:het )?betaald|creditnota|geannuleerd|opgezegd|verjaard|oplicht|identiteit"
    r"|not (?:correct|delivered|ordered|received)|wrong (?:invoice|amount)|complain|dispute|already paid|scam\b|fraud",
    THREAT: r"advoca|jurist|rechter|rechtbank|aangifte|politie|bedreig|vermoord|doodma|sloop|sla (?:ik|je|jullie)|kapot ?ma"
    r"|weet (?:ik )?waar|(?:kom|sta) (?:ik )?(?:bij (?:je|jullie)|langs)|pas maar op|de media|slechte review|toezichthouder|autoriteit"
    r"|lawyer|attorney|sue you|court\b|police|threat|i know where",
}
_STOP = {kind: re.compile(pattern, re.IGNORECASE) for kind, pattern in _STOPS.items()}
_SUM = r"(?:€|eur(?:o)?)?\s*(\d[\d.,]*)(?:,-)?\s*(?:€|euro?s?)?"
_MONTHLY = re.compile(_SUM + r"[^.!?\d]{0,12}(?:per|p/|iedere|elke|in de|a|each|every)\s*(maand|week|month|mnd|wk)\b", re.IGNORECASE)
_MONEY = re.compile(r"(?:€|eur\b|euro\b)\s*(\d[\d.,]*)|(\d[\d.,]*)\s*(?:€|eur\b|euro)", re.IGNORECASE)
_CANNOT = re.compile(
    r"\bkan\b[^.!?]{0,30}\bniet\b|\blukt\b[^.!?]{0,20}\bniet\b|\bgeen geld\b|\bte (?:veel|hoog|duur)\b|\btoo (?:much|high)\b|\bcan'?t\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Heard:
    """Cents a month and cents at once that he names, nothing where he names none, and whether he says that it cannot be."""

    monthly: int
    once: int
    cannot: bool


def stop_in(text: str) -> str:
    """What in the words asks for a person, or nothing."""
    found = next((kind for kind, pattern in _STOP.items() if pattern.search(text)), "")
    return found or (UNCLEAR if len(text) > LONG else "")


def heard(text: str) -> Heard:
    """What he says that he can pay."""
    monthly, once = _MONTHLY.search(text), _MONEY.search(text)
    if monthly:
        amount = _cents(monthly[1]) * (30 if monthly[2].lower() in ("week", "wk") else 7) // 7
        return Heard(amount, 0, cannot=False)
    amount = _cents(once[1] or once[2]) if once else 0
    return Heard(0, amount, cannot=not amount and (says_he_cannot_pay(text) or _CANNOT.search(text) is not None))


def _cents(digits: str) -> int:
    found = cents_of(digits.rstrip(".,"))
    return found if found is not None and found > 0 else 0
