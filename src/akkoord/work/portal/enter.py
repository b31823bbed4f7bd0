"""Who may in: the second question, how often it may be answered wrongly, and what is seen of who tries."""

from __future__ import annotations

import hashlib
import hmac
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import Q

from akkoord.core.portal.patience import FORGOTTEN, VISITOR_TRIES, tries_left, wait_until
from akkoord.core.portal.question import answers, right
from akkoord.core.problem import Refusal
from akkoord.store.access import Desk, Guest
from akkoord.store.models import Creditor, Invoice, PortalLink, PortalVisitor, Task
from akkoord.work.may_not import MAY_NOT
from akkoord.work.owed import Owed, owed
from akkoord.work.portal.links import held, opens
from akkoord.work.record import Log

TASK = "portal-locked"
SEEN_AGAIN = timedelta(hours=4)  # who looks again within this time is still the same visit
KEPT = timedelta(days=2)  # how long it is known who tried wrongly


@dataclass(frozen=True, slots=True)
class Entered:
    """What came of an answer: the guest; or until when is waited; or how many tries are left."""

    guest: Guest | None = None
    waits_until: datetime | None = None
    left: int = 0


def enter(*, link: PortalLink, typed: str, address: str, on: date, at: datetime) -> Entered:
    """One answer to the second question, by somebody at a network address. Each answer is counted, whatever it is, before it is
    known to be right: two at once are two."""
    with transaction.atomic():
        visitor = _visitor(address, at)
        kept = held(link)
        waits = _waiting(kept, visitor, at)
        if waits is not None or not opens(kept, on=on):
            return Entered(waits_until=waits)
        if right(typed, known=_answers(kept, on)):
            return Entered(guest=_come_in(kept, on, at))
        return _wrong(kept, visitor, on, at)


def waiting(link: PortalLink | None, *, address: str, at: datetime) -> datetime | None:
    """Until when nobody may answer on this link, or from this place; None where he may."""
    seen = PortalVisitor.objects.filter(seal=_seal(address)).first() if address else None
    return _waiting(link, seen, at)


def missed(*, address: str, at: datetime) -> None:
    """Somebody came with a link that leads nowhere."""
    with transaction.atomic():
        visitor = _visitor(address, at)
        if visitor is not None:
            _count(visitor, at)


def leave(guest: Guest, *, at: datetime) -> None:
    """He is done: whatever was opened by this link before is closed."""
    PortalLink.objects.filter(creditor=guest.creditor, id=guest.link.id).update(left_at=at)


def looked_at_wrong(*, desk: Desk, task_id: int, on: date, at: datetime) -> Refusal | None:
    """A person looked at who answered wrongly."""
    if not desk.may_work:
        return MAY_NOT
    with transaction.atomic():
        task = desk.tasks().select_for_update().get(id=task_id, kind=TASK)
        if task.done_on is None:
            task.done_on, task.outcome = on, "read"
            task.save(update_fields=["done_on", "outcome"])
            log = Log(desk.creditor.id, on, at, desk.user.email)
            log.add("portal-looked", debtor_id=task.debtor_id)
            log.write()
    return None


def _waiting(link: PortalLink | None, visitor: PortalVisitor | None, at: datetime) -> datetime | None:
    until = [one.locked_until for one in (link, visitor) if one is not None and one.locked_until is not None]
    return max((one for one in until if one > at), default=None)


def _answers(link: PortalLink, on: date) -> tuple[str, ...]:
    """The sums that he knows: of an open invoice, what is open of it, of the letter, and all that he owes; and his postcode."""
    letter = link.letter
    about = [int(number) for number in letter.basis] if letter is not None else []
    mine = Invoice.objects.filter(creditor_id=link.creditor_id, debtor_id=link.debtor_id, kind="invoice", issued_on__lte=on)
    rows = mine.filter(Q(open__gt=0) | Q(id__in=about)).values_list("total", "open")
    sums = [cents for row in rows for cents in row] + ([letter.asked] if letter is not None else [])
    total = owed(debtor=link.debtor, on=on)
    sums += [total.principal, total.total] if isinstance(total, Owed) else []
    return answers(sums=sums, postcode=link.debtor.postcode)


def _come_in(link: PortalLink, on: date, at: datetime) -> Guest:
    """He is known. What was opened is told once a visit."""
    again = link.last_seen is not None and at - link.last_seen < SEEN_AGAIN
    first, link.first_seen = link.first_seen is None, link.first_seen or at
    link.wrong, link.locked_until, link.last_seen = 0, None, at
    link.save(update_fields=["wrong", "locked_until", "first_seen", "last_seen"])
    if not again:
        log = Log(link.creditor_id, on, at)
        log.add("portal-opened", debtor_id=link.debtor_id, link=link.id, first=first)
        log.write()
    return Guest(link.creditor, link.debtor, link)


def _wrong(link: PortalLink, visitor: PortalVisitor | None, on: date, at: datetime) -> Entered:
    link.wrong += 1
    locked = wait_until(link.wrong, at=at)
    link.locked_until = locked or link.locked_until
    link.save(update_fields=["wrong", "locked_until"])
    if visitor is not None:
        _count(visitor, at)
    if locked is not None:
        _tell(link, on, at)
    return Entered(waits_until=_waiting(link, visitor, at), left=tries_left(link.wrong))


def _tell(link: PortalLink, on: date, at: datetime) -> None:
    """The creditor sees it: on the time line, and once on his work list."""
    Creditor.objects.select_for_update().only("id").get(id=link.creditor_id)
    log = Log(link.creditor_id, on, at)
    log.add("portal-locked", debtor_id=link.debtor_id, link=link.id, wrong=link.wrong)
    own = {"creditor_id": link.creditor_id, "debtor_id": link.debtor_id, "kind": TASK}
    if not Task.objects.filter(done_on=None, **own).exists():
        Task.objects.create(made_on=on, due_on=on, **own)
        log.add("task-made", debtor_id=link.debtor_id, task=TASK)
    log.write()


def _seal(address: str) -> str:
    key = hashlib.sha256(b"akkoord portal visitor\0" + settings.SECRET_KEY.encode()).digest()
    return hmac.digest(key, address.encode(), "sha256").hex()


def _visitor(address: str, at: datetime) -> PortalVisitor | None:
    """Who comes from this place, held until the end of the transaction; None where nobody knows from where."""
    if not address:
        return None
    PortalVisitor.objects.filter(since__lt=at - KEPT).delete()
    PortalVisitor.objects.bulk_create([PortalVisitor(seal=_seal(address), since=at)], ignore_conflicts=True)
    visitor = PortalVisitor.objects.select_for_update().get(seal=_seal(address))
    if at - visitor.since > FORGOTTEN and _waiting(None, visitor, at) is None:
        visitor.wrong, visitor.since, visitor.locked_until = 0, at, None
    return visitor


def _count(visitor: PortalVisitor, at: datetime) -> None:
    visitor.wrong, visitor.since = visitor.wrong + 1, at
    visitor.locked_until = wait_until(visitor.wrong, at=at, tries=VISITOR_TRIES) or visitor.locked_until
    visitor.save(update_fields=["wrong", "since", "locked_until"])
