"""Says who is on the other side and what for: finds the dialect in which a bank wrote field 86, and leaves the rest as text."""

from __future__ import annotations

import re
from typing import NamedTuple

from akkoord.importers._mt940 import slashes, subfields, words
from akkoord.importers._mt940.entry import Line
from akkoord.importers._mt940.fields import one_text
from akkoord.importers._mt940.said import Said, account_in, in_one_line

_ACCOUNT_AND_NAME = re.compile(r"([A-Z]{2}\d{2}[A-Z0-9]{11,30})(?:\s+(.*))?")
_ING = re.compile(r"/(?:EREF|PREF|RTRN|MARF|CSID|CNTP|REMI)/(?:.*//|(?:USTD|STRD)/)")
_TAG = 4  # characters: ING counts ":86:" in the width of the first line


class Below(NamedTuple):
    """What stands below an entry: the lines of its fields 86, and those of its NS (German banks)."""

    lines: tuple[str, ...] = ()
    extra: tuple[str, ...] = ()


def said_of(line: Line, below: Below) -> Said:
    """Everything the fields of one entry say of it; what field 86 does not say, field 61 may."""
    lines = [one.rstrip() for one in below.lines]
    said = _dialect(lines, line) if any(lines) else subfields.of_extra(below.extra)
    account, name = _below_the_entry(line)
    said = said._replace(iban=said.iban or account, name=said.name or name)
    if said.remittance or said.reference or any(lines):
        return said
    return said._replace(remittance=in_one_line(" ".join(one for one in line.more if not _is_code(one) and one != name)))


def _dialect(lines: list[str], line: Line) -> Said:
    start = "".join(lines).lstrip()
    if subfields.separator(start):
        return subfields.of(start)
    if slashes.starts(start):
        return slashes.of(one_text(lines, first=65 - _TAG if _ING.match(start) else 65))
    head = _ACCOUNT_AND_NAME.fullmatch(lines[0].strip()) if _opens_with_account(lines, line) else None
    if head is not None:
        return Said(head[2] or "", head[1], in_one_line(one_text(lines[1:])))
    return words.of(lines)


def _opens_with_account(lines: list[str], line: Line) -> bool:
    """ASN, SNS and RegioBank: account and name of the other side on the first line, which field 61 or an empty line confirms."""
    account = account_in(lines[0].split(" ")[0])
    return bool(account) and (account == account_in(line.own_reference) or len(lines) > 1 and not lines[1].strip())


def _below_the_entry(line: Line) -> tuple[str, str]:
    """Account and name in field 61: Rabobank has the account on the second line, ASN and SNS have it before the name there."""
    more = line.more
    account = account_in(line.own_reference) or account_in(line.own_reference + line.bank_id)
    if account:
        return account, in_one_line(" ".join(more))
    if more and account_in(more[0]):
        return account_in(more[0]), in_one_line(" ".join(more[1:]))
    return "", ""


def _is_code(text: str) -> bool:
    return text.startswith("/")
