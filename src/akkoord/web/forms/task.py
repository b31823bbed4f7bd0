"""What came out of a call, and why a hand-over is withdrawn."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from akkoord.web.forms.fields import DayField, EuroField, not_before

OUTCOMES = [("reached", _("Gesproken")), ("no-answer", _("Geen gehoor")), ("call-back", _("Later terugbellen"))]


class CallForm(forms.Form):
    """The outcome of a call: spoken with or not, what was said, what was promised and for when."""

    outcome = forms.ChoiceField(
        label=_("Hoe liep het?"), choices=OUTCOMES, widget=forms.RadioSelect, error_messages={"required": _("Kies hoe het liep.")}
    )
    note = forms.CharField(label=_("Wat is er gezegd?"), required=False, widget=forms.Textarea(attrs={"rows": 3}))
    promised = EuroField(label=_("Toegezegd bedrag"), required=False)
    promised_by = DayField(label=_("Uiterlijk op"), required=False)
    call_back_on = DayField(label=_("Terugbellen op"), required=False)

    def __init__(self, *args: Any, on: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.on = on
        for name in ("promised_by", "call_back_on"):
            self.fields[name].widget.attrs["min"] = on.isoformat()

    def clean(self) -> dict[str, Any]:
        """A promise is a sum and a day together, and comes out of a talk; a day to come lies ahead."""
        said = super().clean() or {}
        outcome, amount, day = said.get("outcome"), said.get("promised"), said.get("promised_by")
        if outcome == "reached":
            if amount and not day and "promised_by" not in self.errors:
                self.add_error("promised_by", _("Voor welke dag is betaling toegezegd?"))
            if day and not amount and "promised" not in self.errors:
                self.add_error("promised", _("Welk bedrag is toegezegd?"))
        elif amount or day:
            self.add_error("outcome", _("Een toezegging krijgt u alleen als u iemand hebt gesproken."))
        if outcome == "call-back" and not said.get("call_back_on") and "call_back_on" not in self.errors:
            self.add_error("call_back_on", _("Op welke dag belt u terug?"))
        for name in ("promised_by", "call_back_on"):
            if not not_before(said.get(name), self.on):
                self.add_error(name, _("Deze dag is al voorbij."))
        return said


class WithdrawForm(forms.Form):
    """Why something is not done after all."""

    because = forms.CharField(
        label=_("Waarom niet?"),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": _("Een korte reden is genoeg.")},
    )
