"""Letters at the door: read, changed, approved one by one or together, printed, taken back."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils.html import escape

from akkoord.store.access import Desk
from akkoord.store.models import Role
from akkoord.work.run_day import run_day
from tests.pages_cast import NOW, TODAY, colleague, drafts, owner, signed_in

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def the_day(monkeypatch: pytest.MonkeyPatch) -> None:
    """The doors' clock stands on the day of the cast."""
    monkeypatch.setenv("AKKOORD_ON", "2026-11-20")


def sends(desk: Desk) -> None:
    """Turns sending on without the page."""
    desk.creditor.sending_on = True
    desk.creditor.smtp_host = "mail.example.com"
    desk.creditor.save()


def test_letters_say_how_many_wait_and_lead_to_the_first() -> None:
    desk = owner()
    first = drafts(desk, 2)[0]
    page = signed_in(desk).get(reverse("letters")).content.decode()
    assert "Twee brieven wachten tot u ze leest" in page
    assert f'class="button first" href="{reverse("letter", args=[first.id])}"' in page


def test_letters_without_any_say_so() -> None:
    page = signed_in(owner()).get(reverse("letters")).content.decode()
    assert "Er ligt geen brief te wachten" in page


def test_letters_unknown_tab_is_not_found() -> None:
    assert signed_in(owner()).get(reverse("letters"), {"tab": "zomaar"}).status_code == 404


def test_letter_shows_sum_channels_and_why() -> None:
    desk = owner()
    letter = drafts(desk)[0]
    page = signed_in(desk).get(reverse("letter", args=[letter.id])).content.decode()
    assert [found in page for found in ("Klopt deze brief", "€\xa0101,50", "klant1@example.com", "F1", "Mag weg")] == [True] * 5


def test_letter_says_why_it_was_made_after_a_later_run_as_well() -> None:
    desk = owner()
    letter = drafts(desk)[0]
    client, address = signed_in(desk), reverse("letter", args=[letter.id])
    why = desk.events().get(kind="step-decided").data["nl"]
    run_day(creditor=desk.creditor, on=TODAY + timedelta(days=1), at=NOW)
    assert escape(why) in client.get(address).content.decode()


def test_letter_pdf_is_shown_in_a_frame_of_its_own_page() -> None:
    desk = owner()
    letter = drafts(desk)[0]
    response = signed_in(desk).get(reverse("letter-pdf", args=[letter.id]))
    assert (response.content[:5], response.headers["Content-Type"], response.headers["X-Frame-Options"]) == (
        b"%PDF-",
        "application/pdf",
        "SAMEORIGIN",
    )
    assert response.headers["Content-Disposition"].startswith("inline")


def test_letter_text_is_changed_and_kept() -> None:
    desk = owner()
    letter = drafts(desk)[0]
    changed = {"subject": "Een vraag over factuur F1", "block-opening": "Goedemiddag.\r\n\r\nWilt u deze factuur bekijken?", "save": "1"}
    signed_in(desk).post(reverse("letter", args=[letter.id]), changed)
    letter.refresh_from_db()
    opening = next(block["text"] for block in letter.blocks if block["name"] == "opening")
    assert (letter.subject, opening, letter.changed, letter.state) == (
        "Een vraag over factuur F1",
        "Goedemiddag.\n\nWilt u deze factuur bekijken?",
        True,
        "draft",
    )


def test_approving_keeps_what_was_typed_and_leads_to_the_next() -> None:
    desk = owner()
    one, other = drafts(desk, 2)
    client = signed_in(desk)
    response = client.post(reverse("letter", args=[one.id]), {"subject": "Factuur F1 bekeken?", "approve": "1"}, follow=True)
    one.refresh_from_db()
    assert (one.state, one.subject, one.approved_by) == ("approved", "Factuur F1 bekeken?", desk.user)
    page = response.content.decode()
    assert "Goedgekeurd, wacht op versturen" in page
    assert f'href="{reverse("letter", args=[other.id])}" autofocus' in page


def test_letter_with_something_against_it_says_what_and_stays_a_draft() -> None:
    desk = owner()
    letter = drafts(desk)[0]
    letter.content["sender"]["iban"] = ""
    letter.save(update_fields=["content"])
    desk.creditor.iban = ""
    desk.creditor.save()
    page = signed_in(desk).post(reverse("letter", args=[letter.id]), {"approve": "1"}).content.decode()
    letter.refresh_from_db()
    assert ("Deze brief mag nog niet weg" in page, "Wat er nog tegen is" in page, letter.state) == (True, True, "draft")


def test_withdrawing_asks_why_and_keeps_it() -> None:
    desk = owner()
    letter = drafts(desk)[0]
    client = signed_in(desk)
    address = reverse("letter-withdraw", args=[letter.id])
    assert "Schrijf op waarom" in client.post(address, {"because": " "}, follow=True).content.decode()
    page = client.post(address, {"because": "Klant belde zojuist"}, follow=True).content.decode()
    letter.refresh_from_db()
    assert (letter.state, letter.withdrawn_because, "Ingetrokken, gaat niet weg" in page) == ("withdrawn", "Klant belde zojuist", True)


def test_together_approves_only_what_was_ticked() -> None:
    desk = owner()
    one, other = drafts(desk, 2)
    client = signed_in(desk)
    page = client.get(reverse("letters-together")).content.decode()
    assert [found in page for found in ("Mogen deze twee brieven weg?", "€\xa0204,00", f'value="{one.id}"', f'value="{other.id}"')] == [
        True
    ] * 4
    client.post(reverse("letters-together"), {"letter": [str(one.id)]})
    assert list(desk.letters().order_by("id").values_list("state", flat=True)) == ["approved", "draft"]


def test_together_asks_the_database_as_often_for_three_letters_as_for_one() -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    asked = []
    for count, name in ((1, "een"), (3, "drie")):
        desk = owner(name=name, email=f"{name}@example.com")
        drafts(desk, count)
        client = signed_in(desk)
        for page in ("letters", "letters-together"):
            with CaptureQueriesContext(connection) as queries:
                client.get(reverse(page))
            asked.append(len(queries))
    assert asked[:2] == asked[2:]


def test_post_is_one_pdf_and_counts_as_sent() -> None:
    desk = owner()
    sends(desk)
    letter = drafts(desk, on_paper=True)[0]
    client = signed_in(desk)
    client.post(reverse("letter", args=[letter.id]), {"approve": "1"})
    assert "Eén brief gaat met de post" in client.get(reverse("letters-post")).content.decode()
    response = client.post(reverse("letters-post"))
    letter.refresh_from_db()
    assert (response.content[:5], letter.state) == (b"%PDF-", "sent")
    assert client.post(reverse("letters-post")).headers["Location"] == reverse("letters")


def test_post_waits_while_sending_is_off() -> None:
    desk = owner()
    letter = drafts(desk, on_paper=True)[0]
    client = signed_in(desk)
    client.post(reverse("letter", args=[letter.id]), {"approve": "1"})
    assert client.post(reverse("letters-post")).headers["Location"] == reverse("letters-post")
    letter.refresh_from_db()
    assert letter.state == "approved"


@pytest.mark.parametrize("name", ["letter", "letter-pdf"])
def test_letter_of_another_company_is_not_found(name: str) -> None:
    letter = drafts(owner())[0]
    stranger = signed_in(owner(name="Ander B.V.", email="ander@example.com"))
    assert stranger.get(reverse(name, args=[letter.id])).status_code == 404


def test_letter_of_another_company_is_neither_approved_nor_withdrawn() -> None:
    letter = drafts(owner())[0]
    stranger = signed_in(owner(name="Ander B.V.", email="ander@example.com"))
    assert stranger.post(reverse("letter", args=[letter.id]), {"approve": "1"}).status_code == 404
    assert stranger.post(reverse("letter-withdraw", args=[letter.id]), {"because": "x"}).status_code == 404
    assert stranger.post(reverse("letter-again", args=[letter.id])).status_code == 404
    stranger.post(reverse("letters-together"), {"letter": [str(letter.id)]})
    letter.refresh_from_db()
    assert letter.state == "draft"


def test_reader_reads_letters_and_changes_none() -> None:
    desk = owner()
    letter = drafts(desk)[0]
    reader = signed_in(colleague(desk, Role.READER))
    page = reader.get(reverse("letter", args=[letter.id])).content.decode()
    assert ("Mag weg" in page, "Tekst wijzigen" in page) == (False, False)
    refused = [
        reader.post(reverse("letter", args=[letter.id]), {"approve": "1"}),
        reader.post(reverse("letter-withdraw", args=[letter.id]), {"because": "x"}),
        reader.post(reverse("letter-again", args=[letter.id])),
        reader.get(reverse("letters-together")),
        reader.get(reverse("letters-post")),
    ]
    assert [response.status_code for response in refused] == [403] * len(refused)
