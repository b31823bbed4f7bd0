"""The rules in force: the steps of each ladder, and interest and costs with where they come from."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import path
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET

from akkoord.core.ladder.ladder import DUE_DAY, After, Ladder
from akkoord.core.ladder.words import STEP_WORDS
from akkoord.core.law.series import Series, Value
from akkoord.core.problem import Refusal, Text
from akkoord.ladders import ladder
from akkoord.steps import all_steps
from akkoord.web import clock
from akkoord.web.permission import may_manage
from akkoord.web.requests import DeskRequest
from akkoord.work.law import law_of

SINCE = {
    "left": _("na %(step)s"),
    "receipt": _("na ontvangst van %(step)s"),
    "last-day": _("na de uiterste betaaldag van %(step)s"),
}
HET = frozenset(("call", "arrangement-offer"))  # the steps whose Dutch name takes "het"


class Rung(NamedTuple):
    """One step of a ladder in words: what, and after how long."""

    step: Text
    when: list[str]


class Rate(NamedTuple):
    """The rate of interest that holds on a day, or why none can be given."""

    series: Series
    row: Value | None
    refusal: Refusal | None


def _after(after: After, *, language: str) -> str:
    days = ngettext("%(n)s dag", "%(n)s dagen", after.days) % {"n": after.days}
    if after.step == DUE_DAY:
        return f"{days} " + str(_("na de vervaldag"))
    name = STEP_WORDS[after.step].in_language(language)
    article = "the" if language.startswith("en") else "het" if after.step in HET else "de"
    return f"{days} {str(SINCE[after.since]) % {'step': f'{article} {name[0].lower()}{name[1:]}'}}"


def rungs(found: Ladder, *, language: str) -> list[Rung]:
    """The steps of a ladder, each with when it is taken; of several ways the first counts."""
    return [Rung(STEP_WORDS[one.step], [_after(after, language=language) for after in one.after]) for one in found.rungs]


def _rate(series: Series, on: date) -> Rate:
    found = series.at(on)
    return Rate(series, None, found) if isinstance(found, Refusal) else Rate(series, found, None)


@require_GET
@may_manage
def rules(request: DeskRequest) -> HttpResponse:
    """By which steps and by which law Akkoord works for this company today."""
    creditor = request.desk.creditor
    law = law_of(creditor.pk)
    steps = all_steps()
    names = ((_("Bedrijven en overheden"), creditor.ladder_business), (_("Consumenten"), creditor.ladder_consumer))
    context = {
        "ladders": [(who, rungs(ladder(name, steps=steps), language=request.user.language)) for who, name in names],
        "rates": [_rate(series, clock.today()) for series in law.interest.values()],
        "costs": law.costs,
        "contact": law,
    }
    return render(request, "settings/rules.html", context)


urlpatterns = [path("instellingen/regels/", rules, name="settings-rules")]
