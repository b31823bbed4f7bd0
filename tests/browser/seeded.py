"""The company with its autumn of trade, played once for all browser tests and written down again for each of them."""

from __future__ import annotations

from typing import Any

from django.apps import apps
from django.core.management.color import no_style
from django.db import connection, transaction
from django.db.models import Model

from akkoord.store.access import Desk
from akkoord.store.models import Creditor, User
from tests.browser.seed import seed_company

_KEPT: list[tuple[type[Model], list[Any]]] = []
_ROLE: list[str] = []


def company_again() -> Desk:
    """The desk of that company, in a database that has nothing in it yet."""
    if not _KEPT:
        desk = seed_company()
        _ROLE.append(desk.role)
        _KEPT.extend((model, list(model._default_manager.all())) for model in _models())
        return desk
    with transaction.atomic():
        for model, rows in _KEPT:
            model._default_manager.bulk_create(rows)
    with connection.cursor() as cursor:
        for question in connection.ops.sequence_reset_sql(no_style(), _models()):
            cursor.execute(question)
    return Desk(creditor=Creditor.objects.get(), user=User.objects.get(), role=_ROLE[0])


def _models() -> list[type[Model]]:
    return [*apps.get_app_config("store").get_models()]
