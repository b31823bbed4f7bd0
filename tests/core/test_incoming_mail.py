"""A mail that comes in: who wrote it, in answer to what, in which words, and whether a machine did."""

from __future__ import annotations

from email.message import EmailMessage

import pytest
from hypothesis import given
from hypothesis import strategies as st

from akkoord.core.mail.bounce import Bounce
from akkoord.core.mail.incoming import Attachment, Incoming, read_mail
from akkoord.core.mail.text import LONGEST, own_words
from tests.core.bounces import SHAPES, notice


def mail(text: str = "Ik betaal vrijdag.", *, html: str = "", **headers: str) -> EmailMessage:
    """A reply of a debtor; a name of a header has underscores for its dashes."""
    made = EmailMessage()
    said = {"From": "Piet Vermeer <Piet@Vermeer.example>", "Subject": "Re: Herinnering", "Message_ID": "<abc@vermeer.example>", **headers}
    for name, value in said.items():
        made[name.replace("_", "-")] = value
    made.set_content(text)
    if html:
        made.add_alternative(html, subtype="html")
    return made


def read(made: EmailMessage) -> Incoming:
    """What it says."""
    return read_mail(made.as_bytes())


def test_reply_says_who_wrote_what_to_which_letter() -> None:
    found = read(mail(In_Reply_To="<letter-1-2@delinde.example>", References="<letter-1-1@x.example> <letter-1-2@delinde.example>"))
    assert (found.sender, found.sender_name, found.subject) == ("piet@vermeer.example", "Piet Vermeer", "Re: Herinnering")
    assert found.ids == ("<letter-1-2@delinde.example>", "<letter-1-1@x.example>")
    assert (found.text, found.cut, found.automatic, found.report, found.bounce) == ("Ik betaal vrijdag.", False, False, False, None)


def test_words_of_a_page_come_without_its_code() -> None:
    page = (
        "<html><head><style>p{color:red}</style><title>t</title></head><body><p>Beste,</p><script>alert(1)</script>"
        '<img src="https://spion.example/1.gif" alt="x">Ik betaal&nbsp;<b>vrijdag</b> &lt;zeker&gt;.<br>Piet</body></html>'
    )
    made = EmailMessage()
    made["From"] = "piet@vermeer.example"
    made.set_content(page, subtype="html")
    assert read(made).text == "Beste,\nIk betaal vrijdag <zeker>.\nPiet"


def test_plain_words_go_before_a_page() -> None:
    assert read(mail("Gewoon.", html="<p>Mooi.</p>")).text == "Gewoon."


def test_a_long_mail_is_cut_and_says_so() -> None:
    found = read(mail("woord " * LONGEST))
    assert (len(found.text) <= LONGEST, found.cut) == (True, True)
    assert read_mail(mail().as_bytes(), cut=True).cut


def test_attachments_are_named_and_their_words_are_no_text() -> None:
    made = mail()
    made.add_attachment(b"%PDF-1", maintype="application", subtype="pdf", filename="bewijs é.pdf")
    made.add_attachment("geheim", filename="noot.txt")
    found = read(made)
    assert found.attachments == (Attachment("bewijs é.pdf", "application/pdf", 6), Attachment("noot.txt", "text/plain", 7))
    assert found.text == "Ik betaal vrijdag."


@pytest.mark.parametrize(
    "header",
    [
        {"Auto_Submitted": "auto-replied (vacation)"},
        {"Auto_Submitted": "auto-generated; owner-email=x"},
        {"X_Autoreply": "yes"},
        {"Precedence": "bulk"},
        {"Precedence": "auto_reply"},
        {"Return_Path": "<>"},
    ],
)
def test_an_answer_by_a_machine_is_known(header: dict[str, str]) -> None:
    assert read(mail("Ik ben afwezig.", **header)).automatic


@pytest.mark.parametrize("header", [{"Auto_Submitted": "no"}, {"Precedence": "first-class"}, {"Return_Path": "<piet@vermeer.example>"}])
def test_an_answer_by_a_person_is_none(header: dict[str, str]) -> None:
    assert not read(mail(**header)).automatic


def test_the_same_mail_has_the_same_digest_wherever_it_lies() -> None:
    first, elsewhere = mail(), mail(Received="from elsewhere")
    assert read(first).digest == read(elsewhere).digest
    assert read(mail(Message_ID="<other@vermeer.example>")).digest != read(first).digest


@pytest.mark.parametrize("shape", SHAPES)
def test_hard_bounce_of_every_server_names_the_address(shape: str) -> None:
    found = read_mail(notice(shape))
    assert found.bounce is not None
    assert (found.bounce.recipient, found.bounce.final, found.bounce.hard) == ("crediteuren@vermeer.example", True, True)
    assert (found.automatic, found.report) == (True, True)


@pytest.mark.parametrize(("shape", "status"), [("postfix", "5.1.1"), ("exchange", "5.1.10"), ("gmail", "5.1.1")])
def test_bounce_names_the_letter_and_what_was_said(shape: str, status: str) -> None:
    found = read_mail(notice(shape, key="letter-7-8"))
    assert found.bounce is not None
    assert (found.bounce.status, found.bounce.original) == (status, "<letter-7-8@delinde.example>")
    assert found.ids[0] == "<letter-7-8@delinde.example>"
    assert found.bounce.said.startswith("550")


def test_a_delay_is_not_the_end() -> None:
    said = "451 4.7.1 Greylisted"
    found = read_mail(notice("postfix", action="delayed", status="4.7.1", said=said)).bounce
    assert found == Bounce("crediteuren@vermeer.example", "4.7.1", said, False, "<letter-1-2@delinde.example>")
    assert not found.hard


def test_a_server_that_gave_up_ends_it_without_blaming_the_address() -> None:
    found = read_mail(notice("postfix", status="4.4.1", said="connect to mail.vermeer.example: Connection timed out")).bounce
    assert found is not None
    assert (found.final, found.hard) == (True, False)


def test_a_receipt_that_it_arrived_is_no_bounce() -> None:
    found = read_mail(notice("postfix", action="delivered", status="2.0.0", said="250 OK"))
    assert (found.report, found.bounce) == (True, None)


def test_who_answers_between_the_lines_wrote_it_all() -> None:
    text = "Zie hieronder.\n> Wilt u betalen?\nVrijdag.\n> Wanneer?\nDan dus."
    assert own_words(text) == (text, "")


@given(st.binary(max_size=400))
def test_whatever_comes_in_gives_an_answer(raw: bytes) -> None:
    found = read_mail(raw)
    assert "\x00" not in found.text + found.subject + found.sender
    (found.text + found.subject + found.sender + found.sender_name).encode()


@given(st.sampled_from(sorted(SHAPES)), st.integers(0, 3_000), st.binary(max_size=30))
def test_a_broken_notice_gives_an_answer(shape: str, place: int, noise: bytes) -> None:
    whole = notice(shape)
    found = read_mail(whole[:place] + noise + whole[place + len(noise) :])
    (found.text + found.subject + (found.bounce.said + found.bounce.recipient if found.bounce else "")).encode()


@given(st.text(max_size=60), st.sampled_from(["utf-8", "x-unknown", "utf-16", "idna", "base64"]))
def test_any_character_set_gives_an_answer(text: str, charset: str) -> None:
    head = f"From: =?{charset}?b?/////w==?= <a@b.example>\nSubject: =?{charset}?q?=FF=FE?=\nContent-Type: text/plain; charset={charset}\n\n"
    read_mail(head.encode() + text.encode("utf-8", "surrogatepass")).text.encode()
