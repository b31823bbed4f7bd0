"""How a debtor is treated: his group, his steps, how he pays; and putting several at once in a group."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from akkoord.core.problem import Refusal
from akkoord.store.models import Debtor
from akkoord.web import clock
from akkoord.web.forms.treatment import TreatmentForm
from akkoord.web.ladder_words import title_of
from akkoord.web.payer_words import payer_evidence, payer_words
from akkoord.web.permission import may_work
from akkoord.web.requests import DeskRequest
from akkoord.web.told import warn
from akkoord.web.views.debtor_forms import refuse
from akkoord.web.views.debtors import debtor_of
from akkoord.work.ladders.put_in_group import put_in_group
from akkoord.work.ladders.treat_debtor import HISTORY, ladders_for, treat_debtor
from akkoord.work.ladders.which import Rulebook


@may_work
def treatment(request: DeskRequest, debtor_id: int) -> HttpResponse:
    """His group, a ladder of his own, and how he pays."""
    debtor = debtor_of(request, debtor_id)
    form = _form(request, debtor)
    if request.method == "POST" and form.is_valid():
        refusals = treat_debtor(desk=request.desk, debtor_id=debtor.id, wish=form.wish(), on=clock.today(), at=clock.now())
        if not refusals:
            messages.success(request, _("Bewaard."))
            return redirect("debtor", debtor.id)
        refuse(form, refusals)
    context = {"debtor": debtor, "form": form, "pays": payer_words(debtor), "evidence": payer_evidence(debtor)}
    return render(request, "debtors/treatment.html", context, status=422 if form.is_bound and form.errors else 200)


def _form(request: DeskRequest, debtor: Debtor) -> TreatmentForm:
    book = Rulebook.of(request.desk.creditor)
    titles = {row.name: row for row in request.desk.ladders().filter(id__in=book.newest.values()).defer("text")}
    ladders = [(name, title_of(name, titles.get(name))) for name in ladders_for(debtor, book)]
    groups = [(str(row.id), row.name) for row in request.desk.groups().order_by("name")]
    initial = {"group": str(debtor.group_id or ""), "ladder": debtor.ladder, "payer": debtor.payer if debtor.payer_said else HISTORY}
    return TreatmentForm(request.POST or None, initial=initial, groups=groups, ladders=ladders)


@require_POST
@may_work
def into_group(request: DeskRequest) -> HttpResponse:
    """The debtors that were chosen on the list, in the group that was chosen; "0" takes them out of theirs."""
    chosen = [int(one) for one in request.POST.getlist("debtor") if one.isascii() and one.isdecimal() and len(one) < 19]
    asked = request.POST.get("group", "")
    number = int(asked) if asked.isascii() and asked.isdecimal() and len(asked) < 19 else 0
    group = get_object_or_404(request.desk.groups(), id=number) if number else None
    moved = put_in_group(desk=request.desk, debtors=chosen, group_id=group.id if group else None, on=clock.today(), at=clock.now())
    if isinstance(moved, Refusal):
        warn(request, moved)
    elif group:
        said = ngettext("Eén debiteur staat nu in de groep %(group)s.", "%(n)s debiteuren staan nu in de groep %(group)s.", moved)
        messages.success(request, said % {"n": moved, "group": group.name})
    else:
        messages.success(
            request, ngettext("Eén debiteur uit zijn groep gehaald.", "%(n)s debiteuren uit hun groep gehaald.", moved) % {"n": moved}
        )
    back = request.POST.get("back", "")
    safe = url_has_allowed_host_and_scheme(back, allowed_hosts=None) and back.startswith("/")
    return redirect(back if safe else "debtors")


urlpatterns = [
    path("debiteuren/groep/", into_group, name="into-group"),
    path("debiteuren/<int:debtor_id>/aanpak/", treatment, name="treatment"),
]
