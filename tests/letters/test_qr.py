"""The QR code that fills in a transfer: the very one that segno makes by trying the eight masks one by one."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from segno import helpers

from akkoord.letters.qr import payload
from akkoord.letters.qr_mask import best_code, plain_code

TEXT = st.text(st.characters(min_codepoint=32, max_codepoint=0x17F, exclude_characters="\x7f\x85"), min_size=1, max_size=30).map(str.strip)


@settings(max_examples=150, deadline=None)
@given(content=st.binary(min_size=1, max_size=331))
def test_the_mask_is_the_one_segno_chooses(content: bytes) -> None:
    ours, theirs = best_code(content), plain_code(content)

    assert (ours.mask, ours.version, ours.matrix) == (theirs.mask, theirs.version, theirs.matrix)


@pytest.mark.parametrize("length", range(1, 332, 6))
def test_every_size_of_the_standard_has_the_same_code(length: int) -> None:
    content = "".join(chr(33 + place * place % 90) for place in range(length))

    assert best_code(content).matrix == plain_code(content).matrix


@settings(max_examples=60, deadline=None)
@given(name=TEXT.filter(bool), cents=st.integers(1, 99_999_999_999), reference=st.one_of(TEXT.filter(bool), st.just("RF18539007547034")))
def test_a_transfer_reads_as_segno_writes_it(name: str, cents: int, reference: str) -> None:
    said = {"reference" if reference == "RF18539007547034" else "text": reference}
    theirs = helpers.make_epc_qr(name=name, iban="NL91ABNA0417164300", amount=Decimal(cents) / 100, **said)

    ours = best_code(payload(name=name, iban="NL91ABNA0417164300", cents=cents, reference=reference))

    assert ours.matrix == theirs.matrix
