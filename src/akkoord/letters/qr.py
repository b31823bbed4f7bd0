"""The EPC QR code that fills in a transfer in a bank's app (EPC069-12), as SVG; none where the payment does not fit in it."""

from __future__ import annotations

import io
from decimal import Decimal
from functools import lru_cache

from segno import helpers
from stdnum import iban as iban_check
from stdnum.iso11649 import is_valid as is_creditor_reference

from akkoord.core.letter import LetterContent
from akkoord.core.money import plain
from akkoord.letters.fields import payment_reference
from akkoord.letters.glyphs import printable

MOST = 99_999_999_999  # cents: 999,999,999.99 euro
NAME_LENGTH, TEXT_LENGTH = 70, 140  # characters, by the standard
PART_BYTES = 120  # each of the two, so that the whole stays under the 331 bytes of the standard


def _part(text: str, *, longest: int) -> str:
    """The text on one line, cut to `longest` characters and to the bytes there is room for."""
    line = " ".join(printable(text).split())[:longest]
    return line.encode("utf-8")[:PART_BYTES].decode("utf-8", errors="ignore").strip()


@lru_cache(maxsize=1024)
def _svg(name: str, iban: str, cents: int, reference: str) -> str:
    """The code itself; making one takes longer than setting its letter, and a preview asks for the same one again."""
    structured = is_creditor_reference(reference)
    code = helpers.make_epc_qr(
        name=name,
        iban=iban,
        amount=Decimal(plain(cents)),
        reference=reference if structured else None,
        text=None if structured else reference,
    )
    svg = io.BytesIO()
    code.save(svg, kind="svg", border=0, xmldecl=False, svgns=True, nl=False)
    return svg.getvalue().decode("utf-8")


def epc_svg(content: LetterContent) -> str:
    """The QR code for the sum asked, black on nothing; empty without a valid IBAN, a name, or an amount the standard allows."""
    name, iban = _part(content.sender.name, longest=NAME_LENGTH), content.sender.iban
    reference = _part(payment_reference(content) or content.addressee.name, longest=TEXT_LENGTH)
    if not name or not reference or not iban_check.is_valid(iban) or not 1 <= content.asked <= MOST:
        return ""
    return _svg(name, iban_check.compact(iban), content.asked, reference)
