"""How a debtor is treated: his group, a ladder of his own, how he pays; and the name and ladder of a group."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from akkoord.core.behaviour.payer import PAYERS
from akkoord.web.labels import PAYER
from akkoord.work.ladders.treat_debtor import HISTORY, Treatment

Choices = list[tuple[str, str]]


class TreatmentForm(forms.Form):
    """What a person says of one debtor."""

    group = forms.ChoiceField(label=_("Groep"), required=False)
    ladder = forms.ChoiceField(
        label=_("Stappen"),
        required=False,
        help_text=_("Gaat voor de stappen van zijn groep. Een lopend dossier gaat ermee verder."),
    )
    payer = forms.ChoiceField(
        label=_("Hoe hij betaalt"), required=False, help_text=_("Wat u hier kiest, blijft staan tot u weer voor zijn facturen kiest.")
    )

    def __init__(self, *args: Any, groups: Choices, ladders: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["group"].choices = [("", _("Geen groep")), *groups]  # type: ignore[attr-defined]  # a field of choices
        self.fields["ladder"].choices = [("", _("Zoals zijn groep of soort")), *ladders]  # type: ignore[attr-defined]  # likewise
        said = [(one, PAYER[one]) for one in PAYERS]
        self.fields["payer"].choices = [(HISTORY, _("Volgens zijn facturen")), *said, ("", _("Geen vaste gewoonte"))]  # type: ignore[attr-defined]  # likewise

    def wish(self) -> Treatment:
        """What was said, once it is valid."""
        said = self.cleaned_data
        return Treatment(int(said["group"]) if said["group"] else None, said["ladder"], said["payer"])


class GroupForm(forms.Form):
    """A group of debtors."""

    name = forms.CharField(label=_("Naam"), required=False)
    ladder = forms.ChoiceField(
        label=_("Stappen"),
        required=False,
        help_text=_("Een consument in de groep houdt de stappen voor consumenten."),
    )

    def __init__(self, *args: Any, ladders: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["ladder"].choices = [("", _("Zoals iedereen")), *ladders]  # type: ignore[attr-defined]  # a field of choices
