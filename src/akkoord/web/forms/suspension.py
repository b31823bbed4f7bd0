"""The questions about work that is to stop: what only a person knows."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from akkoord.core.law.suspension import ANY_WORK
from akkoord.core.problem import Text
from akkoord.jurisdictions import jurisdiction
from akkoord.web.forms.fields import DayField
from akkoord.work.ongoing.suspend import LONGEST
from akkoord.work.ongoing.suspension_answers import Answers

RELATIONS = [
    ("same-contract", _("Dezelfde overeenkomst")),
    ("lasting-relation", _("Wij doen geregeld zaken met elkaar")),
    ("none", _("Geen van beide")),
]
ORDERS = [
    ("debtor-first", _("Zij hadden dit al betaald moeten hebben")),
    ("same-time", _("Betalen en werken gaan gelijk op")),
    ("creditor-first", _("Wij moeten dit werk doen voordat zij hoeven te betalen")),
]
# Another kind of work asks other steps; without script the answer brings them.
_OTHER_STEPS = {"hx-post": "", "hx-trigger": "change", "hx-target": "#steps", "hx-select": "#steps", "hx-swap": "outerHTML"}


class StepsField(forms.MultipleChoiceField):
    """The steps of a procedure that were done. Those of a kind of work that was chosen before are no mistake."""

    def valid_value(self, value: Any) -> bool:
        """Which of them count is the form's to say."""
        return True


class SuspensionForm(forms.Form):
    """What stops, for which invoices, and what the law wants to know. What it comes to is judged by work/ongoing/suspension_answers.py."""

    invoices = forms.TypedMultipleChoiceField(
        label=_("Om welke facturen gaat het?"), coerce=int, required=False, widget=forms.CheckboxSelectMultiple
    )
    work = forms.CharField(
        label=_("Welk werk legt u stil?"),
        max_length=LONGEST,
        error_messages={"required": _("Noem het werk.")},
        help_text=_("Dit komt zo in de brief, in de taal van deze klant. Bijvoorbeeld: het onderhoud van uw tuin in december."),
    )
    stopped_on = DayField(label=_("Sinds welke dag ligt het werk stil?"), required=False)
    sector = forms.ChoiceField(label=_("Wat voor werk is het?"), widget=forms.Select(attrs=_OTHER_STEPS))
    share = forms.IntegerField(
        label=_("Welk deel van het werk ligt stil?"),
        min_value=1,
        max_value=100,
        initial=100,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
        error_messages={"required": _("Een getal van 1 tot en met 100."), "invalid": _("Een getal van 1 tot en met 100.")},
        help_text=_("In procenten van wat u nog moet doen."),
    )
    measures = StepsField(label=_("Wat is er al gedaan?"), required=False, widget=forms.CheckboxSelectMultiple)
    relation = forms.ChoiceField(
        label=_("Wat hebben het werk en de rekening met elkaar te maken?"),
        choices=RELATIONS,
        widget=forms.RadioSelect,
        error_messages={"required": _("Kies er een.")},
    )
    order = forms.ChoiceField(
        label=_("Wat komt eerst, betalen of werken?"),
        choices=ORDERS,
        required=False,
        widget=forms.RadioSelect,
        help_text=_("Is het een rekening voor eerder werk, dan hadden zij al betaald moeten hebben."),
    )
    fear = forms.CharField(
        label=_("Waarom vreest u dat zij niet betalen?"),
        max_length=LONGEST,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Alleen wat u hoorde nadat u het eens werd. Dit komt zo in de brief."),
    )
    own_default = forms.BooleanField(label=_("Wij kwamen zelf iets niet na, of houden de betaling tegen"), required=False)
    security = forms.BooleanField(label=_("Zij gaven zekerheid, zoals een bankgarantie of een borg"), required=False)

    def __init__(self, *args: Any, invoices: list[tuple[int, str]], warned: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        sectors = jurisdiction().suspension
        self.chosen = sectors.get(str(self.data.get("sector") or self.initial.get("sector") or "general"), ANY_WORK)
        self.choose("invoices", invoices)
        self.choose("sector", [(one.name, _capital(one.words)) for one in sectors.values()])
        self.choose("measures", [(step.name, _capital(step.words)) for step in self.chosen.steps])
        del self.fields["work" if warned else "stopped_on"]  # what stopped is what was announced

    @property
    def sector_steps(self) -> bool:
        """Whether the chosen kind of work has a procedure whose steps are asked."""
        return bool(self.chosen.steps) and not self.chosen.unsure

    @property
    def sector_source(self) -> str:
        """The rules those steps come from."""
        return self.chosen.source

    def choose(self, name: str, choices: Iterable[tuple[Any, str]]) -> None:
        """What can be chosen at a field."""
        self.fields[name].choices = list(choices)  # type: ignore[attr-defined]  # each of these is a ChoiceField

    def clean_measures(self) -> list[str]:
        """The steps of the chosen kind of work; those of another that was chosen before do not count."""
        known = {step.name for step in self.chosen.steps}
        return [name for name in self.cleaned_data["measures"] if name in known]

    def clean(self) -> dict[str, Any]:
        """Who performs first matters within one contract."""
        said = super().clean() or {}
        if said.get("relation") == "same-contract" and not said.get("order"):
            self.add_error("order", _("Kies er een."))
        return said

    def answers(self, *, work: str) -> Answers:
        """What was answered; `work` where it was announced before."""
        said = self.cleaned_data
        return Answers(
            work=said.get("work", work),
            sector=said["sector"],
            relation=said["relation"],
            order=said["order"] or "debtor-first",
            invoices=tuple(said["invoices"]),
            fear=said["fear"],
            share=said["share"],
            own_default=said["own_default"],
            security=said["security"],
            measures=tuple(said["measures"]),
            stopped_on=said.get("stopped_on"),
        )


def _capital(text: Text) -> str:
    words = text.in_language(get_language() or "nl")
    return words[:1].upper() + words[1:]
