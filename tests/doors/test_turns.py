"""The worker goes on, whatever goes wrong; and the page says so when the database or the disk fails."""

from __future__ import annotations

import errno
import logging
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction
from django.db.utils import OperationalError
from django.test import RequestFactory

from akkoord.cli import worker_verb
from akkoord.cli.turns import FIRST, LONGEST, Failed, Turn, for_each
from akkoord.store.models import Creditor, LadderVersion, Run
from akkoord.store.outage import is_full, is_outage
from akkoord.web.faults import server_error
from akkoord.work.in_hand import new_worker
from tests.factories import make_creditor, make_debtor, make_invoice

AWAY = OperationalError("server closed the connection unexpectedly\nmore")
FULL = OSError(errno.ENOSPC, "No space left on device")


def failing(*errors: Exception | None) -> Callable[[], bool]:
    left = list(errors)

    def work() -> bool:
        error = left.pop(0)
        if error:
            raise error
        return True

    return work


def test_turn_is_tried_later_and_ever_later(caplog: pytest.LogCaptureFixture) -> None:
    turn = Turn("the day", 5.0, failing(*[AWAY] * 9))
    pauses = []
    for _ in range(9):
        turn.due = float("-inf")
        assert turn.take() is False
        pauses.append(turn.pause)
    assert pauses == [FIRST * 2**place for place in range(6)] + [LONGEST] * 3
    assert [one.getMessage() for one in caplog.records] == ["the day has to wait: server closed the connection unexpectedly"]


def test_turn_that_works_again_says_so_and_puts_right_what_was_broken_off(caplog: pytest.LogCaptureFixture) -> None:
    done: list[str] = []
    turn = Turn("the day", 5.0, failing(FULL, None), after=lambda: done.append("again"))
    turn.take()
    turn.due = float("-inf")
    assert (turn.take(), done, turn.pause) == (True, ["again"], 0.0)
    assert caplog.records[-1].getMessage() == "the day: it works again"
    assert turn.take() is False  # not before its time


def test_mistake_is_logged_with_where_it_was_made(caplog: pytest.LogCaptureFixture) -> None:
    turn = Turn("the day", 5.0, failing(KeyError("x")))
    turn.take()
    (record,) = caplog.records
    assert (record.levelno, record.getMessage(), bool(record.exc_info)) == (logging.ERROR, "the day went wrong", True)


@pytest.mark.django_db
def test_company_whose_work_goes_wrong_does_not_hold_up_the_others(caplog: pytest.LogCaptureFixture) -> None:
    companies, worked = [make_creditor(), make_creditor(), make_creditor()], []

    def work(creditor: Any) -> None:
        if creditor == companies[1]:
            raise KeyError("x")
        worked.append(creditor)

    with pytest.raises(Failed):
        for_each(companies, work, name="sending")
    assert worked == [companies[0], companies[2]]
    assert len(caplog.records) == 1


@pytest.mark.django_db(transaction=True)  # a turn that went wrong lets go of its connection
def test_only_the_company_whose_run_went_wrong_is_run_again(monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture) -> None:
    monkeypatch.setattr(worker_verb, "RUN_FROM", 0)
    broken, whole = make_creditor(name="Aa"), make_creditor(name="Bb")
    make_invoice(make_debtor(broken))
    day = {"name": "nl_business", "version": 1, "made_on": date(2026, 11, 2)}
    kept = LadderVersion.objects.create(creditor=broken, text="[[line]]\nstep = 'that-is-gone'\n", **day)
    (turn,) = (one for one in worker_verb.all_turns(new_worker()) if one.name == "the day's run")
    turn.take()
    assert runs(broken, whole) == (0, 1)
    assert any("went wrong for company" in one.getMessage() for one in caplog.records)
    kept.delete()
    turn.due = float("-inf")
    turn.take()
    assert runs(broken, whole) == (1, 1)
    turn.due = float("-inf")
    turn.take()
    assert runs(broken, whole) == (1, 1)


def runs(*companies: Creditor) -> tuple[int, ...]:
    return tuple(Run.objects.filter(creditor=one).count() for one in companies)


@pytest.mark.django_db
def test_outage_is_not_tried_for_every_company() -> None:
    companies, tried = [make_creditor(), make_creditor()], []

    def work(creditor: Any) -> None:
        tried.append(creditor)
        raise AWAY

    with pytest.raises(OperationalError):
        for_each(companies, work, name="sending")
    assert tried == companies[:1]


@pytest.mark.parametrize(
    ("error", "outage", "full"),
    [
        (AWAY, True, False),
        (OperationalError("database or disk is full"), True, True),
        (OperationalError('could not extend file "base/1": No space left on device'), True, True),
        (FULL, True, True),
        (OSError(errno.ENOENT, "no such file"), False, False),
        (ValueError("x"), False, False),
    ],
)
def test_what_an_outage_is(error: Exception, outage: bool, full: bool) -> None:
    assert (is_outage(error), is_full(error)) == (outage, full)


@pytest.mark.django_db
def test_question_that_is_wrong_itself_is_a_mistake_and_no_outage() -> None:
    """SQLite calls it operational; were it waited out, nothing behind it would ever be done."""
    with pytest.raises(DatabaseError) as caught, transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT 1 FROM no_such_table")
    assert is_outage(caught.value) is False


@pytest.mark.parametrize(
    ("error", "status", "said"),
    [(AWAY, 503, "De database antwoordt niet"), (FULL, 503, "De schijf is vol"), (ValueError("x"), 500, "Er ging iets mis bij ons")],
)
def test_page_says_what_is_wrong(error: Exception, status: int, said: str) -> None:
    try:
        raise error
    except (OperationalError, OSError, ValueError):
        answer = server_error(RequestFactory().get("/"))
    assert (answer.status_code, f"<h1>{said}</h1>" in answer.content.decode()) == (status, True)
    assert ("Retry-After" in answer.headers) is (status == 503)
