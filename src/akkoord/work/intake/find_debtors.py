"""Finds the debtor a file means, by his number, KvK, VAT number or name, and makes him where he is new."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from akkoord.core.legal_form import shows_company
from akkoord.core.reading import PartyRead
from akkoord.store.bulk import save_fields
from akkoord.store.models import Creditor, Debtor, DebtorAccount, MergedDebtor

_AUTHORITY = re.compile(r"\b(gemeente|provincie|ministerie|waterschap|rijkswaterstaat|hoogheemraadschap)\b", re.IGNORECASE)


def kind_of(party: PartyRead) -> tuple[str, bool]:
    """The kind of debtor and whether that is doubtful: who may be a consumer is treated as one until somebody says otherwise.

    >>> kind_of(PartyRead(name="Bakker B.V.")), kind_of(PartyRead(name="J. Jansen")), kind_of(PartyRead(name="Gemeente Epe"))
    (('business', False), ('business', True), ('government', False))
    """
    if party.kind:
        return party.kind, False
    if _AUTHORITY.search(party.name):
        return "government", False
    return "business", not (party.kvk or party.vat or shows_company(party.name))


@dataclass(slots=True)
class DebtorBook:
    """The debtors of a company by everything they are known by."""

    creditor: Creditor
    by_key: dict[tuple[str, str], Debtor] = field(default_factory=dict)
    by_id: dict[int, Debtor] = field(default_factory=dict)
    fresh: list[Debtor] = field(default_factory=list)
    richer: dict[int, Debtor] = field(default_factory=dict)
    accounts: set[tuple[int, str]] = field(default_factory=set)

    @classmethod
    def of(cls, creditor: Creditor) -> DebtorBook:
        """All debtors of this company, and by what those were known that were merged into one of them; in two queries."""
        book = cls(creditor)
        for debtor in Debtor.objects.filter(creditor=creditor):
            book._index(debtor)
        for gone in MergedDebtor.objects.filter(creditor=creditor).order_by("-id"):
            book._known_as(gone)
        return book

    def find_or_make(self, party: PartyRead) -> Debtor:
        """The debtor this party is. What the file knows and we did not is added; what we knew is never overwritten."""
        found = self._find(party)
        if found is None:
            found = self._make(party)
        else:
            self._enrich(found, party)
        if party.iban:
            self.accounts.add((found.id, party.iban))
        return found

    def is_same(self, debtor_id: int, party: PartyRead) -> bool:
        """Whether this party is that debtor; where a file leaves out all his numbers, his name will do."""
        found = self._find(party)
        bare = found is None and not (party.number or party.kvk or party.vat)
        return found.id == debtor_id if found else bare and _name(party.name) == _name(self.by_id[debtor_id].name)

    def touched(self) -> list[int]:
        """Who is new, or of whom something new is known."""
        return sorted({*(one.id for one in self.fresh), *self.richer, *(debtor for debtor, _ in self.accounts)})

    def save(self) -> int:
        """Write what is new; gives the number of new debtors."""
        Debtor.objects.bulk_create(self.fresh, batch_size=500)
        changed = [one for number, one in self.richer.items() if number not in {fresh.id for fresh in self.fresh}]
        save_fields(changed, list(_FIELDS))
        accounts = [DebtorAccount(creditor=self.creditor, debtor_id=debtor, iban=iban) for debtor, iban in sorted(self.accounts)]
        DebtorAccount.objects.bulk_create(accounts, ignore_conflicts=True)
        return len(self.fresh)

    def _find(self, party: PartyRead) -> Debtor | None:
        return next((self.by_key[key] for key in _keys(party) if key in self.by_key), None)

    def _make(self, party: PartyRead) -> Debtor:
        kind, doubtful = kind_of(party)
        debtor = Debtor(creditor=self.creditor, name=(party.name or party.number)[:200], kind=kind, kind_doubtful=doubtful)
        debtor.number = party.number[:60]
        self._fill(debtor, party)
        debtor.language = "nl" if debtor.country in ("NL", "BE", "") else "en"
        self.fresh.append(debtor)
        self._index(debtor)
        return debtor

    def _enrich(self, debtor: Debtor, party: PartyRead) -> None:
        if self._fill(debtor, party):
            self.richer[debtor.id] = debtor
            self._index(debtor)

    def _fill(self, debtor: Debtor, party: PartyRead) -> bool:
        changed = False
        for name in _FIELDS:
            value = getattr(party, name)
            if value and not getattr(debtor, name) or (name == "country" and value and not debtor.street and value != debtor.country):
                setattr(debtor, name, value[: _FIELDS[name]])
                changed = True
        return changed

    def _index(self, debtor: Debtor) -> None:
        party = PartyRead(name=debtor.name, number=debtor.number, kvk=debtor.kvk, vat=debtor.vat)
        self.by_id[debtor.id] = debtor
        for key in _keys(party):
            self.by_key.setdefault(key, debtor)

    def _known_as(self, gone: MergedDebtor) -> None:
        """Who was merged into another still is him, by his number and by his name, unless somebody else bears it by now."""
        for known_by in (PartyRead(number=gone.number, kvk=gone.kvk, vat=gone.vat), PartyRead(name=gone.name)):
            for key in _keys(known_by):
                self.by_key.setdefault(key, self.by_id[gone.debtor_id])


_FIELDS = {"country": 2, "street": 200, "postcode": 20, "city": 100, "email": 254, "phone": 40, "kvk": 8, "vat": 20}  # what fits


def _keys(party: PartyRead) -> Iterable[tuple[str, str]]:
    """What a party is known by, surest first. A customer number decides: with it, a name alone does not."""
    if party.number:
        yield "number", party.number[:60]
    if party.kvk:
        yield "kvk", party.kvk
    if party.vat:
        yield "vat", party.vat
    if party.name and not party.number:
        yield "name", _name(party.name)


def _name(text: str) -> str:
    return " ".join(text.casefold().split())
