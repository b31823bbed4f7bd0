"""Rows that are inserted many at once are in the database as they were made, on either database, by ones and by the thousand."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from akkoord.store.bulk import AT_ONCE, insert_rows, new_row
from akkoord.store.models import Creditor, Document, Event, Hold
from tests.cast import MONDAY
from tests.factories import make_creditor, make_debtor, make_invoice

pytestmark = [pytest.mark.django_db, pytest.mark.database]
ODD = ("gewoon", "", "tab\tnieuwe\nregel\r\n", "\\N", "\\.", "aan\\halen'\"", "€ 1.312,45\u00a0é", "{}", "NULL")
FEW_AND_MANY = pytest.mark.parametrize("count", [AT_ONCE - 1, 3 * AT_ONCE])


def events(creditor: Creditor, count: int) -> list[Event]:
    said: list[dict[str, Any]] = [{"note": ODD[place % len(ODD)], "list": [1, None, True, "x\ty"]} for place in range(count)]
    own = {"creditor_id": creditor.id, "on": MONDAY, "kind": "noted"}
    return [new_row(Event, seq=place + 1, data=data, by=ODD[place % len(ODD)][:8], **own) for place, data in enumerate(said)]


@FEW_AND_MANY
def test_every_word_comes_back_as_it_was(count: int) -> None:
    rows = events(make_creditor(), count)
    with transaction.atomic():
        insert_rows(rows)
    back = list(Event.objects.order_by("seq").values_list("id", "data", "by", "on", "at", "debtor_id"))
    assert back == [(row.id, row.data, row.by, MONDAY, None, None) for row in rows]
    assert not any(row._state.adding for row in rows)


@FEW_AND_MANY
def test_bytes_days_and_nothing_come_back(count: int) -> None:
    debtor = make_debtor(make_creditor())
    invoice = make_invoice(debtor)
    content = bytes(range(256))
    own = {"creditor_id": debtor.creditor_id, "invoice_id": invoice.id, "mime": "application/pdf", "size": 256}
    papers = [new_row(Document, content=content, sha256=f"{place:064}", name=f"{place}\\x.pdf", **own) for place in range(count)]
    about = {"creditor_id": debtor.creditor_id, "debtor_id": debtor.id, "kind": "hold", "since": MONDAY}
    holds = [new_row(Hold, until=date(2026, 7, 1) if place % 2 else None, **about) for place in range(count)]
    with transaction.atomic():
        insert_rows(papers)
        insert_rows(holds)
    assert [bytes(one) for one in Document.objects.values_list("content", flat=True)] == [content] * count
    assert dict(Hold.objects.values_list("id", "until")) == {row.id: row.until for row in holds}


@FEW_AND_MANY
def test_row_that_is_there_already_is_refused_and_all_of_them_with_it(count: int) -> None:
    rows = events(make_creditor(), count)
    rows[-1].seq = 1
    with pytest.raises(IntegrityError), transaction.atomic():
        insert_rows(rows)
    assert not Event.objects.exists()
