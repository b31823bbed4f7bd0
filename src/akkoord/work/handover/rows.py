"""Everything of one case, read once: what the check of readiness looks at, and what goes into the file."""

from __future__ import annotations

from datetime import date
from functools import cached_property

from akkoord.core.law.prescription import Prescription
from akkoord.core.problem import Refusal
from akkoord.store.models import (
    Agreed,
    Allocation,
    Arrangement,
    Call,
    CaseCheck,
    Contact,
    Debtor,
    DebtorFile,
    Document,
    Hold,
    InboundMail,
    Instalment,
    Interruption,
    Invoice,
    Letter,
    OngoingWork,
    Outbox,
    Said,
    StepTaken,
)
from akkoord.work.owed import Owed, owed
from akkoord.work.prescription import prescriptions


class Rows:
    """The rows of one debtor, of some of his invoices where it is about those, as they stood on a day. Each kind is read when it
    is asked for, in one query."""

    def __init__(self, debtor: Debtor, *, invoices: frozenset[int] | None, on: date) -> None:
        self.debtor, self.creditor, self.only, self.on = debtor, debtor.creditor, invoices, on
        self._own = {"creditor_id": debtor.creditor_id}
        self._his = {**self._own, "debtor_id": debtor.id}

    @cached_property
    def invoices(self) -> list[Invoice]:
        """The invoices it is about, by due day; without a choice those that are open."""
        rows = Invoice.objects.filter(**self._his, kind="invoice", issued_on__lte=self.on).select_related("debtor")
        rows = rows.filter(open__gt=0) if self.only is None else rows.filter(id__in=self.only)
        return list(rows.order_by("due_on", "id"))

    @cached_property
    def ids(self) -> list[int]:
        """Their numbers in the store."""
        return [one.id for one in self.invoices]

    @cached_property
    def owed(self) -> Owed | Refusal:
        """What they come to on that day."""
        return owed(debtor=self.debtor, on=self.on, only=frozenset(self.ids))

    @cached_property
    def prescriptions(self) -> dict[int, Prescription]:
        """When each of them prescribes."""
        return prescriptions(self.invoices, on=self.on)

    @cached_property
    def documents(self) -> list[Document]:
        """What came with them, without the content."""
        rows = Document.objects.filter(**self._own, invoice_id__in=self.ids).defer("content")
        return list(rows.order_by("invoice_id", "id"))

    @cached_property
    def files(self) -> list[DebtorFile]:
        """What he sent or signed and what was kept for the file, without the content."""
        return list(DebtorFile.objects.filter(**self._his).defer("content").order_by("on", "id"))

    @cached_property
    def bookings(self) -> list[Allocation]:
        """What was booked on them, with its payment or credit note."""
        rows = Allocation.objects.filter(**self._own, invoice_id__in=self.ids, undone_on=None, on__lte=self.on)
        return list(rows.select_related("payment", "credit_note", "invoice").order_by("on", "id"))

    @cached_property
    def credit_notes(self) -> list[Invoice]:
        """The credit notes that were booked on them."""
        found = {one.credit_note.id: one.credit_note for one in self.bookings if one.credit_note is not None}
        return sorted(found.values(), key=lambda one: (one.issued_on, one.id))

    @cached_property
    def letters(self) -> list[Letter]:
        """The letters that left about any of them, or about none in particular."""
        rows = Letter.objects.filter(**self._his, state="sent", sent_on__lte=self.on).defer("pdf").order_by("sent_on", "id")
        mine = set(self.ids)
        return [one for one in rows if not one.basis or mine & {int(number) for number in one.basis}]

    @cached_property
    def messages(self) -> list[Outbox]:
        """How they left."""
        rows = Outbox.objects.filter(**self._own, letter_id__in=[one.id for one in self.letters])
        return list(rows.filter(state__in=("sent", "bounced")).order_by("sent_at", "id"))

    @cached_property
    def steps(self) -> list[StepTaken]:
        """The steps taken for them."""
        rows = StepTaken.objects.filter(**self._own, invoice_id__in=self.ids, withdrawn_on=None, decided_on__lte=self.on)
        return list(rows.order_by("decided_on", "id"))

    @cached_property
    def calls(self) -> list[Call]:
        """The calls with him."""
        return list(Call.objects.filter(**self._his, on__lte=self.on).exclude(ended_at=None).order_by("started_at"))

    @cached_property
    def said(self) -> list[Said]:
        """The reasons he gave."""
        return list(Said.objects.filter(**self._his, on__lte=self.on).order_by("on", "id"))

    @cached_property
    def agreed(self) -> list[Agreed]:
        """What was agreed."""
        return list(Agreed.objects.filter(**self._his, made_on__lte=self.on).exclude(state="draft").order_by("made_on", "id"))

    @cached_property
    def holds(self) -> list[Hold]:
        """His reasons to wait, ended or not: of him, or of one of these invoices."""
        mine = set(self.ids)
        rows = Hold.objects.filter(**self._his, since__lte=self.on).select_related("invoice").order_by("since", "id")
        return [one for one in rows if one.invoice_id is None or one.invoice_id in mine]

    @cached_property
    def arrangements(self) -> list[Arrangement]:
        """The arrangements that were agreed."""
        rows = Arrangement.objects.filter(**self._his, agreed_on__lte=self.on).defer("pdf")
        return list(rows.order_by("agreed_on", "id"))

    @cached_property
    def instalments(self) -> dict[int, list[Instalment]]:
        """Their parts, by arrangement."""
        found: dict[int, list[Instalment]] = {one.id: [] for one in self.arrangements}
        for row in Instalment.objects.filter(**self._own, arrangement_id__in=list(found)).order_by("number"):
            found[row.arrangement_id].append(row)
        return found

    @cached_property
    def interruptions(self) -> list[Interruption]:
        """What interrupted their prescription, as people wrote it down."""
        rows = Interruption.objects.filter(**self._own, invoice_id__in=self.ids, withdrawn_on=None, on__lte=self.on)
        return list(rows.select_related("invoice").order_by("on", "id"))

    @cached_property
    def work(self) -> list[OngoingWork]:
        """The work for him that went on, or was stopped."""
        return list(OngoingWork.objects.filter(**self._his).order_by("since", "id"))

    @cached_property
    def mails(self) -> list[InboundMail]:
        """What he wrote."""
        return list(InboundMail.objects.filter(**self._his, on__lte=self.on, kind="reply").order_by("at", "id"))

    @cached_property
    def contacts(self) -> list[Contact]:
        """Whom one can reach there."""
        return list(Contact.objects.filter(**self._his).order_by("id"))

    @cached_property
    def looked(self) -> dict[str, CaseCheck]:
        """What somebody looked up last, by its key."""
        return {one.key: one for one in CaseCheck.objects.filter(**self._his, on__lte=self.on).order_by("on", "id")}

    def standing(self, *kinds: str) -> list[Hold]:
        """The holds of these kinds that stand on that day."""
        return [one for one in self.holds if one.kind in kinds and one.ended_on is None and (one.until is None or one.until >= self.on)]
