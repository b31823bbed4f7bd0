"""Settings: who the company is, how it works, over which mail server, and whether letters leave."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from akkoord.core.problem import Refusal
from akkoord.reasons import reasons
from akkoord.web import clock
from akkoord.web.claim_settings import CLAIMS
from akkoord.web.permission import may_manage
from akkoord.web.requests import DeskRequest
from akkoord.web.setting import Section
from akkoord.web.setting_forms import COMPANY, INBOX, MAIL, MODEL, PORTAL, WORK
from akkoord.web.titles import counted
from akkoord.web.told import warn
from akkoord.work.ask_model import try_model
from akkoord.work.law import law_of, rates_ending
from akkoord.work.letters.keep_letter_texts import letters_to_look_at
from akkoord.work.mail.sending import missing_for_sending, turn_sending, would_leave
from akkoord.work.mail.try_inbox import try_inbox
from akkoord.work.mail.try_mail import try_mail
from akkoord.work.portal.public import public_address
from akkoord.work.settings import change_settings

TURNED = {
    "on": gettext_lazy("Versturen staat aan."),
    "trial": gettext_lazy("Versturen staat op proef. Er gaat niets naar uw debiteuren."),
    "off": gettext_lazy("Versturen staat uit. Er gaat niets meer weg."),
}


@require_GET
@may_manage
def index(request: DeskRequest) -> HttpResponse:
    """Whether letters leave, what is missing for it, and where each setting stands."""
    creditor = request.desk.creditor
    context = {
        "creditor": creditor,
        "missing": list(missing_for_sending(creditor).values()),
        "members": request.desk.members().count(),
        "letters_look": any(look for _count, look in letters_to_look_at(request.desk).values()),
        "line_trouble": request.desk.lines().filter(side="client", state="open").exclude(since=None).exists(),
        "ending": rates_ending(creditor.pk, on=clock.today()),
        "rates_until": min(one.checked_until for one in law_of(creditor.pk).tables_for()),
    }
    return render(request, "settings/index.html", context)


def _typed(section: Section, posted: Mapping[str, str]) -> dict[str, str]:
    """What the form said; a box that was not ticked is not in it and means no."""
    return {one.name: posted.get(one.name, "") for one in section.settings if one.kind == "check" or one.name in posted}


def _shown(section: Section, request: DeskRequest, typed: Mapping[str, str], refused: Mapping[str, Refusal]) -> dict[str, Any]:
    rows = [(one, one.value(request.desk.creditor, typed), refused.get(one.name)) for one in section.settings]
    return {"section": section, "rows": rows, "others": [one for name, one in refused.items() if name not in section.names]}


def edit(request: DeskRequest, section: Section, **more: Any) -> HttpResponse:
    """A page of settings, and what was typed into it."""
    typed = _typed(section, request.POST) if request.method == "POST" else {}
    refused: dict[str, Refusal] = {}
    if request.method == "POST":
        refused = change_settings(desk=request.desk, fields=typed, on=clock.today(), at=clock.now())
        if not refused:
            messages.success(request, _("Bewaard."))
            return redirect(section.address)
    return render(request, f"settings/{section.template}.html", _shown(section, request, typed, refused) | more)


@require_http_methods(["GET", "POST"])
@may_manage
def company(request: DeskRequest) -> HttpResponse:
    """What stands on letters and invoices."""
    return edit(request, COMPANY)


@require_http_methods(["GET", "POST"])
@may_manage
def work(request: DeskRequest) -> HttpResponse:
    """Who decides, from which sum on, and to whom is handed over."""
    return edit(request, WORK)


@require_http_methods(["GET", "POST"])
@may_manage
def claims(request: DeskRequest) -> HttpResponse:
    """From when interest and costs run, and which."""
    return edit(request, CLAIMS)


@require_http_methods(["GET", "POST"])
@may_manage
def mail(request: DeskRequest) -> HttpResponse:
    """The mail server."""
    return edit(request, MAIL, state=request.desk.channel_states().filter(channel="email").first())


@require_http_methods(["GET", "POST"])
@may_manage
def inbox(request: DeskRequest) -> HttpResponse:
    """The mailbox in which answers come in."""
    return edit(request, INBOX, state=request.desk.channel_states().filter(channel="inbox").first())


@require_http_methods(["GET", "POST"])
@may_manage
def portal(request: DeskRequest) -> HttpResponse:
    """Whether letters carry a link to the debtor's own page, for how long, and whether one can pay there by Mollie."""
    found = public_address()
    known = {"against": found} if isinstance(found, Refusal) else {"place": found}
    return edit(request, PORTAL, **known)


@require_POST
@may_manage
def inbox_test(request: DeskRequest) -> HttpResponse:
    """A look into the mailbox as it is stored."""
    found = try_inbox(desk=request.desk, at=clock.now())
    if isinstance(found, Refusal):
        warn(request, found)
    else:
        said = ngettext(
            "De postbus gaat open; er kwam de laatste twee weken één bericht binnen.",
            "De postbus gaat open; er kwamen de laatste twee weken %(n)s berichten binnen.",
            found,
        )
        messages.success(request, said % {"n": counted(found)})
    return redirect("settings-inbox")


@require_http_methods(["GET", "POST"])
@may_manage
def model(request: DeskRequest) -> HttpResponse:
    """The language model that may be asked; none unless an address is filled in."""
    return edit(request, MODEL)


@require_POST
@may_manage
def model_test(request: DeskRequest) -> HttpResponse:
    """One question to the language model, about a sentence that is nobody's."""
    found = try_model(desk=request.desk)
    if isinstance(found, Refusal):
        warn(request, found)
    else:
        name = reasons()[found.reason].name.in_language(request.user.language)
        messages.success(request, _("Het taalmodel antwoordt: %(reason)s.") % {"reason": name})
    return redirect("settings-model")


@require_POST
@may_manage
def mail_test(request: DeskRequest) -> HttpResponse:
    """A letter to oneself over the stored mail server."""
    refused = try_mail(desk=request.desk, to=request.user.email)
    if refused is None:
        messages.success(request, _("De mailserver nam het proefbericht aan. Kijk in de mail van %(to)s.") % {"to": request.user.email})
    else:
        warn(request, refused)
    return redirect("settings-mail")


@require_http_methods(["GET", "POST"])
@may_manage
def sending(request: DeskRequest) -> HttpResponse:
    """Says exactly what turning sending on does; POST does it, or says what is missing."""
    if request.method == "POST":
        turned = _turned(request)
        if turned:
            return turned
    creditor = request.desk.creditor
    context = {"creditor": creditor, "missing": missing_for_sending(creditor), "ready": would_leave(desk=request.desk)}
    return render(request, "settings/sending.html", context)


def _turned(request: DeskRequest) -> HttpResponse | None:
    """Sending turned on, on trial or off; None where that is refused, which the page explains."""
    wanted = request.POST.get("sending", "off")
    trial = request.POST.get("trial_to", "").strip() if wanted == "trial" else ""
    if wanted == "trial" and not trial:
        messages.warning(request, _("Naar welk adres gaat de proef?"))
        return redirect("settings-sending")
    refused = turn_sending(desk=request.desk, sending=wanted in ("on", "trial"), trial_to=trial, on=clock.today(), at=clock.now())
    if refused:
        if not missing_for_sending(request.desk.creditor):
            warn(request, refused[0])
        return None
    messages.success(request, TURNED.get(wanted, TURNED["off"]))
    return redirect("settings-sending")


urlpatterns = [
    path("instellingen/", index, name="settings"),
    path("instellingen/bedrijf/", company, name="settings-company"),
    path("instellingen/werkwijze/", work, name="settings-work"),
    path("instellingen/rente-en-kosten/", claims, name="settings-claims"),
    path("instellingen/mailserver/", mail, name="settings-mail"),
    path("instellingen/mailserver/proef/", mail_test, name="settings-mail-test"),
    path("instellingen/antwoorden/", inbox, name="settings-inbox"),
    path("instellingen/antwoorden/proef/", inbox_test, name="settings-inbox-test"),
    path("instellingen/betaalpagina/", portal, name="settings-portal"),
    path("instellingen/taalmodel/", model, name="settings-model"),
    path("instellingen/taalmodel/proef/", model_test, name="settings-model-test"),
    path("instellingen/versturen/", sending, name="settings-sending"),
]
