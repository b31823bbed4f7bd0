"""The sentences of the auditfile importer, in both languages."""

from __future__ import annotations

from akkoord.core.money import shown
from akkoord.core.problem import Text
from akkoord.importers._problems import quoted

OTHER_VERSION = Text(
    "Deze auditfile heeft een andere opbouw dan XML Auditfile Financieel 3.1, 3.2 of 4.0. Maak er in uw pakket een van versie 3.2 of 4.0.",
    "This audit file is built otherwise than XML Auditfile Financieel 3.1, 3.2 or 4.0. Make one of version 3.2 or 4.0 in your package.",
)
NO_DEBTORS = Text(
    "Er staat geen debiteurenrekening in deze auditfile: geen rekening heet zo en geen verkoopdagboek boekt erop. Er is niets overgenomen.",
    "This audit file has no account of debtors: none is named so and no sales journal books on one. Nothing was taken over.",
)
NO_LINES = Text(
    "Op de debiteurenrekening staat geen enkele regel. Er is niets overgenomen.",
    "There is not one line on the account of debtors. Nothing was taken over.",
)
CUT_OFF = Text(
    "De auditfile breekt af. Van een halve administratie is niet te zeggen wat er is betaald; er is niets overgenomen.",
    "The audit file breaks off. Half an administration cannot say what was paid; nothing was taken over.",
)


def paid_without_invoice(cents: int, customer: str, name: str) -> Text:
    """What of a customer's account names no invoice of this file."""
    who = " ".join(part for part in (quoted(name) if name else "", f"({customer})") if part)
    return Text(
        f"Klant {who}: {shown(cents)} is betaald of gecrediteerd en staat op geen factuur uit dit bestand. Facturen van deze klant "
        "kunnen daardoor open lijken terwijl ze betaald zijn; boek dit bedrag bij de juiste factuur.",
        f"Customer {who}: {shown(cents, language='en')} was paid or credited and stands on no invoice of this file. Invoices of "
        "this customer can look open while they are paid; place this sum on the right invoice.",
    )


def charged_without_number(count: int, cents: int) -> Text:
    """Lines that charge something and cannot be an invoice."""
    return Text(
        f"Regels op de debiteurenrekening zonder factuurnummer: {count}, samen {shown(cents)}. Dit zijn geen facturen; niet overgenomen.",
        f"Lines on the account of debtors without an invoice number: {count}, together {shown(cents, language='en')}. "
        "These are no invoices; left out.",
    )


def without_customer(count: int, cents: int) -> Text:
    """Lines that name nobody."""
    return Text(
        f"Regels op de debiteurenrekening zonder klant: {count}, per saldo {shown(cents)}. Niet overgenomen.",
        f"Lines on the account of debtors without a customer: {count}, {shown(cents, language='en')} on balance. Left out.",
    )


def two_customers(number: str, first: str, second: str) -> Text:
    """One number at two customers."""
    shown_number = quoted(number)
    return Text(
        f"Factuur {shown_number} staat bij klant {first} en bij klant {second}. Die van {second} is niet overgenomen.",
        f"Invoice {shown_number} stands with customer {first} and with customer {second}. The one of {second} was left out.",
    )


def opening_not_split(cents: int, account: str) -> Text:
    """An opening balance that does not say whose it is."""
    return Text(
        f"De beginbalans van rekening {account} is {shown(cents)}; daarvan staat er niet bij welke klanten en facturen het zijn. "
        "Facturen van eerdere jaren ontbreken dus; voeg ze toe met een lijst van openstaande posten.",
        f"The opening balance of account {account} is {shown(cents, language='en')} and does not say of which customers and invoices. "
        "Invoices of earlier years are missing; add them with a list of open items.",
    )


def totals_differ(what: Text, found: str, said: str) -> Text:
    """The sums of the file are not what it says they are."""
    return Text(
        f"Het bestand noemt {what.nl} {said}; geteld is {found}. Er kan iets ontbreken. Wat er staat, is overgenomen.",
        f"The file says {what.en} {said}; {found} was counted. Something may be missing. What is there was taken over.",
    )
