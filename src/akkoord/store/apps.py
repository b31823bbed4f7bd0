"""Registers the app under a name of its own, whatever folder it lives in."""

from django.apps import AppConfig


class StoreConfig(AppConfig):
    """The app with all tables."""

    name = "akkoord.store"
    label = "store"
    verbose_name = "Akkoord"

    def ready(self) -> None:
        """What the tables need that is no table: how many numbers are asked for at once."""
        import akkoord.store.among  # noqa: F401  # it is known to Django from here on
