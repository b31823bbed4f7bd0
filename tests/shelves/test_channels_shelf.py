"""Every channel names itself and answers with a receipt, also when nothing is there to carry the letter."""

from __future__ import annotations

import csv
import hashlib
import json
from pathlib import Path
from typing import cast

import pytest

from akkoord import channels
from akkoord.channels import post
from akkoord.core.message import Channel, MailServer, Message
from akkoord.core.shelf import modules

CHANNELS = cast("dict[str, Channel]", modules(channels))
LETTER = Message(
    key="letter-1-2", recipient="a@b.example", subject="Factuur\nBcc: x", text="Geachte", pdf=b"%PDF-1", file_name="brief.pdf",
    sender_name="De Linde, hoveniers", sender_address="administratie@delinde.example",
)  # fmt: skip


def message(**more: object) -> Message:
    """The letter, with something else."""
    from dataclasses import replace

    return replace(LETTER, **more)  # type: ignore[arg-type]  # fields of the message


def test_channels_are_email_and_post() -> None:
    assert sorted(CHANNELS) == ["email", "post"]


@pytest.mark.parametrize("name", CHANNELS)
def test_channel_outage_is_a_receipt_that_says_try_again(name: str) -> None:
    nowhere = message(server=MailServer("127.0.0.1", 1, security="none"), folder="/dev/null/nowhere")
    receipt = CHANNELS[name].send(nowhere)
    assert (receipt.sent, receipt.again, bool(receipt.error)) == (False, True, True)


def test_post_lays_a_letter_down_once_and_leaves_nothing_half(tmp_path: Path) -> None:
    folder = tmp_path / "post" / "2026-11-16"
    letter = message(folder=str(folder))
    assert [post.send(letter).sent, post.send(message(folder=str(folder), pdf=b"other")).sent] == [True, True]
    assert [(page.name, page.read_bytes()) for page in folder.glob("*.pdf")] == [("brief.pdf", b"%PDF-1")]
    assert sorted(page.name for page in folder.iterdir()) == ["adressen.csv", "brief.pdf", "manifest.json"]


def test_post_lists_what_lies_in_the_folder(tmp_path: Path) -> None:
    address = ("=1+1 B.V.", "t.a.v. S. de Boer", "Havenstraat 7", "1012 JK  AMSTERDAM", "België", "EU")
    for name in ("een.pdf", "twee.pdf", "een.pdf"):
        assert post.send(message(folder=str(tmp_path), file_name=name, address=address, pages=2)).sent
    digest = hashlib.sha256(b"%PDF-1").hexdigest()
    listed = json.loads((tmp_path / "manifest.json").read_text(encoding="utf-8"))
    assert listed == [{"file": name, "pages": 2, "sha256": digest, "address": list(address)} for name in ("een.pdf", "twee.pdf")]
    rows = list(csv.reader((tmp_path / "adressen.csv").read_text(encoding="utf-8-sig").splitlines(), delimiter=";"))
    assert rows[1] == ["een.pdf", "2", digest, "'=1+1 B.V.", "t.a.v. S. de Boer", "Havenstraat 7", "1012 JK  AMSTERDAM", "België · EU"]


def test_post_puts_a_letter_on_the_list_that_lay_there_when_it_was_interrupted(tmp_path: Path) -> None:
    (tmp_path / "brief.pdf").write_bytes(b"%PDF-1")
    assert post.send(message(folder=str(tmp_path))).sent
    assert [one["file"] for one in json.loads((tmp_path / "manifest.json").read_text(encoding="utf-8"))] == ["brief.pdf"]
