"""What keeps an administration from being in order, and what it costs to leave it: what will fail later, in words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from akkoord.core.legal_form import shows_company, shows_person
from akkoord.core.problem import Text

About = Literal["debtor", "invoice", "credit-note", "payment", "pair"]


@dataclass(frozen=True, slots=True)
class Check:
    """One kind of disorder: its name, the word in its address, its heading, what it is about, and what fails if it is left."""

    name: str
    slug: str
    title: Text
    about: About
    fails: Text


CHECKS: Mapping[str, Check] = {
    one.name: one
    for one in (
        Check(
            "bounced",
            "adres-komt-terug",
            Text("E-mail komt terug", "E-mail comes back"),
            "debtor",
            Text(
                "Mail naar dit adres kwam terug en gaat daar niet meer heen. Zonder ander adres leest niemand een herinnering.",
                "Mail to this address came back and goes there no more. Without another address nobody reads a reminder.",
            ),
        ),
        Check(
            "address",
            "adres",
            Text("Debiteuren zonder postadres", "Debtors without a postal address"),
            "debtor",
            Text(
                "Een ingebrekestelling, veertiendagenbrief of aankondiging van overdracht gaat per post. Zonder adres kan zij niet weg, "
                "en zonder die brief zijn er geen incassokosten en is er geen overdracht.",
                "A notice of default, a fourteen-day letter and the announcement of hand-over go by post. Without an address they "
                "cannot leave, and without them there are no collection costs and no hand-over.",
            ),
        ),
        Check(
            "email",
            "e-mail",
            Text("Debiteuren zonder e-mailadres", "Debtors without an e-mail address"),
            "debtor",
            Text(
                "Elke herinnering gaat per post: dat kost porto en twee dagen, en zonder postadres gaat er niets.",
                "Every reminder goes by post: that costs postage and two days, and without a postal address nothing leaves.",
            ),
        ),
        Check(
            "wrong-phone",
            "nummer-klopt-niet",
            Text("Telefoonnummers die niet kloppen", "Telephone numbers that are not right"),
            "debtor",
            Text(
                "Wie dit nummer belde, kreeg een ander aan de lijn. Wie nog eens belt, vertelt een vreemde misschien over een schuld.",
                "Whoever called this number spoke to somebody else. Calling it again may tell a stranger of a debt.",
            ),
        ),
        Check(
            "phone",
            "telefoon",
            Text("Debiteuren zonder telefoonnummer", "Debtors without a telephone number"),
            "debtor",
            Text(
                "Bellen valt weg uit de stappen: na de herinnering volgt pas na twee weken de formele brief.",
                "The call drops out of the steps: after the reminder it takes two weeks until the formal letter.",
            ),
        ),
        Check(
            "consumer",
            "consument-of-bedrijf",
            Text("Consument of bedrijf?", "Consumer or business?"),
            "debtor",
            Text(
                "Een bedrijf dat als consument geldt betaalt te weinig rente en krijgt de verkeerde brief; een consument die als bedrijf "
                "geldt is door geen brief in verzuim, en is dan geen incassokosten schuldig (art. 6:96 lid 6 BW).",
                "A business treated as a consumer pays too little interest and gets the wrong letter; a consumer treated as a business is "
                "put in default by no letter, and then owes no collection costs (art. 6:96 lid 6 BW).",
            ),
        ),
        Check(
            "legal-form",
            "rechtsvorm",
            Text("Bedrijven zonder rechtsvorm", "Businesses without a legal form"),
            "debtor",
            Text(
                "Wie overdraagt of dagvaardt moet weten wie er schuldig is: de vennootschap, de vennoten of de eigenaar zelf. Op een "
                "verkeerde naam wordt de eis afgewezen.",
                "Who hands over or sues must know who owes: the company, its partners or the owner himself. A claim in the wrong name is "
                "dismissed.",
            ),
        ),
        Check(
            "kvk",
            "kvk",
            Text("Bedrijven zonder KvK-nummer", "Businesses without a KvK number"),
            "debtor",
            Text(
                "Zonder KvK-nummer is niet te zien of het bedrijf nog bestaat of failliet is, en kan een incassopartner de zaak niet "
                "aannemen.",
                "Without a KvK number nobody sees whether the business still exists or is bankrupt, and a collection partner cannot take "
                "the case.",
            ),
        ),
        Check(
            "term",
            "termijn",
            Text("Facturen zonder afgesproken termijn", "Invoices without an agreed term"),
            "invoice",
            Text(
                "De rente begint pas dertig dagen na ontvangst, en bij een consument pas na een aanmaning (art. 6:119a en 6:82 BW).",
                "Interest starts only thirty days after receipt, and for a consumer only after a demand (art. 6:119a and 6:82 BW).",
            ),
        ),
        Check(
            "long-term",
            "te-lange-termijn",
            Text("Termijnen die langer zijn dan de wet toelaat", "Terms longer than the law allows"),
            "invoice",
            Text(
                "U wacht langer met herinneren dan u hoeft te wachten.",
                "You wait longer before you remind than you have to.",
            ),
        ),
        Check(
            "delivery",
            "levering",
            Text("Facturen zonder bewijs van levering", "Invoices without proof of delivery"),
            "invoice",
            Text(
                "Wie betwist dat hij iets kreeg hoeft niets te bewijzen; u wel (art. 150 Rv). Later is een bon of werkbrief moeilijker te "
                "vinden.",
                "Who disputes that he got anything has nothing to prove; you have (art. 150 of the Code of Civil Procedure). Later a "
                "receipt is harder to find.",
            ),
        ),
        Check(
            "undelivered",
            "niet-geleverd",
            Text("Facturen voor wat nooit geleverd is", "Invoices for what was never delivered"),
            "invoice",
            Text(
                "Tot er geleverd is hoeft de klant niet te betalen (art. 6:262 BW). Akkoord vraagt er zolang niet om.",
                "Until it is delivered the customer need not pay (art. 6:262 BW). So long Akkoord does not ask for it.",
            ),
        ),
        Check(
            "credit-note",
            "creditnota",
            Text("Creditnota's die niet gebruikt zijn", "Credit notes that were not used"),
            "credit-note",
            Text(
                "De klant krijgt brieven over meer dan hij schuldig is, en over te veel wordt ook rente en kosten gevraagd.",
                "The customer gets letters about more than he owes, and interest and costs are asked over too much as well.",
            ),
        ),
        Check(
            "payment",
            "betaling",
            Text("Betalingen zonder factuur", "Payments without an invoice"),
            "payment",
            Text(
                "Zolang dit geld nergens bij hoort gaan er geen brieven uit naar wie het waarschijnlijk betaalde, of juist wel naar wie al "
                "betaald heeft.",
                "While this money belongs to nothing no letters go to who likely paid it, or they do go to somebody who has paid.",
            ),
        ),
        Check(
            "double",
            "dubbel",
            Text("Debiteuren die er misschien dubbel in staan", "Debtors that may stand there twice"),
            "pair",
            Text(
                "Dezelfde klant krijgt twee keer een brief en twee keer het laagste tarief aan kosten, en wat hij betaalt komt bij de "
                "verkeerde terecht (art. 6:96 lid 7 BW).",
                "The same customer gets two letters and twice the lowest costs, and what he pays ends up with the wrong one (art. 6:96 lid "
                "7 BW).",
            ),
        ),
    )
}
"""Every kind, in the order in which it hurts: what stops a letter first."""
BY_SLUG: Mapping[str, Check] = {one.slug: one for one in CHECKS.values()}


def doubt(*, kind: str, doubtful: bool, kvk: str, vat: str, form: str, name: str) -> Text | None:
    """Why it is not sure what this debtor is in law; None where nothing speaks against what is said.

    >>> doubt(kind="consumer", doubtful=False, kvk="12345678", vat="", form="", name="J. Jansen").en
    'It says consumer, and there is a KvK number.'
    >>> doubt(kind="business", doubtful=False, kvk="", vat="", form="", name="J. Jansen").en
    'It says business; the name is that of a person, and there is no KvK or VAT number.'
    >>> doubt(kind="business", doubtful=False, kvk="", vat="", form="", name="Kwekerij Oost") is None
    True
    """
    if doubtful:
        return Text(
            "Niemand zei wat hij is. Zolang geldt hij als consument.", "Nobody said what he is. Until then he is treated as a consumer."
        )
    if kind == "consumer":
        return _says_business(kvk, vat, form, name)
    if kind == "business" and not (kvk or vat or form) and shows_person(name):
        return Text(
            "Er staat bedrijf; de naam is die van een mens, en er is geen KvK- of btw-nummer.",
            "It says business; the name is that of a person, and there is no KvK or VAT number.",
        )
    return None


def _says_business(kvk: str, vat: str, form: str, name: str) -> Text | None:
    signs = (
        (kvk, Text("er is een KvK-nummer", "there is a KvK number")),
        (vat, Text("er is een btw-nummer", "there is a VAT number")),
        (form, Text("er is een rechtsvorm", "there is a legal form")),
        (shows_company(name), Text("de naam is die van een bedrijf", "the name is that of a business")),
    )
    found = next((sign for there, sign in signs if there), None)
    return Text(f"Er staat consument, en {found.nl}.", f"It says consumer, and {found.en}.") if found else None
