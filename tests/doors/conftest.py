"""Every door test happens on the same Tuesday, that of tests/doors/cast.py."""

from __future__ import annotations

import pytest


@pytest.fixture(autouse=True)
def _tuesday(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AKKOORD_ON", "2026-11-24")
