"""Registers the app under a name of its own, whatever folder it lives in."""

from django.apps import AppConfig


class StoreConfig(AppConfig):
    """The app with all tables."""

    name = "akkoord.store"
    label = "store"
    verbose_name = "Akkoord"
