"""Registers the door as an app, for its filters, sentences and static files."""

from django.apps import AppConfig


class PortalConfig(AppConfig):
    """Pages for debtors; it has no tables."""

    name = "akkoord.portal"
    label = "portal"
