"""Every country's file can be read, and each number in it has its first day and its source."""

from __future__ import annotations

from datetime import date
from importlib.resources import files

import pytest

from akkoord import jurisdictions
from akkoord.core.law.jurisdiction import Jurisdiction
from akkoord.jurisdictions import jurisdiction

CODES = sorted(one.name.removesuffix(".toml") for one in files(jurisdictions).iterdir() if one.name.endswith(".toml"))


@pytest.fixture(params=CODES)
def law(request: pytest.FixtureRequest) -> Jurisdiction:
    """Each country in turn."""
    return jurisdiction(request.param)


def test_jurisdiction_has_interest_for_every_kind_of_debtor(law: Jurisdiction) -> None:
    assert {law.series_for(kind).name.nl for kind in ("consumer", "business", "government")} == {
        one.name.nl for one in law.interest.values()
    }
    assert law.series_for("business").rows == law.series_for("government").rows


def test_jurisdiction_rates_have_a_source_and_a_day_until_which_they_were_checked(law: Jurisdiction) -> None:
    for series in law.interest.values():
        assert series.article
        assert all(row.source and 0 < row.value < 30 for row in series.rows)
        assert series.rows[-1].first <= series.checked_until


def test_jurisdiction_scale_rises_and_ends_without_a_limit(law: Jurisdiction) -> None:
    limits = [band.up_to for band in law.costs.bands]
    rising = [limit for limit in limits if limit is not None]
    assert limits[-1] is None
    assert rising == sorted(set(rising))
    assert 0 < law.costs.minimum < law.costs.maximum
    assert law.costs.source


def test_jurisdiction_leaves_people_alone_at_night_and_on_sunday(law: Jurisdiction) -> None:
    assert 0 < law.contact_from < law.contact_until < 24
    assert not law.calendar.is_contact_day(date(2026, 11, 22))


def test_jurisdiction_says_when_claims_prescribe_and_warns_in_time(law: Jurisdiction) -> None:
    rule = law.prescription
    assert rule.source
    assert rule.warning_days >= 90
    assert all(kind.source and 1 <= kind.years <= 20 and all(kind.name) for kind in rule.kinds.values())
    assert all(way.source and all(way.name) for way in rule.ways.values())


def test_jurisdiction_says_of_each_kind_of_work_whether_it_may_be_stopped(law: Jurisdiction) -> None:
    assert law.suspension["general"].rule == "free"
    for name, sector in law.suspension.items():
        assert (sector.name, bool(sector.source), sector.words.nl != sector.words.en) == (name, True, True)
        assert sector.rule in ("free", "procedure", "forbidden", "court")
        assert (sector.rule == "procedure") == bool(sector.steps or sector.unsure)
        assert len({step.name for step in sector.steps}) == len(sector.steps)
        assert [step for step in sector.steps if not (step.words.nl and step.words.en)] == []


def test_netherlands_in_numbers() -> None:
    law = jurisdiction("nl")
    assert (law.contact_from, law.contact_until, law.post.days, law.fourteen_day_term) == (7, 20, 2, 14)
    assert (law.costs.minimum, law.costs.maximum) == (4_000, 677_500)
    assert {name: kind.years for name, kind in law.prescription.kinds.items()} == {"business": 5, "consumer-purchase": 2, "periodic": 5}
    assert (law.prescription.renewed_years, law.prescription.warning_days) == (5, 180)
    assert [band.up_to for band in law.costs.bands] == [250_000, 500_000, 1_000_000, 20_000_000, None]


def test_jurisdiction_that_has_no_file_is_not_found() -> None:
    with pytest.raises(FileNotFoundError):
        jurisdiction("xx")
