"""An utterance as the recogniser reads it: small letters, no accents, amounts and days as signs, short forms written out.

>>> words("Hé, die factuur van € 1.250,00 heb ik 3 maart al betaald!!")
['he', 'die', 'factuur', 'van', '#geld', 'heb', 'ik', '#dag', 'al', 'betaald', '!']
>>> words("Kheb m'n geld nooooit gehad, ff bellen naar 06-12345678 of jan@example.nl")
['ik', 'heb', 'mijn', 'geld', 'nooit', 'gehad', 'even', 'bellen', 'naar', '#tel', 'of', '#mail']
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

LONGEST = 4_000
"""Characters of a text that are read from its beginning, and as many from its end: what lies between is a document, no talk."""
_WORD = 40  # letters of a word that are read
_MONTHS = "januari februari maart april mei juni juli augustus september oktober november december"
_MONTH = "|".join(_MONTHS.split()) + "|" + "|".join(sorted({one[:3] for one in _MONTHS.split()}))
_NUMBER = r"\d+(?:[.,]\d+)*"
_SIGNS = (
    (re.compile(r"\S{1,64}@\S{1,200}"), " #mail "),
    (re.compile(r"(?:https?://|www\.)\S+"), " #web "),
    (re.compile(r"\b[a-z]{2}\d{2} ?[a-z]{4} ?\d[\d ]{6,16}"), " #iban "),
    (re.compile(rf"(?:€|\beuro?s?|\beur) ?{_NUMBER}(?:,-)?|{_NUMBER}(?:,-)? ?(?:€|euros?\b|eur\b|mille\b|k\b)"), " #geld "),
    (
        re.compile(
            rf"\b\d{{1,2}} ?(?:e |ste |de )?(?:{_MONTH})\b|\b\d{{1,2}}[-/]\d{{1,2}}(?:[-/]\d{{2,4}})?\b(?!\d)|\b\d{{1,2}}(?:e|ste|de)\b"
        ),
        " #dag ",
    ),
    (re.compile(r"(?:\+31|\b0)[ -]?\d(?:[ -]?\d){7,9}\b"), " #tel "),
    (re.compile(r"\b\d{1,2}[:.]\d{2} ?uur|\b\d{1,2} uur\b"), " #uur "),
    (re.compile(r"\b[a-z]{0,4}[-/]?\d{2,4}[-/.]\d{2,8}\b|\b[a-z]{1,4}\d{4,}\b|\b\d{5,}\b"), " #nr "),
    (re.compile(_NUMBER), " #n "),
)
_STRETCHED = re.compile(r"([a-z])\1{2,}")
_TOKEN = re.compile(r"#[a-z]+|[a-z]+(?:-[a-z]+)*|[!?]")
_FILLERS = frozenset("uh uhm eh ehm euh euhm hm hmm mm zegmaar".split())
_SHORT = {
    "m'n": "mijn", "mn": "mijn", "z'n": "zijn", "zn": "zijn", "d'r": "haar", "'t": "het", "t": "het", "'k": "ik", "k": "ik", "'m": "hem",
    "kheb": "ik heb", "khad": "ik had", "kben": "ik ben", "kwil": "ik wil", "ff": "even", "ffe": "even", "effe": "even", "effen": "even",
    "zsm": "zo snel mogelijk", "mss": "misschien", "msch": "misschien", "idd": "inderdaad", "gwn": "gewoon", "wrm": "waarom",
    "nie": "niet", "neit": "niet", "nix": "niks", "noit": "nooit", "ie": "hij", "tis": "het is", "das": "dat is", "hebbe": "hebben",
    "betale": "betalen", "mogge": "goedemorgen", "aub": "alstublieft", "svp": "alstublieft", "ivm": "in verband met", "tel": "telefoon",
    "okay": "oke", "okee": "oke", "ok": "oke", "vd": "van de", "v": "van", "ipv": "in plaats van", "wss": "waarschijnlijk", "jl": "jullie",
    "julie": "jullie", "btje": "beetje", "mvg": "groet", "tav": "ter attentie van", "dgn": "dagen", "mnd": "maand", "wk": "week",
    "nr": "nummer", "bkh": "boekhouding",
}  # fmt: skip


def words(text: str) -> list[str]:
    """The words and signs of a text, in order; at most of its first and last LONGEST characters."""
    return list(_words(text))


def _words(text: str) -> Iterator[str]:
    for token in _TOKEN.findall(_spelled(plain(text))):
        if token[0] in "#!?":
            yield token
            continue
        for word in _SHORT.get(token, token).split():
            if word not in _FILLERS:
                yield word[:_WORD]


def plain(text: str) -> str:
    """Small letters without accents; what is no letter, digit or sign of Latin script falls out.

    >>> plain("Ik bén “Zoë” 😀 €5")
    'ik ben "zoe"   €5'
    """
    if len(text) > 2 * LONGEST:
        text = f"{text[:LONGEST]} {text[-LONGEST:]}"
    folded = unicodedata.normalize("NFKD", text.replace("’", "'").replace("‘", "'").replace("`", "'").replace("“", '"').replace("”", '"'))
    kept = (char if char.isascii() or char == "€" else " " for char in folded if not unicodedata.combining(char))
    return "".join(kept).lower()


def _spelled(text: str) -> str:
    for pattern, sign in _SIGNS:
        text = pattern.sub(sign, text)
    text = re.sub(r"[!?]*\?[!?]*", " ? ", re.sub(r"!+", " ! ", text))
    for short in ("m'n", "z'n", "d'r", "'t", "'k", "'m"):
        text = text.replace(f" {short} ", f" {_SHORT[short]} ")
    return _STRETCHED.sub(r"\1", text)


_END = re.compile(r"[.!?;\n\r]+(?=\s|$)|\n+|\s-\s")


def sentences(text: str) -> list[str]:
    """The sentences of a text, without their ends; never an empty one.

    >>> sentences("Dat bedrag van 1.200,00 klopt. En verder? Niks!")
    ['Dat bedrag van 1.200,00 klopt', 'En verder', 'Niks']
    """
    return [one for part in _END.split(text) if (one := part.strip())]
