"""When invoices prescribe: what is known of each that interrupts its term, and which of them need somebody now."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Q, QuerySet

from akkoord.core.dates import ONE_DAY
from akkoord.core.law.prescription import Interruption, Prescription, full_years_after, prescription
from akkoord.jurisdictions import jurisdiction
from akkoord.store.models import Allocation, Debtor, Invoice, StepTaken
from akkoord.store.models import Interruption as Kept
from akkoord.work.books import law_kind

# A demand interrupts (art. 3:317 BW). A friendly reminder may be one too, but who asks kindly does not clearly claim his right:
# it does not count here, which is the safe side.
_FORMAL = ("notice-of-default", "fourteen-day-letter", "collection-warning")
_CONSUMERS = Q(debtor__kind="consumer") | Q(debtor__kind_doubtful=True)

Interruptions = Mapping[int, Sequence[Interruption]]  # by invoice


@dataclass(frozen=True, slots=True)
class Prescribing:
    """An open invoice whose term ends within the warning time, or has ended; `service` as `as_service` gives it."""

    invoice: Invoice
    answer: Prescription
    service: date | None

    def passed(self, on: date) -> bool:
        """Whether it is prescribed on that day."""
        return self.answer.prescribes_on <= on


def claim_kind(debtor: Debtor) -> str:
    """What his invoices are claims for. From who is or may be a consumer it is the price of a purchase (art. 7:28 BW), because
    its term is the shorter one: that warns too early where it was a service, and never too late."""
    return "consumer-purchase" if law_kind(debtor) == "consumer" else "business"


def prescriptions(invoices: Collection[Invoice], *, on: date) -> dict[int, Prescription]:
    """When each of these invoices of one company prescribes, as known on a day, by id; in three queries. Their debtors must be
    at hand."""
    known = _interruptions(invoices, on=on)
    return {one.id: _answer(one, known, claim_kind(one.debtor)) for one in invoices}


def as_service(invoice: Invoice, *, on: date) -> date | None:
    """The day on which it would prescribe if it is no price of a consumer's purchase; None where that makes no difference."""
    return _as_service(invoice, _interruptions([invoice], on=on))


def prescribing(open_ones: QuerySet[Invoice], *, on: date, tolerance: int = 0) -> list[Prescribing]:
    """Those of these open invoices of one company, of which more than `tolerance` cents are `left`, that prescribe within the
    warning time, or have; the soonest first. Only invoices old enough to matter are read, by their due day.
    """
    rule = jurisdiction().prescription
    limit = on + timedelta(days=rule.warning_days)
    before = {name: full_years_after(limit + 2 * ONE_DAY, years=-kind.years) for name, kind in rule.kinds.items()}
    old = Q(due_on__lt=before["business"]) | Q(_CONSUMERS, due_on__lt=before["consumer-purchase"])
    worth = open_ones.filter(old, Q(("left__gt", tolerance)), due_on__lt=max(before.values()))
    rows = list(worth.select_related("debtor"))
    known = _interruptions(rows, on=on)
    answers = [(row, _answer(row, known, claim_kind(row.debtor))) for row in rows]
    found = [Prescribing(row, answer, _as_service(row, known)) for row, answer in answers if answer.last_day <= limit]
    return sorted(found, key=lambda one: (one.answer.prescribes_on, one.invoice.id))


def _answer(invoice: Invoice, known: Interruptions, kind: str) -> Prescription:
    rule = jurisdiction().prescription
    return prescription(rule=rule, kind=rule.kinds[kind], due=invoice.due_on, interruptions=known.get(invoice.id, ()))


def _as_service(invoice: Invoice, known: Interruptions) -> date | None:
    return _answer(invoice, known, "business").prescribes_on if claim_kind(invoice.debtor) != "business" else None


def _interruptions(invoices: Collection[Invoice], *, on: date) -> Interruptions:
    if not invoices:
        return {}
    ids, creditor = [one.id for one in invoices], next(iter(invoices)).creditor_id
    found: dict[int, list[Interruption]] = defaultdict(list)
    for invoice, day, how in (*_letters(creditor, ids, on), *_parts(creditor, ids, on), *_kept(creditor, ids, on)):
        found[invoice].append(Interruption(day, how))
    return found


Known = Iterator[tuple[int, date, str]]  # invoice, day, way


def _letters(creditor: int, ids: list[int], on: date) -> Known:
    """Demands that left; each works from the day on which it is presumed received (art. 3:37 lid 3 BW)."""
    rows = StepTaken.objects.filter(creditor_id=creditor, invoice_id__in=ids, step__in=_FORMAL, left_on__lte=on, withdrawn_on=None)
    for invoice, left, received in rows.values_list("invoice_id", "left_on", "received_on"):
        day = received or left
        if day:
            yield invoice, day, "letter"


def _parts(creditor: int, ids: list[int], on: date) -> Known:
    """Who pays a part acknowledges the debt (art. 3:318 BW). A credit note is the creditor's own and acknowledges nothing."""
    rows = Allocation.objects.filter(creditor_id=creditor, invoice_id__in=ids, undone_on=None, on__lte=on).exclude(payment_id=None)
    for invoice, day in rows.values_list("invoice_id", "on"):
        yield invoice, day, "part-payment"


def _kept(creditor: int, ids: list[int], on: date) -> Known:
    """What a person wrote down. A claim in court counts as if it were not awarded in the end, which is the safe side: after a
    judgment the claim lives for twenty years (art. 3:324 BW), and Akkoord does not know of it."""
    rows = Kept.objects.filter(Q(withdrawn_on=None) | Q(withdrawn_on__gt=on), creditor_id=creditor, invoice_id__in=ids, on__lte=on)
    yield from rows.values_list("invoice_id", "on", "how")
