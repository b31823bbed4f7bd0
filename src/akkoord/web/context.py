"""What the frame around every page needs: where one is, for which company, on which day."""

from __future__ import annotations

from typing import Any, NamedTuple

from django.http import HttpRequest
from django.urls import get_script_prefix
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from akkoord.web import clock


class Entry(NamedTuple):
    """One word in the bar."""

    label: str | Promise
    address: str
    current: bool


BAR = (
    (_("Vandaag"), ""),
    (_("Debiteuren"), "debiteuren/"),
    (_("Facturen"), "facturen/"),
    (_("Betalingen"), "betalingen/"),
    (_("Brieven"), "brieven/"),
    (_("Bestanden"), "bestanden/"),
    (_("Instellingen"), "instellingen/"),
)


def frame(request: HttpRequest) -> dict[str, Any]:
    """Context for base.html; a page outside any desk (signing in, an error) gets a frame without a bar of places."""
    desk = getattr(request, "desk", None)
    chosen = clock.chosen_day(request) if desk else None
    return {
        "desk": desk,
        "desks": getattr(request, "desks", []),
        "bar": list(_entries(request)) if desk else [],
        "today": clock.today(),
        "chosen_day": chosen,
        "shown_day": chosen or clock.today(),
    }


def _entries(request: HttpRequest) -> list[Entry]:
    root = get_script_prefix()
    here = request.path.removeprefix(root)
    return [
        Entry(label, root + place, here.startswith(place) if place else here == "" or here.startswith("vandaag/")) for label, place in BAR
    ]
