"""What every list page shares: the page asked for, and the rest of the address for its links."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Page, Paginator
from django.http import HttpRequest

SIZE = 50


def page_of(request: HttpRequest, rows: Any, *, size: int = SIZE) -> Page[Any]:
    """The page that `p` asks for; the nearest one that exists where it asks for another."""
    return Paginator(rows, size).get_page(request.GET.get("p"))


def search_of(request: HttpRequest) -> str:
    """What somebody searches for, without the one character that a database refuses."""
    return request.GET.get("q", "").replace("\x00", "").strip()[:200]


def query_of(request: HttpRequest, *names: str) -> str:
    """The named parts of the address that are filled in, ready to stand in a link."""
    kept = request.GET.copy()
    for name in list(kept):
        if name not in names or not kept[name]:
            del kept[name]
    return kept.urlencode()
