"""The problems of a report as a page shows them, in whatever shape they were kept."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

from django.utils.translation import get_language

from akkoord.core.problem import Text


class Line(NamedTuple):
    """One problem: the line it stands on, the column or element, and what was found and expected."""

    line: int | None
    where: str
    message: str


def sentence(message: Any) -> str:
    """A sentence in the language of the page, kept as plain text, as {"nl", "en"} or as [nl, en]."""
    if isinstance(message, Mapping):
        message = Text(str(message.get("nl", "")), str(message.get("en", "")))
    elif isinstance(message, (list, tuple)) and len(message) == 2:
        message = Text(str(message[0]), str(message[1]))
    return message.in_language(get_language() or "nl") if isinstance(message, Text) else str(message)


def problem_lines(report: Mapping[str, Any]) -> list[Line]:
    """The problems of a report, in its order."""
    return [Line(one.get("line"), str(one.get("where") or ""), sentence(one.get("message", ""))) for one in report.get("problems", [])]
