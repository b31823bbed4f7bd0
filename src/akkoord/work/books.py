"""The books of some debtors as the law needs them: invoices, what was booked on each, and the demands that left about it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from django.db.models import F, Q
from django.db.models.fields.json import KT

from akkoord.core.arrangement.effect import Arranged
from akkoord.core.claim import Booked, Named
from akkoord.store.models import Allocation, ArrangementInvoice, Debtor, Invoice, Letter, StepTaken

LET_GO = ("settled", "written-off")  # what a booking is for that no money came in for
_DEMANDS = ("notice-of-default", "fourteen-day-letter")


@dataclass(frozen=True, slots=True)
class Demand:
    """A demand that left: the last day to pay it named, and the costs it said would follow (None where it named none)."""

    last_day: date
    named: Named | None = None


@dataclass(slots=True)
class Entry:
    """An invoice, what was booked on it, and the demands about it, the one whose term passes first in front."""

    invoice: Invoice
    booked: list[Booked] = field(default_factory=list)
    demands: list[Demand] = field(default_factory=list)
    arranged: list[Arranged] = field(default_factory=list)

    @property
    def demanded_until(self) -> date | None:
        """The last day to pay that a demand named, the first where there were several."""
        return self.demands[0].last_day if self.demands else None


Books = Mapping[int, Sequence[Entry]]  # by debtor


def law_kind(debtor: Debtor) -> str:
    """The kind the law is applied by: who may be a consumer is treated as one."""
    return "consumer" if debtor.kind_doubtful else debtor.kind


def books_of(debtors: Collection[Debtor], *, on: date) -> Books:
    """The invoices of these debtors of one company that were open on that day, or of which interest or costs may be left,
    with what was booked, demanded and arranged; in four or five queries. Of an arrangement that was kept nothing is left."""
    found: dict[int, list[Entry]] = defaultdict(list)
    if not debtors:
        return found
    creditor_id, ids = next(iter(debtors)).creditor_id, [one.id for one in debtors]
    demanded = _demanded(creditor_id, debtors, on=on)
    rows = Invoice.objects.filter(creditor_id=creditor_id, debtor_id__in=ids, kind="invoice", issued_on__lte=on)
    chosen = list(rows.filter(Q(open__gt=0) | Q(settled_on__gt=on) | Q(id__in=list(demanded))).order_by("due_on", "id"))
    booked, ended = _booked(creditor_id, [row.id for row in chosen], on)
    arranged = _arranged(creditor_id, [row.id for row in chosen], on)
    for row in chosen:
        entry = Entry(row, booked[row.id], demanded.get(row.id, []), arranged.get(row.id, []))
        if not _is_kept(entry) and not (row.id in ended and _is_settled(entry)):
            found[row.debtor_id].append(entry)
    return found


def _is_kept(entry: Entry) -> bool:
    """Whether an arrangement was kept, and its money is still there."""
    return any(one.state == "kept" for one in entry.arranged) and sum(one.amount for one in entry.booked) >= entry.invoice.total


def _is_settled(entry: Entry) -> bool:
    """Whether nothing is left of it: of what was let go no interest and no costs are asked either."""
    return sum(one.amount for one in entry.booked) >= entry.invoice.total


def _arranged(creditor_id: int, invoices: Collection[int], on: date) -> dict[int, list[Arranged]]:
    """The arrangements these invoices were in by that day, as they stood then."""
    found: dict[int, list[Arranged]] = defaultdict(list)
    rows = ArrangementInvoice.objects.filter(creditor_id=creditor_id, invoice_id__in=invoices, arrangement__agreed_on__lte=on)
    columns = ("invoice_id", "arrangement__agreed_on", "arrangement__interest_rule", "arrangement__state", "arrangement__ended_on")
    for invoice, agreed, interest, state, ended in rows.order_by("arrangement__agreed_on").values_list(*columns):
        over = ended is not None and ended <= on
        found[invoice].append(Arranged(agreed, interest, state if over else "running", ended if over else None))
    return found


def _booked(creditor_id: int, invoices: Collection[int], on: date) -> tuple[dict[int, list[Booked]], set[int]]:
    """What was booked on these invoices by that day. What is left of a payment when the invoice itself is paid was for the
    interest and costs on it: who pays what a letter asks pays more than the invoice. Gives as well of which invoices something
    was let go: that takes off the claim itself, as a credit note does."""
    ended: set[int] = set()
    found: dict[int, list[Booked]] = defaultdict(list)
    placed: dict[int, int] = defaultdict(int)
    columns = ("invoice_id", "on", "amount", "credit_note_id", "payment_id", "kept", "payment__free", "invoice__open", "because")
    rows = Allocation.objects.filter(creditor_id=creditor_id, invoice_id__in=invoices, undone_on=None, on__lte=on)
    rows = rows.annotate(kept=F("payment__amount") - F("payment__given_back"))
    for invoice, day, amount, note, payment, paid, free, left, because in rows.order_by("on", "id").values_list(*columns):
        more = 0
        if payment is not None and free:
            placed[payment] += amount
            whole = placed[payment] + free == paid  # its last part, and no other debtor has one
            more = free if whole and left <= 0 else 0
        found[invoice].append(Booked(day, amount + more, note is not None or because in LET_GO))
        ended |= {invoice} if because in LET_GO else set()
    return found, ended


def _demanded(creditor_id: int, debtors: Collection[Debtor], *, on: date) -> dict[int, list[Demand]]:
    """The demands that left, by invoice. A consumer owes costs only after a fourteen-day letter, whatever else he
    got while he was taken for a business (art. 6:96 lid 6 BW)."""
    kinds = {one.id: law_kind(one) for one in debtors}
    left = StepTaken.objects.filter(
        creditor_id=creditor_id, case__debtor_id__in=list(kinds), step__in=_DEMANDS, left_on__lte=on, withdrawn_on=None
    )
    columns = ("case__debtor_id", "invoice_id", "step", "last_day", "letter_id")
    rows = list(left.order_by("last_day", "id").values_list(*columns))
    named = _named(creditor_id, [letter for *_, step, _, letter in rows if step == "fourteen-day-letter"])
    found: dict[int, list[Demand]] = defaultdict(list)
    for debtor, invoice, step, last_day, letter in rows:
        if last_day is not None and (step == "fourteen-day-letter" or kinds[debtor] != "consumer"):
            found[invoice].append(Demand(last_day, named.get(letter)))
    return found


def _named(creditor_id: int, letters: Collection[int | None]) -> dict[int | None, Named]:
    """The costs that fourteen-day letters named, by letter."""
    if not letters:
        return {}
    rows = Letter.objects.filter(creditor_id=creditor_id, id__in=[one for one in letters if one is not None])
    costs = rows.annotate(named=KT("content__costs_if_late")).values_list("id", "named")
    return {letter: Named(letter, int(cents)) for letter, cents in costs if cents is not None}
