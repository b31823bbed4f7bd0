"""The company of the example and its owner: set up with everything but a way to send, so that nothing can ever leave."""

from __future__ import annotations

from datetime import date, datetime

from django.contrib.auth.hashers import make_password

from akkoord.store.access import Desk
from akkoord.store.models import Creditor, Event, Membership, Role, User
from akkoord.work.found import found_company
from akkoord.work.record import record

NAME = "Hoveniersbedrijf De Linde"
IBAN = "NL91ABNA0417164300"  # the example in the registry of IBAN formats
OWNER = "karin@delinde.example.nl"
_MADE = "example-made"  # the first event of the example: by it, and by nothing a person can change, it is known again

_ABOUT = {
    "street": "Lindelaan 12",
    "postcode": "3817 AB",
    "city": "Amersfoort",
    "email": "administratie@delinde.example.nl",
    "phone": "033 012 34 56",
    "website": "www.delinde.example.nl",
    "kvk": "00123457",
    "vat": "NL000099998B57",  # the example of the tax authority
    "iban": IBAN,
    "signed_by": "Karin Verhoef",
    "term_agreed": True,
    "partner": "Incassobureau Eemvallei",
    "partner_email": "dossiers@eemvallei.example.org",
    "partner_phone": "033 012 99 00",
    "partner_registration": "100482",
    "partner_mandated": True,
    "partner_mandated_on": date(2025, 9, 1),
}


def example() -> Creditor | None:
    """The example where it is there already."""
    made = Event.objects.filter(kind=_MADE, seq=1).values_list("creditor_id", flat=True).first()
    return None if made is None else Creditor.objects.get(id=made)


def found_example(*, on: date, at: datetime) -> Desk:
    """The company on its first day, at the desk of its owner. She has no password and cannot sign in."""
    karin, _ = User.objects.get_or_create(
        email=OWNER, defaults={"first_name": "Karin", "last_name": "Verhoef", "is_active": False, "password": make_password(None)}
    )
    creditor = found_company(user=karin, name=NAME, at=at)
    record(_MADE, creditor_id=creditor.id, on=on, at=at, by=karin.email, name=NAME)
    for name, value in _ABOUT.items():
        setattr(creditor, name, value)
    creditor.sending_on, creditor.post = True, "automatic"  # only while it is played, with carriers that deliver nowhere
    creditor.save()
    return Desk(creditor=creditor, user=karin, role=Role.OWNER)


def stop_sending(creditor: Creditor) -> None:
    """From here on nothing leaves: sending is off and there is no mail server, until a person changes both."""
    creditor.refresh_from_db()
    creditor.sending_on, creditor.post = False, "person"
    creditor.save(update_fields=["sending_on", "post"])


def let_in(user: User, creditor: Creditor) -> None:
    """Somebody who may do everything in the example."""
    Membership.objects.get_or_create(user=user, creditor=creditor, defaults={"role": Role.OWNER})
