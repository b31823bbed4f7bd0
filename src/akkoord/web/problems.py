"""The problems of a report as a page shows them."""

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


def sentence(message: Text) -> str:
    """A sentence in the language of the page."""
    return message.in_language(get_language() or "nl")


def problem_lines(report: Mapping[str, Any]) -> list[Line]:
    """The problems of a report, in its order."""
    return _lines(report, "problems")


def notice_lines(report: Mapping[str, Any]) -> list[Line]:
    """What a report tells that asks for nothing: an invoice that was corrected."""
    return _lines(report, "notices")


def _lines(report: Mapping[str, Any], which: str) -> list[Line]:
    return [
        Line(one["line"], one["where"], sentence(Text(one["message"], one.get("message_en", one["message"]))))
        for one in report.get(which, [])
    ]
