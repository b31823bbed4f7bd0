"""The migrations make exactly the tables that the models describe."""

from __future__ import annotations

import io

import pytest
from django.apps import apps
from django.core.management import call_command


@pytest.mark.django_db
def test_migrations_are_made() -> None:
    """Where they are not, this says which and exits: `python -m django makemigrations store`."""
    call_command("makemigrations", "--check", "--dry-run")


@pytest.mark.django_db(transaction=True)  # SQLite shows no SQL of tables inside one
def test_tables_of_the_first_migration_can_be_made_and_taken_away() -> None:
    tables = {model._meta.db_table for model in apps.get_app_config("store").get_models(include_auto_created=True)}
    for words, backwards in (("CREATE TABLE", False), ("DROP TABLE", True)):
        out = io.StringIO()
        call_command("sqlmigrate", "store", "0001", backwards=backwards, stdout=out)
        said = [line.split('"')[1] for line in out.getvalue().splitlines() if line.startswith(words)]
        assert sorted(said) == sorted(tables)
