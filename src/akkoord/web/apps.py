"""Registers the door as an app, for its templates, filters and static files."""

from django.apps import AppConfig


class WebConfig(AppConfig):
    """Pages; it has no tables."""

    name = "akkoord.web"
    label = "web"
