"""Why a hand-over is withdrawn."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _


class WithdrawForm(forms.Form):
    """Why something is not done after all."""

    because = forms.CharField(
        label=_("Waarom niet?"),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": _("Een korte reden is genoeg.")},
    )
