"""The visit of a debtor: a signed note in his browser that says by which link he came in and when, for these pages only."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponse

from akkoord.store.access import Guest
from akkoord.work.portal.links import guest_of
from akkoord.work.portal.public import PATH

COOKIE = "akkoord_guest"
SALT = "akkoord.portal.session"
QUIET = timedelta(minutes=30)  # without a page for so long, he has to answer the question again
LONGEST = timedelta(hours=4)  # and after this time in any case


def guest_in(request: HttpRequest, *, on: date, at: datetime) -> Guest | None:
    """Who is looking; None where nobody is known, he was away too long, he left, or his link was closed meanwhile."""
    said = _read(request.COOKIES.get(COOKIE, ""))
    if said is None:
        return None
    creditor, link, began = said
    since = datetime.fromtimestamp(began, tz=at.tzinfo)
    guest = guest_of(creditor, link, on=on) if timedelta(0) <= at - since < LONGEST else None
    left = guest.link.left_at if guest else None
    return guest if left is None or left < since else None


def _read(note: str) -> tuple[int, int, float] | None:
    try:
        raw = signing.loads(note, salt=SALT, max_age=QUIET)
    except signing.BadSignature:
        return None
    return (raw["c"], raw["l"], raw["t"]) if isinstance(raw, dict) and {"c", "l", "t"} <= set(raw) else None


def remember(response: HttpResponse, guest: Guest, *, since: float) -> None:
    """Lets his browser say who he is on the next page."""
    note = signing.dumps({"c": guest.creditor.id, "l": guest.link.id, "t": since}, salt=SALT)
    age = int(QUIET.total_seconds())
    secure = settings.SESSION_COOKIE_SECURE
    response.set_cookie(COOKIE, note, max_age=age, path=PATH, secure=secure, httponly=True, samesite="Lax")


def stay(request: HttpRequest, response: HttpResponse, guest: Guest) -> None:
    """Each page makes the visit last longer, up to its end."""
    said = _read(request.COOKIES.get(COOKIE, ""))
    if said is not None and COOKIE not in response.cookies:
        remember(response, guest, since=said[2])


def forget(response: HttpResponse) -> None:
    """He is gone."""
    response.delete_cookie(COOKIE, path=PATH, samesite="Lax")
