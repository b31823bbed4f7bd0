"""The debtor's page at work: links in letters, what he says and what follows from it, and files that are what they say."""

from __future__ import annotations

import re
import zipfile
from datetime import time, timedelta
from io import BytesIO
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from akkoord.core.portal.code import LENGTH, read, written
from akkoord.core.portal.question import answers, right
from akkoord.core.problem import Refusal
from akkoord.core.uploaded import JPEG, LARGEST, PDF, PNG, Upload, cut, kind_of
from akkoord.letters.render import render_pdf
from akkoord.store.access import Guest
from akkoord.store.models import Creditor, DebtorFile, Hold, InboundMail, Letter, PortalLink, Task
from akkoord.store.models.portal import PortalAct
from akkoord.work.arrangement.at_desk import send_arrangement
from akkoord.work.letters.edit_letter import withdraw_letter
from akkoord.work.letters.make_letter import blocks_of, said_in
from akkoord.work.mail.replies import mark_read
from akkoord.work.portal.links import code_of, digest_of, find_link, guest_of, make_link, open_links, revoke_link
from akkoord.work.portal.next_words import next_for
from akkoord.work.portal.say import A_DAY, Said, Told, say
from akkoord.work.portal.stands import stands
from akkoord.work.portal.uploads import FILES
from akkoord.work.uploads.look import looked_at
from akkoord.work.watch.heard import decide
from tests.cast import JANSEN, MONDAY
from tests.documents import jpeg, pdf, png
from tests.factories import at_hour, make_debtor, make_desk, make_hold, make_invoice
from tests.work.arranged import proposed
from tests.work.carrier import Carrier
from tests.work.days import DAY, work_day

AT = at_hour(MONDAY)
PUBLIC = "https://betalen.delinde.example"


@pytest.fixture
def guest(creditor: Creditor, settings: Any) -> Guest:
    """A consumer who owes 486,20, at his page."""
    settings.PUBLIC_URL = PUBLIC
    Creditor.objects.filter(id=creditor.id).update(portal_on=True)
    creditor.refresh_from_db()
    debtor = make_debtor(creditor, JANSEN)
    make_invoice(debtor, total=48_620)
    link = make_link(desk=make_desk(creditor), debtor_id=debtor.id, on=MONDAY, at=AT)
    assert isinstance(link, PortalLink)
    found = guest_of(creditor.id, link.id, on=MONDAY)
    assert found is not None
    return found


def told(guest: Guest, kind: PortalAct, **said: Any) -> Told:
    """He says something that is taken in."""
    answer = say(guest, Said(kind, **said), on=MONDAY, at=AT)
    assert isinstance(answer, Told), answer
    return answer


def waits(guest: Guest, on: Any = MONDAY) -> str:
    """What a run on that day waits for; empty where it wrote something."""
    from akkoord.work.outlook import outlook

    return outlook(debtor=guest.debtor, on=on)[0].wait


@given(st.binary(min_size=18, max_size=32), st.sampled_from(["", " ", "-", "\u2011"]), st.booleans())
def test_a_code_is_read_however_it_is_typed(secret: bytes, between: str, small: bool) -> None:
    code = written(secret)
    typed = between.join(code.replace("-", "")).replace("1", "I").replace("0", "o")
    assert read(typed.lower() if small else typed) == code
    assert len(code.replace("-", "")) == LENGTH
    assert LENGTH * 5 >= 128


@given(st.text(max_size=80))
def test_nothing_that_is_typed_is_right_by_chance(typed: str) -> None:
    known = answers(sums=[48_620], postcode="4041 CD")
    assert not right(typed, known=known) or re.sub(r"\W", "", typed).upper() in {"48620", "EUR48620", "48620EUR", "48620EURO", "4041CD"}
    assert not right(typed, known=answers(sums=[], postcode="1234"))


def test_each_letter_that_asks_carries_a_link_of_its_own(guest: Guest, carriers: dict[str, Carrier], creditor: Creditor) -> None:
    work_day(creditor, MONDAY, carriers)
    letter, text = Letter.objects.get(), carriers["email"].messages[0].text
    [code] = re.findall(rf"{PUBLIC}/p/(\S+)", text)
    link = find_link(code.lower().replace("-", " "), on=MONDAY)
    assert link is not None
    assert (link.letter_id, link.debtor_id) == (letter.id, guest.debtor.id)
    assert code not in str(list(PortalLink.objects.values()))
    assert link.digest == digest_of(code)
    assert find_link(code, on=MONDAY + timedelta(days=90)) is not None
    assert find_link(code, on=MONDAY + timedelta(days=91)) is None
    page = render_pdf(said_in(letter), blocks=blocks_of(letter), subject=letter.subject)
    assert page.startswith(b"%PDF")
    settings_of = [make_link(desk=make_desk(creditor), debtor_id=guest.debtor.id, on=MONDAY, at=AT) for _ in range(2)]
    assert len({one.digest for one in settings_of if isinstance(one, PortalLink)}) == 2


@pytest.mark.parametrize("public", ["", "http://127.0.0.1:8420", "https://localhost", "http://betalen.delinde.example"])
def test_no_letter_carries_a_link_that_nobody_can_open(guest: Guest, carriers: dict[str, Carrier], settings: Any, public: str) -> None:
    settings.PUBLIC_URL = public
    work_day(guest.creditor, MONDAY, carriers)
    assert "/p/" not in carriers["email"].messages[0].text
    assert not PortalLink.objects.exclude(letter_id=None).exists()


def test_the_letter_of_an_arrangement_carries_one_as_well(guest: Guest, creditor: Creditor) -> None:
    made = proposed(guest.debtor, on=MONDAY)
    letter = send_arrangement(desk=make_desk(creditor, email="anna@delinde.example"), arrangement_id=made.id, on=MONDAY, at=AT)
    assert isinstance(letter, Letter)
    assert letter.content["portal"].endswith(code_of(creditor.id, letter.id))
    assert PortalLink.objects.get(letter_id=letter.id).debtor_id == guest.debtor.id


def test_a_letter_that_is_taken_back_opens_nothing(guest: Guest, creditor: Creditor) -> None:
    Creditor.objects.filter(id=creditor.id).update(approval="person")
    creditor.refresh_from_db()
    work_day(creditor, MONDAY)
    letter, desk = Letter.objects.get(), make_desk(creditor)
    code = str(letter.content["portal"]).rpartition("/")[2]
    assert find_link(code, on=MONDAY) is None  # a draft that nobody sent
    assert withdraw_letter(desk=desk, letter_id=letter.id, because="nee", on=MONDAY, at=AT) == ()
    assert PortalLink.objects.get(letter_id=letter.id).revoked_at is not None
    [own] = open_links(desk, guest.debtor.id, on=MONDAY)
    assert revoke_link(desk=desk, link_id=own.id, on=MONDAY, at=AT) is None
    assert open_links(desk, guest.debtor.id, on=MONDAY) == []


def test_who_says_that_he_paid_is_left_alone_for_some_days(guest: Guest) -> None:
    message = told(guest, PortalAct.PAID, amount=48_620, files=[Upload("bon.png", png())]).message
    assert message.hold is not None
    assert message.hold.until is not None
    assert waits(guest) == "hold"
    mark_read(desk=make_desk(guest.creditor), debtor_id=guest.debtor.id, on=MONDAY, at=AT)
    assert (waits(guest), waits(guest, message.hold.until)) == ("hold", "hold")
    assert not work_day(guest.creditor, MONDAY)["decisions"].get("reminder")
    assert work_day(guest.creditor, message.hold.until + 3 * DAY)["decisions"].get("reminder") == 1


def test_a_question_is_read_before_anything_leaves(guest: Guest) -> None:
    told(guest, PortalAct.QUESTION, text="Waar is dit voor?")
    assert not work_day(guest.creditor, MONDAY)["decisions"].get("reminder")
    assert InboundMail.objects.get().text == "Waar is dit voor?"
    assert "Wij kijken" in next_for(guest.debtor, on=MONDAY).said.nl
    mark_read(desk=make_desk(guest.creditor), debtor_id=guest.debtor.id, on=MONDAY, at=AT)
    assert work_day(guest.creditor, MONDAY)["decisions"].get("reminder") == 1


def test_what_he_disputes_is_not_asked_until_it_is_answered(guest: Guest) -> None:
    invoice = guest.invoices().get()
    told(guest, PortalAct.DISPUTE, text="De heg is scheef.", invoice_id=invoice.id)
    found = stands(guest, on=MONDAY)
    assert (found.to_pay, found.asked, found.lines[0].disputed) == ((), 0, True)
    assert Hold.objects.get().kind == "dispute"
    assert isinstance(say(guest, Said(PortalAct.DISPUTE, text="Nog eens", invoice_id=invoice.id), on=MONDAY, at=AT), Refusal)
    other = make_invoice(make_debtor(guest.creditor, number="77"), total=1_000)
    assert isinstance(say(guest, Said(PortalAct.DISPUTE, text="x", invoice_id=other.id), on=MONDAY, at=AT), Refusal)


def test_who_wants_a_call_stands_in_the_calendar_at_his_minute(guest: Guest) -> None:
    day = MONDAY + 3 * DAY
    told(guest, PortalAct.CALLBACK, day=day, minute=time(10, 30), phone="06 12 34 56 78", text="over de heg")
    task = Task.objects.get(kind="call")
    assert (task.due_on, task.minute) == (day, time(10, 30))
    assert not InboundMail.objects.exists()
    for wrong in (
        {"day": MONDAY - DAY}, {"minute": time(22)}, {"minute": None}, {"day": MONDAY + 6 * DAY}, {"phone": " "}, {"day": MONDAY + 99 * DAY}
    ):  # fmt: skip
        said = {"day": day, "minute": time(11), "phone": "06 12 34 56 78", **wrong}
        assert isinstance(say(guest, Said(PortalAct.CALLBACK, **said), on=MONDAY, at=AT), Refusal)  # type: ignore[arg-type]  # on purpose


def test_who_is_in_trouble_of_another_kind_is_left_alone_until_somebody_decides(guest: Guest) -> None:
    answer = told(guest, PortalAct.QUESTION, text="Ik zie het niet meer zitten, ik wil dood.")
    assert "self-harm" in answer.signs
    assert waits(guest) == "vulnerable"
    assert "dood" not in str(list(Hold.objects.values_list("note", flat=True)))
    task = Task.objects.get(kind="decide")
    assert decide(desk=make_desk(guest.creditor), task_id=task.id, go_on=True, on=MONDAY, at=AT) is None


def test_what_he_proposes_is_refused_where_it_is_nothing_and_a_flood_is_stopped(guest: Guest) -> None:
    good = {"amount": 5_000, "every": "month", "day": MONDAY}
    for wrong in ({"amount": None}, {"amount": 0}, {"every": "ooit"}, {"day": MONDAY - DAY}):
        assert isinstance(say(guest, Said(PortalAct.PROPOSAL, **{**good, **wrong}), on=MONDAY, at=AT), Refusal)  # type: ignore[arg-type]  # on purpose
    for _ in range(A_DAY):
        told(guest, PortalAct.PROPOSAL, **good)
    assert isinstance(say(guest, Said(PortalAct.QUESTION, text="x"), on=MONDAY, at=AT), Refusal)
    assert Task.objects.filter(kind="read-reply", done_on=None).count() == 1


def _zip() -> bytes:
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as packed:
        packed.writestr("x.html", "<script>alert(1)</script>")
    return out.getvalue()


GOOD = {"foto.jpeg": (jpeg(), JPEG), "bon.png": (png(), PNG), "bewijs.pdf": (pdf(), PDF)}
BAD = {
    "programma.pdf": pdf(script=True),
    "gevuld.pdf": pdf(carries=True),
    "dicht.pdf": pdf(password="geheim"),
    "twee.pdf": pdf() + _zip(),
    "kop.pdf": b"%PDF-1.7 <script>alert(1)</script> %%EOF",
    "half.pdf": pdf()[:-40],
    "half.png": png()[:-5],
    "twee.png": png() + _zip(),
    "woord.png": png(text=b"<script>alert(1)</script>"),
    "woord.jpg": jpeg(comment=b"<svg onload=alert(1)>"),
    "twee.jpg": jpeg() + _zip(),
    "half.jpg": jpeg()[:-2],
    "bladzijde.html": b"<!doctype html><script>alert(1)</script>",
    "tekening.svg": b"<svg xmlns='http://www.w3.org/2000/svg'/>",
    "beeld.gif": b"GIF89a\x01\0\x01\0\0\0\0;",
    "leeg.pdf": b" ",
    "groot.png": png() + b"\0" * LARGEST,
}


def test_files_are_kept_by_what_is_in_them_and_under_a_clean_name(guest: Guest) -> None:
    wrong_names = [Upload(f"../../<b>{name}.exe", content) for name, (content, _) in GOOD.items()]
    told(guest, PortalAct.QUESTION, text="x", files=wrong_names)
    kept = dict(DebtorFile.objects.values_list("name", "mime"))
    assert kept == {"b foto.jpeg.jpg": JPEG, "b bon.png.png": PNG, "b bewijs.pdf.pdf": PDF}
    told(guest, PortalAct.QUESTION, text="x", files=[Upload("foto.jpg", jpeg() + b"\xff\xd8\xff\xdb film of the phone")])
    assert DebtorFile.objects.count() == 3  # what a phone puts behind its picture is cut off: it is the same picture


@pytest.mark.parametrize("name", BAD)
def test_what_is_no_plain_document_is_refused_whole(guest: Guest, name: str) -> None:
    files = [Upload("goed.png", png()), Upload(name, BAD[name])]
    answer = say(guest, Said(PortalAct.QUESTION, text="x", files=files), on=MONDAY, at=AT)
    assert isinstance(answer, Refusal)
    assert name in answer.why.nl
    assert not DebtorFile.objects.exists()
    assert not InboundMail.objects.exists()


def test_files_of_one_debtor_have_an_end(guest: Guest) -> None:
    rows = [
        DebtorFile(creditor=guest.creditor, debtor_id=guest.debtor.id, name="x", mime=PNG, size=1, sha256=f"{n}", content=b"", on=MONDAY)
        for n in range(FILES)
    ]
    DebtorFile.objects.bulk_create(rows)
    assert isinstance(say(guest, Said(PortalAct.PAID, files=[Upload("x.png", png())]), on=MONDAY, at=AT), Refusal)


@given(st.binary(max_size=400), st.sampled_from([b"", b"\xff\xd8\xff\xe0", b"\x89PNG\r\n\x1a\n", b"%PDF-1.7"]))
def test_any_bytes_are_looked_at_without_falling_over(tail: bytes, head: bytes) -> None:
    content = head + tail
    assert kind_of(content) in ("", PDF, JPEG, PNG)
    assert content.startswith(cut(content))


def test_what_he_sees_is_what_letters_asked(guest: Guest, carriers: dict[str, Carrier]) -> None:
    """Interest and costs show only once a letter spoke of them; what is not due yet is not asked."""
    make_invoice(guest.debtor, total=10_000, due_on=MONDAY + 9 * DAY)
    make_hold(guest.debtor, kind="promise", until=MONDAY + DAY)
    first = stands(guest, on=MONDAY)
    assert (first.asked, first.interest, first.costs, len(first.lines)) == (48_620, 0, 0, 2)
    assert "beloofde" in next_for(guest.debtor, on=MONDAY).said.nl


@pytest.mark.parametrize("brand", [b"heic", b"heix", b"mif1", b"avif"])
def test_a_photo_that_only_phones_read_is_refused_with_the_way_out(guest: Guest, brand: bytes) -> None:
    photo = b"\0\0\0\x1cftyp" + brand + b"\0\0\0\0mif1heic" + b"x" * 100
    refused = looked_at(Upload("IMG_1.jpg", photo))
    assert isinstance(refused, Refusal)
    assert ("schermafdruk" in refused.why.nl, "screenshot" in refused.why.en) == (True, True)
    film = looked_at(Upload("film.mp4", b"\0\0\0\x18ftypisom\0\0\0\0isomiso2"))
    assert isinstance(film, Refusal)
    assert "schermafdruk" not in film.why.nl
