"""The EPC QR code that fills in a transfer in a bank's app (EPC069-12), as SVG; none where the payment does not fit in it."""

from __future__ import annotations

import re
from functools import lru_cache

from stdnum import iban as iban_check
from stdnum.iso11649 import is_valid as is_creditor_reference

from akkoord.core.letter import LetterContent
from akkoord.core.money import plain
from akkoord.letters.fields import payment_reference
from akkoord.letters.glyphs import printable
from akkoord.letters.qr_mask import Code, best_code
from akkoord.letters.talk import to_pay

MOST = 99_999_999_999  # cents: 999,999,999.99 euro
NAME_LENGTH, TEXT_LENGTH = 70, 140  # characters, by the standard
CHARSETS = (
    *((number, f"iso-8859-{part}") for number, part in ((2, 1), (3, 2), (4, 4), (5, 5), (6, 7), (7, 10), (8, 15))),
    (1, "utf-8"),
)  # as the standard numbers them, the one to try first first
_DARK = re.compile(rb"\x01+")
PART_BYTES = 120  # each of the two, so that the whole stays under the 331 bytes of the standard


def _part(text: str, *, longest: int) -> str:
    """The text on one line, cut to `longest` characters and to the bytes there is room for."""
    line = " ".join(printable(text).split())[:longest]
    return line.encode("utf-8")[:PART_BYTES].decode("utf-8", errors="ignore").strip()


def payload(*, name: str, iban: str, cents: int, reference: str) -> bytes:
    """What a bank's app reads (EPC069-12, version 002): in the smallest of the standard's character sets, UTF-8 where none fits."""
    structured = is_creditor_reference(reference)
    amount = f"EUR{plain(cents)}".rstrip("0").rstrip(".")
    last = [reference] if structured else ["", reference]
    for number, charset in CHARSETS:
        said = "\n".join(("BCD", "002", str(number), "SCT", "", name, iban, amount, "", *last))
        try:
            return said.encode(charset)
        except UnicodeEncodeError:
            continue
    raise ValueError("UTF-8 writes every text that the fonts carry")


@lru_cache(maxsize=64)
def _account(iban: str) -> str:
    """It without spaces; empty where it is none. A company's own is asked for with each of its letters."""
    return str(iban_check.compact(iban)) if iban_check.is_valid(iban) else ""


@lru_cache(maxsize=1024)
def _svg(name: str, iban: str, cents: int, reference: str) -> str:
    """The code itself; a preview asks for the same one again."""
    return drawn(best_code(payload(name=name, iban=iban, cents=cents, reference=reference)))


def drawn(code: Code) -> str:
    """The code as SVG, as segno draws it: a line for each row of dark cells, and where the next one begins from the end of it."""
    size, column, row = len(code.cells), 0, 0
    lines: list[str] = []
    for number, cells in enumerate(code.cells):
        for run in _DARK.finditer(cells.tobytes()):
            along, end = run.start() - column, run.end()
            lines.append(f"m{along} {number - row}h{end - run.start()}" if lines else f"M{along} {number}.5h{end - run.start()}")
            column, row = end, number
    path = f'<path class="qrline" stroke="#000" d="{"".join(lines)}"/>'
    return f'<svg xmlns="http://www.w3.org/2000/svg" width="{size}" height="{size}" class="segno">{path}</svg>'


@lru_cache(maxsize=256)
def link_svg(address: str) -> str:
    """The code for the camera of a phone that leads to an address.

    >>> link_svg("https://betalen.delinde.example/p/K7Q2-9XM4").startswith("<svg")
    True
    """
    return drawn(best_code(address.encode("utf-8"), boost=True))


def epc_code(*, name: str, iban: str, cents: int, reference: str) -> str:
    """The code for one transfer, black on nothing; empty without a valid IBAN, a name, or an amount the standard allows."""
    whose, what = _part(name, longest=NAME_LENGTH), _part(reference, longest=TEXT_LENGTH)
    account = _account(iban)
    return _svg(whose, account, cents, what) if whose and what and account and 1 <= cents <= MOST else ""


def epc_svg(content: LetterContent) -> str:
    """The QR code for the sum asked, black on nothing; empty without a valid IBAN, a name, or an amount the standard allows."""
    return code_for(content, cents=to_pay(content))


def code_for(content: LetterContent, *, cents: int) -> str:
    """The QR code for a sum to the sender of this letter; empty as above."""
    reference = payment_reference(content) or content.addressee.name
    return epc_code(name=content.sender.name, iban=content.sender.iban, cents=cents, reference=reference)
