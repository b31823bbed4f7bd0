"""The QR codes on a letter: the very ones that segno makes word by word, trying the eight masks one by one."""

from __future__ import annotations

import io
from decimal import Decimal

import pytest
import segno
from hypothesis import given, settings
from hypothesis import strategies as st
from segno import helpers

from akkoord.letters.qr import drawn, link_svg, payload
from akkoord.letters.qr_mask import Code, best_code, plain_code

TEXT = st.text(st.characters(min_codepoint=32, max_codepoint=0x17F, exclude_characters="\x7f\x85"), min_size=1, max_size=30).map(str.strip)


def rows(code: Code | segno.QRCode) -> list[list[int]]:
    """Its cells, row by row."""
    return code.cells.tolist() if isinstance(code, Code) else [list(row) for row in code.matrix]


def svg_of(code: segno.QRCode) -> str:
    """As segno draws it."""
    out = io.BytesIO()
    code.save(out, kind="svg", border=0, xmldecl=False, svgns=True, nl=False)
    return out.getvalue().decode()


@settings(max_examples=150, deadline=None)
@given(content=st.binary(min_size=1, max_size=331), boost=st.booleans())
def test_the_mask_is_the_one_segno_chooses(content: bytes, boost: bool) -> None:
    ours, theirs = best_code(content, boost=boost), plain_code(content, boost=boost)

    assert (ours.mask, ours.version, rows(ours)) == (theirs.mask, theirs.version, rows(theirs))


@pytest.mark.parametrize("length", range(1, 332, 6))
def test_every_size_of_the_standard_has_the_same_code(length: int) -> None:
    content = bytes(33 + place * place % 90 for place in range(length))

    assert rows(best_code(content)) == rows(plain_code(content))


@pytest.mark.parametrize("length", [19, 20, 150, 151, 152, 153, 1059, 1060, 2331])
@pytest.mark.parametrize("boost", [False, True])
def test_a_code_that_is_full_or_large_is_the_same(length: int, boost: bool) -> None:
    content = bytes(97 + place * place % 25 for place in range(length))

    assert rows(best_code(content, boost=boost)) == rows(plain_code(content, boost=boost))


def test_what_does_not_fit_is_refused() -> None:
    with pytest.raises(segno.DataOverflowError):
        best_code(b"a" * 2332)


@settings(max_examples=60, deadline=None)
@given(name=TEXT.filter(bool), cents=st.integers(1, 99_999_999_999), reference=st.one_of(TEXT.filter(bool), st.just("RF18539007547034")))
def test_a_transfer_reads_as_segno_writes_it(name: str, cents: int, reference: str) -> None:
    said = {"reference" if reference == "RF18539007547034" else "text": reference}
    theirs = helpers.make_epc_qr(name=name, iban="NL91ABNA0417164300", amount=Decimal(cents) / 100, **said)

    ours = best_code(payload(name=name, iban="NL91ABNA0417164300", cents=cents, reference=reference))

    assert (rows(ours), drawn(ours)) == (rows(theirs), svg_of(theirs))


@pytest.mark.parametrize(
    "address", ["https://betalen.delinde.example/p/K7Q2-9XM4", "HTTPS://X.EXAMPLE/1", f"https://x.example/{'p' * 200}"]
)
def test_a_link_is_drawn_as_segno_does(address: str) -> None:
    assert link_svg(address) == svg_of(segno.make(address, error="m", micro=False))
