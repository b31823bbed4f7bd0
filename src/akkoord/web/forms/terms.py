"""What was agreed about the payment of one invoice."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from akkoord.web.forms.fields import DayField
from akkoord.web.labels import TERM_SOURCE


class TermsForm(forms.Form):
    """Where and what was agreed. What is allowed is judged by work/keep_terms.py, field by field."""

    term_source = forms.ChoiceField(
        label=_("Waar is de termijn afgesproken?"),
        choices=list(TERM_SOURCE.items()),
        help_text=_("Staat zij alleen op de factuur, dan is zij niet afgesproken: rente loopt dan later."),
    )
    received_on = DayField(
        label=_("Wanneer kreeg de klant de factuur?"),
        required=False,
        help_text=_("Leeg: zoals bij Instellingen staat. Alleen nodig als de termijn niet is afgesproken of te lang is."),
    )
    performed_on = DayField(
        label=_("Werk of levering later klaar?"),
        required=False,
        help_text=_("De dag waarop, als dat na de factuur was."),
    )
    longer_holds = forms.BooleanField(
        label=_("Een termijn langer dan 60 dagen is uitdrukkelijk afgesproken"),
        required=False,
        help_text=_("Bij een overheid: langer dan 30 dagen, met een goede reden."),
    )
    contract = forms.CharField(
        label=_("Termijn van contract"),
        required=False,
        max_length=60,
        help_text=_("Voor een abonnement of vaste maandelijkse rekening: een naam of nummer. Kleine termijnen hebben lagere kosten."),
    )
