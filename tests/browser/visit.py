"""Signs somebody in on a page of a real browser, and looks a page over: nothing sticks out, nobody is shut out."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from playwright.sync_api import Page

from akkoord.store.access import Desk
from tests.pages_cast import signed_in


def sit_down(page: Page, address: str, desk: Desk) -> None:
    """Gives the browser the session of this person."""
    session = signed_in(desk).cookies[settings.SESSION_COOKIE_NAME].value
    page.context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": session, "url": address}])


def shortcomings(page: Page, axe: str) -> list[str]:
    """What is wrong with the page as it stands: too wide at 360 px, or against WCAG 2.2 AA in one of the themes."""
    found = []
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        page.evaluate(axe)
        rules = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
        result: dict[str, Any] = page.evaluate("rules => axe.run(document, rules)", {**rules, "iframes": False})
        found += [f"{scheme}: {one['id']}: {one['nodes'][0]['html']}" for one in result["violations"]]
    page.set_viewport_size({"width": 360, "height": 740})
    wider = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    page.set_viewport_size({"width": 1024, "height": 768})
    return found + ([f"sticks out by {wider} px at 360"] if wider > 0 else [])
