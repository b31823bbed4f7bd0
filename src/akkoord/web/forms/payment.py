"""Booking a payment on an invoice."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from akkoord.web.forms.fields import EuroField


class PlaceForm(forms.Form):
    """Which invoice, and how much of the payment."""

    number = forms.CharField(label=_("Factuurnummer"), max_length=100, error_messages={"required": _("Welke factuur is betaald?")})
    amount = EuroField(label=_("Bedrag"), required=False)
