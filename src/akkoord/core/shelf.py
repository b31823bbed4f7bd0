"""Finds the modules of a shelf: a folder in which each module is one format, step or channel with a NAME."""

from __future__ import annotations

import pkgutil
from importlib import import_module
from types import ModuleType


def modules(package: ModuleType) -> dict[str, ModuleType]:
    """The modules of `package` that carry a NAME, by that name, in the order of their file names.

    Raises ValueError where two carry the same one: that is a mistake in the shelf, not in anybody's data.
    """
    found: dict[str, ModuleType] = {}
    for info in sorted(pkgutil.iter_modules(package.__path__), key=lambda info: info.name):
        if info.name.startswith("_"):
            continue
        module = import_module(f"{package.__name__}.{info.name}")
        name = getattr(module, "NAME", None)
        if name is None:
            continue
        if name in found:
            raise ValueError(f"{package.__name__}: {name} stands twice on the shelf")
        found[name] = module
    return found
