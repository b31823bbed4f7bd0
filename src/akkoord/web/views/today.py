"""The page that says what to do now, and why."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import path

from akkoord.web.requests import DeskRequest


def today(request: DeskRequest) -> HttpResponse:
    """The work list."""
    return render(request, "today/today.html")


urlpatterns = [path("", today, name="today")]
