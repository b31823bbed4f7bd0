"""The dossier: it opens when it is whole, and says which file it is where one byte of it was changed."""

from __future__ import annotations

import io
import json
import random
import zipfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from akkoord.core.handover.archive import archived, changed_at, entry_at, is_path, unarchived
from akkoord.core.handover.dossier import EVENTS, MANIFEST, SIGNATURE, Opened, opened, packed_json, problems
from akkoord.core.handover.schema import PLACE, SCHEMA
from akkoord.core.handover.signed import key_from, public_of, signature_of
from akkoord.core.problem import Refusal
from tests.dossiers import KEY, dossier, files, manifest

ROOT = Path(__file__).resolve().parents[2]


def test_a_whole_dossier_opens_with_its_manifest_and_files() -> None:
    found = opened(dossier())
    assert isinstance(found, Opened)
    assert found.manifest["reference"] == "D1"
    assert {path: found.files[path] for path in files()} == files()
    assert found.public == public_of(KEY)
    assert problems(dossier()) == []


def test_any_program_reads_it() -> None:
    with zipfile.ZipFile(io.BytesIO(dossier())) as archive:
        assert archive.testzip() is None
        assert archive.read("facturen/F1.pdf") == files()["facturen/F1.pdf"]


def test_a_changed_byte_anywhere_is_found_and_its_place_is_named() -> None:
    raw, chance = dossier(), random.Random(8)
    for _ in range(1000):
        place, flip = chance.randrange(len(raw)), chance.randrange(1, 256)
        changed = raw[:place] + bytes([raw[place] ^ flip]) + raw[place + 1 :]
        told = " ".join(one.nl for one in problems(changed))
        assert told, place
        assert entry_at(raw, place) in told, (place, told)


@pytest.mark.parametrize("place", [0, 1, 100, -1])
def test_a_byte_more_or_less_is_found(place: int) -> None:
    raw = dossier()
    cut = place % len(raw)
    assert problems(raw[:cut] + raw[cut + 1 :]) != []
    assert problems(raw[:cut] + b"\0" + raw[cut:]) != []
    assert problems(raw + b"\0") != []
    assert problems(raw[: len(raw) // 2]) != []


@pytest.mark.parametrize("raw", [b"", b"PK\x03\x04", b"PK\x05\x06" + bytes(18), b"%PDF-1.7", b"\0" * 1000])
def test_what_is_no_dossier_is_refused(raw: bytes) -> None:
    found = opened(raw)
    assert isinstance(found, Refusal)
    assert found.why.en.startswith("This is no dossier of Akkoord")


def test_another_version_is_refused_with_both_numbers() -> None:
    raw = dossier()
    held = unarchived(raw) or {}
    other = packed_json({**json.loads(held[MANIFEST]), "version": 2})
    found = opened(archived({**held, MANIFEST: other}))
    assert isinstance(found, Refusal)
    assert found.why.en == "manifest.json is of version 2; known here is version 1."


def test_a_manifest_signed_anew_by_another_key_is_whole_but_shows_that_key() -> None:
    held = unarchived(dossier()) or {}
    other = key_from(bytes(32))
    seal = {**json.loads(held[SIGNATURE]), "public": public_of(other), "signature": signature_of(other, held[MANIFEST])}
    found = opened(archived({**held, SIGNATURE: packed_json(seal)}))
    assert isinstance(found, Opened)
    assert found.public == public_of(other) != public_of(KEY)


def test_the_key_alone_cannot_be_exchanged() -> None:
    held = unarchived(dossier()) or {}
    seal = {**json.loads(held[SIGNATURE]), "public": public_of(key_from(bytes(32)))}
    assert [one.en for one in problems(archived({**held, SIGNATURE: packed_json(seal)}))] == [
        "handtekening.json is not right: the signature does not fit manifest.json."
    ]


def test_a_file_left_out_or_slipped_in_is_named() -> None:
    held = unarchived(dossier()) or {}
    fewer = {path: content for path, content in held.items() if path != "facturen/F1.pdf"}
    assert [one.nl for one in problems(archived(fewer))] == ["facturen/F1.pdf ontbreekt."]
    assert [one.nl for one in problems(archived({**held, "facturen/F2.pdf": b"%PDF-"}))] == ["facturen/F2.pdf staat niet in manifest.json."]


def test_an_event_that_was_rewritten_is_found_though_it_was_sealed_anew() -> None:
    told = files()[EVENTS].replace(b"no-answer", b"reached", 1)
    raw = dossier(manifest(), {**files(), EVENTS: told})
    assert [one.nl for one in problems(raw)] == ["gebeurtenissen.jsonl, regel 1: deze gebeurtenis is veranderd."]


def test_a_manifest_of_another_shape_cannot_be_sealed() -> None:
    with pytest.raises(ValueError, match="claim/principal"):
        dossier(manifest(claim={**manifest()["claim"], "principal": 12.5}))


def test_the_shape_is_published_as_it_is_used() -> None:
    assert (ROOT / PLACE).read_text() == json.dumps(SCHEMA, indent=2, ensure_ascii=False) + "\n"


_NAMES = st.text(st.characters(codec="utf-8", exclude_categories=["Cs"]), max_size=30)


@given(st.dictionaries(_NAMES.filter(is_path), st.binary(max_size=200), min_size=1, max_size=5))
def test_an_archive_gives_back_what_went_in(held: dict[str, bytes]) -> None:
    raw = archived(held)
    assert unarchived(raw) == held
    assert changed_at(raw, held) is None


@given(st.binary(max_size=400))
def test_no_bytes_break_the_reader(raw: bytes) -> None:
    assert problems(raw) != []
    assert problems(b"PK\x03\x04" + raw) != []
