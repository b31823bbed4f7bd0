"""The specification of what a debtor owes on a day: for a partner, a bailiff, a court, or the debtor himself."""

from __future__ import annotations

from datetime import date

from akkoord.core.letter import LetterContent, LetterInvoice
from akkoord.core.problem import Refusal, Text
from akkoord.letters.specification import render_specification
from akkoord.store.models import Debtor
from akkoord.work.books import law_kind
from akkoord.work.letters.make_letter import addressee, reference, sender
from akkoord.work.owed import Owed, OwedInvoice, owed


def specification(*, debtor: Debtor, on: date, only: frozenset[int] | None = None) -> bytes | Refusal:
    """The PDF of everything that is late on that day, or of `only` some invoices. A refusal where there is nothing to specify,
    or the law gives no sum for that day."""
    sums = owed(debtor=debtor, on=on, only=only)
    if isinstance(sums, Refusal):
        return sums
    if not any(one.principal or one.interest or one.costs for one in sums.invoices):
        return Refusal(Text("Er staat niets open om te specificeren.", "Nothing is open that could be specified."))
    return render_specification(specified(debtor, sums, on=on, language=debtor.language))


def specified(debtor: Debtor, sums: Owed, *, on: date, language: str) -> LetterContent:
    """What was reckoned as the content of a specification in that language."""
    return LetterContent(
        kind="specification",
        language=language,
        reference=reference(debtor, on),
        dated=on,
        sender=sender(debtor.creditor),
        addressee=addressee(debtor, "", ""),
        invoices=tuple(_line(one, language) for one in sums.invoices),
        principal=sums.principal,
        interest=sums.interest,
        costs=sums.costs,
        asked=sums.total,
        interest_lines=sums.interest_lines,
        cost_lines=sums.cost_lines,
        movements=sums.movements,
        costs_vat=sums.vat,
        partner=debtor.creditor.partner,
        consumer=law_kind(debtor) == "consumer",
    )


def _line(one: OwedInvoice, language: str) -> LetterInvoice:
    known = (one.number, one.issued_on, one.due_on, one.total, one.principal, one.days_overdue, True)
    return LetterInvoice(*known, one.interest_from, one.because.in_language(language), one.source, one.costs_from, one.costs_base)
