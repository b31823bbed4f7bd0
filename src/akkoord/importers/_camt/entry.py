"""Makes rows of one Ntry: itself, or the transactions of a batch where their sum is the entry's."""

from __future__ import annotations

from datetime import date
from functools import lru_cache
from typing import NamedTuple

from lxml import etree

from akkoord.core.money import shown
from akkoord.core.problem import Problem, Text
from akkoord.core.reading import EntryRead
from akkoord.importers._camt.charges import explain
from akkoord.importers._camt.details import Detail, Entry, detail_of, meant, sign_of
from akkoord.importers._camt.tree import Parts, kids, leaf_of, skip_of, text_of
from akkoord.importers._kenmerk import kenmerk_in
from akkoord.importers._mt940 import slashes
from akkoord.importers._problems import XML_AMOUNT, XML_DATE, unusable
from akkoord.importers._xml import cents, line_of

NOT_BOOKED = frozenset(("PDNG", "FUTR", "INFO"))
DIRECTION = Text("CRDT of DBIT", "CRDT or DBIT")


class Booked(NamedTuple):
    """The rows of one entry, its currency and the problems met; no rows where it is not booked or cannot be used."""

    rows: tuple[EntryRead, ...] = ()
    currency: str = ""
    problems: tuple[Problem, ...] = ()


class Written(NamedTuple):
    """One Ntry as it stands there: its own children, its blocks of details, and the transactions in them."""

    element: etree._Element
    skip: int
    parts: Parts
    blocks: list[Parts]
    details: list[etree._Element]

    def text(self, name: str) -> str:
        """The text of one of its own children."""
        return text_of(self.parts.get(name))

    @property
    def is_batch(self) -> bool:
        """Whether the bank counts several transactions in it."""
        counts = (text_of(kids(block.get("Btch"), self.skip).get("NbOfTxs")) for block in self.blocks)
        return any(count.lstrip("0") not in ("", "1") for count in counts)


def _written(element: etree._Element) -> Written:
    """Version 1 of camt.052 has the transactions without a block around them."""
    skip = skip_of(element)
    parts = kids(element, skip)
    details, blocks = [], []
    for child in element if "NtryDtls" in parts or "TxDtls" in parts else ():
        name = child.tag[skip:]
        if name == "TxDtls":
            details.append(child)
        elif name == "NtryDtls":
            blocks.append(kids(child, skip))
            details.extend(one for one in child if one.tag[skip:] == "TxDtls")
    return Written(element, skip, parts, blocks, details)


def booked(element: etree._Element, *, account: str, otherwise: date | None = None) -> Booked:
    """What one Ntry booked on the account, on its own day, or on `otherwise` where it names none."""
    entry = _written(element)
    if leaf_of(entry.parts.get("Sts")) in NOT_BOOKED:
        return Booked()
    money = entry.parts.get("Amt")
    currency = "" if money is None else money.get("Ccy", "")
    on, amount, sign = _day(entry, otherwise), cents(text_of(money)), sign_of(entry.text("CdtDbtInd"))
    if on is None or amount is None or not sign:
        return Booked(currency=currency, problems=(_unusable(entry, on, amount),))
    shared = Entry(sign, currency, account, entry.skip)
    if len(entry.details) > 1 or entry.is_batch:
        return _batch(entry, on, sign * amount, [detail_of(one, shared, of_batch=True) for one in entry.details], currency)
    only = detail_of(entry.details[0], shared, of_batch=False) if entry.details else Detail()
    return Booked((_row(on, sign * amount, only, entry),), currency)


def _batch(entry: Written, on: date, amount: int, details: list[Detail], currency: str) -> Booked:
    """The transactions of an entry where their sum is the entry's, with its charges; otherwise the entry, with the text of all."""
    amounts = [detail.amount for detail in details if detail.amount is not None]
    rest = amount - sum(amounts)
    if len(details) == 1 and (not amounts or not rest):
        return Booked((_row(on, amount, details[0], entry),), currency)
    if amounts and len(amounts) == len(details) and (not rest or explain(rest, entry.element, entry.details)):
        own = len({detail.bank_id for detail in details}) == len(details)
        rows = [_row(on, one.amount or 0, one if own else one._replace(bank_id=""), entry, batch=amount) for one in details]
        return Booked((*rows, *([_row(on, rest, Detail(), entry, batch=amount)] if rest else [])), currency)
    told = details if len(details) > 1 else []  # what is said of one of many is not said of the whole
    remittance = " ".join(dict.fromkeys(filter(None, (entry.text("AddtlNtryInf"), *(detail.remittance for detail in told)))))
    problems = (_no_sum(entry, amount, amounts),) if amounts else ()
    return Booked((_row(on, amount, Detail(remittance=remittance), entry),), currency, problems)


def _row(on: date, amount: int, detail: Detail, entry: Written, *, batch: int = 0) -> EntryRead:
    """One row; the bank's reference of the entry is that of a row only where it is not one of a `batch`, of so many cents."""
    bank_id = not batch and meant(entry.text("AcctSvcrRef")) or detail.bank_id
    _, name, iban, remittance, reference, end_to_end_id, _ = detail
    if not remittance:
        remittance = entry.text("AddtlNtryInf")
        if not (name or iban) and slashes.starts(remittance):  # ABN AMRO, of entries without details
            said = slashes.of(remittance)
            name, iban, remittance = said[:3]
            reference, end_to_end_id = reference or said.reference, end_to_end_id or said.end_to_end_id
    reference = reference or kenmerk_in(remittance, end_to_end_id=end_to_end_id)
    return EntryRead(on, amount, name, iban, remittance, reference, end_to_end_id, bank_id, batch)


def _day(entry: Written, otherwise: date | None) -> date | None:
    """The day it was booked, else the day it counts from; a day that is there and is none is not guessed at."""
    written = leaf_of(entry.parts.get("BookgDt")) or leaf_of(entry.parts.get("ValDt"))
    return day_of(written) if written else otherwise


def day_in(element: etree._Element, skip: int) -> date | None:
    """The day in a Dt or DtTm, as it is written there."""
    parts = kids(element, skip)
    found = parts["Dt"] if "Dt" in parts else parts.get("DtTm")
    return day_of(found.text or "") if found is not None else None


@lru_cache(maxsize=4096)
def day_of(text: str) -> date | None:
    """The day of an XML date or time.

    >>> day_of("2026-01-05T23:59:59.000+01:00"), day_of("2026-02-31"), day_of("20260105"), day_of("0001-01-01")
    (datetime.date(2026, 1, 5), None, None, None)
    """
    day = text.strip()[:10]
    try:
        return date.fromisoformat(day) if day[:2] in ("19", "20", "21") and day[4:5] == "-" == day[7:8] and day.isascii() else None
    except ValueError:
        return None


def _unusable(entry: Written, on: date | None, amount: int | None) -> Problem:
    line = line_of(entry.element)
    if amount is None:
        return unusable(entry.text("Amt"), expected=XML_AMOUNT, where="Ntry/Amt", line=line)
    if on is None:
        written = leaf_of(entry.parts.get("BookgDt")) or leaf_of(entry.parts.get("ValDt"))
        return unusable(written, expected=XML_DATE, where="Ntry/BookgDt", line=line)
    return unusable(entry.text("CdtDbtInd"), expected=DIRECTION, where="Ntry/CdtDbtInd", line=line)


def _no_sum(entry: Written, amount: int, amounts: list[int]) -> Problem:
    """Why a batch is not its transactions."""
    line = line_of(entry.element)
    if len(amounts) < len(entry.details):
        nl, en = "Niet elke post van deze verzamelboeking heeft een bedrag.", "Not every item of this batch has an amount."
    else:
        nl = f"De posten van deze verzamelboeking zijn samen {_shown(sum(amounts), 'nl')}; verwacht {_shown(amount, 'nl')}."
        en = f"The items of this batch sum to {_shown(sum(amounts), 'en')}; expected {_shown(amount, 'en')}."
    return Problem(Text(f"{nl} Dit is één boeking.", f"{en} Taken as one entry."), line, "Ntry/NtryDtls")


def _shown(amount: int, language: str) -> str:
    return shown(amount, language=language, sign=False)
