"""The words of a mail as plain text: no HTML, nothing from elsewhere, nothing that a page or a database stumbles over."""

from __future__ import annotations

import re
from email.message import Message
from html.parser import HTMLParser

LONGEST = 20_000  # characters of one mail that are kept
PARTS = 100
_STRANGE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\ud800-\udfff]")
_EMPTY_LINES = re.compile(r"\n[ \t]*\n(?:[ \t]*\n)+")
_BREAKS = frozenset({"br", "p", "div", "tr", "li", "h1", "h2", "h3", "h4", "blockquote", "table"})
_UNSEEN = frozenset({"script", "style", "head", "title", "template"})
_QUOTED = re.compile(
    r"^(?:>.*|-{2,}\s*(?:Oorspronkelijk bericht|Original Message|Doorgestuurd bericht|Forwarded message)\s*-{2,}"
    r"|_{20,}|(?:Op|On|Le|Am) .{6,200}(?:schreef|wrote|a écrit|schrieb).{0,200}:|(?:Van|From|Von|De): .+@.+)\s*$",
    re.IGNORECASE | re.MULTILINE,
)


def plain(text: str, *, most: int = LONGEST) -> str:
    """Text without control characters, marks that turn writing around and halves of characters, at most so long.

    >>> plain("Beste\\x00 mevrouw\\u202e")
    'Beste mevrouw'
    >>> plain("abcdef", most=3)
    'abc'
    """
    return _STRANGE.sub("", text)[:most].strip()


def own_words(text: str) -> tuple[str, str]:
    """What the sender wrote himself, and what he quoted below it. Who answers between the lines has written it all himself.

    >>> own_words("Ik betaal morgen.\\n\\nOp 3 nov. 2026 schreef De Linde:\\n> Wilt u betalen?")
    ('Ik betaal morgen.', 'Op 3 nov. 2026 schreef De Linde:\\n> Wilt u betalen?')
    >>> own_words("> Wilt u betalen?\\nNee.")
    ('> Wilt u betalen?\\nNee.', '')
    """
    found = _QUOTED.search(text)
    if found is None:
        return text, ""
    own, quoted = text[: found.start()].rstrip(), text[found.start() :]
    between = found.group().startswith(">") and any(line and not line.startswith(">") for line in quoted.splitlines())
    return (text, "") if not own or between else (own, quoted)


def text_of(mail: Message) -> tuple[str, bool]:
    """The words of a mail, and whether they were cut. Its HTML counts only where it has no plain text."""
    texts: dict[str, str] = {}
    for number, part in enumerate(mail.walk()):
        if number >= PARTS:
            break
        if part.get_content_maintype() == "text" and part.get_content_disposition() != "attachment" and not part.get_filename():
            texts.setdefault(part.get_content_subtype(), _decoded(part))
    said = texts.get("plain", "").strip() or _without_tags(texts.get("html", ""))
    whole = _EMPTY_LINES.sub("\n\n", _STRANGE.sub("", said.replace("\r\n", "\n").replace("\r", "\n"))).strip()
    return whole[:LONGEST].rstrip(), len(whole) > LONGEST


def _decoded(part: Message) -> str:
    body = part.get_payload(decode=True)
    if not isinstance(body, bytes):
        return ""
    try:
        return body.decode(part.get_content_charset() or "utf-8", errors="replace")
    except (LookupError, ValueError):  # a character set that does not exist
        return body.decode("utf-8", errors="replace")


class _Words(HTMLParser):
    """Keeps the words of a page and where its lines end."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[str] = []
        self.unseen = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """A line ends, or something begins that nobody sees."""
        self.unseen += tag in _UNSEEN
        if tag in _BREAKS:
            self.found.append("\n")

    def handle_endtag(self, tag: str) -> None:
        """A line ends, or what nobody sees does."""
        if tag in _UNSEEN and self.unseen:
            self.unseen -= 1
        if tag in _BREAKS and tag != "br":
            self.found.append("\n")

    def handle_data(self, data: str) -> None:
        """Words."""
        if not self.unseen:
            self.found.append(re.sub(r"\s+", " ", data))


def _without_tags(html: str) -> str:
    words = _Words()
    words.feed(html[: LONGEST * 10])
    lines = "".join(words.found).split("\n")
    return "\n".join(line.strip() for line in lines).strip()
