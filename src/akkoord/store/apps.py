"""Registers the app under a name of its own, whatever folder it lives in."""

from django.apps import AppConfig


class StoreConfig(AppConfig):
    """The app with all tables."""

    name = "akkoord.store"
    label = "store"
    verbose_name = "Akkoord"

    def ready(self) -> None:
        """Makes known to Django how many numbers are asked for at once."""
        from django.db.models import IntegerField

        from akkoord.store.among import Among

        IntegerField.register_lookup(Among)
