"""The page of the bounds: each bound with what it means, once for businesses and once for consumers, and an example sum."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from akkoord.core.money import shown
from akkoord.core.negotiation import speech
from akkoord.core.negotiation.bounds import Bounds
from akkoord.core.negotiation.room import at_once, easiest
from akkoord.core.problem import Refusal
from akkoord.store.models import Creditor
from akkoord.web.setting import Words
from akkoord.work.bargain.policy import KINDS, SHARES, bounds_for

EXAMPLE = 120_000  # cents


@dataclass(frozen=True, slots=True)
class Bound:
    """One bound on the page. `unit` stands behind its field."""

    name: str
    label: Words
    help: Words
    unit: Words


BOUNDS = (
    Bound("min_down_share", _("Meteen ten minste"), _("Van wat er openstaat, bij het begin. 0 mag."), "%"),
    Bound("max_instalments", _("Hoogstens termijnen"), _("Na de aanbetaling. 0: alleen alles ineens."), _("keer")),
    Bound("max_days", _("Alles betaald binnen"), _("Een maand telt als dertig dagen."), _("dagen")),
    Bound("max_discount_share", _("Hoogstens korting"), _("Wat u laat vallen als hij de rest betaalt. 0: niets."), "%"),
    Bound("max_offers", _("Hoogstens voorstellen"), _("Meer voorstellen leren iemand te wachten. Vier is genoeg."), _("keer")),
    Bound("offer_valid_days", _("Een voorstel staat"), _("Daarna vervalt het; wie wacht, krijgt niets beters."), _("dagen")),
    Bound("handover_value_share", _("Overdragen is u waard"), _("Wat u dan nu overhoudt. Minder wordt een voorstel nooit waard."), "%"),
    Bound("yearly_discount_rate", _("Geld over een jaar kost u"), _("Wat een jaar wachten u kost, als rente."), "%"),
    Bound("cost_per_offer", _("Een voorstel kost u"), _("Tijd en porto, per voorstel."), "€"),
)


@dataclass(frozen=True, slots=True)
class Cell:
    """One field: how it is posted, what stands in it, and what is wrong with it."""

    key: str
    value: str
    refusal: Refusal | None


def rows(creditor: Creditor, typed: Mapping[str, str], refused: Mapping[str, Refusal]) -> list[tuple[Bound, list[Cell]]]:
    """Each bound with its two fields."""
    kept = {kind: bounds_for(creditor, kind) for kind in KINDS}
    found = []
    for one in BOUNDS:
        keys = [(f"{kind}-{one.name}", _shown(kept[kind], one.name)) for kind in KINDS]
        found.append((one, [Cell(key, typed.get(key, value), refused.get(key)) for key, value in keys]))
    return found


def _shown(bounds: Bounds, name: str) -> str:
    """A bound as somebody would type it."""
    value: Any = getattr(bounds, name)
    if name == "cost_per_offer":
        return shown(value, language=get_language() or "nl", sign=False)
    if name not in SHARES:
        return f"{value}"
    plain = f"{(value * 100).normalize():f}"
    return plain if (get_language() or "nl").startswith("en") else plain.replace(".", ",")


@dataclass(frozen=True, slots=True)
class Sums:
    """What the bounds come to for the example: sums in cents, plans in a sentence."""

    kind: str
    debt: int
    easiest: str
    once: str
    floor: int


def examples(creditor: Creditor) -> list[Sums]:
    """For each kind of debtor."""
    found = []
    for kind in KINDS:
        bounds = bounds_for(creditor, kind)
        plans = (easiest(EXAMPLE, bounds=bounds), at_once(EXAMPLE, bounds=bounds))
        said = [_said(one) if one else "" for one in plans]
        found.append(Sums(kind, EXAMPLE, said[0], said[1], bounds.handover(EXAMPLE)))
    return found


def _said(offer: Any) -> str:
    return speech.terms(offer, debt=EXAMPLE).in_language(get_language() or "nl")
