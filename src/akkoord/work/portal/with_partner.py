"""Who handles it now, told to the debtor himself: the partner who has his case, under which number, and how he reaches him."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from akkoord.store.access import Guest
from akkoord.store.models import HandOver


@dataclass(frozen=True, slots=True)
class WithPartner:
    """A case of his that is out of hands; `invoices` are theirs by id."""

    name: str
    registration: str
    number: str
    email: str
    phone: str
    since: date
    invoices: frozenset[int]


def with_partner(guest: Guest) -> tuple[WithPartner, ...]:
    """His cases that a partner has or is about to get, the last one first."""
    rows = HandOver.objects.filter(creditor=guest.creditor, debtor_id=guest.debtor.id, ended_on=None).defer("dossier")
    return tuple(_seen(guest, one) for one in rows.prefetch_related("line").order_by("-id"))


def _seen(guest: Guest, one: HandOver) -> WithPartner:
    same = one.partner == guest.creditor.partner
    email = (one.line.email if one.line else "") or (guest.creditor.partner_email if same else "")
    phone = guest.creditor.partner_phone if same else ""
    return WithPartner(one.partner, one.registration, one.number or one.ref, email, phone, one.made_on, frozenset(one.invoices))
