"""Merging two debtors: first everything that will move, then the button."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path
from django.utils.translation import gettext as _

from akkoord.core.problem import Refusal
from akkoord.web import clock
from akkoord.web.forms.order import MergeForm
from akkoord.web.permission import may_work
from akkoord.web.requests import DeskRequest
from akkoord.web.views.debtor_forms import refuse
from akkoord.work.order.merge_debtors import merge_debtors
from akkoord.work.order.merge_preview import invoices_of, preview_merge


@may_work
def merge(request: DeskRequest, into_id: int, old_id: int) -> HttpResponse:
    """What merging would do; and, when somebody says so, the merging itself."""
    into, old = (get_object_or_404(request.desk.debtors(), id=number) for number in (into_id, old_id))
    form = MergeForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        refusal = _merge(request, into.id, old.id, form.cleaned_data["kind"])
        if refusal is None:
            messages.success(request, _("%(old)s is samengevoegd met %(into)s.") % {"old": old.name, "into": into.name})
            return redirect("debtor", into.id)
        refuse(form, {"": refusal})
    seen = preview_merge(desk=request.desk, into_id=into.id, old_id=old.id, on=clock.today())
    context = {"seen": seen, "form": form, "theirs": [(one, invoices_of(request.desk, one.id)) for one in (into, old)]}
    return render(request, "order/merge.html", context, status=422 if form.is_bound and form.errors else 200)


def _merge(request: DeskRequest, into_id: int, old_id: int, kind: str) -> Refusal | None:
    return merge_debtors(desk=request.desk, into_id=into_id, old_id=old_id, kind=kind, on=clock.today(), at=clock.now())


urlpatterns = [path("op-orde/samenvoegen/<int:into_id>/<int:old_id>/", merge, name="order-merge")]
