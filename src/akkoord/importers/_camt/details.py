"""What one transaction of an entry says: its amount, who is on the other side, and the text that came with it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from lxml import etree

from akkoord.importers._xml import cents

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
    """What a detail must know of its entry: sign, currency, the account it was booked on, and where names begin in a tag."""

    sign: int
    currency: str
    account: str
    skip: int


def detail_of(element: etree._Element, entry: Entry) -> Detail:
    """Everything one TxDtls says that helps to find the invoice it pays."""
    skip = entry.skip
    parts = kids(element, skip)
    refs, parties, sent = parts.get("Refs"), parts.get("RltdPties"), parts.get("RmtInf")
    own = parts.get("CdtDbtInd")
    sign = entry.sign if own is None else sign_of(own.text) or entry.sign
    named = kids(refs, skip) if refs is not None else {}
    name, iban = _other_side(kids(parties, skip), sign, entry.account, skip) if parties is not None else ("", "")
    remittance, reference = _sent(sent, skip) if sent is not None else ("", "")
    return Detail(
        amount=_amount(parts, sign, entry.currency, skip),
        name=name,
        iban=iban,
        remittance=remittance or text_of(parts.get("AddtlTxInf")),
        reference=reference,
        end_to_end_id=meant(named.get("EndToEndId")),
        bank_id=meant(named.get("AcctSvcrRef")),
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


def text_of(element: etree._Element | None) -> str:
    """The text of an element on one line."""
    return " ".join(element.text.split()) if element is not None and element.text else ""


def meant(element: etree._Element | None) -> str:
    """The text of a reference, "" where it says that there is none."""
    value = text_of(element)
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


def _amount(parts: dict[str, etree._Element], sign: int, currency: str, skip: int) -> int | None:
    """The amount in the currency of the entry: beside the details (version 4 on), or the transaction's or instructed amount."""
    for path in (("Amt",), ("AmtDtls", "TxAmt", "Amt"), ("AmtDtls", "CntrValAmt", "Amt"), ("AmtDtls", "InstdAmt", "Amt")):
        element = down(parts, *path, skip=skip)
        if element is not None and element.get("Ccy", currency) == currency:
            value = cents(element.text)
            return None if value is None else sign * value
    return None


def _other_side(parties: dict[str, etree._Element], sign: int, account: str, skip: int) -> tuple[str, str]:
    """Name and IBAN of the other party: the debtor of what came in, the creditor of what went out; a return keeps the old roles."""
    sides = ("Dbtr", "Cdtr") if sign > 0 else ("Cdtr", "Dbtr")
    found = [_side(parties, side, skip) for side in sides]
    others = ((name, iban) for name, iban in found if (name or iban) and (not iban or iban != account))
    return next(others, found[0])


def _side(parties: dict[str, etree._Element], side: str, skip: int) -> tuple[str, str]:
    name = _name(parties.get(side), skip) or _name(parties.get(f"Ultmt{side}"), skip)
    return name, _account(parties.get(f"{side}Acct"), skip)


def _name(party: etree._Element | None, skip: int) -> str:
    """The party's name; version 8 puts a Pty in between."""
    if party is None:
        return ""
    parts = kids(party, skip)
    return text_of(parts.get("Nm")) or text_of(down(parts, "Pty", "Nm", skip=skip))


def _account(account: etree._Element | None, skip: int) -> str:
    if account is None:
        return ""
    parts = kids(account, skip)
    found = text_of(down(parts, "Id", "IBAN", skip=skip)) or text_of(down(parts, "Id", "Othr", "Id", skip=skip))
    return found.replace(" ", "")


def _sent(element: etree._Element, skip: int) -> tuple[str, str]:
    """The free text and the structured reference that came with a payment; several references stand one after another."""
    pieces: list[str] = []
    extra: list[str] = []
    references: list[str] = []
    for child in element:
        name = child.tag[skip:]
        if name == "Ustrd":
            pieces.append(child.text or "")
        elif name == "Strd":
            _structured(child, skip, references, extra)
    text = joined(pieces)
    rest = [piece for piece in dict.fromkeys(extra) if piece and piece not in text]
    return " ".join(filter(None, (text, *rest))), " ".join(dict.fromkeys(filter(None, references)))


def _structured(strd: etree._Element, skip: int, references: list[str], extra: list[str]) -> None:
    """The creditor's reference, and the numbers of the documents that are paid."""
    for child in strd:
        name = child.tag[skip:]
        if name == "CdtrRefInf":
            references.append(meant(kids(child, skip).get("Ref")))
        elif name == "RfrdDocInf":
            extra.append(meant(kids(child, skip).get("Nb")))
        elif name == "AddtlRmtInf":
            extra.append(text_of(child))
