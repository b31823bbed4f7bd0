"""What interrupted the prescription of an invoice: on which day, and how."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from akkoord.web.forms.fields import DayField
from akkoord.web.labels import INTERRUPTED


class InterruptionForm(forms.Form):
    """A day from the due day up to today. What is allowed is judged by work/keep_interruption.py."""

    how = forms.ChoiceField(
        label=_("Wat gebeurde er?"),
        choices=list(INTERRUPTED.items()),
        help_text=_("Voorbehoud: een brief waarin u zegt dat u uw recht op betaling houdt."),
    )
    day = DayField(
        label=_("Op welke dag?"),
        help_text=_("Bij een brief: de dag waarop de klant hem kreeg."),
        error_messages={"required": _("Op welke dag was dat?"), "invalid": _("Dit is geen dag; het lijkt op 8-12-2026.")},
    )
    note = forms.CharField(
        label=_("Notitie"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Waar het bewijs ligt: aangetekend verstuurd, e-mail van de klant, nummer van de zaak."),
    )

    def __init__(self, *args: Any, due: date, on: date, **kwargs: Any) -> None:
        kwargs.setdefault("auto_id", "interruption_%s")  # beside other fields of the same page
        super().__init__(*args, **kwargs)
        self.fields["day"].widget.attrs.update({"min": due.isoformat(), "max": on.isoformat()})
