"""The examples in docstrings are true."""

from __future__ import annotations

import doctest
import pkgutil
from importlib import import_module

import pytest

from akkoord import core

MODULES = [info.name for info in pkgutil.walk_packages(core.__path__, f"{core.__name__}.")]


@pytest.mark.parametrize("name", MODULES)
def test_examples_of_module_are_true(name: str) -> None:
    assert doctest.testmod(import_module(name)).failed == 0
