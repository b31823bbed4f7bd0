"""Whether a letter about an arrangement still has a use: the text while it waits for an answer or runs, a reminder or a warning while
its money is not there."""

from __future__ import annotations

from datetime import date

from akkoord.core.arrangement.terms import Part
from akkoord.core.arrangement.watch import standing
from akkoord.core.problem import Text
from akkoord.store.models import Arrangement, Creditor, Hold, Letter
from akkoord.work.arrangement.paid import paid_for

AGREEMENT = "arrangement"
OF_A_PART = ("instalment-reminder", "instalment-missed")
STOPS = ("insolvency", "vulnerable", "dispute", "hold")  # who has such a reason is not warned, and nothing of his breaks
_OVER = Text("Deze regeling loopt niet meer", "This arrangement does not run any more")
_PAID = Text("De termijn is intussen betaald", "The instalment was paid in the meantime")
_COME = Text("De dag van de termijn is er al", "The day of the instalment has come already")
_HELD = Text("Er is een reden om te wachten bijgekomen", "A reason to wait came up")


def arrangement_against(letter: Letter, *, on: date) -> Text | None:
    """Why this letter may not leave any more; None where it may, and where it is about no arrangement."""
    if letter.kind not in (AGREEMENT, *OF_A_PART):
        return None
    states = ("proposed", "running") if letter.kind == AGREEMENT else ("running",)
    rows = Arrangement.objects.filter(creditor_id=letter.creditor_id, debtor_id=letter.debtor_id, state__in=states).defer("pdf")
    if letter.kind == AGREEMENT:
        return None if any(one.subject == letter.subject and one.blocks == letter.blocks for one in rows) else _OVER
    one = rows.first()
    if one is None:
        return _OVER
    if _held(one):
        return _HELD
    if letter.kind == "instalment-reminder" and letter.content["plan"]["due_on"] <= str(on):
        return _COME
    return _PAID if _is_paid(letter, one, on) else None


def _held(one: Arrangement) -> bool:
    own = set(one.invoices.values_list("invoice_id", flat=True))
    rows = Hold.objects.filter(creditor_id=one.creditor_id, debtor_id=one.debtor_id, kind__in=STOPS, ended_on=None)
    return any(about is None or about in own for about in rows.values_list("invoice_id", flat=True))


def _is_paid(letter: Letter, one: Arrangement, on: date) -> bool:
    """Whether the part it is about is there by now."""
    due_on = date.fromisoformat(letter.content["plan"]["due_on"])
    parts = [Part(day, cents) for day, cents in one.instalments.filter(due_on__lte=due_on).values_list("due_on", "amount")]
    creditor = Creditor(id=one.creditor_id)
    now = standing(parts, paid_for(creditor, [one])[one.id], on=on, bank_until=None, in_time=lambda day: day)
    return now.left <= 0
