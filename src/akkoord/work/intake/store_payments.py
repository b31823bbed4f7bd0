"""Stores what bank statements said: each entry once, also when statements overlap, and how far the bank was read."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Mapping
from datetime import date

from akkoord.core.problem import Problem, Text
from akkoord.core.reading import EntryRead, Reading, StatementRead
from akkoord.store.models import Creditor, ImportedFile, Payment
from akkoord.work.intake.batches import told_by_batches
from akkoord.work.intake.known_elsewhere import known_elsewhere
from akkoord.work.payments.bank import bank_read
from akkoord.work.record import Log

_CHUNK = 500


def store_payments(*, creditor: Creditor, reading: Reading, file: ImportedFile, problems: list[Problem], log: Log) -> tuple[int, int]:
    """Store the entries of a file in the transaction of the caller; gives how many were new and how many were known."""
    fresh, doubles, until = _entries(creditor, reading, file, problems)
    known = _known(creditor, fresh)
    left = {key: one for key, one in fresh.items() if key not in known}
    known |= told_by_batches(creditor, left, problems=problems, log=log)
    new = [one for key, one in fresh.items() if key not in known]
    Payment.objects.bulk_create(new, batch_size=_CHUNK)
    for one in new:
        if one.amount > 0:
            log.add("payment-received", on=one.on, amount=one.amount, name=one.counterparty_name, payment=one.id)
    if until:
        bank_read(creditor, until=until)
    return len(new), doubles + len(fresh) - len(new)


def _entries(
    creditor: Creditor, reading: Reading, file: ImportedFile, problems: list[Problem]
) -> tuple[dict[str, Payment], int, date | None]:
    """The entries by what makes them the same, how many stood in the file twice, and the last day it covers."""
    fresh: dict[str, Payment] = {}
    doubles = 0
    until: date | None = None
    seen: Counter[str] = Counter()
    for statement in reading.statements:
        if statement.currency != "EUR":
            problems.append(Problem(_other_currency(statement), None, statement.number))
            continue
        days = [entry.on for entry in statement.entries] + [day for day in (statement.closed_on, until) if day]
        until, seen = max(days, default=None), seen if statement.is_page else Counter()
        for entry in statement.entries:
            key = fingerprint(statement.iban, entry, seen)
            if key in fresh:
                doubles += 1
            elif entry.amount:
                fresh[key] = _payment(creditor, statement, entry, key, file, statement.kind or reading.kind)
    return fresh, doubles, until


def fingerprint(iban: str, entry: EntryRead, seen: Counter[str]) -> str:
    """What makes it the same entry when it is read again. Two that are alike in one statement are two payments: `seen`
    counts them."""
    said = (iban, entry.on.isoformat(), str(entry.amount), entry.counterparty_iban, entry.remittance, entry.reference, entry.end_to_end_id)
    plain = "\x1f".join(" ".join(one.split()) for one in said)
    seen[plain] += 1
    return hashlib.sha256(f"{plain}\x1f{seen[plain]}".encode()).hexdigest()


def _known(creditor: Creditor, fresh: Mapping[str, Payment]) -> set[str]:
    """Entries that came before, in this format or in another."""
    keys, found = list(fresh), set[str]()
    for start in range(0, len(keys), _CHUNK):
        chosen = Payment.objects.filter(creditor=creditor, fingerprint__in=keys[start : start + _CHUNK])
        found.update(chosen.values_list("fingerprint", flat=True))
    return found | known_elsewhere(creditor, {key: one for key, one in fresh.items() if key not in found})


def _payment(creditor: Creditor, statement: StatementRead, entry: EntryRead, key: str, file: ImportedFile, kind: str) -> Payment:
    return Payment(
        creditor=creditor,
        on=entry.on,
        amount=entry.amount,
        free=max(entry.amount, 0),
        account=statement.iban[:34],
        counterparty_name=entry.counterparty_name[:200],
        counterparty_iban=entry.counterparty_iban[:34],
        remittance=entry.remittance,
        reference=entry.reference[:140],
        end_to_end_id=entry.end_to_end_id[:140],
        fingerprint=key,
        format=kind,
        batch=entry.batch,
        file_id=file.id,
    )


def _other_currency(statement: StatementRead) -> Text:
    which = statement.number or statement.iban  # a list as CSV has no numbers
    return Text(
        f"Afschrift {which} is in {statement.currency}. Akkoord werkt met euro's; dit afschrift is niet opgenomen.",
        f"Statement {which} is in {statement.currency}. Akkoord works in euro; this statement was not taken in.",
    )
