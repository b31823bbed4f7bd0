"""The people and companies of the tests: who sends invoices, who owes, and who works at the desk. Plain values, no database."""

from __future__ import annotations

from datetime import date
from typing import Any

from akkoord.core.reading import PartyRead

MONDAY = date(2026, 11, 16)  # an ordinary working day: no holiday within weeks of it

# Creditors: fields of store.models.Creditor.
LINDE: dict[str, Any] = {
    "name": "Hoveniersbedrijf De Linde B.V.",
    "street": "Lindelaan 12",
    "postcode": "3817 AB",
    "city": "Amersfoort",
    "email": "administratie@delinde.example",
    "phone": "033 123 45 67",
    "kvk": "12345678",
    "vat": "NL001234567B01",
    "iban": "NL91ABNA0417164300",
    "signed_by": "Marieke Linde",
    "partner": "Incasso Midden B.V.",
    "partner_mandated": True,
}
BRUG: dict[str, Any] = {
    "name": "Drukkerij De Brug V.O.F.",
    "street": "Kade 3",
    "postcode": "3011 AA",
    "city": "Rotterdam",
    "email": "kantoor@debrug.example",
    "phone": "010 765 43 21",
    "kvk": "87654321",
    "iban": "NL02RABO0123456789",
    "signed_by": "Bram Brugman",
}

# Debtors: fields of store.models.Debtor.
VERMEER: dict[str, Any] = {
    "number": "1001",
    "name": "Bouwbedrijf Vermeer & Zn. B.V.",
    "kind": "business",
    "street": "Havenstraat 7",
    "postcode": "1012 JK",
    "city": "Amsterdam",
    "email": "crediteuren@vermeer.example",
    "phone": "020 234 56 78",
    "kvk": "23456789",
}
JANSEN: dict[str, Any] = {
    "number": "1002",
    "name": "J. Jansen",
    "kind": "consumer",
    "street": "Dorpsstraat 101 A",
    "postcode": "4041 CD",
    "city": "Kesteren",
    "email": "j.jansen@post.example",
    "phone": "0488 12 34 56",
}
EPE: dict[str, Any] = {
    "number": "1003",
    "name": "Gemeente Epe",
    "kind": "government",
    "street": "Markt 1",
    "postcode": "8161 CL",
    "city": "Epe",
    "email": "facturen@epe.example",
}

# Accounts they pay from.
VERMEER_IBAN = "NL20INGB0001234567"
JANSEN_IBAN = "NL86INGB0002445588"

# People at the desk.
OWNER = "marieke@delinde.example"
CONTROLLER = "daan@delinde.example"
READER = "accountant@boekhoudkantoor.example"


def party(fields: dict[str, Any]) -> PartyRead:
    """A debtor of the cast as a file would name him."""
    known = {name: value for name, value in fields.items() if name in PartyRead.__dataclass_fields__}
    return PartyRead(**known)
