"""What one transaction of an entry says: its amount, who is on the other side, and the text that came with it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from lxml import etree

from akkoord.importers._camt.paths import DetailTexts, Paths
from akkoord.importers._xml import at, cents, words

FULL = 140  # characters: the longest Ustrd there is, so a text of that length runs on in the next
NOTHING = frozenset(("", "NOTPROVIDED", "NONREF"))


class Detail(NamedTuple):
    """One TxDtls; `amount` in cents and signed, None where it has none in the currency of its entry."""

    amount: int | None = None
    name: str = ""
    iban: str = ""
    remittance: str = ""
    reference: str = ""
    end_to_end_id: str = ""
    bank_id: str = ""


class Entry(NamedTuple):
    """What a detail must know of its entry: sign, currency and the account it was booked on."""

    sign: int
    currency: str
    account: str
    paths: Paths


def detail_of(element: etree._Element, entry: Entry, *, with_amount: bool) -> Detail:
    """Everything one TxDtls says that helps to find the invoice it pays; its amount only where there are more of them."""
    sides = ("Dbtr", "Cdtr") if entry.sign > 0 else ("Cdtr", "Dbtr")
    texts = entry.paths.detail(element, side=sides[0])
    sign = sign_of(texts.direction) or entry.sign
    if sign != entry.sign:
        sides, texts = sides[::-1], entry.paths.detail(element, side=sides[1])
    name, iban = _other_side(element, entry, texts, sides[1])
    remittance, reference = (one_line(texts.text), "") if texts.has_more == "false" else _sent(element)
    return Detail(
        amount=_amount(element, sign, entry.currency) if with_amount else None,
        name=name,
        iban=iban,
        remittance=remittance or one_line(texts.info),
        reference=reference,
        end_to_end_id=meant(texts.end_to_end_id),
        bank_id=meant(texts.bank_id),
    )


def kids(element: etree._Element, skip: int) -> dict[str, etree._Element]:
    """The children by local name; of several with one name the last."""
    return {child.tag[skip:]: child for child in element}


def down(parts: dict[str, etree._Element], *names: str, skip: int) -> etree._Element | None:
    """The element on this path of local names, or None."""
    found = parts.get(names[0])
    for name in names[1:]:
        if found is None:
            return None
        found = kids(found, skip).get(name)
    return found


def one_line(text: str | None) -> str:
    """A text without line ends and double spaces."""
    return " ".join(text.split()) if text else ""


def text_of(element: etree._Element | None) -> str:
    """The text of an element on one line."""
    return one_line(element.text) if element is not None else ""


def meant(text: str) -> str:
    """A reference, "" where it says that there is none."""
    value = text.strip()
    return "" if value in NOTHING else value


def sign_of(text: str | None) -> int:
    """+1 for CRDT (received), -1 for DBIT (paid), 0 for anything else."""
    return {"CRDT": 1, "DBIT": -1}.get((text or "").strip(), 0)


def joined(pieces: Iterable[str]) -> str:
    """The pieces of one text: a piece that is full runs on in the next, others are words of their own.

    >>> joined(["Factuur 12", "klant 7"]), joined(["x" * 140, "yz"]) == "x" * 140 + "yz"
    ('Factuur 12 klant 7', True)
    """
    text = ""
    full = True
    for piece in pieces:
        text += piece if full else f" {piece}"
        full = len(piece) >= FULL
    return " ".join(text.split())


def _amount(element: etree._Element, sign: int, currency: str) -> int | None:
    """The amount in the currency of the entry: beside the details (version 4 on), or the transaction's or instructed amount."""
    skip = element.tag.rfind("}") + 1
    parts = kids(element, skip)
    for path in (("Amt",), ("AmtDtls", "TxAmt", "Amt"), ("AmtDtls", "CntrValAmt", "Amt"), ("AmtDtls", "InstdAmt", "Amt")):
        found = down(parts, *path, skip=skip)
        if found is not None and found.get("Ccy", currency) == currency:
            value = cents(found.text)
            return None if value is None else sign * value
    return None


def _other_side(element: etree._Element, entry: Entry, near: DetailTexts, far_side: str) -> tuple[str, str]:
    """Name and IBAN of the other party: the debtor of what came in, the creditor of what went out; a return keeps the old roles."""
    first = _side(near)
    if any(first) and first[1] != entry.account:
        return first
    second = _side(entry.paths.detail(element, side=far_side))
    return second if any(second) and second[1] != entry.account else first


def _side(texts: DetailTexts) -> tuple[str, str]:
    return one_line(texts.name) or one_line(texts.ultimate), texts.account.replace(" ", "").strip()


def _sent(element: etree._Element) -> tuple[str, str]:
    """The free text and the structured reference that came with a payment; several references stand one after another."""
    pieces = [words(piece) for piece in at(element, "RmtInf", "Ustrd")]
    references = [meant(words(reference)) for reference in at(element, "RmtInf", "Strd", "CdtrRefInf", "Ref")]
    numbers = [meant(words(number)) for number in at(element, "RmtInf", "Strd", "RfrdDocInf", "Nb")]
    notes = [words(note) for note in at(element, "RmtInf", "Strd", "AddtlRmtInf")]
    text = joined(pieces)
    rest = [piece for piece in dict.fromkeys(numbers + notes) if piece and piece not in text]
    return " ".join(filter(None, (text, *rest))), " ".join(dict.fromkeys(filter(None, references)))
