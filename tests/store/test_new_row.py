"""A row that is made without the object layer is the row that the object layer makes."""

from __future__ import annotations

import pytest
from django.apps import apps
from django.db import models

from akkoord.store.bulk import new_row
from akkoord.store.models import Event

TABLES = list(apps.get_app_config("store").get_models())


def held(row: models.Model) -> dict[str, object]:
    """What every column holds, but for numbers and moments that are others for each row."""
    fields = [field for field in row._meta.concrete_fields if field.column and not field.generated]
    apart = [one for one in fields if one.has_default() and callable(one.default) and one.default not in (list, dict)]
    return {one.attname: getattr(row, one.attname) for one in fields if one not in apart}


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.__name__)
def test_columns_that_are_not_said_hold_what_they_hold_by_themselves(table: type[models.Model]) -> None:
    mine, theirs = new_row(table), table()
    assert held(mine) == held(theirs)
    assert (mine._state.adding, mine._state.db) == (theirs._state.adding, theirs._state.db)


def test_each_row_has_a_number_and_containers_of_its_own() -> None:
    one, two = new_row(Event, creditor_id=7, kind="paid"), new_row(Event)
    assert one.id != two.id
    assert one.data is not two.data
    assert (one.creditor_id, one.kind, one.pk) == (7, "paid", (7, one.id))


def test_column_that_is_not_there_is_a_mistake_of_ours() -> None:
    with pytest.raises(TypeError, match="Event has no column"):
        new_row(Event, creditor=7)
