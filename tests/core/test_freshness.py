"""The notice that a table of rates ends: a month ahead, and once it has."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from akkoord.core.law.entered import with_entered
from akkoord.core.law.freshness import ending
from akkoord.core.law.series import Series
from tests.core.test_entered import COMMERCIAL, CONSUMER, JANUARY, D

BOTH = (CONSUMER, COMMERCIAL)
LONGER = with_entered(CONSUMER, [JANUARY])


@pytest.mark.parametrize(
    ("on", "passed"), [("2026-11-29", None), ("2026-11-30", False), ("2026-12-31", False), ("2027-01-01", True), ("2029-01-01", True)]
)
def test_notice_stands_from_a_month_ahead(on: str, passed: bool | None) -> None:
    found = ending(BOTH, on=D(on))
    assert (None if found is None else found.passed) == passed


def test_notice_is_of_the_table_that_ends_first() -> None:
    found = ending((LONGER, COMMERCIAL), on=D("2026-12-20"))
    assert found is not None
    assert (found.until, found.tables) == (D("2026-12-31"), (COMMERCIAL,))
    assert ending((LONGER,), on=D("2026-12-20")) is None


@pytest.mark.parametrize(
    ("tables", "on", "says"),
    [
        (
            BOTH,
            D("2026-12-20"),
            "De rentepercentages zijn gecontroleerd tot en met 31 december 2026. Daarna kan het percentage veranderd zijn "
            "(art. 6:120 BW): Akkoord rekent dan geen rente en formele brieven wachten, tot het nieuwe percentage bekend is.",
        ),
        (
            (replace(COMMERCIAL, checked_until=D("2026-06-30")), CONSUMER),
            D("2026-12-20"),
            "De wettelijke handelsrente is gecontroleerd tot en met 30 juni 2026. Die dag is voorbij en het percentage kan veranderd zijn "
            "(art. 6:120 BW): Akkoord rekent geen rente meer en formele brieven wachten.",
        ),
    ],
)
def test_notice_says_until_when_and_what_happens_then(tables: tuple[Series, ...], on: date, says: str) -> None:
    found = ending(tables, on=on)
    assert found is not None
    assert found.said.nl.replace("\u00a0", " ") == says
