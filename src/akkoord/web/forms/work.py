"""Work that goes on for a debtor: what it is, what the law must know of it, and who is told when it stops."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from akkoord.jurisdictions import jurisdiction
from akkoord.web.forms.suspension import ORDERS, RELATIONS

KINDS = [("project", _("Project")), ("subscription", _("Abonnement of vaste dienst"))]


class WorkForm(forms.Form):
    """Everything one may say of it. What is allowed is judged by work/ongoing/keep_work.py, field by field."""

    name = forms.CharField(
        label=_("Welk werk is het?"),
        required=False,
        help_text=_("Deze naam komt in de brief, in de taal van deze klant. Bijvoorbeeld: het onderhoud van uw tuin."),
    )
    kind = forms.ChoiceField(label=_("Soort"), choices=KINDS)
    since = forms.CharField(label=_("Sinds"), widget=forms.DateInput(attrs={"type": "date"}))
    sector = forms.ChoiceField(label=_("Wat voor werk is het?"), help_text=_("Sommig werk mag niet stilliggen, of pas na vaste stappen."))
    share = forms.CharField(
        label=_("Welk deel stopt er, in procenten?"),
        initial="100",
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
    )
    relation = forms.ChoiceField(
        label=_("Wat hebben het werk en de rekeningen met elkaar te maken?"), choices=RELATIONS, widget=forms.RadioSelect
    )
    order = forms.ChoiceField(label=_("Wat komt eerst, betalen of werken?"), choices=ORDERS, widget=forms.RadioSelect)
    fear = forms.CharField(
        label=_("Waarom vreest u dat zij niet betalen?"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Alleen wat u hoorde nadat u het eens werd. Dit komt zo in de brief."),
    )
    notify = forms.CharField(
        label=_("Wie doet dit werk?"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 2, "autocomplete": "off", "spellcheck": "false"}),
        help_text=_("E-mailadressen van wie moet weten dat het werk stopt of verdergaat, met een komma ertussen."),
    )
    webhook = forms.CharField(
        label=_("Webhook van uw planning of software"),
        required=False,
        widget=forms.TextInput(attrs={"inputmode": "url", "autocomplete": "off", "spellcheck": "false"}),
        help_text=_("Hierheen stuurt Akkoord een ondertekend bericht, zodat ook een programma het weet. Begint met https://."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        language = get_language() or "nl"
        words = [(one.name, one.words.in_language(language)) for one in jurisdiction().suspension.values()]
        self.fields["sector"].choices = [(name, said[:1].upper() + said[1:]) for name, said in words]  # type: ignore[attr-defined]  # a ChoiceField has it


class ReasonForm(forms.Form):
    """Why a person stops work, lets it go on, ends it, or withdraws what was announced."""

    because = forms.CharField(
        label=_("Waarom?"),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": _("Schrijf op waarom.")},
    )
