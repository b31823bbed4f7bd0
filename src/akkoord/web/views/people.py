"""People: who works here and in which role; and the companies one works for."""

from __future__ import annotations

from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_http_methods, require_POST

from akkoord.core.problem import Refusal
from akkoord.store.models import Membership, Role, User
from akkoord.web import clock
from akkoord.web.middleware import COMPANY
from akkoord.web.permission import may_manage
from akkoord.web.requests import DeskRequest
from akkoord.web.titles import counted
from akkoord.web.told import tell
from akkoord.work.people import Added, add_company, add_person, change_role, forget_links, may_hand_link, remove_person

ROLES = (
    (Role.OWNER, gettext_lazy("Eigenaar"), gettext_lazy("doet alles, ook instellingen en mensen")),
    (Role.CONTROLLER, gettext_lazy("Debiteurenbeheer"), gettext_lazy("doet al het dagelijkse werk, geen instellingen")),
    (Role.READER, gettext_lazy("Meekijken"), gettext_lazy("ziet alles, verandert niets")),
)


def _title(count: int) -> str:
    return ngettext("Alleen u werkt hier", "%(n)s mensen werken hier", count) % {"n": counted(count)}


def _page(request: DeskRequest, *, email: str = "", role: str = Role.CONTROLLER, refused: Refusal | None = None) -> HttpResponse:
    members = list(request.desk.members().order_by("user__email"))
    rows = [(member, may_hand_link(desk=request.desk, user=member.user)) for member in members]
    context = {"title": _title(len(members)), "rows": rows, "roles": ROLES, "email": email, "role": role, "refused": refused}
    return render(request, "people/index.html", context)


@require_http_methods(["GET", "POST"])
@may_manage
def people(request: DeskRequest) -> HttpResponse:
    """Who works here; POST adds somebody."""
    if request.method == "GET":
        return _page(request)
    email, role = request.POST.get("email", ""), request.POST.get("role", "")
    added = add_person(desk=request.desk, email=email, role=role, on=clock.today(), at=clock.now())
    if not isinstance(added, Added):
        return _page(request, email=email, role=role, refused=added)
    if added.needs_link:
        return _link(request, added.user)
    messages.success(request, _("%(who)s werkt nu ook hier en meldt zich aan met het eigen wachtwoord.") % {"who": added.user.email})
    return redirect("people")


def _link(request: DeskRequest, user: User) -> HttpResponse:
    """The page with the link by which `user` sets his password; shown once, never kept."""
    key = default_token_generator.make_token(user)
    place = reverse("account_reset_password_from_key", kwargs={"uidb36": user_pk_to_url_str(user), "key": key})
    return render(request, "people/link.html", {"who": user, "link": request.build_absolute_uri(place)})


def _member(request: DeskRequest, member_id: int) -> Membership:
    return get_object_or_404(request.desk.members(), pk=member_id)


@require_POST
@may_manage
def link(request: DeskRequest, member_id: int) -> HttpResponse:
    """A new link for somebody who has none or forgot his password."""
    member = _member(request, member_id)
    if not may_hand_link(desk=request.desk, user=member.user):
        raise Http404
    forget_links(user=member.user)
    return _link(request, member.user)


@require_POST
@may_manage
def role(request: DeskRequest, member_id: int) -> HttpResponse:
    """Another role."""
    member = _member(request, member_id)
    refused = change_role(desk=request.desk, membership_id=member.pk, role=request.POST.get("role", ""), on=clock.today(), at=clock.now())
    return _told(request, member, refused, _("De rol van %(who)s is gewijzigd.") % {"who": member.user})


@require_POST
@may_manage
def remove(request: DeskRequest, member_id: int) -> HttpResponse:
    """Takes somebody away."""
    member = _member(request, member_id)
    refused = remove_person(desk=request.desk, membership_id=member.pk, on=clock.today(), at=clock.now())
    return _told(request, member, refused, _("%(who)s werkt hier niet meer.") % {"who": member.user})


def _told(request: DeskRequest, member: Membership, refused: Refusal | None, done: str) -> HttpResponse:
    tell(request, refused, done)
    return redirect("today" if member.user == request.user and not refused else "people")


@require_http_methods(["GET", "POST"])
@may_manage
def companies(request: DeskRequest) -> HttpResponse:
    """The companies one works for; POST adds one and goes to it."""
    refused: Refusal | None = None
    name = request.POST.get("name", "")
    if request.method == "POST":
        added = add_company(user=request.user, name=name, on=clock.today(), at=clock.now())
        if not isinstance(added, Refusal):
            request.session[COMPANY] = added.pk
            messages.success(request, _("U werkt nu voor %(name)s. Vul de gegevens aan.") % {"name": added.name})
            return redirect("settings-company")
        refused = added
    roles = {role: label for role, label, _meaning in ROLES}
    context = {"rows": [(desk, roles[Role(desk.role)]) for desk in request.desks], "name": name, "refused": refused}
    return render(request, "people/companies.html", context)


urlpatterns = [
    path("instellingen/mensen/", people, name="people"),
    path("instellingen/mensen/<int:member_id>/link/", link, name="person-link"),
    path("instellingen/mensen/<int:member_id>/rol/", role, name="person-role"),
    path("instellingen/mensen/<int:member_id>/weg/", remove, name="person-remove"),
    path("instellingen/bedrijven/", companies, name="companies"),
]
