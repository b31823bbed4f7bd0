"""A debtor, the people one can reach there, and reasons to wait."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from akkoord.jurisdictions import jurisdiction
from akkoord.web.forms.fields import DayField, EuroField, TickField
from akkoord.web.labels import LEGAL_FORM

KINDS = [("business", _("Bedrijf")), ("consumer", _("Consument")), ("government", _("Overheid"))]
LANGUAGES = [("nl", _("Nederlands")), ("en", _("Engels"))]
FORMS = [("", _("Onbekend")), *LEGAL_FORM.items()]
CLAUSES = [("terms", _("Zoals in onze voorwaarden")), ("law", _("Alleen de wettelijke rente")), ("own", _("Anders afgesproken"))]
PERIODS = [("year", _("Per jaar")), ("month", _("Per maand"))]
JOINS = [("never", _("Nooit")), ("year", _("Na elk vol jaar")), ("month", _("Na elke maand"))]
HOLDS = [
    ("promise", _("Heeft betaling toegezegd")),
    ("dispute", _("Klacht of betwisting")),
    ("hold", _("Even wachten")),
    ("insolvency", _("Faillissement, surseance of schuldsanering")),
    ("vulnerable", _("Extra zorg: een mens beslist over elke stap")),
]


class DebtorForm(forms.Form):
    """Everything one may change about a debtor. What is allowed is judged by work/keep_debtor.py, field by field."""

    name = forms.CharField(label=_("Naam"), required=False)
    kind = forms.ChoiceField(
        label=_("Soort debiteur"),
        choices=KINDS,
        help_text=_("Bepaalt welke wet geldt. Bij twijfel geldt de bescherming van een consument."),
    )
    language = forms.ChoiceField(label=_("Taal van de brieven"), choices=LANGUAGES)
    street = forms.CharField(label=_("Straat en huisnummer"), required=False)
    postcode = forms.CharField(label=_("Postcode"), required=False)
    city = forms.CharField(label=_("Plaats"), required=False)
    country = forms.CharField(label=_("Land"), required=False, help_text=_("Twee letters, zoals NL of BE."))
    email = forms.CharField(label=_("E-mailadres"), required=False, widget=forms.EmailInput)
    phone = forms.CharField(label=_("Telefoon"), required=False, widget=forms.TextInput(attrs={"type": "tel"}))
    kvk = forms.CharField(label=_("KvK-nummer"), required=False, help_text=_("Acht cijfers."))
    vat = forms.CharField(label=_("Btw-nummer"), required=False, help_text=_("Zoals NL004495445B01."))
    legal_form = forms.ChoiceField(label=_("Rechtsvorm"), choices=FORMS, required=False)
    large = TickField(label=_("Dit is een grote onderneming"))
    interest_clause = forms.ChoiceField(label=_("Rente bij te late betaling"), choices=CLAUSES, required=False)
    agreed_rate = forms.CharField(
        label=_("Afgesproken rente, in procent"),
        required=False,
        widget=forms.TextInput(attrs={"inputmode": "decimal"}),
        help_text=_("Alleen bij “Anders afgesproken”."),
    )
    agreed_per = forms.ChoiceField(label=_("Dat percentage is"), choices=PERIODS, required=False)
    agreed_joins = forms.ChoiceField(label=_("Rente over die rente"), choices=JOINS, required=False)
    note = forms.CharField(
        label=_("Notitie"), required=False, widget=forms.Textarea(attrs={"rows": 3}), help_text=_("Alleen voor u en uw mensen.")
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        now = jurisdiction().large[-1]
        self.fields["large"].help_text = _(
            "Twee van drie: balans boven %(balance)s miljoen, omzet boven %(turnover)s miljoen, %(staff)s mensen of meer. "
            "Dan mag zij van een kleiner bedrijf geen langere termijn dan 30 dagen vragen (art. 6:119a lid 6 BW)."
        ) % {"balance": now.balance // 1_000_000, "turnover": now.turnover // 1_000_000, "staff": now.staff}


class ContactForm(forms.Form):
    """Somebody to reach. What is allowed is judged by work/keep_contact.py."""

    name = forms.CharField(label=_("Naam"), required=False)
    role = forms.CharField(label=_("Functie"), required=False)
    phone = forms.CharField(label=_("Telefoon"), required=False, widget=forms.TextInput(attrs={"type": "tel"}))
    email = forms.CharField(label=_("E-mailadres"), required=False, widget=forms.EmailInput)
    decides = TickField(label=_("Beslist over betalen"), help_text=_("Wie beslist, staat bovenaan om te bellen."))


class HoldForm(forms.Form):
    """A reason to wait, until when, and for what."""

    kind = forms.ChoiceField(label=_("Reden"), choices=HOLDS)
    invoice = forms.ChoiceField(label=_("Voor"), required=False)
    until = DayField(label=_("Tot en met"), required=False, help_text=_("Leeg: tot u het beëindigt."))
    amount = EuroField(label=_("Toegezegd bedrag"), required=False)
    note = forms.CharField(label=_("Notitie"), required=False, widget=forms.Textarea(attrs={"rows": 2}))

    def __init__(self, *args: Any, invoices: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["invoice"].choices = [("", _("Alles wat openstaat")), *invoices]  # type: ignore[attr-defined]  # a ChoiceField has it

    def clean(self) -> dict[str, Any]:
        """A promise is a sum and a day; without them nobody can say whether it was kept."""
        said = super().clean() or {}
        if said.get("kind") == "promise":
            if not said.get("until") and "until" not in self.errors:
                self.add_error("until", _("Voor welke dag is betaling toegezegd?"))
            if not said.get("amount") and "amount" not in self.errors:
                self.add_error("amount", _("Welk bedrag is toegezegd?"))
        return said
