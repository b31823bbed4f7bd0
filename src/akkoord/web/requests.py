"""The request as views of this door get it: after the middleware there is a desk, and htmx said whether it asked."""

from __future__ import annotations

from django.http import HttpRequest
from django_htmx.middleware import HtmxDetails

from akkoord.store.access import Desk
from akkoord.store.models import User


class DeskRequest(HttpRequest):
    """A request of somebody who is signed in and works for a company. For types only; nothing makes one."""

    user: User
    desk: Desk
    desks: list[Desk]
    htmx: HtmxDetails
