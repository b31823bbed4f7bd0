"""A real Chromium for the tests of the pages: `page` for one test, `another_page` where more people look than one."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Browser, BrowserContext, Page, Route, expect, sync_playwright

FLAGS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
LOOPBACK = {"127.0.0.1", "localhost"}
expect.set_options(timeout=20_000)  # ms; a machine that runs two halves of the tests at once is slow, and slow is not wrong


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Debian's Chromium, without a window."""
    program = shutil.which("chromium")
    assert program is not None, "please install first: apt-get install chromium"
    # Playwright keeps an event loop in this thread; Django would take that for asynchronous code and refuse its database.
    before = os.environ.get("DJANGO_ALLOW_ASYNC_UNSAFE")
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=program, args=FLAGS, headless=True)
        yield running
        running.close()
    if before is None:
        del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]
    else:
        os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = before


@pytest.fixture
def another_page(browser: Browser) -> Iterator[Callable[[], Page]]:
    """Makes a page in a context of its own, Dutch, 1024 px wide: somebody at a computer of his own. A script error or a request
    beyond loopback fails the test."""
    contexts: list[BrowserContext] = []
    wrong: list[str] = []

    def guard(route: Route) -> None:
        address = urlsplit(route.request.url)
        if address.scheme in {"http", "https"} and address.hostname not in LOOPBACK:
            wrong.append(f"asked for {route.request.url}")
            route.abort()
        else:
            route.continue_()

    def made() -> Page:
        contexts.append(browser.new_context(viewport={"width": 1024, "height": 768}, locale="nl-NL", timezone_id="Europe/Amsterdam"))
        contexts[-1].route("**/*", guard)
        shown = contexts[-1].new_page()
        shown.on("pageerror", lambda error: wrong.append(f"script error: {error}"))
        return shown

    yield made
    for one in contexts:
        one.close()
    assert wrong == []


@pytest.fixture
def page(another_page: Callable[[], Page]) -> Page:
    """The one page of a test that needs no more."""
    return another_page()


@pytest.fixture(scope="session")
def axe() -> str:
    """The accessibility checker's script, for `page.evaluate(axe)` and then `page.evaluate("axe.run()")`."""
    return str(AXE_SCRIPT)
