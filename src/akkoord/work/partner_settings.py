"""What must be right about a partner before he has a mandate, so that a hand-over that is announced can come true."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date

from akkoord.core.problem import Refusal, Text
from akkoord.store.models import Creditor, Line
from akkoord.store.models.creditor import PartnerKind
from akkoord.work.handover.formats import by_mail
from akkoord.work.setting_fields import Value

WKI = "art. 4 Wki"
_WHO = frozenset({"partner_kind", "partner_registration", "partner_checked_on", "partner_mandated_on", "partner_way"})
PARTNER = frozenset({"partner", "partner_email", "partner_mandated", "handover"}) | _WHO
_NAME = Text("Wie is de partner? Vul zijn naam in.", "Who is the partner? Fill in the name.")
_WHERE = Text("Waar moet het dossier heen? Vul het e-mailadres van de partner in.", "Where does the case go? Fill in the partner's e-mail.")
_NUMBER = Text(
    "Een incassobureau mag alleen werken met een registratie. Vul zijn nummer in het register in; "
    "een gerechtsdeurwaarder of advocaat heeft er geen nodig.",
    "A collection agency may only work with a registration. Fill in its number in the register; a bailiff or lawyer needs none.",
)
_CHECKED = Text(
    "Zoek dit nummer op in het register van Justis, en vul in wanneer u dat deed.",
    "Look this number up in the register of Justis, and fill in when you did.",
)
_LATER = Text("Deze dag moet nog komen.", "This day is still to come.")
_NO_LINE = Text(
    "Er is nog geen lijn met deze partner. Koppel eerst, met zijn code.",
    "There is no line with this partner yet. Couple first, with his code.",
)
_AUTOMATIC = Text(
    "Automatisch overdragen kan alleen met een incassopartner die uw opdracht heeft.",
    "Automatic hand-over needs a collection partner that has your mandate.",
)


def given_on(creditor: Creditor, changed: Mapping[str, Value], *, on: date) -> dict[str, Value]:
    """The day of a mandate that is given without one is today; one that is taken back has none. What follows is put on the company."""
    found: dict[str, Value] = {}
    if creditor.partner_mandated and creditor.partner_mandated_on is None and "partner_mandated" in changed:
        found = {"partner_mandated_on": on}
    if not creditor.partner_mandated and creditor.partner_mandated_on is not None:
        found = {"partner_mandated_on": None}
    for name, value in found.items():
        setattr(creditor, name, value)
    return found


def handing_over(creditor: Creditor, changed: Collection[str], *, on: date) -> dict[str, Refusal]:
    """A mandate is given to somebody who may collect and can be reached; and without one nothing goes to him by itself."""
    refusals = {name: Refusal(_LATER) for name in ("partner_checked_on", "partner_mandated_on") if (getattr(creditor, name) or on) > on}
    if creditor.partner_mandated:
        refusals |= _mandated(creditor, changed)
    if creditor.partner_way == "akkoord" and "partner_way" in changed and not _has_line(creditor):
        refusals["partner_way"] = Refusal(_NO_LINE)
    if creditor.handover == "automatic" and not creditor.has_partner:
        refusals.setdefault("partner" if not creditor.partner else "partner_mandated", Refusal(_AUTOMATIC))
    return refusals


def _mandated(creditor: Creditor, changed: Collection[str]) -> dict[str, Refusal]:
    if not creditor.partner:
        return {"partner": Refusal(_NAME)}
    refusals = _registered(creditor, changed)
    if not creditor.partner_email and creditor.partner_way in by_mail():
        refusals["partner_email"] = Refusal(_WHERE)
    return refusals


def _registered(creditor: Creditor, changed: Collection[str]) -> dict[str, Refusal]:
    """A number that was looked up is that number: another one is looked up again."""
    if creditor.partner_kind != PartnerKind.AGENCY:
        return {}
    if not creditor.partner_registration:
        return {"partner_registration": Refusal(_NUMBER, WKI)}
    another = "partner_registration" in changed and "partner_checked_on" not in changed
    return {"partner_checked_on": Refusal(_CHECKED, WKI)} if another or creditor.partner_checked_on is None else {}


def _has_line(creditor: Creditor) -> bool:
    return Line.objects.filter(creditor_id=creditor.id, side="client", state="open").exists()
