"""What one transaction of an entry says: its amount, who is on the other side, and the text that came with it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from lxml import etree

from akkoord.importers._camt.tree import Parts, down, kids, leaf_of, one_line, text_of
from akkoord.importers._mt940.said import on_behalf
from akkoord.importers._xml import cents

FULL = 140  # characters: the longest Ustrd there is, so a text of that length runs on in the next
NOTHING = frozenset(("", "NOTPROVIDED", "NONREF"))
_REFERENCES = ("Ref", "CdtrRef")  # the second is the name in version 1
_NUMBERS = ("Nb", "RfrdDocNb")


class Detail(NamedTuple):
    """One TxDtls; `amount` in cents and signed, None where it has none in the currency of its entry or nobody asked."""

    amount: int | None = None
    name: str = ""
    iban: str = ""
    remittance: str = ""
    reference: str = ""
    end_to_end_id: str = ""
    bank_id: str = ""


class Entry(NamedTuple):
    """What a detail must know of its entry: sign, currency, the account it was booked on, and the length of the namespace."""

    sign: int
    currency: str
    account: str
    skip: int


def detail_of(element: etree._Element, entry: Entry, *, of_batch: bool) -> Detail:
    """Everything one TxDtls says that helps to find the invoice it pays; its amount only where it is one of a batch."""
    skip = entry.skip
    parts = kids(element, skip)
    sign = sign_of(text_of(parts.get("CdtDbtInd"))) or entry.sign
    parties, refs = kids(parts.get("RltdPties"), skip), kids(parts.get("Refs"), skip)
    near, far = ("Dbtr", "Cdtr") if sign > 0 else ("Cdtr", "Dbtr")
    name, iban = _other_side(parties, (far, near) if _names_own_side(parts, parties, far, entry) else (near, far), entry)
    ultimate = _name(parties.get(f"Ultmt{near}"), skip)
    text, reference = _sent(parts.get("RmtInf"), skip)
    return Detail(
        amount_of(parts, entry, sign) if of_batch else None,
        name or ultimate,
        iban,
        on_behalf(text or text_of(parts.get("AddtlTxInf")), name=name, of=ultimate),
        reference,
        meant(text_of(refs.get("EndToEndId"))),
        meant(text_of(refs.get("AcctSvcrRef"))),
    )


def amount_of(parts: Parts, entry: Entry, sign: int) -> int | None:
    """The signed amount of a TxDtls in the currency of its entry: its own (version 4 on), the transaction's or the instructed one."""
    for path in (("Amt",), ("AmtDtls", "TxAmt", "Amt"), ("AmtDtls", "CntrValAmt", "Amt"), ("AmtDtls", "InstdAmt", "Amt")):
        found = down(parts, *path, skip=entry.skip)
        if found is not None and found.get("Ccy", entry.currency) == entry.currency:
            value = cents(found.text)
            return None if value is None else sign * value
    return None


def meant(text: str) -> str:
    """A reference, "" where it says that there is none."""
    value = text.strip()
    return "" if value in NOTHING else value


def sign_of(text: str) -> int:
    """+1 for CRDT (received), -1 for DBIT (paid), 0 for anything else."""
    return 1 if text == "CRDT" else -1 if text == "DBIT" else 0


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


def _other_side(parties: Parts, roles: tuple[str, str], entry: Entry) -> tuple[str, str]:
    """Name and IBAN of the other party: the debtor of what came in, the creditor of what went out; a return keeps the old roles."""
    own = entry.account or "unknown"
    near, far = (_party(parties, role, entry.skip) for role in roles)
    if any(near) and near[1] != own:
        return near
    return far if any(far) and far[1] != own else near


def _names_own_side(parts: Parts, parties: Parts, far: str, entry: Entry) -> bool:
    """Whether it is a return that names an account on the far side only: who stands near is then the owner himself."""
    if "RtrInf" not in parts or not entry.account:
        return False
    account = _party(parties, far, entry.skip)[1]
    return bool(account) and account != entry.account and f"{'Dbtr' if far == 'Cdtr' else 'Cdtr'}Acct" not in parties


def _party(parties: Parts, role: str, skip: int) -> tuple[str, str]:
    account = kids(parties.get(f"{role}Acct"), skip).get("Id")
    return _name(parties.get(role), skip), leaf_of(account).replace(" ", "")


def _name(party: etree._Element | None, skip: int) -> str:
    """The first name below a party; version 8 puts a Pty in between."""
    return "" if party is None else next(filter(None, map(text_of, party.iter(f"{party.tag[:skip]}Nm"))), "")


def _sent(sent: etree._Element | None, skip: int) -> tuple[str, str]:
    """The free text and the structured reference that came with a payment; several references stand one after another."""
    if sent is None:
        return "", ""
    pieces = [one_line(one.text) for one in sent if one.tag[skip:] == "Ustrd"]
    structured = [one for one in sent if one.tag[skip:] == "Strd"]
    text = pieces[0] if len(pieces) == 1 else joined(pieces)
    if not structured:
        return text, ""
    parts = [(part.tag[skip:], part) for one in structured for part in one]
    references = _texts((one for name, part in parts if name == "CdtrRefInf" for one in part), _REFERENCES, skip)
    numbers = _texts((one for name, part in parts if name == "RfrdDocInf" for one in part), _NUMBERS, skip)
    notes = _texts((part for _, part in parts), ("AddtlRmtInf",), skip)
    rest = [piece for piece in dict.fromkeys(numbers + notes) if piece not in text]
    return " ".join(filter(None, (text, *rest))), " ".join(dict.fromkeys(filter(None, map(meant, references))))


def _texts(elements: Iterable[etree._Element], names: tuple[str, ...], skip: int) -> list[str]:
    return [text for one in elements if one.tag[skip:] in names and (text := one_line(one.text))]
