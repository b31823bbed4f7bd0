"""Pictures of every page, for people to look at: `python -m tests.browser.shots FOLDER` writes them at three widths, light and dark."""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Literal
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer, make_server

from playwright.sync_api import Browser, sync_playwright

from tests.browser.conftest import FLAGS
from tests.browser.in_parts import in_parts
from tests.browser.talked import talked

WIDTHS = (360, 1024, 1600)
SCHEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")


def addresses(desk: Any) -> dict[str, str]:
    """Every page of this door that one company has, by a name for its picture."""
    from django.urls import reverse

    debtor = desk.debtors().order_by("number").first()
    late = desk.invoices().filter(open__gt=0, kind="invoice").order_by("due_on").first()
    paid = desk.invoices().filter(open=0, kind="invoice").order_by("due_on").first()
    note = desk.invoices().filter(kind="credit_note").first()
    call = desk.tasks().filter(kind="call", done_on=None).first()
    handover = desk.tasks().filter(kind="handover", done_on=None).first()
    disputed = desk.holds().filter(kind="dispute").first()
    answer = desk.tasks().filter(kind="read-reply", done_on=None).first()
    bounced = desk.tasks().filter(kind="bad-address", done_on=None).first()
    draft = desk.letters().filter(state="draft").first()
    contact = desk.contacts().order_by("id").first()
    return {
        "vandaag": reverse("today"),
        "stil": reverse("quiet"),
        "debiteuren": reverse("debtors"),
        "iedereen": reverse("debtors") + "?wie=alle",
        "debiteur": reverse("debtor", args=[debtor.id]),
        "debiteur-klacht": reverse("debtor", args=[disputed.debtor_id]),
        "berekening": reverse("debtor_how", args=[debtor.id]),
        "wijzigen": reverse("debtor_edit", args=[debtor.id]),
        "contact": reverse("contact_edit", args=[debtor.id, contact.id]),
        "contact-nieuw": reverse("contact_add", args=[debtor.id]),
        "wachten": reverse("hold_add", args=[debtor.id]),
        "stilleggen": reverse("suspend", args=[debtor.id]),
        "rechter": reverse("court", args=[disputed.debtor_id]) + "?exploot=125&salaris=135&kans=70&inning=80",
        "bellen": reverse("task", args=[call.id]),
        "antwoord": reverse("task", args=[answer.id]),
        "antwoord-debiteur": reverse("debtor", args=[answer.debtor_id]),
        "adres": reverse("task", args=[bounced.id]),
        "post": reverse("letters-post"),
        "overdragen": reverse("task", args=[handover.id]),
        "uit-handen": reverse("hand_over", args=[handover.debtor_id]),
        "uit-handen-lijst": reverse("hand_overs"),
        "facturen": reverse("invoices"),
        "facturen-alle": reverse("invoices") + "?toon=all",
        "creditnotas": reverse("invoices") + "?toon=credit",
        "factuur": reverse("invoice", args=[late.id]),
        "factuur-betaald": reverse("invoice", args=[paid.id]),
        "creditnota": reverse("invoice", args=[note.id]),
        "betalingen": reverse("payments"),
        "betalingen-geplaatst": reverse("payments") + "?toon=placed",
        "bank": reverse("bank"),
        "brieven": reverse("letters"),
        "brief": reverse("letter", args=[draft.id]),
        "bestanden": reverse("imports"),
        "instellingen": reverse("settings"),
        "instellingen-bedrijf": reverse("settings-company"),
        "instellingen-werkwijze": reverse("settings-work"),
        "instellingen-incassobureau": reverse("settings-desk"),
        "indienen": reverse("submit_invoice"),
        "instellingen-partner": reverse("settings-partner"),
        "koppelen": reverse("line-couple"),
        "instellingen-mailserver": reverse("settings-mail"),
        "instellingen-antwoorden": reverse("settings-inbox"),
        "instellingen-taalmodel": reverse("settings-model"),
        "instellingen-betaalpagina": reverse("settings-portal"),
        "instellingen-versturen": reverse("settings-sending"),
        "instellingen-rente": reverse("settings-rates"),
        "instellingen-rente-en-kosten": reverse("settings-claims"),
        "instellingen-regels": reverse("settings-rules"),
        "instellingen-onderhandelen": reverse("settings-bounds"),
        "strategie": reverse("lab"),
        "strategie-antwoord": reverse("lab-answer", args=[_lab(desk)]),
        "afronden": reverse("end", args=[debtor.id]),
        "stappen": reverse("ladders"),
        "stappen-wijzigen": reverse("ladder", args=["nl_business"]),
        "stappen-toml": reverse("ladder-toml", args=["nl_business"]),
        "stappen-nieuw": reverse("ladder-new"),
        "stappen-versie": reverse("ladder-version", args=["nl_business", 0]),
        "terugspelen": reverse("replays"),
        "teruggespeeld": reverse("replay", args=[desk.replays().order_by("id").first().id]),
        "groepen": reverse("groups"),
        "aanpak": reverse("treatment", args=[debtor.id]),
        "instellingen-brieven": reverse("settings-letters"),
        "instellingen-brief": reverse("settings-letter", args=["fourteen-day-letter", "nl", "friendly"]),
        **_order(desk),
        "oefenen": reverse("practice"),
        **_calls(desk),
        **talked(desk),
        **in_parts(desk),
        "mensen": reverse("people"),
        "bedrijven": reverse("companies"),
        "wachtwoord": reverse("account_change_password"),
        "afmelden": reverse("account_logout"),
        "niet-gevonden": "/bestaat-niet/",
    }


def _calls(desk: Any) -> dict[str, str]:
    """A call that just began, one in which much was said and agreed, one in which care is asked, and one that ended."""
    from django.urls import reverse
    from django.utils import timezone

    from akkoord.store.models import Call
    from akkoord.web import clock
    from akkoord.work.conversation.agreeing import put_agreed
    from akkoord.work.conversation.hang_up import hang_up
    from akkoord.work.conversation.keep import go_to
    from akkoord.work.conversation.say import pause_for_care, say_reason
    from akkoord.work.conversation.start import start_call

    on, at = clock.today(), timezone.now()
    numbers = desk.debtors().exclude(phone="").order_by("number").values_list("id", flat=True)
    begun = [start_call(desk=desk, debtor_id=number, on=on, at=at) for number in (*numbers[3:6], numbers[9])]
    fresh, full, care, ended = (one for one in begun if isinstance(one, Call))
    for reason, words in (("sue-me", "klaag me maar aan"), ("awaiting-own-customer", "wij wachten op de gemeente")):
        say_reason(desk=desk, call_id=full.id, reason=reason, words=words, chosen=True, on=on)
    go_to(desk=desk, call_id=full.id, step="return")
    for kind in ("arrangement", "callback", "proof", "complaint", "copy", "meeting", "stop-work", "resume-work"):
        put_agreed(desk=desk, call_id=full.id, kind=kind, on=on)
    pause_for_care(desk=desk, call_id=care.id, on=on, at=at)
    put_agreed(desk=desk, call_id=ended.id, kind="meeting", on=on)
    hang_up(desk=desk, call_id=ended.id, outcome="reached", on=on, at=at)
    names = {"gesprek-begin": fresh, "gesprek": full, "gesprek-zorg": care, "gesprek-geweest": ended}
    return {name: reverse("call", args=[one.id]) for name, one in names.items()} | {
        "afgesproken": reverse("debtor", args=[ended.debtor_id]),
        "bevestiging": reverse("letter", args=[desk.calls().get(id=ended.id).letter_id]),
    }


def _lab(desk: Any) -> int:
    """An answer of the strategy lab, as it is after it was played."""
    from akkoord.core.negotiation.lab import STRATEGIES
    from akkoord.store.models import Lab
    from akkoord.web import clock

    one = {"agreed": 0.6, "kept": 0.8, "days": 6.0, "offers": 2.5, "efficiency": 0.84, "efficiency_95": [0.8, 0.88]}
    one |= {"worth": 0.49, "worth_95": [0.45, 0.53], "recovered": 0.4, "recovered_95": [0.35, 0.45]}
    outcome = {"own": 12, "played": 300, "few": True, "debt": 1, "ways": [{**one, "name": name} for name in STRATEGIES]}
    asked = {"kind": "business", "bounds": {}, "seed": 1}
    return Lab.objects.create(creditor=desk.creditor, asked=asked, outcome=outcome, state="done", on=clock.today()).id


def _order(desk: Any) -> dict[str, str]:
    """What is not in order: all of it, each kind, two debtors side by side, and what was left."""
    from django.urls import reverse

    from akkoord.core.order import BY_SLUG

    pair = desk.doubles().first()
    return {
        "op-orde": reverse("order"),
        **{f"op-orde-{slug}": reverse("order-kind", args=[slug]) for slug in BY_SLUG},
        "samenvoegen": reverse("order-merge", args=[pair.first_id, pair.second_id]),
        "gelaten": reverse("order-left"),
    }


OUTSIDE = {"aanmelden": "account_login", "wachtwoord-vergeten": "account_reset_password", "gesloten": "account_signup"}


class _Quiet(WSGIRequestHandler):
    def log_message(self, format: str, *args: Any) -> None:
        """Says nothing of each request."""


@contextmanager
def served() -> Iterator[str]:
    """This process's application on loopback, at the address given."""
    from akkoord.site.wsgi import application

    server: WSGIServer = make_server("127.0.0.1", 0, application, handler_class=_Quiet)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()


def sign_in(browser: Browser, address: str, *, email: str, password: str) -> Any:
    """The cookies and storage of somebody who signed in."""
    context = browser.new_context(locale="nl-NL")
    page = context.new_page()
    page.goto(address + "/account/login/")
    page.fill("input[name=login]", email)
    page.fill("input[name=password]", password)
    page.click("main button")
    page.wait_for_url(address + "/")
    state = context.storage_state()
    context.close()
    return state


def take(browser: Browser, address: str, pages: dict[str, str], folder: Path, *, state: Any = None) -> None:
    """One picture a page, a width and a scheme."""
    for width in WIDTHS:
        for scheme in SCHEMES:
            height = 740 if width == 360 else 900
            context = browser.new_context(
                viewport={"width": width, "height": height}, color_scheme=scheme, locale="nl-NL", storage_state=state
            )
            page = context.new_page()
            for name, place in pages.items():
                page.goto(address + place)
                page.evaluate("document.fonts.ready")
                page.screenshot(path=folder / f"{name}-{width}-{scheme}.png", full_page=True)
            context.close()


def main(folder: Path) -> None:
    """Seeds a company in a folder of its own and takes every picture."""
    data = tempfile.mkdtemp(prefix="akkoord-shots-")
    os.environ.update(AKKOORD_DATA=data, DJANGO_SETTINGS_MODULE="akkoord.site.settings", DJANGO_ALLOW_ASYNC_UNSAFE="true")
    os.environ["AKKOORD_ON"] = "2026-11-24"
    import django

    django.setup()
    from django.core.management import call_command

    from tests.browser import seed
    from tests.browser.out_of_order import out_of_order

    call_command("migrate", verbosity=0)
    folder.mkdir(parents=True, exist_ok=True)
    chromium = shutil.which("chromium")
    with sync_playwright() as playwright, served() as address:
        browser = playwright.chromium.launch(executable_path=chromium, args=FLAGS)
        take(browser, address, {"eerste-bezoek": "/account/signup/"}, folder)
        desk = seed.seed_company()
        seed.mail_comes(desk)
        out_of_order(desk)
        take(browser, address, {name: f"/account/{place}" for name, place in _outside().items()}, folder)
        state = sign_in(browser, address, email=desk.user.email, password=seed.PASSWORD)
        take(browser, address, addresses(desk), folder, state=state)
        browser.close()
    shutil.rmtree(data)


def _outside() -> dict[str, str]:
    from django.urls import reverse

    return {name: reverse(place).removeprefix("/account/") for name, place in OUTSIDE.items()}


if __name__ == "__main__":
    main(Path(sys.argv[1]))
