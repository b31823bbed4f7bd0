"""The links to a debtor's own page: made with each letter or by hand, found again by their code, revoked.

The code of a link is kept nowhere (docs/decisions/0051): it is made from the row's key with the installation's key each time it is
shown. A copy of the database opens nothing.
"""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Iterable, Iterator
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import transaction
from django.db.models import QuerySet

from akkoord.core.portal.code import read, written
from akkoord.core.problem import Refusal, Text
from akkoord.store.access import Desk, Guest
from akkoord.store.models import Creditor, Letter, PortalLink
from akkoord.work.may_not import MAY_NOT
from akkoord.work.portal.public import PATH, gives_links, public_address
from akkoord.work.record import Log, record

ZONE = ZoneInfo("Europe/Amsterdam")
_OFF = Refusal(Text("De betaalpagina staat uit. Zet haar eerst aan bij Instellingen.", "The payment page is off. Turn it on in Settings."))
_GONE = Refusal(Text("Deze link werkt al niet meer.", "This link has stopped working already."))


def code_of(creditor_id: int, link_id: int) -> str:
    """The code of a link, from the key of its row."""
    key = hashlib.sha256(b"akkoord portal link\0" + settings.SECRET_KEY.encode()).digest()
    return written(hmac.digest(key, f"{creditor_id}/{link_id}".encode(), "sha256"))


def digest_of(code: str) -> str:
    """By what the row of a code is found. A code has 140 bits of chance: nobody gets back from here to it."""
    return hashlib.sha256(code.encode()).hexdigest()


def address_of(link: PortalLink) -> str:
    """The link as it is sent; empty where this installation has no address that debtors can reach."""
    base = public_address()
    return f"{base}{PATH}{code_of(link.creditor_id, link.id)}" if isinstance(base, str) else ""


def path_of(link: PortalLink) -> str:
    """The link without the address of the installation, to try it out on the computer where it runs."""
    return f"{PATH}{code_of(link.creditor_id, link.id)}"


def in_letter(creditor: Creditor, letter_id: int) -> str:
    """The link that a letter carries: that of the row `links_for` makes; empty where letters carry none."""
    base = public_address()
    return f"{base}{PATH}{code_of(creditor.id, letter_id)}" if creditor.portal_on and isinstance(base, str) else ""


def links_for(creditor: Creditor, letters: Iterable[Letter]) -> Iterator[PortalLink]:
    """The rows of the links that these letters carry, not saved yet; each has the number of its letter."""
    if gives_links(creditor):
        for letter in letters:
            yield _row(creditor, letter.debtor_id, letter.id, on=letter.made_on, letter_id=letter.id)


def _row(creditor: Creditor, debtor_id: int, number: int, *, on: date, letter_id: int | None = None, by: str = "") -> PortalLink:
    return PortalLink(
        creditor=creditor,
        id=number,
        debtor_id=debtor_id,
        letter_id=letter_id,
        digest=digest_of(code_of(creditor.id, number)),
        made_on=on,
        made_by=by,
        expires_on=on + timedelta(days=creditor.portal_days),
    )


def letter_left(letter: Letter, *, on: date) -> None:
    """The days of its link count from the day on which the letter left."""
    if letter.creditor.portal_on:
        until = on + timedelta(days=letter.creditor.portal_days)
        PortalLink.objects.filter(creditor_id=letter.creditor_id, letter_id=letter.id).update(expires_on=until)


def letter_withdrawn(letter: Letter, *, on: date, at: datetime | None) -> None:
    """A letter that was taken back opens nothing."""
    moment = at or datetime.combine(on, time(), ZONE)
    PortalLink.objects.filter(creditor_id=letter.creditor_id, letter_id=letter.id, revoked_at=None).update(revoked_at=moment)


def make_link(*, desk: Desk, debtor_id: int, on: date, at: datetime) -> PortalLink | Refusal:
    """A link of his own for this debtor, to give to him in another way than by a letter."""
    if not desk.may_work:
        return MAY_NOT
    with transaction.atomic():
        debtor = desk.debtors().get(id=debtor_id)
        if not desk.creditor.portal_on:
            return _OFF
        fresh = PortalLink(creditor=desk.creditor)
        link = _row(desk.creditor, debtor.id, fresh.id, on=on, by=desk.user.email)
        link.save(force_insert=True)
        record("portal-link-made", creditor_id=desk.creditor.id, on=on, at=at, by=desk.user.email, debtor_id=debtor.id, link=link.id)
    return link


def revoke_link(*, desk: Desk, link_id: int, on: date, at: datetime) -> Refusal | None:
    """This link opens nothing any more, also not for who is looking at this moment."""
    if not desk.may_work:
        return MAY_NOT
    with transaction.atomic():
        link = desk.portal_links().select_for_update().get(id=link_id)
        if link.revoked_at is not None:
            return _GONE
        link.revoked_at = at
        link.save(update_fields=["revoked_at"])
        log = Log(desk.creditor.id, on, at, desk.user.email)
        log.add("portal-link-revoked", debtor_id=link.debtor_id, link=link.id)
        log.write()
    return None


def open_links(desk: Desk, debtor_id: int, *, on: date) -> list[PortalLink]:
    """The links of this debtor that open his page on that day, the newest first."""
    rows = desk.portal_links().filter(debtor_id=debtor_id, revoked_at=None, expires_on__gte=on)
    return list(rows.exclude(letter__state__in=("draft", "approved")).order_by("-id"))


def find_link(typed: str, *, on: date) -> PortalLink | None:
    """The link of this code, where it opens on that day; None where it is unknown, forged, expired, revoked, or not sent yet. The
    same is asked and reckoned for each, so that the time tells nothing."""
    code = read(typed)
    link = _whole(PortalLink.objects.filter(digest=digest_of(code)))
    same = link is not None and hmac.compare_digest(code_of(link.creditor_id, link.id), code)
    return link if link is not None and same and opens(link, on=on) else None


def _whole(rows: QuerySet[PortalLink]) -> PortalLink | None:
    """The link with whose it is and the letter it came with, without that letter's page."""
    link = rows.select_related("creditor", "debtor").first()
    if link is not None and link.letter_id is not None:
        link.letter = Letter.objects.defer("pdf", "blocks").get(creditor_id=link.creditor_id, id=link.letter_id)
    return link


def held(link: PortalLink) -> PortalLink:
    """The same link as it is now, held until the end of the transaction."""
    rows = PortalLink.objects.select_for_update(of=("self",))
    found = _whole(rows.filter(creditor_id=link.creditor_id, id=link.id))
    assert found is not None  # a link is revoked, and never deleted
    return found


def opens(link: PortalLink, *, on: date) -> bool:
    """Whether it leads anywhere on that day: one of a letter that did not leave does not."""
    gone = link.revoked_at is not None or on > link.expires_on or not link.creditor.portal_on
    return not gone and (link.letter is None or link.letter.state in ("approved", "sent"))


def guest_of(creditor_id: int, link_id: int, *, on: date) -> Guest | None:
    """Who comes by this link; None where it does not open any more."""
    link = _whole(PortalLink.objects.filter(creditor_id=creditor_id, id=link_id))
    return Guest(link.creditor, link.debtor, link) if link is not None and opens(link, on=on) else None
