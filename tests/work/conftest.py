"""A company at work, its desk, and carriers that keep what they are given. Models are imported when Django is ready for it."""

from __future__ import annotations

import itertools
import logging
from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest

from tests.dovecot import Dovecot, dovecot
from tests.work.carrier import Carrier

if TYPE_CHECKING:
    from akkoord.store.access import Desk
    from akkoord.store.models import Creditor


logging.getLogger("mail.log").disabled = True  # the test server tells of bytes that no terminal can print


@pytest.fixture
def creditor(db: None) -> Creditor:
    """A company that sends by itself: letters are approved at once and post is laid in a folder."""
    from tests.factories import make_creditor

    return make_creditor(sending_on=True, approval="automatic", post="automatic")


@pytest.fixture
def desk(creditor: Creditor) -> Desk:
    """Its owner at his desk."""
    from tests.factories import make_desk

    return make_desk(creditor)


@pytest.fixture
def carriers() -> dict[str, Carrier]:
    """E-mail and post that always arrive."""
    return {name: Carrier(name) for name in ("email", "post")}


_folders = itertools.count(1)


@pytest.fixture(scope="session")
def post_office() -> Iterator[Dovecot]:
    """A real IMAP server, for as long as there are tests that want one."""
    with dovecot() as running:
        yield running


@pytest.fixture
def folder(post_office: Dovecot) -> str:
    """A folder of one test's own, with a name that servers write otherwise than people do."""
    name = f"Reacties {next(_folders)}"
    post_office.make(f'"{name}"')
    return name
