"""Whether a case is ready for who takes it over: what a collector, a bailiff and a court ask for, and what of it is there.

Nothing here can be ticked that is not so: what Akkoord can see it sees itself, and what only a person can know he says with the day
on which he looked, or with the document. Sources: art. 111 lid 3 and 21 Rv (defences and evidence, full and truthful), art. 6:96 lid 6
BW (fourteen-day letter), art. 3:307 and 3:317 BW (prescription), art. 4 Wki (registration), art. 3.1 Bki (description of the claim).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Literal

from akkoord.core.day_words import day_shown
from akkoord.core.handover.checks import BY_ITSELF, NAMES
from akkoord.core.problem import Text

State = Literal["there", "missing", "not-needed", "person"]
LOOKED_HOLDS = 14  # days that a look into a register says something
SOON = 90  # days before prescription from which it is said
BY_PERSON: tuple[str, ...] = ("insolvency", "debt-help", "consumer-information")
"""What only a person can say, with the day on which he looked or asked."""


@dataclass(frozen=True, slots=True)
class InvoiceKnown:
    """One invoice of the case."""

    number: str
    document: bool
    delivered: bool  # the days of the goods or the work are known
    proof: bool  # a document proves it
    term: str  # Invoice.term_source
    prescribes_on: date | None
    demanded_until: date | None = None


@dataclass(frozen=True, slots=True)
class Known:
    """A case as it is known on a day. `letters` are the kinds that left, `unproven` those of which nothing shows that they left;
    `defences` are what he has against an invoice, each with our answer; `looked` when a person looked, by key of BY_PERSON."""

    on: date
    name: str
    business: bool
    doubtful: bool
    natural: bool
    form: str
    numbers: bool  # a number in the trade register, or of VAT
    address: tuple[str, ...]  # what is missing of it
    invoices: tuple[InvoiceKnown, ...]
    letters: frozenset[str]
    unproven: tuple[str, ...] = ()
    calls: int = 0
    promises: int = 0
    arrangements: int = 0
    defences: tuple[tuple[str, str], ...] = ()  # (about, our answer)
    open_defences: int = 0
    contract: int = 0  # documents
    terms: int = 0
    on_terms: bool = False  # interest, or the term, rests on general terms
    sums: Text | None = None  # why no sum can be given
    insolvent: bool = False
    vulnerable: bool = False
    unread: bool = False
    partner: str = ""
    partner_kind: str = "agency"
    mandated: bool = False
    mandated_on: date | None = None
    registration: str = ""
    looked: dict[str, date] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Check:
    """One thing that is asked for: its name, how it stands, and why in a sentence. What `must` be there keeps the case here."""

    key: str
    name: Text
    state: State
    because: Text
    source: str = ""
    must: bool = False


def missing(checks: tuple[Check, ...]) -> tuple[Check, ...]:
    """What somebody still has to do, first what keeps the case here."""
    return tuple(sorted((one for one in checks if one.state in ("missing", "person")), key=lambda one: not one.must))


def to_supply(checks: tuple[Check, ...]) -> tuple[str, ...]:
    """The keys of what somebody can still supply before it goes, first what keeps the case here."""
    return tuple(one.key for one in missing(checks) if one.key not in BY_ITSELF)


def readiness(known: Known) -> tuple[Check, ...]:
    """Everything that is asked for, in the order in which a bailiff goes through it."""
    return (
        *_debtor(known),
        *_agreement(known),
        *_invoices(known),
        *_letters(known),
        *_talks(known),
        *_claim(known),
        *_registers(known),
        _mandate(known),
    )


def _debtor(known: Known) -> Iterator[Check]:
    name, source = NAMES["debtor"], "art. 45 lid 3 Rv"
    if known.doubtful:
        why = Text("Zakelijk of particulier? Dat is niet zeker.", "Business or private? That is not certain.")
        yield Check("debtor", name, "missing", why, "art. 6:96 lid 6 BW", must=True)
    elif known.business and not known.form:
        yield Check("debtor", name, "missing", Text("De rechtsvorm is niet bekend.", "The legal form is not known."), source)
    elif known.business and not known.numbers:
        yield Check("debtor", name, "missing", Text("Er is geen KvK- of btw-nummer.", "There is no trade register or VAT number."), source)
    else:
        yield Check("debtor", name, "there", Text(known.name, known.name))
    yield _address(known, source)


def _address(known: Known, source: str) -> Check:
    name, said = NAMES["address"], ", ".join(known.address)
    if known.address:
        return Check("address", name, "missing", Text(f"Er ontbreekt: {said}.", f"Missing: {said}."), source, must=True)
    return Check("address", name, "there", Text("Volledig.", "Complete."))


def _agreement(known: Known) -> Iterator[Check]:
    yield _documents("contract", known.contract, needed=True)
    yield _documents("terms", known.terms, needed=known.on_terms)
    if known.business and not known.doubtful:
        return
    looked = known.looked.get("consumer-information")
    told = NAMES["consumer-information"]
    if looked:
        day = _days(looked)
        yield Check("consumer-information", told, "there", Text(f"Nagegaan op {day.nl}.", f"Checked on {day.en}."), "art. 6:230l–230m BW")
    else:
        why = Text("De rechter gaat dit uit zichzelf na.", "The court looks into this by itself.")
        yield Check("consumer-information", told, "person", why, "art. 6:230l–230m BW")


def _documents(key: str, count: int, *, needed: bool) -> Check:
    name = NAMES[key]
    if count:
        said = Text("Een document.", "One document.") if count == 1 else Text(f"{count} documenten.", f"{count} documents.")
        return Check(key, name, "there", said)
    if not needed:
        return Check(key, name, "not-needed", Text("De vordering steunt er niet op.", "The claim does not rest on them."))
    return Check(key, name, "missing", Text("Er is geen document bewaard.", "No document is kept."), "art. 85 Rv")


def _invoices(known: Known) -> Iterator[Check]:
    yield _each("invoices", [one.number for one in known.invoices if not one.document], "art. 85 Rv")
    yield _each("delivery", [one.number for one in known.invoices if not one.proof], "art. 111 lid 3 Rv")


def _each(key: str, lacking: list[str], source: str) -> Check:
    name = NAMES[key]
    if not lacking:
        return Check(key, name, "there", Text("Van elke factuur.", "Of each invoice."))
    shown = ", ".join(lacking[:5]) + ("…" if len(lacking) > 5 else "")
    return Check(key, name, "missing", Text(f"Ontbreekt van {shown}.", f"Missing for {shown}."), source)


def _letters(known: Known) -> Iterator[Check]:
    name = NAMES["letters"]
    if known.unproven:
        shown = ", ".join(known.unproven)
        yield Check("letters", name, "missing", Text(f"Niet te bewijzen dat vertrok: {shown}.", f"No proof that it left: {shown}."))
    elif not known.letters:
        yield Check("letters", name, "missing", Text("Er ging nog geen brief uit.", "No letter left yet."), "art. 6:82 BW")
    else:
        yield Check("letters", name, "there", Text(f"{len(known.letters)} soorten brieven.", f"{len(known.letters)} kinds of letters."))
    consumer = not known.business or known.doubtful
    kind = "fourteen-day-letter" if consumer else "notice-of-default"
    yield _demand(known, kind, consumer)
    warned = "collection-warning" in known.letters
    told = NAMES["announced"]
    said = Text("Verstuurd.", "Sent.") if warned else Text("Nog niet verstuurd.", "Not sent yet.")
    yield Check("announced", told, "there" if warned else "missing", said, must=not warned)


def _demand(known: Known, kind: str, consumer: bool) -> Check:
    name = NAMES[kind]
    lasts = [one.demanded_until for one in known.invoices if one.demanded_until]
    source = "art. 6:96 lid 6 BW" if consumer else "art. 6:82 BW"
    if kind not in known.letters or not lasts:
        why = Text("Niet verstuurd; dan zijn er geen incassokosten.", "Not sent; then there are no collection costs.")
        plain = Text("Niet verstuurd.", "Not sent.")
        return Check(kind, name, "missing", why if consumer else plain, source)
    last = _days(max(lasts))
    if max(lasts) >= known.on:
        return Check(kind, name, "missing", Text(f"De laatste dag is {last.nl}.", f"Its last day is {last.en}."), source, must=True)
    return Check(kind, name, "there", Text(f"De laatste dag was {last.nl}.", f"Its last day was {last.en}."))


def _talks(known: Known) -> Iterator[Check]:
    name = NAMES["contacts"]
    counted = Text(
        f"{known.calls} gesprekken, {known.promises} toezeggingen, {known.arrangements} regelingen.",
        f"{known.calls} calls, {known.promises} promises, {known.arrangements} arrangements.",
    )
    yield Check("contacts", name, "there" if known.calls else "person", counted)
    yield _defences(known)


def _defences(known: Known) -> Check:
    name, source = NAMES["defences"], "art. 111 lid 3 Rv"
    if known.open_defences or known.unread:
        why = Text("Er ligt nog iets van hem dat niet beantwoord is.", "Something of his is not answered yet.")
        return Check("defences", name, "missing", why, source, must=True)
    if any(not answer.strip() for _, answer in known.defences):
        return Check("defences", name, "missing", Text("Schrijf op wat u antwoordde.", "Write down what you answered."), source)
    count = len(known.defences)
    if count:
        return Check("defences", name, "there", Text(f"{count} beantwoord.", f"{count} answered."), source)
    return Check("defences", name, "not-needed", Text("Hij voerde niets aan.", "He put forward nothing."), source)


def _claim(known: Known) -> Iterator[Check]:
    name = NAMES["specification"]
    if known.sums:
        yield Check("specification", name, "missing", known.sums, "art. 3.1 Bki", must=True)
    else:
        yield Check(
            "specification", name, "there", Text("Elke regel met dagen, percentage en artikel.", "Each line with days, rate and article.")
        )
    yield _prescription(known)


def _prescription(known: Known) -> Check:
    name, source = NAMES["prescription"], "art. 3:307 en 7:28 BW"
    days = [one.prescribes_on for one in known.invoices if one.prescribes_on]
    if not days:
        return Check("prescription", name, "person", Text("De dag is niet bekend.", "The day is not known."), source)
    first, shown = min(days), _days(min(days))
    if first <= known.on:
        return Check("prescription", name, "missing", Text(f"Verjaard op {shown.nl}.", f"Prescribed on {shown.en}."), source, must=True)
    if first <= known.on + timedelta(days=SOON):
        return Check(
            "prescription",
            name,
            "person",
            Text(f"Verjaart al op {shown.nl}: stuit nu.", f"Prescribes on {shown.en} already: interrupt now."),
            source,
        )
    return Check("prescription", name, "there", Text(f"Eerst op {shown.nl}.", f"First on {shown.en}."), source)


def _registers(known: Known) -> Iterator[Check]:
    name = NAMES["insolvency"]
    if known.insolvent:
        why = Text(
            "Er is een insolventie: dien de vordering in bij de curator.", "There is an insolvency: file the claim with the trustee."
        )
        yield Check("insolvency", name, "missing", why, "art. 26 Fw", must=True)
    else:
        yield _looked(known, "insolvency", Text("het Centraal Insolventieregister", "the insolvency register"))
    if known.natural:
        yield _debt_help(known)


def _debt_help(known: Known) -> Check:
    name = NAMES["debt-help"]
    if not known.vulnerable:
        return _looked(known, "debt-help", Text("het Centraal Curatele- en bewindregister", "the register of administration"))
    why = Text("Hij is kwetsbaar: een mens beslist eerst.", "He is vulnerable: a person decides first.")
    return Check("debt-help", name, "missing", why, must=True)


def _looked(known: Known, key: str, where: Text) -> Check:
    name = NAMES[key]
    looked = known.looked.get(key)
    if looked is None:
        return Check(key, name, "person", Text(f"Kijk in {where.nl}.", f"Look into {where.en}."))
    day = _days(looked)
    if known.on - looked > timedelta(days=LOOKED_HOLDS):
        return Check(key, name, "person", Text(f"Nagekeken op {day.nl}: kijk opnieuw.", f"Looked up on {day.en}: look again."))
    return Check(key, name, "there", Text(f"Nagekeken op {day.nl}: niets gevonden.", f"Looked up on {day.en}: nothing found."))


def _mandate(known: Known) -> Check:
    name = NAMES["mandate"]
    if not known.partner or not known.mandated:
        return Check(
            "mandate", name, "missing", Text("Er is geen partner met een opdracht.", "There is no partner with a mandate."), must=True
        )
    if known.natural and known.partner_kind == "agency" and not known.registration:
        why = Text("Zijn registratienummer ontbreekt.", "His registration number is missing.")
        return Check("mandate", name, "missing", why, "art. 4 Wki", must=True)
    if known.mandated_on is None:
        return Check("mandate", name, "person", Text("De dag van de opdracht ontbreekt.", "The day of the mandate is missing."))
    day = _days(known.mandated_on)
    return Check("mandate", name, "there", Text(f"{known.partner}, van {day.nl}.", f"{known.partner}, of {day.en}."))


def _days(day: date) -> Text:
    return Text(day_shown(day, language="nl", weekday=False), day_shown(day, language="en", weekday=False))
