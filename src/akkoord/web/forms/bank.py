"""Up to which day somebody looked at the bank."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from akkoord.web.forms.fields import DayField


class BankForm(forms.Form):
    """A day up to today."""

    until = DayField(label=_("Mijn bank is bekeken tot en met"))

    def __init__(self, *args: Any, on: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["until"].widget.attrs["max"] = on.isoformat()
