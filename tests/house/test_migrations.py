"""The migrations make exactly the tables that the models describe."""

from __future__ import annotations

import pytest
from django.core.management import call_command


@pytest.mark.django_db
def test_migrations_are_made() -> None:
    """Where they are not, this says which and exits: `python -m django makemigrations store`."""
    call_command("makemigrations", "--check", "--dry-run")
