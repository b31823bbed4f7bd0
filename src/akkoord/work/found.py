"""Founds a company in this installation: its row and its first owner; and gives the first user what was there before him."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from akkoord.store.access import ownerless
from akkoord.store.models import Creditor, Membership, Role, User


@transaction.atomic
def found_company(*, user: User, name: str, at: datetime) -> Creditor:
    """A new company named `name`, owned by `user`. Sending is off until somebody turns it on."""
    creditor = Creditor.objects.create(name=name.strip(), email=user.email, made_at=at)
    Membership.objects.create(user=user, creditor=creditor, role=Role.OWNER)
    return creditor


@transaction.atomic
def adopt_companies(*, user: User) -> list[Creditor]:
    """Makes `user` an owner of every company nobody can get at: what the command line made before the first visit. Only for
    the first user of an installation; gives those companies by name."""
    found = list(ownerless().order_by("name", "id"))
    Membership.objects.bulk_create(Membership(user=user, creditor=one, role=Role.OWNER) for one in found)
    return found
