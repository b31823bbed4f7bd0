"""What the lab shows of an answer: each way with its figures, and pictures drawn on the server."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from akkoord.core.negotiation.strategies import OURS
from akkoord.web.setting import Words

NAMES: Mapping[str, Words] = {
    OURS: gettext_lazy("Akkoord, met uw grenzen"),
    "descending-3": gettext_lazy("Drie voorstellen, aflopend"),
    "single-plan": gettext_lazy("Eén vast voorstel"),
    "conceder": gettext_lazy("Snel toegeven"),
    "boulware": gettext_lazy("Lang vasthouden"),
    "pay-in-full": gettext_lazy("Alles ineens"),
    "easier": gettext_lazy("Akkoord, met ruimere grenzen"),
    "stricter": gettext_lazy("Akkoord, met strakkere grenzen"),
    "discount": gettext_lazy("Akkoord, met 5 % meer korting"),
}
HELP: Mapping[str, Words] = {
    "descending-3": gettext_lazy("Aan iedereen dezelfde drie, elk iets makkelijker."),
    "single-plan": gettext_lazy("Aan iedereen hetzelfde, het beste dat er achteraf was."),
    "easier": gettext_lazy("De helft vooraf, en twee keer zoveel termijnen en tijd."),
    "stricter": gettext_lazy("15 % meer vooraf, en half zoveel termijnen en tijd."),
}
PLOT = 100.0


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar of a picture, in hundredths of its width: its length, and between what it lies."""

    name: Words
    value: float
    low: float
    high: float
    shown: str
    between: str
    ours: bool

    @property
    def whisker(self) -> float:
        """How wide the line of uncertainty is."""
        return self.high - self.low


@dataclass(frozen=True, slots=True)
class Picture:
    """One picture with its bars; under it stands a table of the same."""

    name: str
    title: str
    says: str
    bars: tuple[Bar, ...]


def figures(outcome: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Each way for the table, ours first."""
    return [{**one, "title": NAMES.get(one["name"], one["name"]), "help": HELP.get(one["name"], "")} for one in outcome.get("ways", ())]


def pictures(outcome: Mapping[str, Any]) -> list[Picture]:
    """What a euro is worth, what of it came in, and how near it comes to knowing everything."""
    said = (
        ("worth", _("Wat een euro schuld u waard is"), _("Met tijd en risico erin; wie niets afspreekt, wordt overgedragen.")),
        ("recovered", _("Wat er wordt betaald"), _("Van elke euro schuld, in twee jaar, zonder wat overdragen brengt.")),
        ("efficiency", _("Hoe dicht bij alles weten"), _("0 is meteen overdragen, 100 is van ieder precies weten wat hij kan en wil.")),
    )  # fmt: skip
    return [Picture(name, title, says, tuple(_bar(one, name) for one in figures(outcome))) for name, title, says in said]


def _bar(one: Mapping[str, Any], name: str) -> Bar:
    value, (low, high) = one[name], one[f"{name}_95"]
    at, left, right = (round(max(0.0, min(PLOT, PLOT * number)), 1) for number in (value, low, high))
    between = _("%(low)s tot %(high)s") % {"low": _percent(low), "high": _percent(high)}
    return Bar(one["title"], at, left, right, _percent(value), between, one["name"] == OURS)


def _percent(share: float) -> str:
    return f"{round(100 * share)}\u00a0%"


def verdict(outcome: Mapping[str, Any]) -> str:
    """What comes out of it, in a sentence: by how much the best other way is worth more, where that is more than chance."""
    ways = {one["name"]: one for one in outcome.get("ways", ())}
    if OURS not in ways:
        return _("Er zijn nog geen debiteuren om mee te spelen")
    mine = ways[OURS]
    best = max(ways.values(), key=lambda one: one["worth"])
    said = {"share": _percent(mine["worth"]), "name": NAMES.get(best["name"], best["name"]), "other": _percent(best["worth"])}
    if best["name"] == OURS or best["worth"] - mine["worth"] < 0.01:
        return _("Een euro schuld is met uw grenzen %(share)s waard; niets anders bracht duidelijk meer") % said
    return _("Een euro schuld is met uw grenzen %(share)s waard; ‘%(name)s’ bracht %(other)s") % said
