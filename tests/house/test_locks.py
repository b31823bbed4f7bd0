"""The lock files: every version fixed, every file known by its hash, nothing said of where it comes from."""

from __future__ import annotations

import re
import tomllib

import pytest
from packaging.requirements import Requirement

from tests.house.project import ROOT

LOCKS = ["requirements.lock", "requirements-dev.lock"]


def _entries(lock: str) -> list[str]:
    """One text a package: its line and the hashes that belong to it."""
    text = (ROOT / lock).read_text(encoding="utf-8").replace("\\\n", "")
    return [line for line in text.splitlines() if line.strip() and not line.startswith("#")]


def _versions(lock: str) -> dict[str, set[str]]:
    """Package -> the versions it has, one for each environment that differs."""
    found: dict[str, set[str]] = {}
    for entry in _entries(lock):
        package, version = entry.split()[0].split("==")
        found.setdefault(re.sub(r"\[.*\]", "", package), set()).add(version)
    return found


@pytest.mark.parametrize("lock", LOCKS)
def test_lock_fixes_version_and_hash_of_everything(lock: str) -> None:
    whole = re.compile(r"[a-z0-9-]+(\[[a-z0-9,-]+\])?==\S+( ; [^#@]+?)?(\s+--hash=sha256:[0-9a-f]{64})+")
    assert [entry for entry in _entries(lock) if not whole.fullmatch(entry.strip())] == []


def test_locks_agree_on_what_they_share() -> None:
    running, developing = _versions("requirements.lock"), _versions("requirements-dev.lock")
    assert {package: versions for package, versions in running.items() if developing.get(package) != versions} == {}


def test_lock_fits_the_dependencies_of_the_project() -> None:
    """Where it does not: `make lock`."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    asked = [Requirement(line) for line in project["project"]["dependencies"] + project["dependency-groups"]["build"]]
    locked = _versions("requirements.lock")
    assert [str(want) for want in asked if not all(want.specifier.contains(found) for found in locked.get(want.name.lower(), {""}))] == []


def test_lock_of_developers_fits_what_they_ask() -> None:
    """Where it does not: `make lock`."""
    groups = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["dependency-groups"]
    asked = [Requirement(line) for line in groups["dev"] if isinstance(line, str)]
    locked = _versions("requirements-dev.lock")
    assert [str(want) for want in asked if not all(want.specifier.contains(found) for found in locked.get(want.name.lower(), {""}))] == []
