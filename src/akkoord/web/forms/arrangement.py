"""The form in which a plan is built: how much at once, in how many parts or how much a part, when, and what becomes of interest."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from akkoord.core.arrangement.terms import LONGEST, Interest, Terms, count_for
from akkoord.core.uploaded import TAKEN
from akkoord.web.forms.fields import DayField, EuroField
from akkoord.work.arrangement.at_desk import Wish

EVERY = [("month", _("elke maand")), ("4-weeks", _("elke vier weken")), ("fortnight", _("elke twee weken")), ("week", _("elke week"))]
RULES = [
    (Interest.FROZEN.value, _("staat stil: wat nu verschuldigd is, zit in de termijnen")),
    (Interest.WAIVED.value, _("vervalt als de regeling wordt nagekomen")),
    (Interest.RUNNING.value, _("loopt door, tegen het percentage van vandaag")),
]
_NUMBER = {"inputmode": "numeric", "autocomplete": "off"}


def _number(label: Any, least: int, most: int, **more: Any) -> forms.IntegerField:
    """A whole number that may be left open."""
    said = _("Een getal van %(least)s tot en met %(most)s.") % {"least": least, "most": most}
    errors = {"invalid": said, "min_value": said, "max_value": said}
    return forms.IntegerField(
        label=label, min_value=least, max_value=most, required=False, widget=forms.TextInput(attrs=_NUMBER), error_messages=errors, **more
    )


class PlanForm(forms.Form):
    """What is chosen for an arrangement. `left_after` says over how much the parts go, where a sum a part was typed."""

    invoices = forms.TypedMultipleChoiceField(
        label=_("Welke facturen horen erbij?"),
        coerce=int,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Kies er een.")},
    )
    down = EuroField(label=_("Aanbetaling"), required=False)
    down_on = DayField(label=_("Uiterlijk op"), required=False)
    count = _number(_("Aantal termijnen"), 0, LONGEST)
    each = EuroField(label=_("Of een bedrag per termijn"), required=False, help_text=_("Het een volgt uit het ander."))
    every = forms.ChoiceField(label=_("Hoe vaak"), choices=EVERY)
    first_on = DayField(label=_("Eerste termijn"), error_messages={"required": _("Kies een dag.")})
    payday = _number(_("Zijn betaaldag"), 1, 31, help_text=_("Dag van de maand waarop hij geld krijgt. In het weekend: de werkdag ervoor."))
    interest = forms.ChoiceField(label=_("De rente"), choices=RULES, widget=forms.RadioSelect)
    discount = EuroField(label=_("Korting als hij alles nakomt"), required=False)
    valid_until = DayField(label=_("Het voorstel geldt tot en met"), required=False)
    remind_days = _number(_("Herinner hem zoveel dagen vooraf"), 1, 30, help_text=_("Leeg: geen herinnering voor een termijn."))
    note = forms.CharField(label=_("Notitie, alleen voor uzelf"), max_length=500, required=False)
    beyond = forms.CharField(label=_("Verder dan uw grenzen? Waarom"), max_length=300, required=False)

    def __init__(self, *args: Any, invoices: Iterable[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices: Any = self.fields["invoices"]
        choices.choices = list(invoices)

    def clean(self) -> dict[str, Any]:
        """How many parts, or how much each, must be there."""
        found: dict[str, Any] = super().clean() or {}
        if found.get("count") is None and found.get("each") is None and "count" not in self.errors and "each" not in self.errors:
            self.add_error("count", _("Vul het aantal termijnen in, of een bedrag per termijn."))
        return found

    def terms(self, *, asked: int, on: date) -> Terms:
        """The terms that were chosen, for `asked` cents before the discount."""
        said = self.cleaned_data
        down, discount = said["down"] or 0, said["discount"] or 0
        each, count = said["each"], said["count"]
        parts = count_for(asked - discount - down, each=each) if each and "each" in self.changed_data and not count else count or 0
        if down and down == asked - discount:
            parts = 0
        days = {"first_on": said["first_on"], "down_on": said["down_on"] or on, "payday": said["payday"]}
        rule = Interest(said["interest"])
        return Terms(down, min(parts, LONGEST + 1), said["every"], interest=rule, discount=discount, **days)

    def wish(self, terms: Terms) -> Wish:
        """All of it for the verb that proposes."""
        said = self.cleaned_data
        return Wish(terms, frozenset(said["invoices"]), said["valid_until"], said["remind_days"], said["note"] or "", beyond=said["beyond"])


class AcceptForm(forms.Form):
    """Who agreed, and how; with the scan where it was on paper."""

    how = forms.ChoiceField(
        label=_("Hoe ging hij akkoord?"),
        choices=[("paper", _("met een handtekening op papier")), ("spoken", _("mondeling: hij krijgt de tekst als bevestiging"))],
        widget=forms.RadioSelect,
        error_messages={"required": _("Kies er een.")},
    )
    name = forms.CharField(label=_("Naam van wie akkoord ging"), max_length=200, error_messages={"required": _("Vul een naam in.")})
    scan = forms.FileField(
        label=_("Scan of foto met de handtekening"),
        required=False,
        help_text=_("PDF, JPEG of PNG, ten hoogste 10 MB."),
        widget=forms.FileInput(attrs={"accept": TAKEN}),
    )
