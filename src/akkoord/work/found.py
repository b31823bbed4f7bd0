"""Founds a company in this installation: its row and its first owner."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from akkoord.store.models import Creditor, Membership, Role, User


@transaction.atomic
def found_company(*, user: User, name: str, at: datetime) -> Creditor:
    """A new company named `name`, owned by `user`. Sending is off until somebody turns it on."""
    creditor = Creditor.objects.create(name=name.strip(), email=user.email, made_at=at)
    Membership.objects.create(user=user, creditor=creditor, role=Role.OWNER)
    return creditor
