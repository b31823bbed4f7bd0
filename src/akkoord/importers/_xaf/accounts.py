"""Which accounts of the general ledger are those of the debtors."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

_DEBTORS = re.compile(r"debiteur|accounts? receivable|trade receivable|\bdebtors?\b", re.IGNORECASE)
_OTHER = re.compile(
    r"voorziening|provision|crediteur|creditor|payable|oninbaar|betalingsverschil|koersverschil|kruispost|tussenrekening|vooruit"
    r"|afschrijving|omzetbelasting|\bbtw|\bvat\b|belasting|\bbank|\bkas\b|\bcash\b|\bgiro",
    re.IGNORECASE,
)
_RGS, _RGS_NOT = "BVORDEB", ("BVORDEBVDD",)  # the Dutch reference scheme: trade debtors, and the provision for doubtful ones


@dataclass(frozen=True, slots=True)
class Account:
    """One account: its name, whether it is of the balance sheet, and its code in the Dutch reference scheme (RGS)."""

    name: str
    on_balance: bool
    scheme: str


def account_of(fields: Mapping[str, str]) -> Account:
    """An account as the general ledger describes it."""
    codes = (fields.get(name, "").upper() for name in ("leadReference", "leadCode", "leadCrossRef", "RGScode"))
    scheme = next((code for code in codes if code.startswith("B")), "")
    return Account(fields.get("accDesc", ""), fields.get("accTp", "").upper() != "P", scheme)


def is_debtors(account: Account) -> bool:
    """Whether this is an account of debtors, by its code or else by its name.

    >>> is_debtors(Account("Debiteuren", True, "")), is_debtors(Account("Voorziening debiteuren", True, ""))
    (True, False)
    """
    if account.scheme.startswith(_RGS):
        return not account.scheme.startswith(_RGS_NOT)
    return account.on_balance and bool(_DEBTORS.search(account.name)) and not _OTHER.search(account.name)


def may_be(ident: str, accounts: Mapping[str, Account]) -> bool:
    """Whether an account that is not named as debtors could still be theirs: the one against which a sales journal books."""
    account = accounts.get(ident)
    return account is None or account.on_balance and not _OTHER.search(account.name)


def debtor_accounts(accounts: Mapping[str, Account], *, offsets: Collection[str], opened: Iterable[str]) -> frozenset[str]:
    """The accounts of the debtors: those that are named so, those against which sales journals book, and those of a debtor subledger."""
    named = (ident for ident, account in accounts.items() if is_debtors(account))
    beside = (ident for ident in (*offsets, *opened) if ident and may_be(ident, accounts))
    return frozenset((*named, *beside))
