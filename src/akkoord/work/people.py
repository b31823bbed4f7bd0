"""Who works for a company: adds somebody, changes what he may do, takes him away; never the last owner."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction

from akkoord.core.problem import Refusal, Text
from akkoord.store.access import Desk
from akkoord.store.models import Creditor, Membership, Role, User
from akkoord.work.found import found_company
from akkoord.work.record import record

_NOT_YOURS = Refusal(why=Text("Alleen een eigenaar beheert mensen.", "Only an owner manages people."))
_LAST_OWNER = Refusal(
    why=Text(
        "Dit is de enige eigenaar. Maak eerst iemand anders eigenaar, anders kan niemand de instellingen nog veranderen.",
        "This is the only owner. Make somebody else an owner first, or nobody can change the settings any more.",
    )
)
_NAMELESS = Refusal(why=Text("Een bedrijf heeft een naam van hoogstens 200 tekens.", "A company has a name of at most 200 characters."))


@dataclass(frozen=True, slots=True)
class Added:
    """Somebody who works here now, and whether a link to set a password may be handed to him by this owner."""

    user: User
    needs_link: bool


def may_hand_link(*, desk: Desk, user: User) -> bool:
    """Whether this owner may let `user` set a new password: only who works for no company of somebody else.

    Whoever holds such a link can sign in as that person, so it may open no door that the owner cannot open himself.
    """
    mine = Membership.objects.filter(user=desk.user, role=Role.OWNER).values("creditor_id")
    here = Membership.objects.filter(user=user, creditor=desk.creditor).exists()
    elsewhere = Membership.objects.filter(user=user).exclude(creditor_id__in=mine).exists()
    return desk.may_manage and here and not elsewhere and not user.is_superuser and user.is_active


def forget_links(*, user: User) -> None:
    """Makes links that were handed out before worthless for somebody who never set a password."""
    if not user.has_usable_password():
        user.set_unusable_password()
        user.save(update_fields=["password"])


def _address(email: str) -> str | Refusal:
    address = email.strip().lower()
    try:
        validate_email(address)
    except ValidationError:
        return Refusal(why=Text("Dit is geen e-mailadres, zoals naam@bedrijf.nl.", "This is no e-mail address, such as name@company.nl."))
    return address


def _role(role: str) -> Refusal | None:
    if role in Role.values:
        return None
    return Refusal(why=Text("Kies een rol: eigenaar, debiteurenbeheer of meekijken.", "Choose a role: owner, controller or reader."))


def add_person(*, desk: Desk, email: str, role: str, on: date, at: datetime) -> Added | Refusal:
    """Lets `email` work here in `role`; somebody who is new to the installation still has to set a password."""
    address = _address(email)
    wrong = (None if desk.may_manage else _NOT_YOURS) or _role(role)
    if wrong or isinstance(address, Refusal):
        return wrong or address  # type: ignore[return-value]  # one of the two is a refusal here
    with transaction.atomic():
        user = User.objects.filter(email=address).first() or User.objects.create_user(email=address)
        _, made = Membership.objects.get_or_create(user=user, creditor=desk.creditor, defaults={"role": role})
        if not made:
            return Refusal(why=Text(f"{address} werkt hier al.", f"{address} works here already."))
        forget_links(user=user)
        record("settings-changed", creditor_id=desk.creditor.pk, on=on, at=at, by=desk.user.email, person=address, role=role)
    return Added(user=user, needs_link=not user.has_usable_password() and may_hand_link(desk=desk, user=user))


def _member(desk: Desk, membership_id: int) -> Membership | None:
    """The membership of this company, locked; None where there is none, or of another company."""
    return Membership.objects.select_for_update().filter(creditor=desk.creditor, pk=membership_id).select_related("user").first()


def _other_owner(member: Membership) -> bool:
    owners = Membership.objects.select_for_update().filter(creditor=member.creditor_id, role=Role.OWNER)
    return owners.exclude(pk=member.pk).exists()


def _told(desk: Desk, member: Membership, *, role: str | None, on: date, at: datetime) -> None:
    by, person = desk.user.email, member.user.email
    record("settings-changed", creditor_id=desk.creditor.pk, on=on, at=at, by=by, person=person, role=role)


def change_role(*, desk: Desk, membership_id: int, role: str, on: date, at: datetime) -> Refusal | None:
    """Gives somebody who works here another role. Raises Membership.DoesNotExist where he does not work here."""
    wrong = (None if desk.may_manage else _NOT_YOURS) or _role(role)
    if wrong:
        return wrong
    with transaction.atomic():
        member = _member(desk, membership_id)
        if member is None:
            raise Membership.DoesNotExist
        if member.role == Role.OWNER and role != Role.OWNER and not _other_owner(member):
            return _LAST_OWNER
        if member.role != role:
            member.role = role
            member.save(update_fields=["role"])
            _told(desk, member, role=role, on=on, at=at)
    return None


def remove_person(*, desk: Desk, membership_id: int, on: date, at: datetime) -> Refusal | None:
    """Takes somebody away; what he did stays in the record. Raises Membership.DoesNotExist where he does not work here."""
    if not desk.may_manage:
        return _NOT_YOURS
    with transaction.atomic():
        member = _member(desk, membership_id)
        if member is None:
            raise Membership.DoesNotExist
        if member.role == Role.OWNER and not _other_owner(member):
            return _LAST_OWNER
        member.delete()
        forget_links(user=member.user)
        _told(desk, member, role=None, on=on, at=at)
    return None


def add_company(*, user: User, name: str, on: date, at: datetime) -> Creditor | Refusal:
    """Another company in this installation, with sending off and `user` as its owner."""
    title = " ".join(name.split())
    if not title or len(title) > 200:
        return _NAMELESS
    with transaction.atomic():
        creditor = found_company(user=user, name=title, at=at)
        record("settings-changed", creditor_id=creditor.pk, on=on, at=at, by=user.email, name=title)
    return creditor
