"""Which database the tests use, chosen before Django reads its settings."""

from __future__ import annotations

import os
import shutil
import tempfile

import pytest
from hypothesis import settings

from tests import postgres

settings.register_profile("untimed", settings.get_profile(settings.get_current_profile_name()), deadline=None)
settings.load_profile("untimed")  # a machine that is busy with something else makes no test wrong

CLUSTER = pytest.StashKey[postgres.Cluster]()
DATA = pytest.StashKey[str]()
DATABASE_FIXTURES = {"db", "transactional_db", "live_server"}


def pytest_addoption(parser: pytest.Parser) -> None:
    """`--database postgresql` runs the same tests on a server of their own."""
    parser.addoption("--database", choices=("sqlite", "postgresql"), default="sqlite", help="what the database tests run on")


def pytest_configure(config: pytest.Config) -> None:
    """Sets the environment that the settings read, then has Django read them."""
    if config.getoption("help", False) or config.getoption("version", 0):
        return
    config.stash[DATA] = tempfile.mkdtemp(prefix="akkoord-tests-")
    os.environ["AKKOORD_DATA"] = config.stash[DATA]
    os.environ.pop("AKKOORD_DATABASE_URL", None)
    if config.getoption("--database") == "postgresql":
        try:
            config.stash[CLUSTER] = postgres.start()
        except postgres.PostgresError as error:
            raise pytest.UsageError(str(error)) from error
        os.environ["AKKOORD_DATABASE_URL"] = config.stash[CLUSTER].url
    os.environ["DJANGO_SETTINGS_MODULE"] = "akkoord.site.settings"
    from django.conf import settings

    from akkoord.cli.frame import seldom_collected

    seldom_collected()
    assert settings.configured or settings.DATABASES  # reading one setting reads them all
    # To hash a password takes a quarter of a second on purpose: right for people, and three quarters of the time of a page's test.
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher", *settings.PASSWORD_HASHERS]


def pytest_unconfigure(config: pytest.Config) -> None:
    """Stops the server and removes the data folder."""
    if CLUSTER in config.stash:
        config.stash[CLUSTER].stop()
    if DATA in config.stash:
        shutil.rmtree(config.stash[DATA], ignore_errors=True)


def pytest_report_header(config: pytest.Config) -> str:
    """Says what the database tests run on."""
    return f"database: {config.getoption('--database')}"


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Marks every test that uses a database, so that `-m database` can run just those again."""
    for item in items:
        fixtures = set(getattr(item, "fixturenames", ()))
        if fixtures & DATABASE_FIXTURES or item.get_closest_marker("django_db"):
            item.add_marker(pytest.mark.database)
