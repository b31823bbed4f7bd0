"""How a debtor pays, in words, with what it rests on."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from akkoord.core.behaviour.payer import ENOUGH, STALE
from akkoord.store.models import Debtor
from akkoord.web.labels import PAYER


def payer_words(debtor: Debtor) -> str:
    """The kind of payer, or why there is none."""
    if debtor.payer:
        return str(PAYER.get(debtor.payer, debtor.payer))
    if debtor.payer_said:
        return _("Geen vaste gewoonte")
    if int(debtor.payer_rests.get("settled", 0)) + int(debtor.payer_rests.get("stale", 0)) < ENOUGH:
        return _("Nog te weinig bekend")
    return _("Betaalt wisselend")


def payer_evidence(debtor: Debtor) -> list[str]:
    """What it rests on, in sentences; nothing where there is no history."""
    rests, found = debtor.payer_rests, []
    settled, stale = int(rests.get("settled", 0)), int(rests.get("stale", 0))
    quartiles = rests.get("quartiles") or []
    if settled >= ENOUGH and len(quartiles) == 3:
        said = _("De helft van zijn %(n)s laatste facturen betaalde hij %(when)s.")
        found.append(said % {"n": settled, "when": _between(quartiles[0], quartiles[2])})
    elif settled:
        found.append(ngettext("Eén betaalde factuur.", "%(n)s betaalde facturen.", settled) % {"n": settled})
    if stale:
        late = ngettext("Eén factuur is ruim %(days)s dagen te laat.", "%(n)s facturen zijn ruim %(days)s dagen te laat.", stale)
        found.append(late % {"n": stale, "days": STALE})
    return found


def _between(first: int, last: int) -> str:
    """A span of days around the due day: "6 tot 9 dagen na de vervaldag"."""
    if first == last:
        return _one(first)
    if first > 0:
        return _("%(first)s tot %(last)s dagen na de vervaldag") % {"first": first, "last": last}
    if last < 0:
        return _("%(first)s tot %(last)s dagen vóór de vervaldag") % {"first": -first, "last": -last}
    return _("tussen %(first)s en %(last)s") % {"first": _one(first), "last": _one(last)}


def _one(days: int) -> str:
    if days == 0:
        return _("op de vervaldag")
    count = abs(days)
    said = ngettext("%(n)s dag na de vervaldag", "%(n)s dagen na de vervaldag", count)
    if days < 0:
        said = ngettext("%(n)s dag vóór de vervaldag", "%(n)s dagen vóór de vervaldag", count)
    return said % {"n": count}
