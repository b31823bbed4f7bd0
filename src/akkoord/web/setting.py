"""One setting on a page, and a page of settings."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import get_language

from akkoord.core.money import shown
from akkoord.store.models import Creditor

Words = str | Promise


@dataclass(frozen=True, slots=True)
class Setting:
    """One setting on a form. `kind` is how it is asked: text, email, number, money, percent, date, check, choice or password."""

    name: str
    label: Words
    help: Words
    kind: str = "text"
    choices: tuple[tuple[str, Words], ...] = ()
    more: str = ""  # what a browser may fill in
    wide: bool = False

    def value(self, creditor: Creditor, typed: Mapping[str, str]) -> Any:
        """What stands in the field: what was typed, or else what is kept. A password never comes back."""
        kept = getattr(creditor, self.name)
        if self.kind == "password":
            return bool(kept)
        if self.kind == "check":
            return bool(typed[self.name]) if self.name in typed else kept
        if self.name in typed:
            return typed[self.name]
        if self.kind == "date":
            return "" if kept is None else kept.isoformat()
        if self.kind == "percent":
            return "" if kept is None else _percent(kept)
        if self.kind == "money":
            return shown(kept, language=get_language() or "nl", sign=False)
        return "" if kept is None else kept


def _percent(rate: Decimal) -> str:
    """A rate as somebody would type it."""
    plain = f"{rate:f}".rstrip("0").rstrip(".")
    return plain if (get_language() or "nl").startswith("en") else plain.replace(".", ",")


@dataclass(frozen=True, slots=True)
class Section:
    """A page of settings."""

    address: str
    template: str
    settings: tuple[Setting, ...]

    @property
    def names(self) -> frozenset[str]:
        """The settings on this page."""
        return frozenset(one.name for one in self.settings)
