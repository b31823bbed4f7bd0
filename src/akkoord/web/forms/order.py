"""The few fields that mend one thing on the page that says what is not in order."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from akkoord.core.uploaded import TAKEN
from akkoord.web.forms.debtor import FORMS, KINDS
from akkoord.web.forms.fields import DayField


class AddressForm(forms.Form):
    """Where post arrives."""

    street = forms.CharField(label=_("Straat en huisnummer"))
    postcode = forms.CharField(label=_("Postcode"))
    city = forms.CharField(label=_("Plaats"))


class EmailForm(forms.Form):
    """Where mail arrives."""

    email = forms.CharField(label=_("E-mailadres"), widget=forms.EmailInput)


class PhoneForm(forms.Form):
    """Where he can be called."""

    phone = forms.CharField(label=_("Telefoon"), widget=forms.TextInput(attrs={"type": "tel"}))


class KvkForm(forms.Form):
    """His number in the trade register."""

    kvk = forms.CharField(label=_("KvK-nummer"), widget=forms.TextInput(attrs={"inputmode": "numeric"}))


class LegalFormForm(forms.Form):
    """As what he stands there."""

    legal_form = forms.ChoiceField(label=_("Rechtsvorm"), choices=FORMS)


class KindForm(forms.Form):
    """What he is in law; each answer is a button."""

    kind = forms.ChoiceField(choices=KINDS)


class TermForm(forms.Form):
    """Where the term was agreed; each answer is a button."""

    source = forms.ChoiceField(choices=[("contract", ""), ("terms", ""), ("statutory", "")])
    everything = forms.BooleanField(label=_("Ook voor zijn andere open facturen"), required=False, initial=True)


class DeliveredForm(forms.Form):
    """When it was delivered: one day, or from a day to a day."""

    first = DayField(label=_("Geleverd van"), required=False)
    last = DayField(label=_("Geleverd op, of tot en met"))


class ProofForm(forms.Form):
    """What proves it."""

    proof = forms.FileField(label=_("Bewijs: een getekende bon, een foto"), widget=forms.FileInput(attrs={"accept": TAKEN}))


class NoteForm(forms.Form):
    """On which invoice a credit note is set off."""

    invoice = forms.ChoiceField(label=_("Verrekenen met factuur"))

    def __init__(self, *args: Any, invoices: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["invoice"].choices = invoices  # type: ignore[attr-defined]  # a ChoiceField has it


class LeaveForm(forms.Form):
    """Why something is left as it is."""

    why = forms.CharField(label=_("Waarom laat u dit zo?"), max_length=300)


class MergeForm(forms.Form):
    """Who stays, and what he is where the two are not the same in law."""

    kind = forms.ChoiceField(label=_("Wat is hij?"), choices=[("", _("Kies")), *KINDS], required=False)
