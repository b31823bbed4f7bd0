"""Who may do what, said once above a view: a refusal becomes the page that explains it."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.utils.translation import gettext as _

from akkoord.web.requests import DeskRequest

P = ParamSpec("P")
View = Callable[Concatenate[DeskRequest, P], HttpResponse]


def may_work(view: View[P]) -> View[P]:
    """For whoever does daily work; a reader may look and change nothing."""

    @wraps(view)
    def checked(request: DeskRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        if not request.desk.may_work:
            raise PermissionDenied(_("U kunt hier meekijken, maar niets wijzigen. Een eigenaar kan uw rol aanpassen."))
        return view(request, *args, **kwargs)

    return checked


def may_manage(view: View[P]) -> View[P]:
    """For owners: settings and people."""

    @wraps(view)
    def checked(request: DeskRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        if not request.desk.may_manage:
            raise PermissionDenied(_("Instellingen en mensen zijn er voor de eigenaar van dit bedrijf."))
        return view(request, *args, **kwargs)

    return checked
