"""Signing in and the first user: signing up is open only while the installation has nobody."""

from __future__ import annotations

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.forms import SignupForm
from django import forms
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpRequest
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from akkoord.store.access import nobody_yet
from akkoord.store.models import User
from akkoord.web import clock
from akkoord.web.middleware import COMPANY
from akkoord.work.found import adopt_companies, found_company


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]  # allauth is not typed throughout
    """Others are let in by an owner, on the page with people."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Whether somebody may make himself a user here."""
        return nobody_yet()

    def save_user(self, request: HttpRequest, user: User, form: Any, commit: bool = True) -> User:
        """Keeps the language of the page he signed up on."""
        user.language = "en" if (get_language() or "").startswith("en") else "nl"
        saved: User = super().save_user(request, user, form, commit)
        return saved

    def add_message(self, *args: Any, **kwargs: Any) -> None:
        """Says nothing: the page that follows shows that one is signed in."""


class FirstUserForm(SignupForm):  # type: ignore[misc]  # allauth is not typed throughout
    """The first visit makes the first user and his company."""

    company = forms.CharField(
        label=_("Naam van uw bedrijf"), max_length=200, widget=forms.TextInput(attrs={"autocomplete": "organization"})
    )
    field_order = ("company", "email", "password1")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["email"].label = _("E-mailadres")
        self.fields["password1"].label = _("Wachtwoord")
        self.fields["password1"].help_text = _("Ten minste tien tekens. Een zin onthoudt u makkelijker dan een woord.")
        for field in self.fields.values():
            field.widget.attrs.pop("placeholder", None)

    def save(self, request: HttpRequest) -> User:
        """User, company and ownership together or not at all; what was there before him becomes his as well."""
        with transaction.atomic():
            if not nobody_yet():
                raise PermissionDenied(_("Er is al een eerste gebruiker."))
            user: User = super().save(request)
            there = adopt_companies(user=user)
            found_company(user=user, name=self.cleaned_data["company"], at=clock.now())
        if there:  # made on the command line, with something in it: that is what he comes to see
            request.session[COMPANY] = there[0].pk
        return user
