"""Which payments are parts of an arrangement: what names it, and what comes from the debtor's own account with a sum that the schedule
knows. What names an invoice by its number goes where that says."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

from akkoord.core.arrangement.fits import fits, named_in, reference_of
from akkoord.core.arrangement.terms import Part
from akkoord.core.imputation import OpenClaim, impute
from akkoord.core.matching.proposals import Match
from akkoord.store.models import Arrangement, ArrangementInvoice, Creditor, DebtorAccount, Instalment, Invoice, Payment
from akkoord.work.arrangement.paid import paid_for

WHY = "arrangement"  # why a payment was booked


@dataclass(slots=True)
class Running:
    """The arrangements that run, as payments are matched with them; `left` is what is open on their invoices, in cents."""

    arrangements: dict[int, Arrangement] = field(default_factory=dict)  # by debtor
    called: dict[str, list[int]] = field(default_factory=lambda: defaultdict(list))  # debtors by the reference they name
    parts: dict[int, list[Part]] = field(default_factory=lambda: defaultdict(list))
    paid: dict[int, int] = field(default_factory=dict)
    invoices: dict[int, list[Invoice]] = field(default_factory=lambda: defaultdict(list))
    left: dict[int, int] = field(default_factory=dict)
    payers: dict[str, set[int]] = field(default_factory=dict)  # debtors by the account they pay from

    @classmethod
    def of(cls, creditor: Creditor, payments: Sequence[Payment]) -> Running:
        """Read in one query where nothing runs, and in six otherwise."""
        found = cls()
        rows = list(Arrangement.objects.filter(creditor=creditor, state="running").defer("pdf", "content", "blocks")) if payments else []
        if not rows:
            return found
        ids = [one.id for one in rows]
        found.arrangements = {one.debtor_id: one for one in rows}
        for one in rows:
            found.called[reference_of(one.first_id)].append(one.debtor_id)
        own = Instalment.objects.filter(creditor=creditor, arrangement_id__in=ids)
        for number, day, cents in own.values_list("arrangement_id", "due_on", "amount"):
            found.parts[number].append(Part(day, cents))
        came = paid_for(creditor, rows)
        found.paid = {number: sum(cents for _, cents in came[number]) for number in ids}
        about = ArrangementInvoice.objects.filter(creditor=creditor, arrangement_id__in=ids, invoice__open__gt=0)
        for row in about.select_related("invoice").order_by("invoice__due_on", "invoice_id"):
            found.invoices[row.arrangement_id].append(row.invoice)
            found.left[row.invoice_id] = row.invoice.open
        found.payers = _payers(creditor, payments)
        return found

    def match(self, payment: Payment, found: Match | None) -> Match | None:
        """The payment as a part of an arrangement, or None where it is something else, or nobody can tell."""
        if not self.arrangements:
            return None
        owners = self.payers.get(payment.counterparty_iban, set()) if payment.counterparty_iban else set()
        meant = self._meant(payment, owners)
        if meant is not None:
            return self._booked(meant, self.arrangements[meant], payment)
        named = found is not None and found.because == "reference"
        if named or len(owners) != 1:
            return None
        [debtor] = owners
        known = self.arrangements.get(debtor)
        if known is None or not fits(payment.free, self.parts[known.id], paid=self._counted(known, payment)):
            return None
        return self._booked(debtor, known, payment)

    def _meant(self, payment: Payment, owners: set[int]) -> int | None:
        """The debtor whose arrangement it names. Of two that are called alike it is the one that the account says."""
        said = named_in((payment.remittance, payment.reference, payment.end_to_end_id))
        debtors = {debtor for reference in said for debtor in self.called.get(reference, ())}
        left = debtors & owners if len(debtors) > 1 else debtors
        return left.pop() if len(left) == 1 else None

    def _counted(self, one: Arrangement, payment: Payment) -> int:
        """What came for it without this payment, which counts as likely his while nobody placed it."""
        own = payment.likely_debtor_id == one.debtor_id and payment.on >= one.proposed_on
        return self.paid[one.id] - (payment.free if own else 0)

    def _booked(self, debtor: int, one: Arrangement, payment: Payment) -> Match | None:
        """Over its invoices in the order of the law (art. 6:43 BW); what is left of it is for interest and costs."""
        rows = self.invoices[one.id]
        claims = [OpenClaim(row.id, row.due_on, row.issued_on, self.left[row.id]) for row in rows]
        parts = impute(payment.free, claims=claims, named=[], on=payment.on)
        if not parts:
            return None
        for invoice, cents in parts:
            self.left[invoice] -= cents
        self.paid[one.id] = self._counted(one, payment) + payment.free
        return Match(debtor, tuple(parts), 100, (), certain=True)

    def rows(self, debtor: int) -> dict[int, Invoice]:
        """The invoices of his arrangement by number."""
        one = self.arrangements.get(debtor)
        return {row.id: row for row in self.invoices[one.id]} if one else {}


def _payers(creditor: Creditor, payments: Sequence[Payment]) -> dict[str, set[int]]:
    """Whose the accounts are that these payments came from."""
    found: dict[str, set[int]] = defaultdict(set)
    ibans = {one.counterparty_iban for one in payments} - {""}
    for iban, debtor in DebtorAccount.objects.filter(creditor=creditor, iban__in=ibans).values_list("iban", "debtor_id"):
        found[iban].add(debtor)
    return found
