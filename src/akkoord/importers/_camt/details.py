"""What one transaction of an entry says: its amount, who is on the other side, and the text that came with it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from lxml import etree

from akkoord.importers._camt.paths import DetailTexts
from akkoord.importers._mt940.said import on_behalf
from akkoord.importers._xml import at, cents, words

FULL = 140  # characters: the longest Ustrd there is, so a text of that length runs on in the next
_FREE = (("Ustrd",),)
_REFERENCES = (("Strd", "CdtrRefInf", "Ref"), ("Strd", "CdtrRefInf", "CdtrRef"))  # the second is its name in version 1
_NUMBERS = (("Strd", "RfrdDocInf", "Nb"), ("Strd", "RfrdDocInf", "RfrdDocNb"), ("Strd", "AddtlRmtInf"))
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


def detail_of(texts: DetailTexts, entry: Entry, element: etree._Element, *below: str) -> Detail:
    """Everything one TxDtls says that helps to find the invoice it pays; the TxDtls stands in `element`, at the path `below`."""
    sign = sign_of(texts.direction) or entry.sign
    debtor, creditor = (
        (one_line(texts.debtor), _account(texts.debtor_account)),
        (one_line(texts.creditor), _account(texts.creditor_account)),
    )
    name, iban = _other_side(debtor, creditor, entry.account) if sign > 0 else _other_side(creditor, debtor, entry.account)
    ultimate = one_line(texts.ultimate_debtor if sign > 0 else texts.ultimate_creditor)
    remittance, reference = one_line(texts.text), ""
    if texts.pieces not in ("0", "1") or texts.pieces == "1" and not remittance:
        remittance, reference = _sent(element, *below)
    remittance = on_behalf(remittance or one_line(texts.info), name=name, of=ultimate)
    return Detail(None, name or ultimate, iban, remittance, reference, meant(texts.end_to_end_id), meant(texts.bank_id))


def amount_of(element: etree._Element, texts: DetailTexts, entry: Entry) -> int | None:
    """The signed amount of a TxDtls in the currency of its entry: its own (version 4 on), the transaction's or the instructed one."""
    skip = element.tag.rfind("}") + 1
    parts = kids(element, skip)
    for path in (("Amt",), ("AmtDtls", "TxAmt", "Amt"), ("AmtDtls", "CntrValAmt", "Amt"), ("AmtDtls", "InstdAmt", "Amt")):
        found = down(parts, *path, skip=skip)
        if found is not None and found.get("Ccy", entry.currency) == entry.currency:
            value = cents(found.text)
            return None if value is None else (sign_of(texts.direction) or entry.sign) * value
    return None


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


def _other_side(near: tuple[str, str], far: tuple[str, str], account: str) -> tuple[str, str]:
    """Name and IBAN of the other party: the debtor of what came in, the creditor of what went out; a return keeps the old roles."""
    own = account or "unknown"
    if any(near) and near[1] != own:
        return near
    return far if any(far) and far[1] != own else near


def _account(text: str) -> str:
    return text.replace(" ", "").strip()


def _sent(element: etree._Element, *below: str) -> tuple[str, str]:
    """The free text and the structured reference that came with a payment; several references stand one after another."""
    sent = list(at(element, *below, "RmtInf"))
    pieces, references, numbers = (_every(sent, *paths) for paths in (_FREE, _REFERENCES, _NUMBERS))
    text = joined(pieces)
    rest = [piece for piece in dict.fromkeys(numbers) if piece not in text]
    return " ".join(filter(None, (text, *rest))), " ".join(dict.fromkeys(filter(None, map(meant, references))))


def _every(sent: list[etree._Element], *paths: tuple[str, ...]) -> list[str]:
    """The texts on these paths, path by path."""
    return [text for path in paths for one in sent for element in at(one, *path) if (text := words(element))]
