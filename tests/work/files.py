"""Files as a bookkeeping package and a bank would make them, taken in at once."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from akkoord.store.models import Creditor
from akkoord.work.demo.camt_file import statement
from akkoord.work.demo.scenes import Transfer
from akkoord.work.intake.import_files import receive, take_in
from tests.cast import MONDAY, VERMEER_IBAN

HEADINGS = "Factuurnummer;Debiteurnummer;Naam;E-mail;Factuurdatum;Vervaldatum;Bedrag;Openstaand;Voldaan op;Valuta;Documentsoort;Credit van"


def row(number: str, *, total: str = "100,00", **said: str) -> str:
    """A line of the list; what is not said is empty."""
    known = {"debtor": "1001", "name": "Bouwbedrijf Vermeer & Zn. B.V.", "email": "", "issued": "16-10-2026", "due": "15-11-2026", **said}
    first = (number, known["debtor"], known["name"], known["email"], known["issued"], known["due"], total)
    rest = (known.get(name, "") for name in ("open", "paid_on", "currency", "kind", "refers_to"))
    return ";".join((*first, *rest))


def take_list(creditor: Creditor, *rows: str, on: date = MONDAY) -> dict[str, Any]:
    """The report of taking in a list of invoices."""
    content = "\r\n".join((HEADINGS, *rows, "")).encode()
    return take_in(receive(creditor=creditor, name="facturen.csv", content=content, on=on))


def paid(euro: int, says: str, *, on: date = MONDAY, account: str = VERMEER_IBAN) -> Transfer:
    """Money that came in, in whole euros."""
    return Transfer(on, euro * 100, "Bouwbedrijf Vermeer", account, says)


def take_statement(creditor: Creditor, *entries: Transfer, since: date = MONDAY, until: date = MONDAY) -> dict[str, Any]:
    """The report of taking in a statement of these days."""
    content = statement(entries, account="NL91ABNA0417164300", number=1, opening=0, since=since, until=until)
    return take_in(receive(creditor=creditor, name="afschrift.xml", content=content, on=until))


def counts(report: dict[str, Any]) -> dict[str, int]:
    """Only what was counted, and only what is not nothing."""
    return {name: value for name, value in report.items() if isinstance(value, int) and value}


def problems(report: dict[str, Any]) -> Sequence[str]:
    """The English of every problem."""
    return [one["message_en"] for one in report["problems"]]


def notices(report: dict[str, Any]) -> Sequence[str]:
    """The English of everything that was told and asks for nothing."""
    assert report["problems"] == []
    return [one["message_en"] for one in report["notices"]]
