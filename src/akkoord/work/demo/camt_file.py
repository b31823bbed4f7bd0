"""The bank's statement of some days as a CAMT.053 file."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from xml.sax.saxutils import escape

from akkoord.work.demo.scenes import Transfer

_FRAME = """<?xml version="1.0" encoding="UTF-8"?>
<Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.02">
<BkToCstmrStmt>
<GrpHdr><MsgId>DL{number:05}</MsgId><CreDtTm>{until}T23:59:00</CreDtTm></GrpHdr>
<Stmt><Id>DL{number:05}</Id><ElctrncSeqNb>{number}</ElctrncSeqNb><CreDtTm>{until}T23:59:00</CreDtTm>
<Acct><Id><IBAN>{account}</IBAN></Id><Ccy>EUR</Ccy></Acct>
{opening}
{closing}
{entries}
</Stmt>
</BkToCstmrStmt>
</Document>
"""
_BALANCE = (
    '<Bal><Tp><CdOrPrtry><Cd>{code}</Cd></CdOrPrtry></Tp><Amt Ccy="EUR">{amount}</Amt>'
    "<CdtDbtInd>{sign}</CdtDbtInd><Dt><Dt>{day}</Dt></Dt></Bal>"
)
_ENTRY = """<Ntry><Amt Ccy="EUR">{amount}</Amt><CdtDbtInd>{sign}</CdtDbtInd><Sts>BOOK</Sts>
<BookgDt><Dt>{day}</Dt></BookgDt><ValDt><Dt>{day}</Dt></ValDt>
<NtryDtls><TxDtls><Refs><EndToEndId>NOTPROVIDED</EndToEndId></Refs>
<RltdPties><{side}><Nm>{name}</Nm></{side}><{side}Acct><Id><IBAN>{account}</IBAN></Id></{side}Acct></RltdPties>
<RmtInf><Ustrd>{says}</Ustrd></RmtInf></TxDtls></NtryDtls></Ntry>"""


def statement(entries: Sequence[Transfer], *, account: str, number: int, opening: int, since: date, until: date) -> bytes:
    """The statement from `since` to `until`; `opening` in cents."""
    closing = opening + sum(one.amount for one in entries)
    text = _FRAME.format(
        number=number,
        until=until,
        account=account,
        opening=_balance("OPBD", opening, since),
        closing=_balance("CLBD", closing, until),
        entries="\n".join(_entry(one) for one in entries),
    )
    return text.encode()


def _signed(cents: int) -> dict[str, str]:
    whole, rest = divmod(abs(cents), 100)
    return {"amount": f"{whole}.{rest:02}", "sign": "CRDT" if cents >= 0 else "DBIT"}


def _balance(code: str, cents: int, day: date) -> str:
    return _BALANCE.format(code=code, day=day, **_signed(cents))


def _entry(one: Transfer) -> str:
    side = "Dbtr" if one.amount >= 0 else "Cdtr"
    said = {"name": escape(one.name), "says": escape(one.says), "account": one.account}
    return _ENTRY.format(day=one.on, side=side, **said, **_signed(one.amount))
