"""Signs somebody in on a page of a real browser, and looks a page over: nothing sticks out, nobody is shut out."""

from __future__ import annotations

from django.conf import settings
from playwright.sync_api import Page

from akkoord.store.access import Desk
from tests.pages_cast import signed_in

WIDTHS = (360, 1024, 1600)
WIDER = "() => document.documentElement.scrollWidth - document.documentElement.clientWidth"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
# What is right is not told: to put it into words takes twice as long as to look.
LOOK = "async only => (await axe.run({runOnly: only, resultTypes: ['violations'], selectors: false})).violations"


def sit_down(page: Page, address: str, desk: Desk) -> None:
    """Gives the browser the session of this person."""
    session = signed_in(desk).cookies[settings.SESSION_COOKIE_NAME].value
    page.context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": session, "url": address}])


def faults(page: Page, axe: str, *rules: str) -> list[str]:
    """What the accessibility checker finds on the page as it stands, by all rules or by those named, each with the first place."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(axe)
    return [f"{one['id']}: {one['nodes'][0]['html'][:160]}" for one in page.evaluate(LOOK, list(rules) or RULES)]


def shortcomings(page: Page, axe: str) -> list[str]:
    """What is wrong with the page as it stands: against WCAG 2.2 AA in one of the themes, or wider than a window."""
    found = [f"light: {fault}" for fault in faults(page, axe)]
    page.emulate_media(color_scheme="dark")
    found += [f"dark: {fault}" for fault in faults(page, axe, "color-contrast")]
    page.emulate_media(color_scheme="light")
    before = page.viewport_size
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 800})
        wider = page.evaluate(WIDER)
        found += [f"sticks out by {wider} px at {width}"] if wider > 0 else []
    if before is not None:
        page.set_viewport_size(before)
    return found
