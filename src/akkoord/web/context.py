"""What the frame around every page needs: where one is, for which company, on which day."""

from __future__ import annotations

from typing import Any, NamedTuple

from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from akkoord.web import clock


class Entry(NamedTuple):
    """One word in the bar."""

    label: str | Promise
    address: str
    current: bool


BAR = (
    (_("Vandaag"), "today"),
    (_("Zaken"), "desk_work"),
    (_("Debiteuren"), "debtors"),
    (_("Facturen"), "invoices"),
    (_("Betalingen"), "payments"),
    (_("Brieven"), "letters"),
    (_("Bestanden"), "imports"),
    (_("Op orde"), "order"),
    (_("Instellingen"), "settings"),
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
    root, silent = reverse("today"), reverse("quiet")
    work = (f"{root}taken/", f"{root}gesprekken/")
    entries = []
    for label, name in BAR:
        if name == "settings" and not request.desk.may_manage:  # type: ignore[attr-defined]  # there is a desk wherever there is a bar
            continue
        if name == "desk_work" and not request.desk.creditor.desk_on:  # type: ignore[attr-defined]  # as above
            continue
        address = reverse(name)
        here = request.path in (root, silent) or request.path.startswith(work) if address == root else request.path.startswith(address)
        entries.append(Entry(label, address, here))
    return entries
