"""Groups of debtors that are treated alike: which there are, which steps they walk, and who is in them."""

from __future__ import annotations

from django.contrib import messages
from django.db.models import Count
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from akkoord.store.models import DebtorGroup
from akkoord.web import clock
from akkoord.web.forms.treatment import GroupForm
from akkoord.web.ladder_words import title_of
from akkoord.web.listing import page_of
from akkoord.web.permission import may_manage
from akkoord.web.requests import DeskRequest
from akkoord.web.told import tell
from akkoord.web.views.debtor_forms import refuse
from akkoord.work.ladders.keep_group import keep_group, remove_group
from akkoord.work.ladders.which import Rulebook


@require_http_methods(["GET", "POST"])
@may_manage
def groups(request: DeskRequest) -> HttpResponse:
    """All groups; POST makes one."""
    form = _form(request, None)
    if request.method == "POST" and form.is_valid() and _kept(request, form, None):
        return redirect("groups")
    titles = dict(form.fields["ladder"].choices)  # type: ignore[attr-defined]  # a field of choices
    found = request.desk.groups().annotate(count=Count("debtors")).order_by("name")
    rows = [(one, titles.get(one.ladder, one.ladder)) for one in found]
    return render(request, "groups/list.html", {"rows": rows, "form": form}, status=422 if form.is_bound and form.errors else 200)


@require_http_methods(["GET", "POST"])
@may_manage
def group(request: DeskRequest, group_id: int) -> HttpResponse:
    """One group and who is in it; POST changes its name or its steps."""
    one = get_object_or_404(request.desk.groups(), id=group_id)
    form = _form(request, one)
    if request.method == "POST" and form.is_valid() and _kept(request, form, one):
        return redirect("group", one.id)
    page = page_of(request, request.desk.debtors().filter(group_id=one.id).order_by("name", "id"))
    context = {"group": one, "form": form, "page": page}
    return render(request, "groups/group.html", context, status=422 if form.is_bound and form.errors else 200)


@require_POST
@may_manage
def remove(request: DeskRequest, group_id: int) -> HttpResponse:
    """Takes the group away; its debtors go on as everybody else."""
    one = get_object_or_404(request.desk.groups(), id=group_id)
    refused = remove_group(desk=request.desk, group_id=one.id, on=clock.today(), at=clock.now())
    tell(request, refused, _("Groep %(group)s is weg. Wie erin stond, volgt weer de stappen van zijn soort.") % {"group": one.name})
    return redirect("groups")


def _form(request: DeskRequest, one: DebtorGroup | None) -> GroupForm:
    book = Rulebook.of(request.desk.creditor)
    titles = {row.name: row for row in request.desk.ladders().filter(id__in=book.newest.values()).defer("text")}
    ladders = [(name, title_of(name, titles.get(name))) for name in book.all_names()]
    initial = {"name": one.name, "ladder": one.ladder} if one else {}
    return GroupForm(request.POST or None, initial=initial, ladders=ladders)


def _kept(request: DeskRequest, form: GroupForm, one: DebtorGroup | None) -> bool:
    said = form.cleaned_data
    kept = keep_group(
        desk=request.desk, group_id=one.id if one else None, name=said["name"], ladder=said["ladder"], on=clock.today(), at=clock.now()
    )
    if isinstance(kept, DebtorGroup):
        messages.success(request, _("Bewaard."))
        return True
    refuse(form, kept)
    return False


urlpatterns = [
    path("instellingen/groepen/", groups, name="groups"),
    path("instellingen/groepen/<int:group_id>/", group, name="group"),
    path("instellingen/groepen/<int:group_id>/weg/", remove, name="group-remove"),
]
