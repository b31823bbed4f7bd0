"""Fields for sums and days, read as people write them."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from akkoord.core.money import cents_of, shown


class EuroField(forms.CharField):
    """A sum in euro, typed the Dutch or the English way; whole cents come out."""

    default_error_messages = {
        "sum": _("Dit is geen bedrag; het lijkt op 1.312,45."),
        "more": _("Het bedrag moet meer dan nul zijn."),
    }

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("widget", forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"}))
        super().__init__(**kwargs)

    def to_python(self, value: Any) -> Any:
        """Cents, or None where nothing was typed."""
        if isinstance(value, int):
            return value
        raw = (value or "").strip()
        if not raw:
            return None
        cents = cents_of(raw)
        if cents is None:
            raise forms.ValidationError(self.error_messages["sum"], code="sum")
        if cents <= 0:
            raise forms.ValidationError(self.error_messages["more"], code="more")
        return cents

    def validate(self, value: Any) -> None:
        """Something must be there where it is asked for."""
        forms.Field.validate(self, value)

    def run_validators(self, value: Any) -> None:
        """Those of texts do not fit a sum."""

    def prepare_value(self, value: Any) -> Any:
        """A stored sum as somebody would type it."""
        return shown(value, sign=False) if isinstance(value, int) else value


class TickField(forms.BooleanField):
    """A box to tick; what comes out is the word a field of text would have had, so that one reader judges both."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("required", False)
        super().__init__(**kwargs)

    def clean(self, value: Any) -> str:
        """ "on" where it was ticked, else nothing."""
        return "on" if super().clean(value) else ""


class DayField(forms.DateField):
    """A day, with the browser's own calendar."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("widget", forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))
        kwargs.setdefault("input_formats", ["%Y-%m-%d", "%d-%m-%Y", "%d/%m/%Y"])
        kwargs.setdefault("error_messages", {"invalid": _("Dit is geen dag; het lijkt op 8-12-2026.")})
        super().__init__(**kwargs)


def not_before(value: date | None, earliest: date) -> bool:
    """Whether a day, where one was given, is not earlier than `earliest`."""
    return value is None or value >= earliest
